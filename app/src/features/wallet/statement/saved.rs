//! Says where a file was written, and what could not be drawn in it.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::statement::Saved;

/// The place of the last file; nothing before there is one.
#[component]
pub(super) fn SavedPlace(
    /// The file.
    saved: RwSignal<Option<Saved>>,
) -> View {
    move || {
        saved.get().map(|saved| {
            let missing = (saved.missing > 0).then(|| {
                let text = t!("wallet.saved.missing", n = saved.missing);
                view! { <p class="notice warning" role="alert" data-test="saved-missing">{text}</p> }
            });
            view! {
                <div class="saved" role="status">
                    <Icon name="circle-check" size=20 />
                    <p data-test="saved">{t!("wallet.saved", path = saved.path.clone())}</p>
                    <CopyButton text=saved.path label=t!("wallet.copy") />
                </div>
                {missing}
            }
        })
    }
}
