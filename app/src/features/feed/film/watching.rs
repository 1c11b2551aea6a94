//! Screen `feed.watching`: how one watches, what was learned of it, and forgetting that.

use super::super::links;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::feed::PLACE_LIMIT;
use sampan_protocol::feed::film::{
    ExportWatching, ForgetWatching, GetWatching, SetWatching, WATCHING, Watching, WatchingShown,
};

/// How many mebibytes may be kept for when there is no connection.
const BUDGETS: [u32; 5] = [0, 100, 200, 500, 1_000];

/// How one watches.
#[component]
pub(crate) fn WatchingScreen() -> View {
    let answer = read(&[WATCHING], || GetWatching {});
    let state = Memo::new(move || ScreenState::of(&answer.get(), |_| false));
    let shown = Memo::new(move || answer.get().and_then(Result::ok));
    let is_there = Memo::new(move || shown.with(Option::is_some));
    let body = move || match is_there.get() {
        true => view! { <Wishes shown /><Learned shown /> },
        false => loaded(
            answer.get(),
            move |()| answer.refetch(),
            |_| view! { <SkeletonBlock lines=6 /> },
        ),
    };
    view! {
        <Screen name="feed.watching" title=t!("feed.watching") back=links::VIDEOS state>
            <div class="stack">{body}</div>
        </Screen>
    }
}

/// What one may wish.
#[component]
fn Wishes(shown: Memo<Option<WatchingShown>>) -> View {
    let act = Act::new();
    let wishes = Memo::new(move || shown.with(|s| s.as_ref().map(|s| s.wishes.clone())));
    let now = move || wishes.get().unwrap_or_default();
    let change =
        Callback::new(move |wishes: Watching| act.run_aloud(SetWatching { wishes }, |()| {}));
    let chronological = Signal::derive(move || now().chronological);
    let unmetered = Signal::derive(move || now().unmetered_only);
    let tells = Signal::derive(move || now().tells);
    let budget = RwSignal::new(untrack(now).offline_mib);
    Effect::new(move |before: Option<u32>| {
        let chosen = budget.get();
        if before.is_some_and(|before| before != chosen) {
            change.run(Watching { offline_mib: chosen, ..untrack(now) });
        }
        chosen
    });
    let sizes = BUDGETS.map(|mib| match mib {
        0 => (0, t!("feed.watching.budget.none")),
        _ => (mib, t!("feed.watching.budget.mib", n = mib)),
    });
    let here = move || shown.with(|s| s.as_ref().map_or(0, |s| i64::from(s.here)));
    view! {
        <ListSection title=t!("feed.watching.order")>
            <Switch label=t!("feed.watching.chronological") detail=t!("feed.watching.chronological.text") checked=chronological
                on_change=move |on| change.run(Watching { chronological: on, ..untrack(now) }) test="chronological" />
        </ListSection>
        <Place wishes change />
        <section class="stack">
            <Select label=t!("feed.watching.budget") options=sizes.to_vec() value=budget hint=t!("feed.watching.budget.text") test="offline-budget" />
            <p class="hint" data-test="videos-here">{move || tn!("feed.watching.here", here())}</p>
        </section>
        <ListSection>
            <Switch label=t!("feed.watching.unmetered") checked=unmetered on_change=move |on| change.run(Watching { unmetered_only: on, ..untrack(now) }) test="unmetered" />
            <Switch label=t!("feed.watching.tells") detail=t!("feed.watching.tells.text") checked=tells on_change=move |on| change.run(Watching { tells: on, ..untrack(now) }) test="tells" />
        </ListSection>
    }
}

/// Where one is, in words.
#[component]
fn Place(wishes: Memo<Option<Watching>>, change: Callback<Watching>) -> View {
    let now = move || wishes.get_untracked().unwrap_or_default();
    let place = RwSignal::new(now().place);
    let save = move |()| {
        let place = place.get_untracked().trim().to_owned();
        change.run(Watching { place, ..now() });
    };
    let known = move || wishes.get().map(|wishes| wishes.place).unwrap_or_default();
    let same = Signal::derive(move || place.with(|place| place.trim() == known()));
    let limit = u32::try_from(PLACE_LIMIT).unwrap_or(u32::MAX);
    view! {
        <section class="stack">
            <Field label=t!("feed.video.place") value=place max=limit hint=t!("feed.video.place.text") on_enter=save test="watching-place" />
            <Button kind=ButtonKind::Soft disabled=same on_press=save test="watching-place-save">{t!("ui.save")}</Button>
        </section>
    }
}

/// What was learned of what one watched, and forgetting it.
#[component]
fn Learned(shown: Memo<Option<WatchingShown>>) -> View {
    let (exporting, forgetting, asks) = (Act::new(), Act::new(), RwSignal::new(false));
    let toasts = use_toasts();
    let path = RwSignal::new(None::<String>);
    let export = move |()| {
        exporting.run(ExportWatching {}, move |written| {
            path.try_set(Some(written));
        });
    };
    let forget = move |()| {
        forgetting
            .run_aloud(ForgetWatching {}, move |()| toasts.say(t!("feed.watching.forgotten")));
    };
    let written = move || {
        path.get().map(|path| view! {
            <p class="outward selectable" data-test="watching-exported">{t!("feed.watching.exported", path = path)}</p>
        })
    };
    let interests = move || {
        let shown = shown.get().unwrap_or(WatchingShown {
            wishes: Watching::default(),
            watched: 0,
            interests: Vec::new(),
            here: 0,
        });
        let watched = tn!("feed.watching.watched", i64::from(shown.watched));
        let rows = shown.interests.into_iter().map(interest).collect::<Vec<_>>();
        let list = (!rows.is_empty())
            .then(|| view! { <ul class="reasons" data-test="interests">{rows}</ul> });
        view! { <p class="hint">{watched}</p>{list} }
    };
    view! {
        <section class="card stack">
            <h3>{t!("feed.watching.learned")}</h3>
            <p class="hint">{t!("feed.watching.learned.text")}</p>
            {interests}
            {problem(exporting)}
            <Button kind=ButtonKind::Soft icon="download" busy=exporting.busy() on_press=export test="watching-export">{t!("feed.watching.export")}</Button>
            {written}
            <Button kind=ButtonKind::Grave icon="trash-2" busy=forgetting.busy() on_press=move |()| asks.set(true) test="watching-forget">{t!("feed.watching.forget")}</Button>
            <Confirm open=asks danger=true title=t!("feed.watching.forget.ask") text=t!("feed.watching.forget.text") confirm=t!("feed.watching.forget") on_confirm=forget test="watching-forget-ask" />
        </section>
    }
}

fn interest((name, weight): (String, i16)) -> View {
    let part = weight.unsigned_abs().min(1_000);
    let against = weight < 0;
    let words = if against { t!("feed.watching.less") } else { t!("feed.watching.more") };
    view! {
        <li class="reason" class:against=against>
            <span class="reason-words">{name}</span>
            <span class="reason-share">{words}</span>
            <span class="reason-bar" aria-hidden="true"><span style=("--part", format!("{}.{}%", part / 10, part % 10))></span></span>
        </li>
    }
}
