//! Words in the reader's language: messages, counts, and errors told.

use crate::prelude::*;
use crate::ui::format;
use sampan_protocol::locale::Language;
use sampan_protocol::{Arg, Error};

thread_local! {
    static LANGUAGE: ArcRwSignal<Language> = ArcRwSignal::new(Language::default());
}

/// The message for a key, its `{names}` filled: `t!("wallet.paid", who = name)`.
#[macro_export]
macro_rules! t {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::text($key, &[$((stringify!($name), ($value).to_string())),*])
    };
}

/// The message for `n` things: `tn!("wallet.bills", n)` takes `wallet.bills.one` or `….other`.
#[macro_export]
macro_rules! tn {
    ($key:expr, $n:expr) => {
        $crate::words::count($key, $n)
    };
}

/// The language that everything is shown in. The screens are made anew when it changes.
pub(crate) fn language() -> Language {
    LANGUAGE.with(GetUntracked::get_untracked)
}

/// The same, as a signal.
pub(crate) fn language_signal() -> ArcRwSignal<Language> {
    LANGUAGE.with(Clone::clone)
}

/// The message for `key`, its `{names}` filled from `args`.
pub(crate) fn text(key: &str, args: &[(&str, String)]) -> String {
    language().text(key, args)
}

/// The message for `n` things.
pub(crate) fn count(key: &str, n: i64) -> String {
    let form = if language() == Language::En && n == 1 { "one" } else { "other" };
    text(&format!("{key}.{form}"), &[("n", format::number(n))])
}

/// Tells what happened, in the reader's language.
pub(crate) fn tell(error: &Error) -> String {
    let args: Vec<(&str, String)> =
        error.args.iter().map(|(name, arg)| (name.as_str(), argument(arg))).collect();
    text(&error.key, &args)
}

fn argument(arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Count(n) => format::number(*n),
        Arg::Money(money) => format::money(*money),
        Arg::Time(time) => format::moment(*time),
    }
}
