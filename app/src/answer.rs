//! Answers that stay up to date: read from the device, and read again when its rows change.
//!
//! What depends on an answer's type is as little as can be: everything else exists once in the WASM.
//! (A `LocalResource` for each type of answer took 90 KB.)

use crate::bridge::{Question, decode};
use crate::prelude::*;
use crate::pressed::when_let_go;
use crate::session::use_rows;
use crate::ui::ScreenState;
use sampan_protocol::{Command, Error};
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Any answer.
type Anything = Arc<dyn Any + Send + Sync>;

/// An answer of the shell, kept up to date.
pub(crate) struct Answer<T> {
    last: RwSignal<Option<Result<Anything, Error>>>,
    again: RwSignal<u32>,
    is: PhantomData<fn() -> T>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

impl<T: Clone + 'static> Answer<T> {
    /// The last answer; none until there is one.
    pub(crate) fn get(self) -> Option<Result<T, Error>> {
        let typed =
            |value: &Anything| value.downcast_ref::<T>().cloned().ok_or_else(Error::internal);
        self.last.with(|last| {
            last.as_ref().map(|last| last.as_ref().map_err(Error::clone).and_then(typed))
        })
    }

    /// Asks again; nothing happens when the screen is gone.
    pub(crate) fn refetch(self) {
        self.again.try_update(|n| *n += 1);
    }
}

/// Asks the shell, and asks again whenever rows of these kinds change, or what `question` reads.
/// The older answer stays until the new one is there. Always answered from the device's cache.
pub(crate) fn read<C: Command>(
    kinds: &'static [&'static str],
    question: impl Fn() -> C + Send + Sync + 'static,
) -> Answer<C::Reply>
where
    C::Reply: Sync,
{
    let decode = |value| decode::<C::Reply>(value).map(|reply| Arc::new(reply) as Anything);
    let (last, again) = keep_asking(kinds, Box::new(move || Question::of(&question())), decode);
    Answer { last, again, is: PhantomData }
}

/// What is asked, and how its answer is read.
type Ask = Box<dyn Fn() -> Question + Send + Sync>;

fn keep_asking(
    kinds: &'static [&'static str],
    ask: Ask,
    decode: fn(JsValue) -> Result<Anything, Error>,
) -> (RwSignal<Option<Result<Anything, Error>>>, RwSignal<u32>) {
    let rows = use_rows(kinds);
    let (last, again) = (RwSignal::new(None), RwSignal::new(0));
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        // Read, not only tracked: a memo that nobody reads has no sources, and never tells of a change.
        rows.get();
        again.track();
        let question = ask();
        let this = asked.get_value() + 1;
        asked.set_value(this);
        leptos::task::spawn_local(async move {
            let answer = question.send_together().await.and_then(decode);
            when_let_go(move || {
                // An answer that was overtaken says nothing; nor does one to a screen that is gone.
                if asked.try_get_value() == Some(this) {
                    last.try_set(Some(answer));
                }
            });
        });
    });
    (last, again)
}

/// What a form chooses among, as it is when there first is something: so the form is not made anew
/// while somebody types. And how its screen stands.
pub(crate) fn begin_with<T: Clone + Send + Sync + 'static>(
    all: Answer<Vec<T>>,
    fits: fn(&T) -> bool,
) -> (RwSignal<Option<Vec<T>>>, Signal<ScreenState>) {
    let mine = RwSignal::new(None::<Vec<T>>);
    Effect::new(move |_| {
        let Some(Ok(mut found)) = all.get() else { return };
        found.retain(fits);
        if mine.with_untracked(|mine| mine.as_ref().is_none_or(Vec::is_empty)) {
            mine.set(Some(found));
        }
    });
    let state = Signal::derive(move || match mine.with(|mine| mine.as_ref().map(Vec::is_empty)) {
        Some(false) => ScreenState::Ready,
        Some(true) => ScreenState::Empty,
        None => ScreenState::of(&all.get(), |_| true),
    });
    (mine, state)
}
