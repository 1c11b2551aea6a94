//! Screens whose code is loaded apart, when one of them is first opened.

use crate::prelude::*;
use std::cell::Cell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

pub(crate) use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// How long what is loaded later waits: until what it is a piece of has been drawn.
const MOMENT: Duration = Duration::from_millis(400);

/// Something that is there later.
pub(crate) type Later<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// Screens that are loaded together. Made by [`apart!`](macro@crate::router::apart).
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// The paths of its screens.
    pub(crate) paths: &'static [&'static str],
    /// Loads its code.
    pub(crate) load: fn() -> Later<()>,
    /// Makes one of its screens; at once, when its code is there.
    pub(crate) make: fn(usize) -> Later<View>,
}

/// How far a part is.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum State {
    /// Nobody has asked for it.
    #[default]
    Unasked,
    /// It is on its way.
    Loading,
    /// It is there.
    Here,
    /// It could not be loaded.
    Failed,
}

thread_local! {
    /// How many parts are on their way.
    static AWAITED: Cell<u32> = const { Cell::new(0) };
}

/// Whether a screen's code is on its way.
pub(crate) fn is_awaited() -> bool {
    AWAITED.get() > 0
}

impl Part {
    /// Loads it, unless it is there or on its way, and says in `state` how far it is.
    pub(super) fn fetch(self, state: RwSignal<State>) {
        AWAITED.set(AWAITED.get() + 1);
        // Later, because whoever computes something must not change what it is computed from.
        leptos::task::spawn_local(async move {
            if matches!(state.get_untracked(), State::Unasked | State::Failed) {
                state.set(State::Loading);
                let loaded = (self.load)().await;
                state.set(if loaded.is_ok() { State::Here } else { State::Failed });
            }
            AWAITED.set(AWAITED.get() - 1);
        });
    }

    /// Makes a screen; nothing if its code is not there.
    pub(super) fn screen(self, at: usize) -> View {
        let making = pin!((self.make)(at));
        match making.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(view)) => view,
            Poll::Ready(Err(_)) | Poll::Pending => View::none(),
        }
    }
}

/// The first of a part's screens, as a piece of another screen that is loaded a moment after that one is shown.
pub(crate) fn later(part: Part) -> View {
    let state = RwSignal::new(State::default());
    set_timeout(
        move || {
            leptos::task::spawn_local(async move {
                let loaded = (part.load)().await;
                state.try_set(if loaded.is_ok() { State::Here } else { State::Failed });
            });
        },
        MOMENT,
    );
    let is_here = Memo::new(move || state.get() == State::Here);
    let shown = move || is_here.get().then(|| part.screen(0));
    shown.view()
}

/// Declares screens that are loaded apart: `NAME = part { path => screen, … }`. Those of one part are in
/// one file, wherever they are declared; what several parts use and the rest does not, in files of its own.
macro_rules! apart {
    ($(#[$about:meta])* $name:ident = $part:ident { $($path:expr => $screen:expr),* $(,)? }) => {
        $(#[$about])*
        #[allow(unsafe_code, reason = "the code that is loaded is called through the WASM's table")]
        pub(crate) const $name: $crate::router::Part = {
            use $crate::prelude::*;
            use $crate::router::SplitLoaderError;
            #[$crate::router::wasm_split($part, fallible, preload(load))]
            fn make(at: usize) -> Result<View, SplitLoaderError> {
                let screens: &[fn() -> View] = &[$(|| $screen),*];
                Ok(screens[at]())
            }
            $crate::router::Part {
                paths: &[$($path),*],
                load: || Box::pin(load()),
                make: |at| Box::pin(make(at)),
            }
        };
    };
}
pub(crate) use apart;
