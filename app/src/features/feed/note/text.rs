//! The text of a note, with its topics and links.

use super::super::links;
use crate::outward::Outward;
use crate::prelude::*;
use sampan_protocol::feed::text::Piece;

/// The text, with its topics and links.
pub(super) fn text(pieces: Vec<Piece>, outward: Outward) -> View {
    let piece = move |piece: Piece| match piece {
        Piece::Words(words) => view! { <span>{words}</span> },
        Piece::Topic(topic) => {
            view! { <a class="note-topic" href=links::topic(&topic) data-test="topic">{format!("#{topic}")}</a> }
        }
        Piece::Link(link) => {
            let address = link.clone();
            view! { <button class="note-link" type="button" on:click=move |_| outward.follow(address.clone())>{link}</button> }
        }
    };
    view! { <p class="note-text selectable" data-test="note-text">{pieces.into_iter().map(piece).collect_view()}</p> }
}
