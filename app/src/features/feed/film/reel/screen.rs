//! Screen `feed.videos`: short videos, one after the other.

use super::item::{Item, Together};
use super::keys::{self, Wish};
use super::list::Reel;
use super::rail::Steps;
use super::stage::Stage;
use super::talk::Talk;
use crate::act::{Act, problem};
use crate::bridge;
use crate::features::feed::links;
use crate::listing::out_of_reach;
use crate::outward::{Outward, OutwardSheet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_params_map, use_query_map};
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::feed::PLACE_LIMIT;
use sampan_protocol::feed::film::{GetWatching, SetWatching, Tab, Watching};
use sampan_protocol::ids::NoteId;
use wasm_bindgen::JsCast;

/// The words of the tabs in addresses, in the order in which they stand.
const TABS: [&str; 3] = ["following", "nearby", "for_you"];
const FOLLOWING: u8 = 0;
const NEARBY: u8 = 1;
const FOR_YOU: u8 = 2;

/// Short videos.
#[component]
pub(crate) fn VideosScreen() -> View {
    let first = use_params_map().with_untracked(|params| params.get("note"));
    let asked = use_query_map().with_untracked(|query| query.get("tab")).unwrap_or_default();
    let chosen = TABS.iter().position(|word| *word == asked).and_then(|at| u8::try_from(at).ok());
    let tab = RwSignal::new(chosen.unwrap_or(FOR_YOU));
    let begin = match tab.get_untracked() {
        FOLLOWING => Some(Tab::Following),
        NEARBY => None,
        _ => Some(Tab::ForYou),
    };
    let reel = Reel::new(begin, first.and_then(|first| first.parse().ok()));
    let roomy = use_context::<Roomy>().map(|roomy| roomy.aside).unwrap_or_default();
    let together = Together {
        reel,
        stage: Stage::new(),
        outward: Outward::new(),
        wish: RwSignal::new(None),
        beside: RwSignal::new(true),
        roomy,
    };
    let near = Near::new();
    follow_tab(tab, reel, near);
    follow_keys(together);
    follow_address(reel);
    let state = Memo::new(move || reel.state());
    let body = move || match state.get() {
        ScreenState::Ready => view! { <Videos together /> },
        other => view! { <div class="reel-nothing">{nothing(other, tab, reel, near)}</div> },
    };
    view! {
        <Screen name="feed.videos" bare=true wide=true state>
            <div class="reel-screen" class:beside=move || roomy.get() && together.beside.get()>
                <h1 class="sr-only">{t!("feed.videos")}</h1>
                <div class="reel-main">{body}<Top tab stage=together.stage /></div>
                <Beside together />
            </div>
            <NearSheet near reel />
            <OutwardSheet outward=together.outward />
        </Screen>
    }
}

/// The videos, in a box that snaps to each of them.
#[component]
fn Videos(together: Together) -> View {
    let reel = together.reel;
    let count = Memo::new(move || reel.videos.with(Vec::len));
    let resized = window_event_listener(leptos::ev::resize, move |_| reel.put());
    on_cleanup(move || resized.remove());
    view! {
        <div class="reel" node_ref=reel.place role="feed" aria-label=t!("feed.videos") on:scroll=move |_| reel.scrolled()
            on:wheel=move |_| reel.taken() on:pointerdown=move |_| reel.taken() data-test="reel">
            <div class="reel-track" style=("--count", move || count.get().to_string())>
                <For each=move || reel.around() key=|(at, video)| format!("{at}-{}", video.seen.note.id)
                    children=move |(at, video)| view! { <Item at video together /> } />
            </div>
        </div>
        <Steps reel />
    }
}

/// What lies at the top: the way back, the tabs, the sound.
#[component]
fn Top(tab: RwSignal<u8>, stage: Stage) -> View {
    let back = go_back(links::ROOT);
    let options = vec![
        (FOLLOWING, t!("feed.following")),
        (NEARBY, t!("feed.video.nearby")),
        (FOR_YOU, t!("feed.video.for_you")),
    ];
    let silent = Memo::new(move || stage.is_silent());
    let sound = move || {
        let (icon, label) = match silent.get() {
            true => ("volume-x", t!("feed.video.unmute")),
            false => ("volume-2", t!("feed.video.mute")),
        };
        view! { <IconButton icon label on_press=move |()| stage.turn_sound() test="video-mute" /> }
    };
    let refused = move || {
        (stage.refused.get() && !stage.muted.get()).then(|| view! {
            <button class="reel-unmute" type="button" on:click=move |_| stage.turn_sound() data-test="video-unmute"><Icon name="volume-x" size=20 />{t!("feed.video.unmute")}</button>
        })
    };
    view! {
        <header class="reel-top">
            <IconButton icon="arrow-left" label=t!("ui.back") on_press=move |()| back.run(()) test="back" />
            <Tabs label=t!("feed.video.which") options value=tab test="video-tab" />
            {sound}
        </header>
        {refused}
    }
}

/// What is said of the video that is looked at, beside it where there is room.
#[component]
fn Beside(together: Together) -> View {
    let reel = together.reel;
    let shown = Memo::new(move || {
        let open = together.roomy.get() && together.beside.get();
        open.then(|| reel.current().map(|video| video.seen.note.id)).flatten()
    });
    let panel = move || {
        shown.get().map(|note| view! {
            <aside class="reel-aside" aria-label=t!("feed.video.comments") data-test="video-beside">
                <h2>{t!("feed.video.comments")}</h2>
                <Talk note />
            </aside>
        })
    };
    view! { {panel} }
}

