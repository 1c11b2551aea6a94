//! The comments on a post, under one another, of however many: only those in sight are in the document.

use super::super::looking::Looking;
use super::comment::one;
use super::rows::{Elements, Place, hold, lost, scroll, scrolled};
use super::screen::Around;
use super::sight::{EACH, Laid, Stretch, above};
use crate::answer::Answer;
use crate::prelude::*;
use crate::router::use_location;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{Sort, Thread, ThreadRow};
use sampan_protocol::ids::CommentId;
use sampan_protocol::page::Standing;

/// How long the first comments are alone, so that they are drawn before others are made.
const BREATH: std::time::Duration = std::time::Duration::from_millis(60);

/// What of a thread is looked at.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// The stretch that is asked for.
    pub(super) stretch: RwSignal<Stretch>,
    /// Comments that are folded.
    pub(super) folded: RwSignal<Vec<CommentId>>,
    /// The comment that is to be shown, wherever it stands.
    pub(super) reach: RwSignal<Option<CommentId>>,
    /// Where it was left, if one came back: how high what is before the stretch was, and how far it was
    /// scrolled.
    left: Option<(f64, f64)>,
}

impl Sight {
    /// A thread as it is opened, at a comment if there is one to be shown; or where it was left.
    pub(super) fn new(reach: Option<CommentId>) -> Self {
        let height = window().inner_height().ok().and_then(|height| height.as_f64());
        let path = use_location().pathname.get_untracked();
        let left = use_context::<Scrolls>().and_then(|scrolls| {
            let noted = |name| scrolls.noted(&path, name);
            scrolls
                .is_back()
                .then(|| Some((noted("from")?, noted("above")?, scrolls.top(&path)?)))?
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row")]
        let from = left.map_or(0, |(from, ..)| from as u32);
        let first = Stretch::first(from, height.unwrap_or_default());
        Self {
            // Whoever comes back sees what was in sight, not the beginning.
            stretch: RwSignal::new(if left.is_some() { first.ahead() } else { first }),
            folded: RwSignal::new(Vec::new()),
            reach: RwSignal::new(reach.filter(|_| left.is_none())),
            left: left.map(|(_, above, top)| (above, top)),
        }
    }

    /// Folds a comment, or shows what stands under it again; it stays in sight itself.
    pub(super) fn turn(self, id: CommentId) {
        self.folded.update(|all| match all.iter().position(|folded| *folded == id) {
            Some(at) => {
                all.swap_remove(at);
            }
            None => all.push(id),
        });
    }
}

/// What is remembered between two layouts.
#[derive(Clone, Copy)]
struct Layout {
    elements: Elements,
    scroller: Scroller,
    sight: Sight,
    laid: StoredValue<Laid>,
    /// Whether other comments are being asked for.
    asks: StoredValue<bool>,
    /// Which comment is to stand first in sight, where none of those that are there does.
    aim: StoredValue<Option<u32>>,
    /// By how many comments the keyboard is to go on, or back, once they are there.
    pressed: StoredValue<i32>,
    scrolls: Option<Scrolls>,
    path: StoredValue<String>,
    sort: StoredValue<Sort>,
}

impl Layout {
    /// Nothing is laid out yet.
    fn new(sight: Sight, sort: Sort) -> Self {
        Self {
            elements: Elements::new(),
            scroller: expect_context::<Scroller>(),
            sight,
            laid: StoredValue::new(Laid { from: 0, rows: 0, count: 0, above: 0.0, height: EACH }),
            asks: StoredValue::new(false),
            aim: StoredValue::new(None),
            pressed: StoredValue::new(0),
            scrolls: use_context::<Scrolls>(),
            path: StoredValue::new(use_location().pathname.get_untracked()),
            sort: StoredValue::new(sort),
        }
    }

    /// Lays comments out that have just been put into the document: what was in sight stays where it is.
    fn settle(self, told: &Told, before: &[Place], (held, was): (bool, f64)) {
        let Some(mut seen) = self.elements.seen(self.scroller) else { return };
        let lost = lost(self.scroller, was);
        seen.0 += lost;
        let begun = self.elements.above.try_get_untracked().flatten();
        let inner = begun.map_or(0.0, |above| above.get_bounding_client_rect().height());
        let places = self.elements.places();
        let height = self.elements.height();
        let mut laid =
            Laid { from: told.from, rows: told.rows, count: told.count, above: 0.0, height };
        // Whoever sees the beginning sees what comes first.
        let at_top = seen.0 <= 0.0 && told.from == 0;
        let aim = self.aim.try_update_value(Option::take).flatten();
        let aimed = aim.and_then(|first| places.get(first.checked_sub(told.from)? as usize));
        let stays = match aimed {
            _ if at_top => None,
            Some(place) => Some((seen.0, place.top)),
            None => same(before, &places, seen.0),
        };
        let stays = stays.map(|(old, new)| (old, new - inner));
        let first = self.laid.try_get_value().is_some_and(|laid| laid.rows == 0);
        let left = self.sight.left.filter(|_| first);
        laid.above = match left {
            Some((above, _)) if told.from > 0 => above,
            _ => above(told.from, laid.each(), stays),
        };
        self.elements.lay(laid.above, laid.below());
        let end = if told.more { -1 } else { i64::from(told.count) };
        self.elements.number(told.from, end);
        let moved = stays.map_or(0.0, |(old, inside)| laid.above + inside - old);
        match left {
            Some((_, top)) => scroll(self.scroller, top - scrolled(self.scroller)),
            None => scroll(self.scroller, moved + lost),
        }
        self.laid.try_update_value(|before| *before = laid);
        if let Some(scrolls) = self.scrolls {
            for (name, value) in [("from", f64::from(laid.from)), ("above", laid.above)] {
                self.path.with_value(|path| scrolls.note(path, name, value));
            }
        }
        if held && !self.elements.is_held() {
            // What had the keyboard is out of sight: it stays in the thread.
            if let Some(Some(thread)) = self.elements.thread.try_get_untracked() {
                hold(&thread);
            }
        }
        self.reach(told);
        self.go_on();
        self.scroller.measure();
        match first && left.is_none() && told.from == 0 && told.rows < told.count {
            true => set_timeout(move || self.go_ahead(), BREATH),
            false => self.look(),
        }
    }

    /// Whether there are comments behind those that are laid out, or before them.
    fn is_more(self, on: bool) -> bool {
        self.laid.try_get_value().is_some_and(|laid| match on {
            true => laid.from + laid.rows < laid.count,
            false => laid.from > 0,
        })
    }

    /// Goes to the next comment, or to the one before; says whether there is one. What is not there yet is
    /// asked for, and gone to then: nothing that is pressed is lost where it takes a while.
    fn go(self, on: bool) -> bool {
        let waits = self.pressed.get_value();
        if waits == 0 && self.elements.go(on, self.scroller) {
            return true;
        }
        let comes = self.elements.is_held() && self.is_more(on);
        if waits == 0 && !comes {
            return false;
        }
        self.pressed.set_value(waits + if on { 1 } else { -1 });
        self.look();
        true
    }

    /// Goes on to comments that were not there yet when it was pressed.
    fn go_on(self) {
        let mut left = self.pressed.try_get_value().unwrap_or(0);
        while left != 0 && self.elements.is_held() && self.elements.go(left > 0, self.scroller) {
            left -= left.signum();
        }
        // Whoever went elsewhere meanwhile stays there, and behind the last one there is none.
        let comes = self.elements.is_held() && self.is_more(left > 0);
        self.pressed.try_update_value(|pressed| *pressed = if comes { left } else { 0 });
    }

    /// Asks for what is kept ready, once the first comments are shown; unless others are asked for already.
    fn go_ahead(self) {
        let begun = self.sight.stretch.try_get_untracked().filter(|stretch| stretch.from == 0);
        let asks = self.asks.try_get_value() != Some(false);
        let rows = self.laid.try_get_value().map_or(0, |laid| laid.rows);
        if let Some(stretch) = begun.filter(|stretch| !asks && stretch.many == rows) {
            self.asks.set_value(true);
            self.sight.stretch.set(stretch.ahead());
        }
    }

    /// Shows the comment that is to be shown, once it is there.
    fn reach(self, told: &Told) {
        let Some(Some(id)) = self.sight.reach.try_get_untracked() else { return };
        match (told.reached, self.elements.find(id), self.elements.seen(self.scroller)) {
            (Some(_), Some(row), Some((top, end))) => {
                let depth = self.elements.places().into_iter().find(|one| one.id == id.to_string());
                let wanted = top + (end - top) / 4.0;
                scroll(self.scroller, depth.map_or(0.0, |place| place.top - wanted));
                let _ = row.set_attribute("data-reached", "");
                if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
                    hold(&row);
                }
                let many = self.sight.stretch.get_untracked().many;
                self.sight.stretch.set(Stretch { from: told.from, many });
                self.sight.reach.set(None);
            }
            // It is nowhere: taken away, or of another post.
            (None, ..) if !told.more && told.state == Standing::Fresh => self.sight.reach.set(None),
            _ => {}
        }
    }

    /// Asks for other comments where those that are here end in sight, or soon.
    fn look(self) {
        let (Some(laid), Some(seen)) =
            (self.laid.try_get_value(), self.elements.seen(self.scroller))
        else {
            return;
        };
        if self.asks.get_value() || seen.1 <= seen.0 {
            return;
        }
        let places = self.elements.places();
        let first = places.iter().position(|place| place.end > seen.0);
        let last = places.iter().rposition(|place| place.top < seen.1);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let sight = first.zip(last).filter(|(first, last)| first <= last);
        let sight = sight.map(|(first, last)| (number(first), number(last)));
        if let Some((stretch, first)) = laid.wanted(seen, sight)
            && stretch != self.sight.stretch.get_untracked()
        {
            self.asks.set_value(true);
            self.aim.set_value(sight.is_none().then_some(first));
            self.sight.stretch.set(stretch);
        }
    }
}

/// What an answer says of its rows.
#[derive(Clone, Copy)]
struct Told {
    from: u32,
    rows: u32,
    count: u32,
    more: bool,
    reached: Option<u32>,
    state: Standing,
}

/// The first comment in sight that is still there, or the next one that is: where it stood, and where it
/// stands.
fn same(before: &[Place], now: &[Place], top: f64) -> Option<(f64, f64)> {
    let stands =
        |old: &Place| now.iter().find(|new| new.id == old.id).map(|new| (old.top, new.top));
    let in_sight = before.iter().filter(|old| old.end > top);
    let others = before.iter().rev().filter(|old| old.end <= top);
    in_sight.chain(others).find_map(stands)
}

/// The comments. One is made anew only when it differs.
#[component]
pub(super) fn Comments(
    /// The thread.
    thread: Answer<Thread>,
    /// What of it is looked at.
    sight: Sight,
    /// How it is looked at.
    looking: RwSignal<Looking>,
    /// What stands beside it.
    around: Around,
) -> View {
    let rows = RwSignal::new(Vec::<ThreadRow>::new());
    let (count, more) = (RwSignal::new(None::<u32>), RwSignal::new(false));
    let layout = Layout::new(sight, looking.get_untracked().sort);
    Effect::new(move |_| {
        let answer = thread.get();
        layout.asks.set_value(false);
        let Some(Ok(thread)) = answer else { return };
        // In another order everything stands elsewhere.
        let sort = looking.get_untracked().sort;
        let same = layout.sort.try_update_value(|before| std::mem::replace(before, sort) == sort);
        let before = if same == Some(true) { layout.elements.places() } else { Vec::new() };
        let held = layout.elements.is_held();
        let scrolled = scrolled(layout.scroller);
        let Thread { from, count: all, more: further, reached, state, .. } = thread;
        let told = Told {
            from,
            rows: u32::try_from(thread.rows.len()).unwrap_or(u32::MAX),
            count: all,
            more: further,
            reached,
            state,
        };
        rows.set(thread.rows);
        count.set(Some(all));
        more.set(further);
        // The rows are in the document by then, and nothing is drawn yet.
        request_animation_frame(move || layout.settle(&told, &before, (held, scrolled)));
    });
    follow(layout, looking);
    let several = Memo::new(move || count.get().map_or(0, |count| count as usize));
    let (is_more, is_none) =
        (Memo::new(move || more.get()), Memo::new(move || count.get() == Some(0)));
    let go_on = move |()| looking.update(|now| now.further = now.further.saturating_add(1));
    let none = move || {
        is_none.get().then(|| {
            view! { <p class="hint center" data-test="no-comments">{t!("communities.comments.none")}</p> }
        })
    };
    let keys = move |press: leptos::ev::KeyboardEvent| go(layout, &press);
    let Elements { thread: whole, above, rows: inner, below } = layout.elements;
    view! {
        <section class="thread" role="feed" tabindex="-1" aria-label=t!("communities.comments.title") node_ref=whole on:keydown=keys
            data-test="thread" data-count=move || several.get().to_string()>
            <div node_ref=above aria-hidden="true"></div>
            <div class="thread-rows" node_ref=inner>
                <For each=move || rows.get() key=key children=move |row| one(row, sight, around) />
            </div>
            <div node_ref=below aria-hidden="true"></div>
        </section>
        {none}
        {move || is_more.get().then(|| view! { <More rows=several label=t!("communities.more") on_more=go_on /> })}
    }
}

/// Page up and page down go from one comment to the next.
fn go(layout: Layout, press: &leptos::ev::KeyboardEvent) {
    let on = match press.key().as_str() {
        "PageDown" => true,
        "PageUp" => false,
        _ => return,
    };
    if layout.go(on) {
        press.prevent_default();
    }
}

/// Looks what is in sight when it is scrolled, once a frame; and begins anew in another order.
fn follow(layout: Layout, looking: RwSignal<Looking>) {
    let due = StoredValue::new(false);
    Effect::new(move |_| {
        layout.scroller.top.track();
        layout.scroller.height.track();
        if !due.get_value() {
            due.set_value(true);
            request_animation_frame(move || {
                if due.try_update_value(|due| *due = false).is_some() {
                    layout.look();
                }
            });
        }
    });
    Effect::new(move |before: Option<Sort>| {
        let sort = looking.get().sort;
        if before.is_some_and(|before| before != sort) {
            layout.sight.stretch.update(|stretch| stretch.from = 0);
        }
        sort
    });
}

/// What tells a comment from another one: everything that is shown of it and that may change.
fn key(row: &ThreadRow) -> String {
    let placed = &row.placed;
    let comment = &placed.comment;
    let flags = [comment.removed, comment.held, placed.waits, row.folded];
    let flags = String::from_iter(flags.map(|flag| if flag { '1' } else { '0' }));
    let edited = comment.edited.map_or(0, sampan_protocol::Timestamp::micros);
    let numbers = [comment.up, comment.down, comment.opinion.value(), edited];
    let mut key = format!("{} {} {} {flags}", comment.id, placed.depth, placed.under);
    numbers.iter().for_each(|number| key.extend([" ", &number.to_string()]));
    key
}
