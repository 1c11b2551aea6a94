//! What may be typed after `sampan-server`.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Sampan's server: wallet and people for everybody who is let in.
///
/// Begin with `sampan-server serve`: it makes a database in the current folder, prints the address
/// that apps are pointed at, and an invitation that makes whoever uses it the operator.
#[derive(Parser)]
#[command(name = "sampan-server", version, max_term_width = 100)]
#[command(after_help = "\
Every option of `serve` can stand in a file (--config) or in the environment as well; a flag wins \
over the environment, and that over the file. The file is TOML:

    listen = \"0.0.0.0:8443\"
    database = \"postgres://sampan@db.example.org/sampan?sslmode=require\"
    media = \"s3://sampan-media\"
    tls_cert = \"/etc/sampan/fullchain.pem\"
    tls_key = \"/etc/sampan/key.pem\"

    [rails.stripe]
    secret_key = \"sk_live_…\"
    publishable_key = \"pk_live_…\"
    webhook_secret = \"whsec_…\"
    public_url = \"https://sampan.example.org\"
    fee = { per_10_000 = 150 }

    [video]                       # worked on with ffmpeg, where it is there
    workers = 1                   # videos at a time
    most_bytes = 2147483648       # of one upload
    spare_bytes = 536870912       # of the disk, which are left alone

Logs go to standard error: pretty on a terminal, JSON otherwise.")]
pub(crate) struct Arguments {
    /// What to log, e.g. `debug` or `sampan_backend=debug,info`. [default: `info` for `serve`]
    #[arg(long, global = true, env = "SAMPAN_LOG", value_name = "FILTER")]
    pub(crate) log: Option<String>,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Serves until it is told to stop (Ctrl-C or SIGTERM); what runs then is finished first.
    Serve(Serve),
    /// Fills an empty database with the demo world: people, merchants, three months of bills.
    Seed(Seed),
    /// Replays the whole ledger and checks it; exits with 1 if anything in it is wrong.
    Audit(Report),
    /// Writes everything that the database holds as lines of JSON, secrets included.
    Export(Export),
    /// Brings the database's tables up to date, as `serve` does when it starts.
    Migrate(Report),
    /// Says who runs the service; appoints somebody where the others cannot act any more.
    ///
    /// Whatever moves money takes two operators, and so does appointing one. If all but one of them
    /// have lost their devices and recovery phrases, whoever runs this machine appoints a successor
    /// here. It stands in the operators' log, which nobody can change, as done on the server.
    Operators(Operators),
    /// Reads payment QR codes.
    #[command(subcommand)]
    Qr(Qr),
    /// Ranks recorded interactions with the model of the short-video home, or says how well it does.
    ///
    /// Files are CSV with a header line that names `user`, `item`, `rating` and `timestamp` (Unix
    /// seconds). Ratings of 4 and more are likes.
    #[command(subcommand)]
    Rank(Rank),
}

