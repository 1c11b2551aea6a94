//! Links in messages: where one leads is told before anything opens.

use crate::prelude::*;
use crate::session::use_live;
use crate::t;
use crate::ui::*;
use sampan_protocol::messages::text::Piece;

/// The link that was pressed.
#[derive(Clone, Copy)]
pub(super) struct Outward {
    open: RwSignal<bool>,
    address: RwSignal<String>,
}

impl Outward {
    /// No link was pressed yet; given to everything below.
    pub(super) fn provide() -> Self {
        let outward = Self { open: RwSignal::new(false), address: RwSignal::new(String::new()) };
        provide_context(outward);
        outward
    }

    fn tell(self, address: String) {
        self.address.set(address);
        self.open.set(true);
    }
}

/// Tells where a link leads, and lets it be copied; one of ours can be opened.
#[component]
pub(super) fn OutwardSheet(
    /// The link that was pressed.
    outward: Outward,
) -> View {
    let live = use_live();
    let ours = Memo::new(move || outward.address.with(|address| address.starts_with("sampan://")));
    let go = move |()| {
        outward.open.set(false);
        live.link().set(Some(outward.address.get_untracked()));
    };
    view! {
        <Sheet open=outward.open title=t!("messages.link.title") test="link-sheet">
            <div class="form">
                <p class="lead">{t!("messages.link.text")}</p>
                <p class="outward selectable" data-test="link-address">{outward.address}</p>
                {move || ours.get().then(|| view! { <Button block=true on_press=go test="link-open">{t!("messages.link.open")}</Button> })}
                <CopyButton text=outward.address label=t!("messages.link.copy") />
            </div>
        </Sheet>
    }
}

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
