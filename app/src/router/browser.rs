//! The browser's side of routing: its address, its history, and clicks on links.

use super::address::Address;
use crate::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The address that the browser shows.
pub(super) fn address() -> Address {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    Address::parse(&(path + &location.search().unwrap_or_default()))
}

/// Changes the address that the browser shows: in a new entry of its history, or in the present one.
pub(super) fn show(path: &str, replace: bool) {
    let shown = window().history().and_then(|history| match replace {
        true => history.replace_state_with_url(&JsValue::NULL, "", Some(path)),
        false => history.push_state_with_url(&JsValue::NULL, "", Some(path)),
    });
    if let Err(cause) = shown {
        leptos::logging::error!("no way to {path}: {cause:?}");
    }
}

/// Where a click leads within the app. What is the browser's own stays so: other buttons, keys held
/// down for a new window, links that say so, links to elsewhere.
pub(super) fn led_to(click: &web_sys::MouseEvent) -> Option<String> {
    let held = click.meta_key() || click.alt_key() || click.ctrl_key() || click.shift_key();
    if click.default_prevented() || click.button() != 0 || held {
        return None;
    }
    let pressed: web_sys::Element = click.target()?.dyn_into().ok()?;
    let link: web_sys::HtmlAnchorElement =
        pressed.closest("a[href]").ok().flatten()?.dyn_into().ok()?;
    let external = link.rel().split_ascii_whitespace().any(|word| word == "external");
    let away = window().location().origin().is_ok_and(|origin| origin != link.origin());
    if external || away || !link.target().is_empty() || link.has_attribute("download") {
        return None;
    }
    Some(link.pathname() + &link.search() + &link.hash())
}