#[derive(Args, Default)]
pub(crate) struct Place {
    /// `sqlite:PATH`, or `postgres://USER:PASSWORD@HOST/NAME`, with `?sslmode=require` for an
    /// encrypted connection to a server whose certificate is checked. [default: sqlite:sampan.db]
    #[arg(long, env = "SAMPAN_DATABASE", value_name = "URL", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// Where pictures are kept: a folder, or `s3://BUCKET/PREFIX` (keys, region and endpoint come
    /// from AWS_ACCESS_KEY_ID and its like). [default: sampan-media]
    #[arg(long, env = "SAMPAN_MEDIA", value_name = "PLACE")]
    pub(crate) media: Option<String>,
    /// A TOML file with options.
    #[arg(long, env = "SAMPAN_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address to listen on; port 0 takes any that is free. [default: 127.0.0.1:8080]
    #[arg(long, env = "SAMPAN_LISTEN", value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
    /// Certificate chain in PEM; together with --tls-key, the server speaks HTTPS.
    #[arg(long, env = "SAMPAN_TLS_CERT", value_name = "FILE")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// Private key in PEM.
    #[arg(long, env = "SAMPAN_TLS_KEY", value_name = "FILE")]
    pub(crate) tls_key: Option<PathBuf>,
    /// How many registrations, links and recoveries one address may try in a minute. [default: 60]
    #[arg(long, env = "SAMPAN_NEWCOMERS_PER_MINUTE", value_name = "N")]
    pub(crate) newcomers_per_minute: Option<u32>,
    /// Takes the address of whoever asks from the last entry of X-Forwarded-For: only behind a
    /// proxy that sets it.
    #[arg(long, env = "SAMPAN_BEHIND_PROXY")]
    pub(crate) behind_proxy: bool,
    /// Whether the money is play money, marked as such, that everybody can have from the sandbox;
    /// `false` shuts the sandbox. [default: true]
    #[arg(long, env = "SAMPAN_PLAY_MONEY", value_name = "BOOL")]
    pub(crate) play_money: Option<bool>,
    /// Whether links in posts are looked up, so that they are shown with a title and a picture. Only
    /// public addresses are asked. [default: true]
    #[arg(long, env = "SAMPAN_PREVIEWS", value_name = "BOOL")]
    pub(crate) previews: Option<bool>,
    /// Adds a rail of play money that takes its time and loses its webhooks, for trying things out.
    #[arg(long, env = "SAMPAN_SIM_RAIL")]
    pub(crate) sim_rail: bool,
    /// Where people reach this server, e.g. `https://sampan.example.org`: the page on which they pay
    /// by Stripe is there.
    #[arg(long, env = "SAMPAN_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// Stripe's secret key; with one of test mode, its money is play money. Better in the
    /// environment or the file than here. Webhooks go to /v1/rails/stripe/events.
    #[arg(long, env = "SAMPAN_STRIPE_SECRET_KEY", value_name = "KEY", hide_env_values = true)]
    pub(crate) stripe_secret_key: Option<String>,
    /// The signing secret of Stripe's webhook.
    #[arg(
        long,
        env = "SAMPAN_STRIPE_WEBHOOK_SECRET",
        value_name = "SECRET",
        hide_env_values = true
    )]
    pub(crate) stripe_webhook_secret: Option<String>,
    /// Stripe's publishable key.
    #[arg(long, env = "SAMPAN_STRIPE_PUBLISHABLE_KEY", value_name = "KEY")]
    pub(crate) stripe_publishable_key: Option<String>,
    /// Where Stripe's API is. [default: <https://api.stripe.com]>
    #[arg(long, env = "SAMPAN_STRIPE_API_BASE", value_name = "URL")]
    pub(crate) stripe_api_base: Option<String>,
}

#[derive(Args)]
pub(crate) struct Seed {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The number that everything is made from: the same one makes the same world.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// At least so many bills for the demo's person: as many years as it takes.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) bills: usize,
    /// Publishes the short videos of this list, whose files lie beside it in a folder that is called
    /// as the list.
    #[arg(long, value_name = "FILE")]
    pub(crate) videos: Option<PathBuf>,
    /// Writes a device of the demo's person, with its key, to a new file, so that a program can
    /// speak for them.
    #[arg(long, value_name = "FILE")]
    pub(crate) device: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Answers with one line of JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Operators {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Makes this person an operator.
    #[arg(long, value_name = "HANDLE", requires = "why")]
    pub(crate) appoint: Option<String>,
    /// Takes the role from this operator in the same step.
    #[arg(long, value_name = "HANDLE", requires = "appoint")]
    pub(crate) in_place_of: Option<String>,
    /// Why, for the operators' log.
    #[arg(long, value_name = "TEXT", requires = "appoint")]
    pub(crate) why: Option<String>,
    /// Answers with one object of JSON for each operator.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The file to write; it must not exist, and only its owner may read it. `-` is standard
    /// output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Subcommand)]
pub(crate) enum Qr {
    /// Decodes the payloads of payment codes (EMVCo, merchant-presented), one from each line of
    /// standard input, and says of each whether a wallet may go on with it.
    ///
    /// Lines end with LF; empty ones are payloads as well, and nothing is trimmed.
    Decode {
        /// Answers each line with one object of JSON: verdict, errors, warnings, meaning.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum Rank {
    /// Prints `user,item1,item2,…` for each user: what they are recommended, best first, and nothing
    /// that they had to do with.
    Recommend {
        /// The interactions that are known.
        #[arg(long, value_name = "FILE")]
        train: PathBuf,
        /// How many items each user gets.
        #[arg(long, default_value_t = 10, value_name = "N")]
        k: usize,
        /// When everybody is served, in Unix seconds; without it, each user at their own last line.
        #[arg(long, value_name = "UNIX_SECONDS")]
        at: Option<i64>,
    },
    /// Splits interactions 80/20, per user by time and globally by time, and prints nDCG@10 over full
    /// ranking of the model and of three baselines, as one line of JSON.
    Eval {
        /// The interactions.
        #[arg(long, value_name = "FILE")]
        interactions: PathBuf,
    },
}
