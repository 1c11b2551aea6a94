//! Options from flags and environment (which clap reads) and from a TOML file, in this order.

use crate::arguments::{Place, Serve};
use crate::failure::Failure;
use sampan_backend::{Config, RailSettings, Secret, VideoSettings};
use serde::Deserialize;
use std::path::{Path, PathBuf};

const DATABASE: &str = "sqlite:sampan.db";
const MEDIA: &str = "sampan-media";
const LISTEN: &str = "127.0.0.1:8080";

/// What may stand in the file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    database: Option<String>,
    media: Option<String>,
    listen: Option<String>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    newcomers_per_minute: Option<u32>,
    behind_proxy: bool,
    play_money: Option<bool>,
    rails: RailSettings,
    previews: Option<bool>,
    video: VideoSettings,
}

/// What the server serves with.
pub(crate) struct Settings {
    pub(crate) config: Config,
    pub(crate) listen: String,
    /// Certificate chain and private key.
    pub(crate) tls: Option<(PathBuf, PathBuf)>,
}

/// Where the data is.
pub(crate) fn place(place: &Place) -> Result<Config, Failure> {
    Ok(config(place, &file(place)?))
}

/// Everything that `serve` needs to know.
pub(crate) fn serve(options: &Serve) -> Result<Settings, Failure> {
    let file = file(&options.place)?;
    let mut config = config(&options.place, &file);
    config.play_money = options.play_money.or(file.play_money).unwrap_or(config.play_money);
    config.rails = rails(options, file.rails);
    config.video = file.video;
    if !options.previews.or(file.previews).unwrap_or(true) {
        config.outside = None;
    }
    config.behind_proxy = options.behind_proxy || file.behind_proxy;
    if let Some(limit) = options.newcomers_per_minute.or(file.newcomers_per_minute) {
        config.newcomers_per_minute = limit;
    }
    let cert = options.tls_cert.clone().or(file.tls_cert);
    let key = options.tls_key.clone().or(file.tls_key);
    let tls = match (cert, key) {
        (None, None) => None,
        (Some(cert), Some(key)) => Some((cert, key)),
        _ => {
            return Err(Failure::Own("--tls-cert and --tls-key belong together".to_owned()));
        }
    };
    let listen = options.listen.clone().or(file.listen).unwrap_or_else(|| LISTEN.to_owned());
    Ok(Settings { config, listen, tls })
}

/// The rails of the file, with what flags and environment say instead.
fn rails(options: &Serve, file: RailSettings) -> RailSettings {
    let mut rails = file;
    if options.sim_rail && rails.sim.is_none() {
        rails.sim = Some(Default::default());
    }
    let secrets = [&options.stripe_secret_key, &options.stripe_webhook_secret];
    if secrets.iter().any(|secret| secret.is_some()) || rails.stripe.is_some() {
        let stripe = rails.stripe.get_or_insert_default();
        let [key, webhook] = secrets.map(|secret| secret.clone().map(Secret));
        stripe.secret_key = key.unwrap_or_else(|| stripe.secret_key.clone());
        stripe.webhook_secret = webhook.unwrap_or_else(|| stripe.webhook_secret.clone());
        if let Some(key) = &options.stripe_publishable_key {
            stripe.publishable_key.clone_from(key);
        }
        if let Some(url) = &options.public_url {
            stripe.public_url.clone_from(url);
        }
        if let Some(base) = &options.stripe_api_base {
            stripe.api_base = Some(base.clone());
        }
    }
    rails
}

fn config(place: &Place, file: &File) -> Config {
    let or = |flag: &Option<String>, file: &Option<String>, default: &str| {
        flag.clone().or_else(|| file.clone()).unwrap_or_else(|| default.to_owned())
    };
    Config::server(
        &or(&place.database, &file.database, DATABASE),
        &or(&place.media, &file.media, MEDIA),
    )
}

fn file(place: &Place) -> Result<File, Failure> {
    place.config.as_deref().map_or_else(|| Ok(File::default()), read)
}

fn read(path: &Path) -> Result<File, Failure> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::of(&shown, &error))?;
    toml::from_str(&text).map_err(|error| Failure::of(&shown, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{Arguments, Verb};
    use clap::Parser;

    fn settings(text: &str, flags: &[&str]) -> Result<Settings, Failure> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sampan.toml");
        std::fs::write(&path, text).expect("the file is written");
        let path = path.display().to_string();
        let words = ["sampan-server", "serve", "--config", &path];
        let arguments = Arguments::parse_from(words.iter().chain(flags));
        match arguments.verb {
            Verb::Serve(options) => serve(&options),
            _ => Err(Failure::Own("another verb".to_owned())),
        }
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let text = "listen = \"1.2.3.4:5\"\ndatabase = \"sqlite:file.db\"";
        let read = settings(text, &["--listen", "5.6.7.8:9"]).expect("both are fine");
        assert_eq!(read.listen, "5.6.7.8:9", "the flag wins");
        assert_eq!(read.config.database, "sqlite:file.db", "the file says so");
        assert_eq!(read.config.media, MEDIA, "nobody says anything else");
    }

    #[test]
    fn rails_come_from_the_file_and_flags_and_secrets_are_never_shown() {
        let text = "[rails.sim]\nseed = 7\n[rails.stripe]\nsecret_key = \"sk_test_hidden\"";
        let flags =
            ["--stripe-webhook-secret", "whsec_hidden", "--public-url", "https://a.example"];
        let rails = settings(text, &flags).expect("both are fine").config.rails;
        let stripe = rails.stripe.clone().expect("it is set up");
        assert_eq!(stripe.secret_key.0, "sk_test_hidden", "the file's");
        assert_eq!(stripe.webhook_secret.0, "whsec_hidden", "the flag's");
        assert_eq!(rails.sim.as_ref().map(|sim| sim.seed), Some(7), "and the simulated one");
        assert!(!format!("{rails:?}").contains("hidden"), "whoever prints them sees no secret");
        let none = settings("", &[]).expect("nothing is fine").config.rails;
        assert_eq!(none, RailSettings::default(), "there are none unless somebody says so");
    }

    #[test]
    fn mistakes_are_told() {
        for text in ["lisen = \"1.2.3.4:5\"", "listen = 5", "tls_cert = \"cert.pem\"", "["] {
            assert!(settings(text, &[]).is_err(), "{text} is a mistake");
        }
    }
}
