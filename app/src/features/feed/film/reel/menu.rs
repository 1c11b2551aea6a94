//! What else can be done with a video: want no more of it, ask why, go faster, read it, report it.

use super::list::Reel;
use super::sheets::Sheets;
use super::stage::Stage;
use crate::act::Act;
use crate::features::feed::links;
use crate::moderation::Reporting;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::{NotInterested, Unwanted, VideoSeen, WantAgain};
use sampan_protocol::moderation::Target;
use wasm_bindgen_futures::JsFuture;

/// How fast a video may play, in hundredths.
const PACES: [(u16, &str); 5] =
    [(50, "0.5×"), (75, "0.75×"), (100, "1×"), (150, "1.5×"), (200, "2×")];

/// What else can be done with a video.
#[component]
pub(super) fn MenuSheet(
    /// Which sheets there are.
    sheets: Sheets,
    /// The video.
    video: Memo<VideoSeen>,
    /// Its topics, as they stand in its text.
    topics: Memo<Vec<String>>,
    /// The videos that come.
    reel: Reel,
    /// What holds for every video.
    stage: Stage,
    /// Where it is asked why it is reported.
    reporting: Reporting,
) -> View {
    let items = move || {
        view! {
            <Unwanting sheets video topics reel />
            <ListSection>
                {why(sheets)}
                <Switch label=t!("feed.captions") checked=stage.captions on_change=move |on| stage.show_captions(on) test="video-captions" />
            </ListSection>
            <Paces stage />
            <ListSection>
                {copy(sheets, video)}{report(sheets, video, reporting)}
                <ListItem title=t!("feed.watching") href=links::WATCHING test="watching" lead=|| view! { <Icon name="sliders-horizontal" /> } />
            </ListSection>
        }
    };
    view! {
        <Sheet open=sheets.menu title=t!("feed.menu") test="video-menu"><div class="stack">{items()}</div></Sheet>
    }
}

/// The ways to want no more of something.
#[component]
fn Unwanting(
    sheets: Sheets,
    video: Memo<VideoSeen>,
    topics: Memo<Vec<String>>,
    reel: Reel,
) -> View {
    let (act, back, toasts) = (Act::new(), Act::new(), use_toasts());
    let refuse = Callback::new(move |what: Unwanted| {
        let note = video.with_untracked(|video| video.seen.note.id);
        let refused = NotInterested { note, what };
        let again = WantAgain { refused: refused.clone() };
        act.run_aloud(refused, move |()| {
            sheets.menu.try_set(false);
            let undo = Callback::new(move |()| {
                back.run_aloud(again.clone(), move |()| reel.come_back(note));
            });
            toasts.undo(t!("feed.unwanted.done"), undo);
            reel.change_mind();
        });
    });
    let row = move |title: String, icon: &'static str, what: Unwanted, test: &'static str| {
        let lead = move || view! { <Icon name=icon /> };
        view! { <ListItem title lead on_press=move |()| refuse.run(what.clone()) test /> }
    };
    let of_topics = move || {
        let one = |topic: String| {
            let title = t!("feed.unwanted.topic", topic = topic);
            row(title, "tag", Unwanted::Topic(topic.to_lowercase()), "unwanted-topic")
        };
        topics.get().into_iter().map(one).collect_view()
    };
    let account = move || {
        let (name, mine) = video.with(|v| (v.seen.note.account.name.clone(), v.mine));
        let title = t!("feed.unwanted.author", name = name);
        (!mine).then(|| row(title, "user-round", Unwanted::Author, "unwanted-author"))
    };
    view! {
        <ListSection title=t!("feed.unwanted")>
            {row(t!("feed.unwanted.item"), "eye-off", Unwanted::Item, "video-not-interested")}
            {account}{of_topics}
        </ListSection>
    }
}

fn why(sheets: Sheets) -> View {
    let ask = move |()| sheets.turn_to(sheets.why);
    let lead = || view! { <Icon name="circle-help" /> };
    view! { <ListItem title=t!("feed.why") lead on_press=ask test="video-why" /> }
}

#[component]
fn Paces(stage: Stage) -> View {
    let options = PACES.map(|(pace, word)| (pace, word.to_owned())).to_vec();
    view! {
        <section class="stack">
            <h3 class="hint">{t!("feed.pace")}</h3>
            <Segmented label=t!("feed.pace") options value=stage.pace test="pace" />
        </section>
    }
}

fn copy(sheets: Sheets, video: Memo<VideoSeen>) -> View {
    let toasts = use_toasts();
    let copy = move |()| {
        let id = video.with_untracked(|video| video.seen.note.id);
        let link = format!("sampan://feed/video/{id}");
        let written = window().navigator().clipboard().write_text(&link);
        sheets.menu.set(false);
        leptos::task::spawn_local(async move {
            match JsFuture::from(written).await {
                Ok(_) => toasts.say(t!("ui.copied")),
                Err(_) => toasts.say(t!("ui.not_copied")),
            }
        });
    };
    let lead = || view! { <Icon name="link" /> };
    view! { <ListItem title=t!("feed.link.copy") lead on_press=copy test="video-link" /> }
}

fn report(sheets: Sheets, video: Memo<VideoSeen>, reporting: Reporting) -> View {
    let ask = move |()| {
        let (id, title) = video.with_untracked(|v| (v.seen.note.id, v.seen.note.title.clone()));
        sheets.menu.set(false);
        reporting.ask(Target::new("note", id), title);
    };
    let lead = || view! { <Icon name="circle-alert" /> };
    let mine = Memo::new(move || video.with(|video| video.mine));
    let row = move || {
        (!mine.get()).then(|| view! { <ListItem title=t!("moderation.report") lead on_press=ask test="video-report" /> })
    };
    view! { {row} }
}
