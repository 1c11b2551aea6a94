//! Keys of a keyboard, for the video that is looked at.

use super::player::Player;
use crate::prelude::*;
use leptos::ev;
use wasm_bindgen::JsCast;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// The next one, or the one before.
    Step(bool),
    /// Pauses, or goes on.
    Turn,
    /// Goes on or back, by some milliseconds.
    Skip(i64),
    /// With sound, or without.
    Sound,
    /// Likes it.
    Like,
    /// What is said of it.
    Talk,
}

/// How far an arrow goes, in milliseconds.
const SKIP: i64 = 5_000;

/// Listens to keys, as long as nothing lies over the videos and nobody types.
pub(super) fn listen(act: impl Fn(Wish) + 'static) {
    let listener = window_event_listener(ev::keydown, move |ev| {
        let held = ev.ctrl_key() || ev.meta_key() || ev.alt_key();
        let Some(wish) = wish(&ev.key()).filter(|_| !held && !is_taken(&ev)) else { return };
        if ev.repeat() && !matches!(wish, Wish::Step(_) | Wish::Skip(_)) {
            return;
        }
        if document()
            .query_selector("dialog[open], .menu-items:popover-open")
            .is_ok_and(|found| found.is_some())
        {
            return;
        }
        ev.prevent_default();
        act(wish);
    });
    on_cleanup(move || listener.remove());
}

/// What a key does to a video.
pub(super) fn on_player(wish: Wish, player: Player) {
    match wish {
        Wish::Turn => player.turn(),
        Wish::Skip(by) => player.skip(by),
        _ => {}
    }
}

fn wish(key: &str) -> Option<Wish> {
    match key {
        "ArrowDown" | "j" | "J" => Some(Wish::Step(true)),
        "ArrowUp" | "k" | "K" => Some(Wish::Step(false)),
        " " => Some(Wish::Turn),
        "ArrowRight" => Some(Wish::Skip(SKIP)),
        "ArrowLeft" => Some(Wish::Skip(-SKIP)),
        "m" | "M" => Some(Wish::Sound),
        "l" | "L" => Some(Wish::Like),
        "c" | "C" => Some(Wish::Talk),
        _ => None,
    }
}

/// Whether the key belongs to what has the focus: a field, or a button that a blank presses.
fn is_taken(ev: &ev::KeyboardEvent) -> bool {
    let element = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_line = element.as_ref().is_some_and(|e| e.matches("input[type=range]") == Ok(true));
    let name = element.map(|element| element.tag_name()).unwrap_or_default();
    match name.as_str() {
        // A line to move along goes left and right, and takes nothing else.
        "INPUT" if is_line => matches!(ev.key().as_str(), "ArrowLeft" | "ArrowRight"),
        "INPUT" | "TEXTAREA" | "SELECT" => true,
        "BUTTON" | "A" => ev.key() == " ",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_they_do_elsewhere() {
        assert_eq!(
            (wish("j"), wish("ArrowDown")),
            (Some(Wish::Step(true)), Some(Wish::Step(true)))
        );
        assert_eq!(wish("k"), Some(Wish::Step(false)), "the one before");
        assert_eq!(wish("ArrowLeft"), Some(Wish::Skip(-5_000)), "five seconds back");
        assert_eq!(wish("f"), None, "no such key");
    }
}
