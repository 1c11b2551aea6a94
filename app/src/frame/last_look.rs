//! The home screen is kept as it looks: the next start shows that until the app is there.

use crate::bridge;
use crate::prelude::*;
use crate::router::use_location;
use crate::session::{use_live, use_session};
use crate::words::language;
use sampan_protocol::device::{KeepLook, Look};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How long nothing has to happen before it is kept.
const STILL: Duration = Duration::from_millis(800);
/// What makes an element be found or pressed, and is not kept.
const LEFT_OUT: &[&str] = &["id", "href", "data-test", "data-screen", "data-state", "data-sync"];

/// Keeps the home screen whenever it is shown and nothing happens. What was kept is taken back as soon
/// as something does, so it never shows what is no longer true.
pub(super) fn keep() {
    let (live, session, path) = (use_live(), use_session(), use_location().pathname);
    let is_kept = StoredValue::new(false);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |before: Option<_>| {
        let person = session.with(|session| (session.me.clone(), session.settings.clone()));
        let now = (live.version(), person);
        let has_changed = before.is_some_and(|before| before != now);
        if has_changed && is_kept.get_value() {
            is_kept.set_value(false);
            send(None);
        }
        let this = turn.get_value() + 1;
        turn.set_value(this);
        if path.get() == "/" && now.1.0.is_some() && !is_kept.get_value() {
            let take = move || {
                if turn.try_get_value() == Some(this) {
                    is_kept.set_value(true);
                    send(look());
                }
            };
            set_timeout(take, STILL);
        }
        now
    });
}

/// A look that cannot be kept is no loss.
fn send(look: Option<Look>) {
    leptos::task::spawn_local(async move {
        let _ = bridge::call(&KeepLook { look }).await;
    });
}

fn look() -> Option<Look> {
    let app = document().query_selector(".app").ok()??;
    let copy: web_sys::Element = app.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let parts = copy.query_selector_all("*").ok()?;
    for at in 0..parts.length() {
        let part: web_sys::Element = parts.get(at)?.dyn_into().ok()?;
        match part.tag_name().as_str() {
            // Pictures come over a port that is another one at the next start.
            "IMG" => part.remove(),
            // Icons refer to what is in the page.
            "use" => {}
            _ => LEFT_OUT.iter().for_each(|name| part.remove_attribute(name).unwrap_or_default()),
        }
    }
    copy.class_list().remove_1("moved").ok()?;
    let width = window().inner_width().ok()?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
    Some(Look { html: copy.outer_html(), language: language(), width: width as u32 })
}
