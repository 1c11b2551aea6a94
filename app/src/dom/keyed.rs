//! Rows that keep their place in the document, and what they remember, as long as their key is there.

use super::state::{State, before};
use super::view::Kind;
use super::{View, Viewable};
use crate::prelude::component;
use leptos::reactive::owner::Owner;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::Mountable;
use std::sync::Arc;

/// Rows to be shown.
pub(super) struct Keyed {
    /// Who owns what the rows make.
    owner: Owner,
    rows: Vec<(String, Make)>,
}

type Make = Box<dyn FnOnce() -> View + Send>;

/// Shows a row for each item; a row is made once for its key.
#[component]
pub(crate) fn For<T, I, K, V>(
    /// The items.
    each: impl Fn() -> I + Send + 'static,
    /// What tells an item from the others.
    key: impl Fn(&T) -> K + Send + 'static,
    /// Makes the row of an item.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> View
where
    T: Send + 'static,
    I: IntoIterator<Item = T>,
    K: ToString,
    V: Viewable,
{
    let owner = Owner::current().unwrap_or_default();
    let children = Arc::new(children);
    let rows = move || {
        let row = |item: T| {
            let (key, children) = (key(&item).to_string(), children.clone());
            (key, Box::new(move || children(item).view()) as Make)
        };
        let rows = each().into_iter().map(row).collect();
        View::of(Kind::Keyed(Keyed { owner: owner.clone(), rows }))
    };
    rows.view()
}

struct Row {
    key: String,
    // What is shown goes before what it belongs to.
    shown: State,
    _owner: Owner,
}

/// Rows that are shown, and the mark behind the last one.
pub(crate) struct KeyedState {
    rows: Vec<Row>,
    end: web_sys::Comment,
}

impl KeyedState {
    /// Makes the rows.
    pub(super) fn of(Keyed { owner, rows }: Keyed) -> Self {
        let rows = rows.into_iter().map(|(key, make)| Row::new(&owner, key, make)).collect();
        Self { rows, end: Rndr::create_placeholder() }
    }

    /// Keeps the rows whose keys are still there, moves as few as it can, and makes the others.
    pub(super) fn become_of(&mut self, Keyed { owner, rows }: Keyed) {
        let mut old: Vec<Option<Row>> = self.rows.drain(..).map(Some).collect();
        let mut stays = Vec::with_capacity(rows.len());
        let mut last = None;
        for (key, make) in rows {
            let at = old.iter().position(|row| row.as_ref().is_some_and(|row| row.key == key));
            // What stands behind all that were kept so far need not move.
            stays.push(at.is_some() && at > last);
            last = last.max(at);
            let kept = at.and_then(|at| old.get_mut(at)).and_then(Option::take);
            self.rows.push(kept.unwrap_or_else(|| Row::new(&owner, key, make)));
        }
        for mut gone in old.into_iter().flatten() {
            gone.shown.unmount();
        }
        self.place(&stays);
    }

    /// Puts each row that does not stay before the one that follows it.
    fn place(&mut self, stays: &[bool]) {
        let mut rest = &mut *self.rows;
        let mut following: Option<&Row> = None;
        for stays in stays.iter().rev() {
            let Some((row, before_it)) = rest.split_last_mut() else { return };
            if !stays {
                match following {
                    Some(following) => following.shown.insert_before_this(&mut row.shown),
                    None => before(&self.end, &mut row.shown),
                };
            }
            following = Some(row);
            rest = before_it;
        }
    }
}

impl Row {
    fn new(owner: &Owner, key: String, make: Make) -> Self {
        let owner = owner.with(Owner::new);
        let shown = owner.with(|| State::of(make()));
        Self { key, shown, _owner: owner }
    }
}

impl Mountable for KeyedState {
    fn unmount(&mut self) {
        for row in &mut self.rows {
            row.shown.unmount();
        }
        Rndr::remove(&self.end);
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        for row in &mut self.rows {
            row.shown.mount(parent, marker);
        }
        Rndr::insert_node(parent, &self.end, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.rows.first() {
            Some(first) => first.shown.insert_before_this(child),
            None => before(&self.end, child),
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        Vec::new()
    }
}
