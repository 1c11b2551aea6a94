//! Links in what others wrote: where one leads is told before anything opens.

use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::session::use_live;
use crate::t;
use crate::ui::*;

/// The link that was pressed.
#[derive(Clone, Copy)]
pub(crate) struct Outward {
    open: RwSignal<bool>,
    address: RwSignal<String>,
    go: Callback<String>,
}

impl Outward {
    /// No link was pressed yet.
    pub(crate) fn new() -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
        Self { open: RwSignal::new(false), address: RwSignal::new(String::new()), go }
    }

    /// No link was pressed yet; given to everything below.
    pub(crate) fn provide() -> Self {
        let outward = Self::new();
        provide_context(outward);
        outward
    }

    /// Tells where a link leads.
    pub(crate) fn tell(self, address: String) {
        self.address.set(address);
        self.open.set(true);
    }

    /// Follows a link: a path of the app at once, anything else is told first.
    pub(crate) fn follow(self, link: String) {
        if link.starts_with('/') {
            self.go.run(link);
        } else if !link.is_empty() {
            self.tell(link);
        }
    }
}

/// Tells where a link leads, and lets it be copied; one of ours can be opened.
#[component]
pub(crate) fn OutwardSheet(
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
        <Sheet open=outward.open title=t!("ui.link.title") test="link-sheet">
            <div class="form">
                <p class="lead">{t!("ui.link.text")}</p>
                <p class="outward selectable" data-test="link-address">{outward.address}</p>
                {move || ours.get().then(|| view! { <Button block=true on_press=go test="link-open">{t!("ui.link.open")}</Button> })}
                <CopyButton text=outward.address label=t!("ui.link.copy") />
            </div>
        </Sheet>
    }
}
