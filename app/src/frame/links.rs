//! Links that the app is opened with lead to a screen; nothing is done without the person.

use crate::features;
use crate::link::Link;
use crate::messages;
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::use_navigate;
use crate::search;
use crate::session::{use_live, use_session};
use crate::t;
use crate::ui::use_toasts;

/// Opens links as they come, once there is a person to open them for.
pub(crate) fn follow() {
    let (session, link) = (use_session(), use_live().link());
    let navigate = use_navigate();
    let toasts = use_toasts();
    let is_in = Memo::new(move || session.with(|s| s.me.is_some()));
    Effect::new(move |_| {
        let Some(text) = link.get().filter(|_| is_in.get()) else {
            return;
        };
        link.set(None);
        match place(&text).or_else(|| of_link(&text)) {
            Some(path) => navigate(&path, NavigateOptions::default()),
            None => toasts.say(t!("nav.bad_link")),
        }
    });
}

/// A place of the app itself, which the shell names where somebody presses what it told the system of: a
/// path, which no link from outside is.
fn place(text: &str) -> Option<String> {
    (text.starts_with('/') && !text.starts_with("//")).then(|| text.to_owned())
}

/// Where a link leads, if anybody knows it.
fn of_link(text: &str) -> Option<String> {
    let link = Link::parse(text)?;
    let of_feature = features::on().into_iter().find_map(|f| (f.link)(&link));
    of_feature.or_else(|| messages::of_link(&link)).or_else(|| search::of_link(&link))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn only_a_path_of_the_app_is_a_place() {
        let path = "/messages/person.1?message=2";
        assert_eq!(place(path).as_deref(), Some(path), "what the shell says");
        for other in ["//example.org/x", "https://example.org", "sampan://pay/mei", "", "mei"] {
            assert_eq!(place(other), None, "{other:?} is none");
        }
    }
}
