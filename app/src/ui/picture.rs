//! A picture from the device or the service; until it is here, what it looks like in a few pixels.

use super::MediaBase;
use crate::prelude::*;
use wasm_bindgen::JsCast;

/// A picture.
#[component]
pub(crate) fn Picture(
    /// Its SHA-256.
    name: String,
    /// What it is, for those who cannot see it.
    #[prop(into)]
    alt: String,
) -> View {
    let base = use_context::<MediaBase>();
    let at = move |path: &str| base.map(|base| format!("{}/{path}{name}", base.0.get()));
    let blurred = at.clone();
    let blur =
        move || blurred("thumb/").map_or_else(String::new, |address| format!("url({address})"));
    let address = move || at("");
    view! { <img class="picture" src=address alt=alt style=("--blur", blur) loading="lazy" decoding="async" draggable="false" on:load=unblur /> }
}

/// Once the picture is here, nothing shines through it.
fn unblur(ev: leptos::ev::Event) {
    let picture = ev.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(picture) = picture {
        let _ = picture.style().remove_property("--blur");
    }
}
