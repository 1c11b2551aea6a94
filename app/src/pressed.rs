//! What is pressed stays where it is: what the shell tells meanwhile is shown when it is let go. A list
//! that is told anew under a finger would take the press to something else, or to nothing.

use crate::prelude::*;
use leptos::ev::{click, pointercancel, pointerdown, pointerup};
use std::cell::RefCell;
use std::time::Duration;

/// For how long a press holds things up. Whoever holds something longer is not going to press it.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long after a finger is up its press may still come: a tap is told apart from other gestures first.
const AFTER: Duration = Duration::from_millis(50);

/// What is to be shown.
type Show = Box<dyn FnOnce()>;

/// What waits for a press to end; none where nothing is pressed.
struct Presses {
    waiting: Option<Vec<Show>>,
    /// Which press it is.
    number: u32,
}

thread_local! {
    static PRESSES: RefCell<Presses> = const { RefCell::new(Presses { waiting: None, number: 0 }) };
}

impl Presses {
    fn begin(&mut self) -> u32 {
        self.waiting.get_or_insert_default();
        self.number = self.number.wrapping_add(1);
        self.number
    }

    /// What waited, if this press is the last.
    fn end(&mut self, number: u32) -> Vec<Show> {
        if number == self.number { self.waiting.take().unwrap_or_default() } else { Vec::new() }
    }

    /// Keeps what is to be shown as long as something is pressed; gives it back otherwise.
    fn keep(&mut self, show: Show) -> Option<Show> {
        match &mut self.waiting {
            Some(waiting) => {
                waiting.push(show);
                None
            }
            None => Some(show),
        }
    }
}

/// Begins to look after presses.
pub(crate) fn listen() {
    let begin = move |_| {
        let number = PRESSES.with_borrow_mut(Presses::begin);
        set_timeout(move || let_go(number), PATIENCE);
    };
    let last = || PRESSES.with_borrow(|presses| presses.number);
    let end = move || {
        let number = last();
        set_timeout(move || let_go(number), AFTER);
    };
    // It has arrived, and whoever it was for has done it: a screen that it opens waits for nothing.
    let arrived = window_event_listener(click, move |_| let_go(last()));
    let down = window_event_listener(pointerdown, begin);
    let up = window_event_listener(pointerup, move |_| end());
    let cancel = window_event_listener(pointercancel, move |_| end());
    on_cleanup(move || {
        down.remove();
        up.remove();
        cancel.remove();
        arrived.remove();
    });
}

/// Shows something, as soon as nothing is pressed.
pub(crate) fn when_let_go(show: impl FnOnce() + 'static) {
    if let Some(show) = PRESSES.with_borrow_mut(|presses| presses.keep(Box::new(show))) {
        show();
    }
}

fn let_go(number: u32) {
    for show in PRESSES.with_borrow_mut(|presses| presses.end(number)) {
        show();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::rc::Rc;

    #[test]
    fn what_is_told_while_something_is_pressed_waits_for_the_end_of_the_last_press() {
        let mut presses = Presses { waiting: None, number: 0 };
        let shown = Rc::new(Cell::new(0));
        let show = || {
            let shown = shown.clone();
            Box::new(move || shown.set(shown.get() + 1)) as Show
        };
        assert!(presses.keep(show()).is_some(), "nothing is pressed: at once");
        let first = presses.begin();
        assert!(presses.keep(show()).is_none(), "it waits");
        let second = presses.begin();
        assert!(presses.end(first).is_empty(), "another press has begun meanwhile");
        assert!(presses.keep(show()).is_none(), "which goes on");
        presses.end(second).into_iter().for_each(|show| show());
        assert_eq!(shown.get(), 2, "everything, once it has ended");
        assert!(presses.keep(show()).is_some(), "and at once from then on");
        assert!(presses.end(second).is_empty(), "it ends once");
    }
}
