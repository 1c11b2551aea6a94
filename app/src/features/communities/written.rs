//! What somebody wrote, as the device made safe HTML of it. The only place that sets inner HTML.

use crate::outward::Outward;
use crate::prelude::*;
use wasm_bindgen::JsCast;

/// Shows HTML that the client has sanitised; never what somebody typed. Its links are only told:
/// a link leads nowhere by itself.
#[component]
pub(super) fn Written(
    /// The sanitised HTML.
    html: String,
) -> View {
    let outward = use_context::<Outward>();
    let follow = move |click: leptos::ev::MouseEvent| {
        let pressed = click.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = pressed.and_then(|pressed| pressed.closest("a[href]").ok().flatten());
        if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
            click.prevent_default();
            if let Some(outward) = outward {
                outward.tell(address);
            }
        }
    };
    view! { <div class="written selectable" prop:innerHTML=html on:click=follow on:auxclick=follow></div> }
}
