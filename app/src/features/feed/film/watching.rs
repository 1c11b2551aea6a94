//! Screen `feed.watching`: how one watches, what was learned of it, and forgetting that.

use super::super::links;
use super::choice::Choice;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::feed::PLACE_LIMIT;
use sampan_protocol::feed::film::{
    ExportWatching, ForgetWatching, GetWatching, WATCHING, Watching, WatchingShown,
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
    let choice = Choice::of(shown);
    let now = choice.now;
    let chronological = Signal::derive(move || now.with(|now| now.chronological));
    let unmetered = Signal::derive(move || now.with(|now| now.unmetered_only));
    let tells = Signal::derive(move || now.with(|now| now.tells));
    let budget = RwSignal::new(now.with_untracked(|now| now.offline_mib));
    let wished = Memo::new(move || now.with(|now| now.offline_mib));
    Effect::new(move |_| budget.set(wished.get()));
    Effect::new(move |_| {
        let chosen = budget.get();
        if wished.get_untracked() != chosen {
            choice.change(|wishes| wishes.offline_mib = chosen);
        }
    });
    let sizes = BUDGETS.map(|mib| match mib {
        0 => (0, t!("feed.watching.budget.none")),
        _ => (mib, t!("feed.watching.budget.mib", n = mib)),
    });
    let here = move || shown.with(|s| s.as_ref().map_or(0, |s| i64::from(s.here)));
    view! {
        <ListSection title=t!("feed.watching.order")>
            <Switch label=t!("feed.watching.chronological") detail=t!("feed.watching.chronological.text") checked=chronological
                on_change=move |on| choice.change(|wishes| wishes.chronological = on) test="chronological" />
        </ListSection>
        <Place choice />
        <section class="stack">
            <Select label=t!("feed.watching.budget") options=sizes.to_vec() value=budget hint=t!("feed.watching.budget.text") test="offline-budget" />
            <p class="hint" data-test="videos-here">{move || tn!("feed.watching.here", here())}</p>
        </section>
        <ListSection>
            <Switch label=t!("feed.watching.unmetered") checked=unmetered on_change=move |on| choice.change(|wishes| wishes.unmetered_only = on) test="unmetered" />
            <Switch label=t!("feed.watching.tells") detail=t!("feed.watching.tells.text") checked=tells on_change=move |on| choice.change(|wishes| wishes.tells = on) test="tells" />
        </ListSection>
    }
}

/// Where one is, in words.
#[component]
fn Place(choice: Choice) -> View {
    let place = RwSignal::new(choice.now.with_untracked(|now| now.place.clone()));
    let save = move |()| {
        let place = place.get_untracked().trim().to_owned();
        choice.change(|wishes| wishes.place = place);
    };
    let known = Memo::new(move || choice.now.with(|now| now.place.clone()));
    let same = Signal::derive(move || {
        place.with(|place| known.with(|known| place.trim() == known.as_str()))
    });
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
