//! Words of messages, with their links.

use crate::outward::Outward;
use crate::prelude::*;
use sampan_protocol::messages::text::Piece;

/// Words with their links; a link leads nowhere by itself.
pub(super) fn words(pieces: Vec<Piece>) -> View {
    let outward = use_context::<Outward>();
    let piece = move |piece: Piece| match piece {
        Piece::Words(words) => view! { <span>{words}</span> },
        Piece::Link(address) => {
            let this = address.clone();
            let tell = move |_| {
                if let Some(outward) = outward {
                    outward.tell(this.clone());
                }
            };
            view! { <button class="message-link" type="button" on:click=tell data-test="message-link">{address}</button> }
        }
    };
    view! { <p class="message-words selectable">{pieces.into_iter().map(piece).collect_view()}</p> }
}
