//! What somebody wrote, as the device made safe HTML of it. The only place that sets inner HTML.

use crate::outward::Outward;
use crate::people;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use wasm_bindgen::JsCast;

/// Shows HTML that the client has sanitised; never what somebody typed. Its links are only told:
/// a link leads nowhere by itself.
#[component]
pub(super) fn Written(
    /// The sanitised HTML.
    html: String,
) -> View {
    let (outward, navigate) = (use_context::<Outward>(), use_navigate());
    let follow = move |click: leptos::ev::MouseEvent| {
        let pressed = click.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = pressed.and_then(|pressed| pressed.closest("a[href]").ok().flatten());
        if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
            click.prevent_default();
            // Only the device makes these: whoever is named in the text.
            if let Some(handle) = address.strip_prefix("sampan://person/") {
                navigate(&people::path_to(handle), NavigateOptions::default());
            } else if let Some(outward) = outward {
                outward.tell(address);
            }
        }
    };
    let followed = follow.clone();
    view! { <div class="written selectable" prop:innerHTML=html on:click=follow on:auxclick=followed></div> }
}
