//! Options from flags and environment (which clap reads) and from a TOML file, in this order.

use crate::arguments::{Place, Serve};
use crate::failure::Failure;
use sampan_backend::Config;
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
    fn mistakes_are_told() {
        for text in ["lisen = \"1.2.3.4:5\"", "listen = 5", "tls_cert = \"cert.pem\"", "["] {
            assert!(settings(text, &[]).is_err(), "{text} is a mistake");
        }
    }
}
