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

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// Nothing that wants keys.
    Nothing,
    /// A field that somebody types in, or chooses in.
    Field,
    /// A line to move along.
    Line,
    /// A button, or a link.
    Button,
}

/// Listens to keys, as long as nothing lies over the videos and nobody types.
pub(super) fn listen(act: impl Fn(Wish) + 'static) {
    let listener = window_event_listener(ev::keydown, move |ev| {
        let held = ev.ctrl_key() || ev.meta_key() || ev.alt_key();
        let meant = meant(&ev.key(), focus(&ev), ev.repeat());
        let Some(wish) = meant.filter(|_| !held) else { return };
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

/// What a key does where something has the focus: nothing where it belongs to that. A key that is held
/// down moves on, and does nothing else again.
fn meant(key: &str, focus: Focus, again: bool) -> Option<Wish> {
    let taken = match focus {
        Focus::Nothing => false,
        Focus::Field => true,
        // It goes left and right, and takes nothing else.
        Focus::Line => matches!(key, "ArrowLeft" | "ArrowRight"),
        // A blank presses it.
        Focus::Button => key == " ",
    };
    let moves = |wish: &Wish| matches!(wish, Wish::Step(_) | Wish::Skip(_));
    wish(key).filter(|wish| !taken && (!again || moves(wish)))
}

fn focus(ev: &ev::KeyboardEvent) -> Focus {
    let element = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_line = element.as_ref().is_some_and(|e| e.matches("input[type=range]") == Ok(true));
    let name = element.map(|element| element.tag_name()).unwrap_or_default();
    match name.as_str() {
        "INPUT" if is_line => Focus::Line,
        "INPUT" | "TEXTAREA" | "SELECT" => Focus::Field,
        "BUTTON" | "A" => Focus::Button,
        _ => Focus::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key that does something.
    const KEYS: [&str; 14] = [
        "ArrowDown",
        "ArrowUp",
        "ArrowLeft",
        "ArrowRight",
        " ",
        "j",
        "J",
        "k",
        "K",
        "m",
        "M",
        "l",
        "L",
        "c",
    ];

    #[test]
    fn keys_mean_what_they_do_elsewhere() {
        assert_eq!(
            (wish("j"), wish("ArrowDown")),
            (Some(Wish::Step(true)), Some(Wish::Step(true)))
        );
        assert_eq!(wish("k"), Some(Wish::Step(false)), "the one before");
        assert_eq!(wish("ArrowLeft"), Some(Wish::Skip(-5_000)), "five seconds back");
        assert_eq!(wish(" "), Some(Wish::Turn), "a blank pauses");
        assert_eq!(
            (wish("M"), wish("l")),
            (Some(Wish::Sound), Some(Wish::Like)),
            "in capitals or not"
        );
        assert_eq!(wish("f"), None, "no such key");
        assert_eq!(wish("Escape"), None, "it closes what lies over the videos, and nothing else");
    }

    #[test]
    fn a_key_that_is_typed_in_a_field_does_nothing_else() {
        for key in KEYS {
            assert!(meant(key, Focus::Nothing, false).is_some(), "{key:?} does something");
            assert_eq!(meant(key, Focus::Field, false), None, "{key:?} belongs to the field");
        }
        assert_eq!(meant("ArrowLeft", Focus::Line, false), None, "a line goes left by itself");
        assert_eq!(meant("l", Focus::Line, false), Some(Wish::Like), "and takes no letters");
        assert_eq!(meant(" ", Focus::Button, false), None, "a blank presses the button");
        let next = Some(Wish::Step(true));
        assert_eq!(meant("ArrowDown", Focus::Button, false), next, "an arrow does not");
    }

    #[test]
    fn a_key_that_is_held_down_moves_on_and_does_nothing_else_again() {
        assert_eq!(meant("ArrowDown", Focus::Nothing, true), Some(Wish::Step(true)), "on and on");
        assert_eq!(meant("ArrowRight", Focus::Nothing, true), Some(Wish::Skip(SKIP)), "through it");
        for key in [" ", "m", "l", "c"] {
            assert_eq!(meant(key, Focus::Nothing, true), None, "{key:?} happens once");
        }
    }
}
