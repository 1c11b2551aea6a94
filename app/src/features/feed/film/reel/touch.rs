//! What a finger does to a video: once pauses it, twice likes it, long opens what else can be done.

use super::player::{Player, Role};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use std::time::Duration;

/// Between the two presses of one who likes it.
const TWICE: Duration = Duration::from_millis(260);
/// How long one presses who wants more.
const LONG: Duration = Duration::from_millis(500);
/// How far a finger may move meanwhile, in pixels.
const STILL: i32 = 12;

/// What lies over a video and feels fingers.
#[component]
pub(super) fn Touch(
    /// The video.
    player: Player,
    /// Likes it.
    #[prop(into)]
    on_like: Callback<()>,
    /// Opens what else can be done.
    #[prop(into)]
    on_more: Callback<()>,
) -> View {
    let (beats, hold) = (RwSignal::new(0_u32), Hold::new(on_more));
    let press = pressed(player, hold, move || {
        beats.update(|n| *n += 1);
        on_like.run(());
    });
    let more = move |ev: leptos::ev::MouseEvent| {
        ev.prevent_default();
        hold.end();
        on_more.run(());
    };
    let plays = move || player.paused.get() || player.broken.get();
    let label = move || if plays() { t!("feed.video.play") } else { t!("feed.video.pause") };
    let test = move || (player.role.get() == Role::Now).then_some("video-touch");
    let heart = |_: u32| view! { <span class="film-heart"><Icon name="heart" size=96 /></span> };
    let hearts = move || Some(beats.get()).filter(|n| *n > 0);
    view! {
        <button class="film-touch" type="button" aria-label=label on:click=press on:pointerdown=move |ev| hold.begin(&ev)
            on:pointermove=move |ev| hold.moved(&ev) on:pointerup=move |_| hold.end() on:pointercancel=move |_| hold.end()
            on:contextmenu=more data-test=test></button>
        {move || player.paused.get().then(|| view! { <span class="film-paused" aria-hidden="true"><Icon name="play" size=48 /></span> })}
        <For each=hearts key=|n| *n children=heart />
    }
}

/// What a press means is only known when a second one has come, or has not: `twice` is what two mean.
fn pressed(
    player: Player,
    hold: Hold,
    twice: impl Fn() + 'static,
) -> impl Fn(leptos::ev::MouseEvent) + 'static {
    let presses = StoredValue::new(0_u32);
    let waits_for_second = StoredValue::new(false);
    move |_| {
        if hold.was_long.try_update_value(std::mem::take) == Some(true) {
            return;
        }
        let this = presses.get_value().wrapping_add(1);
        presses.set_value(this);
        if waits_for_second.get_value() {
            waits_for_second.set_value(false);
            return twice();
        }
        waits_for_second.set_value(true);
        let alone = move || {
            if presses.try_get_value() == Some(this) && waits_for_second.get_value() {
                waits_for_second.set_value(false);
                player.turn();
            }
        };
        set_timeout(alone, TWICE);
    }
}

/// A finger that stays where it is.
#[derive(Clone, Copy)]
struct Hold {
    held: StoredValue<Option<(i32, i32)>>,
    /// Whether it stayed for long: what it does when it goes is no press.
    was_long: StoredValue<bool>,
    on_long: Callback<()>,
}

impl Hold {
    fn new(on_long: Callback<()>) -> Self {
        Self { held: StoredValue::new(None), was_long: StoredValue::new(false), on_long }
    }

    fn begin(self, ev: &leptos::ev::PointerEvent) {
        self.was_long.set_value(false);
        let place = (ev.client_x(), ev.client_y());
        self.held.set_value(Some(place));
        let still = move || {
            if self.held.try_get_value() == Some(Some(place)) {
                self.held.set_value(None);
                self.was_long.set_value(true);
                self.on_long.run(());
            }
        };
        if ev.button() == 0 {
            set_timeout(still, LONG);
        }
    }

    fn moved(self, ev: &leptos::ev::PointerEvent) {
        let far = |(x, y): (i32, i32)| (ev.client_x() - x).abs().max((ev.client_y() - y).abs());
        if self.held.get_value().is_some_and(|place| far(place) > STILL) {
            self.end();
        }
    }

    fn end(self) {
        self.held.try_set_value(None);
    }
}
