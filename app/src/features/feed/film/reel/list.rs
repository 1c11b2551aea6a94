//! Which videos come, and which is looked at: more are asked for before they run out, and what is looked at
//! stays where it is.

use super::super::super::reads::KINDS;
use crate::bridge;
use crate::listing::state_of_nothing;
use crate::prelude::*;
use crate::session::use_rows;
use crate::ui::{ScreenState, Toasts, use_toasts};
use leptos::html;
use leptos::task::spawn_local;
use sampan_protocol::feed::film::{FetchAhead, NextVideos, Tab, VideoSeen, VideosNext};
use sampan_protocol::ids::NoteId;
use sampan_protocol::page::Standing;
use sampan_protocol::{Code, Error};
use std::time::Duration;

/// How many are asked for at once.
const COUNT: u32 = 10;
/// How many are left when more are asked for.
const LEFT: usize = 5;
/// How many are made before and after the one that is looked at.
const AROUND: usize = 2;
/// How near to one it is arrived at, in pixels.
const ARRIVED: i32 = 2;
/// How long the way to the next one may take.
const LONGEST: Duration = Duration::from_millis(1_500);

/// The videos that come.
#[derive(Clone, Copy)]
pub(super) struct Reel {
    /// In order; the first ones stay for as long as the tab does.
    pub(super) videos: RwSignal<Vec<VideoSeen>>,
    /// Which is looked at.
    pub(super) at: RwSignal<usize>,
    /// From where they come; none until it is known.
    pub(super) tab: RwSignal<Option<Tab>>,
    /// The box that they are scrolled in.
    pub(super) place: NodeRef<html::Div>,
    /// What comes first, if anything does.
    pub(super) first: StoredValue<Option<NoteId>>,
    /// What is gone to once it is found: a link named it.
    pub(super) wanted: RwSignal<Option<NoteId>>,
    /// How often something was not found.
    pub(super) lost: RwSignal<u32>,
    /// Where that is said.
    pub(super) toasts: Toasts,
    told: RwSignal<Option<Result<Standing, Error>>>,
    asking: StoredValue<bool>,
    again: StoredValue<bool>,
    /// Grows whenever they begin anew.
    pub(super) turn: StoredValue<u32>,
    /// Whether the next one is gone to as soon as it is there.
    pub(super) goes_on: StoredValue<bool>,
    /// The one that is being scrolled to, which plays already; and how often one was.
    heading: StoredValue<(Option<usize>, u32)>,
}

impl Reel {
    /// The videos of a tab, beginning with one.
    pub(super) fn new(tab: Option<Tab>, first: Option<NoteId>) -> Self {
        let reel = Self {
            videos: RwSignal::new(Vec::new()),
            at: RwSignal::new(0),
            tab: RwSignal::new(tab),
            place: NodeRef::new(),
            first: StoredValue::new(first),
            wanted: RwSignal::new(None),
            lost: RwSignal::new(0),
            toasts: use_toasts(),
            told: RwSignal::new(None),
            asking: StoredValue::new(false),
            again: StoredValue::new(false),
            turn: StoredValue::new(0),
            goes_on: StoredValue::new(false),
            heading: StoredValue::new((None, 0)),
        };
        let rows = use_rows(KINDS);
        let runs_out = Memo::new(move || reel.runs_out());
        Effect::new(move |_| {
            rows.get();
            if reel.tab.with(Option::is_some) && runs_out.get() {
                reel.ask();
            }
        });
        reel.fetch_ahead();
        reel.follow_link();
        reel
    }

    /// Has the next two at hand; nothing any more when one leaves.
    fn fetch_ahead(self) {
        let next = Memo::new(move || {
            let from = self.at.get() + 1;
            self.videos.with(|all| {
                all.iter().skip(from).take(2).map(|one| one.seen.note.id).collect::<Vec<_>>()
            })
        });
        Effect::new(move |_| fetch(next.get()));
        on_cleanup(|| fetch(Vec::new()));
    }

    /// The videos of another tab.
    pub(super) fn choose(self, tab: Tab) {
        // Whoever asks may have waited until the screen was gone.
        let Some(had) = self.tab.try_get_untracked() else { return };
        self.turn.update_value(|turn| *turn += 1);
        // What comes first comes in the tab that the screen was opened at.
        if had.is_some() {
            self.first.set_value(None);
        }
        self.wanted.set(None);
        self.videos.set(Vec::new());
        self.told.set(None);
        self.at.set(0);
        self.tab.set(Some(tab));
    }

    /// Asks again, as somebody wished.
    pub(super) fn retry(self) {
        self.told.set(None);
        self.ask();
    }

    /// Lets everything go that comes after what is looked at, and goes to what comes instead.
    pub(super) fn change_mind(self) {
        let Some(keep) = self.at.try_get_untracked().map(|at| at + 1) else { return };
        self.turn.update_value(|turn| *turn += 1);
        self.goes_on.set_value(true);
        self.videos.update(|all| all.truncate(keep));
        self.ask();
    }

    /// The one that is looked at; tracked.
    pub(super) fn current(self) -> Option<VideoSeen> {
        let at = self.at.get();
        self.videos.with(|all| all.get(at).cloned())
    }

    /// Those that are made, with their places; tracked.
    pub(super) fn around(self) -> Vec<(usize, VideoSeen)> {
        let at = self.at.get();
        let from = at.saturating_sub(AROUND);
        self.videos.with(|all| {
            let some = all.iter().enumerate().skip(from).take(at + AROUND + 1 - from);
            some.map(|(at, one)| (at, one.clone())).collect()
        })
    }

