//! Search: one screen on which everything in the app is found.

mod hit;
mod recent;
mod results;
mod screen;

use crate::link::{Link, encode};
use crate::prelude::*;
use crate::router::apart;
use crate::t;
use crate::ui::IconButton;
use sampan_protocol::search::Kind;
use screen::SearchScreen;

/// Where one looks for anything.
pub(crate) const ROOT: &str = "/search";

apart! {
    /// The screen.
    PART = search {
        "/search" => SearchScreen(),
    }
}

/// Where one looks for something of a kind.
pub(crate) fn path(text: &str, kind: Option<Kind>) -> String {
    let kind = kind.map(|kind| format!("kind={}", kind.word()));
    let text = (!text.is_empty()).then(|| format!("q={}", encode(text)));
    let query: Vec<String> = text.into_iter().chain(kind).collect();
    match query.is_empty() {
        true => ROOT.to_owned(),
        false => format!("{ROOT}?{}", query.join("&")),
    }
}

/// A button in a screen's bar that leads to the search, for a kind.
#[component]
pub(crate) fn SearchButton(
    /// What is looked for first.
    kind: Kind,
) -> View {
    view! { <IconButton icon="search" label=t!("search.title") href=path("", Some(kind)) test="open-search" /> }
}

/// The path for `sampan://search/<words>`.
pub(crate) fn of_link(link: &Link) -> Option<String> {
    (link.word == "search").then(|| path(&link.rest, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_what_is_looked_for() {
        let path = |text: &str| of_link(&Link::parse(text).expect("a link"));
        assert_eq!(path("sampan://search").as_deref(), Some("/search"), "nothing yet");
        let words = path("sampan://search/%E5%92%96%E5%95%A1 a%26b");
        assert_eq!(words.as_deref(), Some("/search?q=%E5%92%96%E5%95%A1%20a%26b"), "words");
        assert_eq!(path("sampan://pay/mei"), None, "somebody else's");
        assert_eq!(super::path("", Some(Kind::Post)), "/search?kind=post", "a kind");
    }
}
