//! The text of a note, and links in it: where one leads is told before anything opens.

use super::super::links;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::text::Piece;

/// The link that was pressed.
#[derive(Clone, Copy)]
pub(super) struct Outward {
    open: RwSignal<bool>,
    address: RwSignal<String>,
    go: Callback<String>,
}

impl Outward {
    /// No link was pressed yet.
    pub(super) fn new() -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
        Self { open: RwSignal::new(false), address: RwSignal::new(String::new()), go }
    }

    /// Follows a link: a path of the app at once, anything else is told first.
    pub(super) fn go(self, link: String) {
        if link.starts_with('/') {
            self.go.run(link);
        } else if !link.is_empty() {
            self.address.set(link);
            self.open.set(true);
        }
    }
}

/// Tells where a link leads, and lets it be copied.
#[component]
pub(super) fn OutwardSheet(
    /// The link that was pressed.
    outward: Outward,
) -> View {
    view! {
        <Sheet open=outward.open title=t!("feed.link.title") test="link-sheet">
            <div class="form">
                <p class="lead">{t!("feed.link.text")}</p>
                <p class="outward selectable" data-test="link-address">{outward.address}</p>
                <CopyButton text=outward.address label=t!("feed.link.copy") />
            </div>
        </Sheet>
    }
}

/// The text, with its topics and links.
pub(super) fn text(pieces: Vec<Piece>, outward: Outward) -> View {
    let piece = move |piece: Piece| match piece {
        Piece::Words(words) => view! { <span>{words}</span> },
        Piece::Topic(topic) => {
            view! { <a class="note-topic" href=links::topic(&topic) data-test="topic">{format!("#{topic}")}</a> }
        }
        Piece::Link(link) => {
            let address = link.clone();
            view! { <button class="note-link" type="button" on:click=move |_| outward.go(address.clone())>{link}</button> }
        }
    };
    view! { <p class="note-text selectable" data-test="note-text">{pieces.into_iter().map(piece).collect_view()}</p> }
}