    /// How the screen stands; tracked.
    pub(super) fn state(self) -> ScreenState {
        if !self.videos.with(Vec::is_empty) {
            return ScreenState::Ready;
        }
        match self.told.get() {
            None => ScreenState::Loading,
            Some(Ok(standing)) => state_of_nothing(standing),
            Some(Err(error)) if error.code == Code::Offline => ScreenState::Offline,
            Some(Err(_)) => ScreenState::Error,
        }
    }

    /// Why they could not be read; tracked.
    pub(super) fn error(self) -> Option<Error> {
        self.told.get().and_then(Result::err)
    }

    /// Notes which one is in sight.
    pub(super) fn scrolled(self) {
        let Some(Some(place)) = self.place.try_get_untracked() else { return };
        let (top, high) = (place.scroll_top().max(0), place.client_height().max(1));
        let at = usize::try_from((top + high / 2) / high).unwrap_or_default();
        let last = self.videos.with_untracked(Vec::len).saturating_sub(1);
        let at = at.min(last);
        // On the way, what is passed is not looked at.
        let (heading, turn) = self.heading.get_value();
        if let Some(to) = heading {
            let left = top - i32::try_from(to).unwrap_or_default() * high;
            if left.abs() <= ARRIVED {
                self.heading.set_value((None, turn));
            }
        } else if self.at.get_untracked() != at {
            self.at.set(at);
        }
    }

    /// Goes to the next one, or to the one before.
    pub(super) fn step(self, forward: bool) {
        let Some(at) = self.at.try_get_untracked() else { return };
        let to = if forward { at + 1 } else { at.saturating_sub(1) };
        self.go(to);
    }

    /// Goes to the one at a place, if there is one.
    pub(super) fn go(self, to: usize) {
        let Some(at) = self.at.try_get_untracked() else { return };
        if to != at && to < self.videos.with_untracked(Vec::len) {
            self.head(to);
            self.at.set(to);
            self.show(to);
        }
    }

    /// Somebody moves them by hand: what is in sight counts again.
    pub(super) fn taken(self) {
        self.heading.update_value(|(heading, _)| *heading = None);
    }

    /// Is on the way to one, which plays from the beginning of the way.
    fn head(self, to: usize) {
        let turn = self.heading.get_value().1.wrapping_add(1);
        self.heading.set_value((Some(to), turn));
        let arrived = move || {
            if self.heading.try_get_value() == Some((Some(to), turn)) {
                self.taken();
                self.scrolled();
            }
        };
        set_timeout(arrived, LONGEST);
    }

    /// Puts the one that is looked at where it belongs, as the window has another size.
    pub(super) fn put(self) {
        self.show(self.at.get_untracked());
    }

    fn show(self, at: usize) {
        let Some(Some(place)) = self.place.try_get_untracked() else { return };
        let at = i32::try_from(at).unwrap_or_default();
        place.set_scroll_top(at * place.client_height());
    }

    fn runs_out(self) -> bool {
        self.at.get() + LEFT >= self.videos.with(Vec::len)
    }

    pub(super) fn ask(self) {
        let Some(tab) = self.tab.get_untracked() else { return };
        if self.asking.get_value() {
            self.again.set_value(true);
            return;
        }
        self.asking.set_value(true);
        let turn = self.turn.get_value();
        let seen =
            self.videos.with_untracked(|all| all.iter().map(|one| one.seen.note.id).collect());
        let first = self.first.get_value().filter(|_| self.videos.with_untracked(Vec::is_empty));
        let question = NextVideos { tab, seen, count: COUNT, first };
        spawn_local(async move {
            let answer = bridge::call(&question).await;
            let Some(now) = self.turn.try_get_value() else { return };
            self.asking.set_value(false);
            let goes_on = now != turn || self.take(answer);
            if now == turn {
                self.want(first);
            }
            if self.again.try_update_value(std::mem::take) == Some(true) || goes_on {
                self.ask();
            }
        });
    }

    /// Goes to what was to come first once it is there, if others came before it.
    fn want(self, first: Option<NoteId>) {
        let is_behind = self.videos.with_untracked(|all| {
            !all.is_empty() && all.iter().all(|one| Some(one.seen.note.id) != first)
        });
        if first.is_some() && is_behind {
            self.wanted.set(first);
        }
    }

    /// Puts what came behind what is there. Gives whether even more should be asked for.
    fn take(self, answer: Result<VideosNext, Error>) -> bool {
        let came = match answer {
            Ok(VideosNext { videos, state }) => {
                let is_new = |one: &VideoSeen| {
                    let id = one.seen.note.id;
                    self.videos.with_untracked(|all| all.iter().all(|old| old.seen.note.id != id))
                };
                let new: Vec<VideoSeen> = videos.into_iter().filter(is_new).collect();
                let some = !new.is_empty();
                if some {
                    self.videos.update(|all| all.extend(new));
                    if self.goes_on.try_update_value(std::mem::take) == Some(true) {
                        request_animation_frame(move || self.step(true));
                    }
                }
                self.told.set(Some(Ok(state)));
                some
            }
            Err(error) => {
                self.told.set(Some(Err(error)));
                false
            }
        };
        came && untrack(|| self.runs_out())
    }
}

fn fetch(notes: Vec<NoteId>) {
    spawn_local(async move {
        // What is not fetched ahead is fetched when it plays.
        let _ = bridge::call(&FetchAhead { notes }).await;
    });
}
