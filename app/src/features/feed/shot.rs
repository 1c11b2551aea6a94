//! Pictures and clips, from the device or the service.

use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// One picture.
#[component]
pub(super) fn Shot(
    /// Its SHA-256.
    name: String,
) -> View {
    view! { <Picture name alt=t!("feed.picture") /> }
}

/// A clip with its cover.
#[component]
pub(super) fn Clip(
    /// SHA-256 of the video.
    name: String,
    /// SHA-256 of its cover.
    cover: String,
) -> View {
    let base = use_context::<MediaBase>();
    let address = move |name: String| move || base.map(|base| format!("{}/{name}", base.0.get()));
    view! {
        <video class="note-clip" controls playsinline preload="metadata" src=address(name) poster=address(cover)
            aria-label=t!("feed.clip") data-test="clip"></video>
    }
}
