//! Message catalogues: a key and its arguments become a sentence in the reader's language.
//!
//! Errors travel as keys with arguments, and shell, server and UI all have to tell them; so the
//! catalogue is looked up at run time, by all three, from the same two files.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The catalogue's files, one a module.
macro_rules! files {
    ($language:literal) => {
        files!($language; "shell", "device", "messages", "moderation", "notices", "operate", "people", "search", "wallet", "communities", "feed", "errors")
    };
    ($language:literal; $($module:literal),+) => {
        [$(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/../../assets/locales/", $language, "/", $module, ".json"
        ))),+]
    };
}

fn load(files: &[&str]) -> HashMap<String, String> {
    files
        .iter()
        .flat_map(|text| serde_json::from_str::<HashMap<String, String>>(text).unwrap_or_default())
        .collect()
}

/// A language that the app speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The language for a BCP 47 tag or a POSIX locale; English for what the app does not speak.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::ZhCn } else { Self::En }
    }

    fn catalogue(self) -> &'static HashMap<String, String> {
        static EN: OnceLock<HashMap<String, String>> = OnceLock::new();
        static ZH_CN: OnceLock<HashMap<String, String>> = OnceLock::new();
        match self {
            Self::En => EN.get_or_init(|| load(&files!("en"))),
            Self::ZhCn => ZH_CN.get_or_init(|| load(&files!("zh-CN"))),
        }
    }

    /// The message for `key`, its `{names}` filled from `args`.
    #[must_use]
    pub fn text(self, key: &str, args: &[(&str, String)]) -> String {
        match self.catalogue().get(key) {
            Some(message) => fill(message, args),
            None => key.to_owned(),
        }
    }

    /// The message for `n` things: `key.one` or `key.other`, with `{n}` filled in.
    #[must_use]
    pub fn count(self, key: &str, n: i64) -> String {
        let form = if self == Self::En && n == 1 { "one" } else { "other" };
        self.text(&format!("{key}.{form}"), &[("n", n.to_string())])
    }
}

/// Fills each `{name}` of `message` from `args`; a name without argument stays as it is.
#[must_use]
pub fn fill(message: &str, args: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|at| open + at) else {
            break;
        };
        filled.push_str(&rest[..open]);
        let name = &rest[open + 1..close];
        match args.iter().find(|(n, _)| *n == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_filled_by_name() {
        let args = [("who", "Mei".to_owned()), ("n", "2".to_owned())];
        assert_eq!(
            fill("{who} has {n} of {n} {left", &args),
            "Mei has 2 of 2 {left",
            "an open brace stays"
        );
        assert_eq!(
            fill("{nobody}", &args),
            "{nobody}",
            "a missing argument shows where it belongs"
        );
        let tricky = [("who", "{n}".to_owned()), ("n", "2".to_owned())];
        assert_eq!(fill("{who}", &tricky), "{n}", "what is filled in is not filled again");
    }

    #[test]
    fn both_catalogues_load() {
        for language in Language::ALL {
            assert!(!language.catalogue().is_empty(), "{} has messages", language.tag());
        }
    }
}
