//! Why the program ends early, told in the language of whoever runs it.

use sampan_backend::db::DbError;
use sampan_protocol::locale::Language;
use sampan_protocol::{Arg, Error};
use std::fmt;

/// Why the program ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the backend says.
    Backend(Error),
    /// What this program says, in English like its help.
    Own(String),
}

impl Failure {
    /// A failure of this program about something outside of it.
    pub(crate) fn of(what: &str, error: &dyn fmt::Display) -> Self {
        Self::Own(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(text) => f.write_str(text),
            Self::Backend(error) => {
                let args: Vec<(&str, String)> =
                    error.args.iter().map(|(name, arg)| (name.as_str(), plain(arg))).collect();
                f.write_str(&language().text(&error.key, &args))
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Backend(error)
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Backend(error.into())
    }
}

fn plain(arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Count(count) => count.to_string(),
        Arg::Money(money) => money.to_string(),
        Arg::Time(time) => time.seconds().to_string(),
    }
}

/// The language of the terminal.
fn language() -> Language {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let tag = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    Language::from_tag(tag.as_deref().unwrap_or("en"))
}
