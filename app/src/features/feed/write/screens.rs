//! Screens `feed.write` and `feed.note_edit`: writes a note, or changes one.

use super::super::links;
use super::super::reads::{KINDS, id_in_path, read_managed};
use super::form::Fields;
use super::typed::Typed;
use crate::act::{Act, problem};
use crate::answer::{begin_with, read};
use crate::bridge;
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_params_map};
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::feed::film::captions::{self, Cue};
use sampan_protocol::feed::film::{Film, Filmed, GetCaptions};
use sampan_protocol::feed::ops::Said;
use sampan_protocol::feed::{EditNote, GetNote, Managed, Note, PublishNote};
use sampan_protocol::ids::{LifeId, NoteId, uuid_v7};

/// Writes a note for an account that I publish for.
#[component]
pub(crate) fn WriteScreen() -> View {
    let given = use_params_map().with_untracked(|params| params.get("life"));
    let given = given.and_then(|id| id.parse::<LifeId>().ok());
    let all = read_managed();
    let (mine, state) = begin_with(all, |one| one.role.publishes());
    let body = move || match mine.get() {
        Some(mine) if mine.is_empty() => view! {
            <StateView icon="store" title=t!("feed.write.none") text=t!("feed.write.none.text") action=t!("feed.new") href=links::NEW test="first-life" />
        },
        Some(mine) => view! { <Form mine given /> },
        None => loaded(all.get(), move |()| all.refetch(), |_| view! { <SkeletonBlock lines=5 /> }),
    };
    view! { <Screen name="feed.write" title=t!("feed.write") back=links::ROOT state>{body}</Screen> }
}

#[component]
fn Form(mine: Vec<Managed>, given: Option<LifeId>) -> View {
    let first = mine.iter().map(|one| one.account.id).find(|id| given.is_none_or(|g| g == *id));
    let first = first.or_else(|| mine.first().map(|one| one.account.id));
    let chosen = RwSignal::new(first.map(|id| id.to_string()).unwrap_or_default());
    let typed = Typed::of(Said::default());
    let draft = typed.draft("note".to_owned());
    let (act, op) = (Act::new(), new_op());
    let note = NoteId(uuid_v7(&BrowserClock, &BrowserRandom));
    let navigate = StoredValue::new_local(use_navigate());
    let send = move |()| {
        let Ok(account) = chosen.get_untracked().parse::<LifeId>() else { return };
        let said = untrack(|| typed.said());
        let command = PublishNote { op, note, account, said, publish: typed.publish() };
        act.run(command, move |()| {
            draft.forget();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.try_with_value(|go| go(&links::note(note), options));
        });
    };
    let option = |one: Managed| (one.account.id.to_string(), one.account.name);
    let options: Vec<(String, String)> = mine.into_iter().map(option).collect();
    view! {
        <div class="form">
            <Select label=t!("feed.write.as") options value=chosen test="note-as" />
            <Fields typed may_wait=true />
            {problem(act)}
            <Button block=true icon="send" busy=act.busy() disabled=typed.incomplete() on_press=send test="note-send">{t!("feed.publish")}</Button>
            <p class="list-foot">{t!("feed.write.kept")}</p>
        </div>
    }
}

/// Changes a note.
#[component]
pub(crate) fn EditNoteScreen() -> View {
    let id = id_in_path("note", NoteId(Default::default()));
    let answer = read(KINDS, move || GetNote { note: id, parts: 1 });
    let start = RwSignal::new(None::<(Note, Vec<Cue>)>);
    Effect::new(move |_| {
        let found = answer.get().and_then(Result::ok).and_then(|shown| shown.note);
        if let Some(seen) = found.filter(|_| start.with_untracked(Option::is_none)) {
            begin(seen.note, start);
        }
    });
    let state = Signal::derive(move || match start.with(Option::is_some) {
        true => ScreenState::Ready,
        false => ScreenState::of(&answer.get(), |shown| shown.note.is_none()),
    });
    let body = move || match start.get() {
        Some((note, cues)) => view! { <Change note cues /> },
        None => loaded(
            answer.get(),
            move |()| answer.refetch(),
            |_| view! { <SkeletonBlock lines=6 /> },
        ),
    };
    view! { <Screen name="feed.note_edit" title=t!("feed.edit") back=links::ROOT state>{body}</Screen> }
}

/// Begins with a note, and the captions of its video: what is not handed in again is lost.
fn begin(note: Note, start: RwSignal<Option<(Note, Vec<Cue>)>>) {
    if !note.film.as_ref().is_some_and(|film| film.captions) {
        return start.set(Some((note, Vec::new())));
    }
    spawn_local(async move {
        let cues = bridge::call(&GetCaptions { note: note.id }).await.unwrap_or_default();
        if !cues.is_empty() {
            start.try_set(Some((note, cues)));
        }
    });
}

/// What a note says.
fn said_of(note: Note, cues: &[Cue]) -> Said {
    let Note { title, text, pictures, clip, film, place, audience, .. } = note;
    let Some(Film { id, made, texts, sound, tags, .. }) = film else {
        return Said { title, text, pictures, clip, film: None, place, audience };
    };
    let captions = if cues.is_empty() { String::new() } else { captions::write(cues) };
    let film = Some(Filmed { id, texts, captions, sound, tags });
    // What the service took of the video is not handed in; a cover that the device took is.
    let taken = made.is_some_and(|made| made.poster.is_some());
    let pictures = if taken { Vec::new() } else { pictures };
    Said { title, text, pictures, clip: None, film, place, audience }
}

#[component]
fn Change(note: Note, cues: Vec<Cue>) -> View {
    let Note { id, waiting, published, .. } = note;
    let typed = Typed::of(said_of(note, &cues));
    let (act, op) = (Act::new(), new_op());
    let back = go_back(links::ROOT);
    let save = move |()| {
        let said = untrack(|| typed.said());
        // What is not said anew stays as it was.
        let publish = typed.publish().or(waiting.then_some(published));
        act.run(EditNote { op, note: id, said, publish }, move |()| back.run(()));
    };
    view! {
        <div class="form">
            <Fields typed may_wait=waiting />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=typed.incomplete() on_press=save test="note-save">{t!("ui.save")}</Button>
        </div>
    }
}