fn nothing(state: ScreenState, tab: RwSignal<u8>, reel: Reel, near: Near) -> View {
    let again = Callback::new(move |()| reel.retry());
    match state {
        ScreenState::Loading => view! { <div class="reel-loading" aria-hidden="true"></div> },
        ScreenState::Offline => out_of_reach(again),
        ScreenState::Error => match untrack(|| reel.error()) {
            Some(error) => failed(&error, again),
            None => out_of_reach(again),
        },
        _ => match tab.get_untracked() {
            FOLLOWING => view! {
                <StateView icon="users-round" title=t!("feed.following.none") text=t!("feed.video.following.none") />
            },
            NEARBY => view! {
                <StateView icon="map-pin" title=t!("feed.video.nearby.none") action=t!("feed.video.nearby.other") on_action=move |()| near.open.set(true) test="nearby-other" />
            },
            _ => view! {
                <StateView icon="clapperboard" title=t!("feed.video.none") text=t!("feed.video.none.text") action=t!("feed.video.post") href=links::PUBLISH test="video-first" />
            },
        },
    }
}

/// Shows the videos of the tab that is chosen.
fn follow_tab(tab: RwSignal<u8>, reel: Reel, near: Near) {
    Effect::new(move |before: Option<u8>| {
        let now = tab.get();
        match (before, now) {
            (None, NEARBY) => near.show(tab, reel),
            (None, _) => {}
            (Some(_), FOLLOWING) => reel.choose(Tab::Following),
            (Some(_), NEARBY) => near.show(tab, reel),
            (Some(_), _) => reel.choose(Tab::ForYou),
        }
        // Keys go to the videos again.
        if before.is_some()
            && let Some(chosen) = document().active_element()
            && let Some(chosen) = chosen.dyn_ref::<web_sys::HtmlElement>()
        {
            let _ = chosen.blur();
        }
        now
    });
}

fn follow_keys(together: Together) {
    let Together { reel, stage, wish, .. } = together;
    keys::listen(move |key| match key {
        Wish::Step(forward) => reel.step(forward),
        Wish::Sound => stage.turn_sound(),
        key => wish.update(|last| *last = Some((last.map_or(1, |(n, _)| n + 1), key))),
    });
}

/// The address names the video that is looked at, so that one comes back to it. Where a link makes it name
/// another one, that is gone to.
fn follow_address(reel: Reel) {
    let (navigate, params) = (use_navigate(), use_params_map());
    let written = StoredValue::new(None::<NoteId>);
    let named = Memo::new(move || {
        let note = params.with(|params| params.get("note"))?;
        note.parse::<NoteId>().ok()
    });
    Effect::new(move |before: Option<()>| {
        let named = named.get();
        // What the screen was opened with comes first of itself.
        let is_asked = before.is_some() && named != written.get_value();
        if let Some(note) = named.filter(|_| is_asked) {
            reel.open(note);
        }
    });
    let shown = Memo::new(move || reel.current().map(|video| video.seen.note.id));
    Effect::new(move |before: Option<bool>| {
        // What was not found is named no longer.
        reel.lost.track();
        let Some(id) = shown.get() else { return before.unwrap_or(false) };
        written.set_value(Some(id));
        let options = NavigateOptions { replace: true, still: true };
        let word = match reel.tab.get_untracked() {
            Some(Tab::Following) => "?tab=following",
            Some(Tab::Nearby(_)) => "?tab=nearby",
            _ => "",
        };
        navigate(&format!("{}{word}", links::video(id)), options);
        true
    });
}

/// The place whose videos are near.
#[derive(Clone, Copy)]
struct Near {
    open: RwSignal<bool>,
    wishes: RwSignal<Option<Watching>>,
    place: RwSignal<String>,
}

impl Near {
    fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            wishes: RwSignal::new(None),
            place: RwSignal::new(String::new()),
        }
    }

    /// Shows what is near; asks for the place if it is not known.
    fn show(self, tab: RwSignal<u8>, reel: Reel) {
        spawn_local(async move {
            let known = bridge::call(&GetWatching {}).await.map(|shown| shown.wishes);
            let wishes = known.unwrap_or_default();
            let place = wishes.place.clone();
            self.wishes.try_set(Some(wishes));
            self.place.try_set(place.clone());
            // Somebody may have gone elsewhere meanwhile.
            if tab.try_get_untracked() != Some(NEARBY) {
                return;
            }
            reel.choose(Tab::Nearby(place.clone()));
            if place.is_empty() {
                self.open.set(true);
            }
        });
    }
}

/// Asks where one is.
#[component]
fn NearSheet(near: Near, reel: Reel) -> View {
    let act = Act::new();
    let save = move |()| {
        let place = near.place.get_untracked().trim().to_owned();
        let wishes =
            Watching { place: place.clone(), ..near.wishes.get_untracked().unwrap_or_default() };
        act.run(SetWatching { wishes }, move |()| {
            near.open.try_set(false);
            reel.choose(Tab::Nearby(place));
        });
    };
    let unfit = Signal::derive(move || near.place.with(|place| place.trim().is_empty()));
    let limit = u32::try_from(PLACE_LIMIT).unwrap_or(u32::MAX);
    view! {
        <Sheet open=near.open title=t!("feed.video.place") test="place-sheet">
            <div class="form">
                <p class="hint">{t!("feed.video.place.text")}</p>
                <Field label=t!("feed.place") value=near.place max=limit on_enter=save test="near-place" />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=unfit on_press=save test="near-save">{t!("ui.save")}</Button>
            </div>
        </Sheet>
    }
}
