//! Words in the reader's language: messages, counts, and errors told.

use crate::catalogue::Catalogue;
use crate::prelude::*;
use crate::ui::format;
use sampan_protocol::locale::{Language, fill};
use sampan_protocol::{Arg, Error};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

thread_local! {
    /// The language whose messages are there; none while the first ones are being read.
    static SPOKEN: ArcRwSignal<Option<Language>> = ArcRwSignal::new(None);
    /// The language that was asked for last.
    static WANTED: Cell<Option<Language>> = const { Cell::new(None) };
    static CATALOGUE: RefCell<Catalogue> = RefCell::default();
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
    SPOKEN.with(GetUntracked::get_untracked).unwrap_or_default()
}

/// The language of the system.
pub(crate) fn system_language() -> Language {
    let tag = window().navigator().language();
    tag.map(|tag| Language::from_tag(&tag)).unwrap_or_default()
}

/// Has everything shown in a language, as soon as its messages are there.
pub(crate) fn speak(language: Language) {
    if WANTED.replace(Some(language)) == Some(language) {
        return;
    }
    leptos::task::spawn_local(async move {
        let catalogue = Catalogue::read(language).await;
        // Nobody waits any more for one that was overtaken.
        if WANTED.get() == Some(language) {
            CATALOGUE.set(catalogue);
            SPOKEN.with(Clone::clone).set(Some(language));
        }
    });
}

/// Whether the messages of the wanted language are there; tracked.
pub(crate) fn are_there() -> bool {
    let spoken = SPOKEN.with(Get::get);
    spoken.is_some() && spoken == WANTED.get()
}

/// The message for `key`, its `{names}` filled from `args`; the key itself if there is none.
pub(crate) fn text(key: &str, args: &[(&str, String)]) -> String {
    let message = CATALOGUE.with_borrow(|catalogue| catalogue.message(key));
    message.map_or_else(|| key.to_owned(), |message| fill(&message, args))
}

/// The message for `n` things.
pub(crate) fn count(key: &str, n: i64) -> String {
    let form = if language() == Language::En && n == 1 { "one" } else { "other" };
    text(&format!("{key}.{form}"), &[("n", format::number(n))])
}

/// Tells what happened, in the reader's language.
pub(crate) fn tell(error: &Error) -> String {
    message(&error.key, &error.args)
}

/// The message for `key`, filled with typed arguments.
pub(crate) fn message(key: &str, args: &BTreeMap<String, Arg>) -> String {
    let args: Vec<(&str, String)> =
        args.iter().map(|(name, arg)| (name.as_str(), argument(arg))).collect();
    text(key, &args)
}

fn argument(arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Count(n) => format::number(*n),
        Arg::Money(money) => format::money(*money),
        Arg::Time(time) => format::moment_within(*time),
    }
}
