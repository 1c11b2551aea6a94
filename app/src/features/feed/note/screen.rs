//! Screen `feed.note`: a note with what is said to it.

use super::super::comments::{Answering, Comments};
use super::super::life::FollowButton;
use super::super::links;
use super::super::reads::{KINDS, id_in_path};
use super::super::share::ShareButton;
use super::acts::{Foot, Keepers, Others};
use super::pictures::pictures;
use super::text::text;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::clock::new_op;
use crate::listing::{offline_note, out_of_reach, retry, state_of_nothing};
use crate::moderation::{ReportSheet, Reporting};
use crate::outward::{Outward, OutwardSheet};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{GetNote, Note, NoteShown, SeeNote};
use sampan_protocol::ids::{CommentId, NoteId};
use sampan_protocol::page::Standing;

/// One note.
#[component]
pub(crate) fn NoteScreen() -> View {
    let id = id_in_path("note", NoteId(Default::default()));
    let reach = Reach::here::<CommentId>("comment");
    let parts = RwSignal::new(1);
    let answer = read(KINDS, move || GetNote { note: id, parts: parts.get() });
    let shown = Memo::new(move || answer.get().and_then(Result::ok));
    let state = Memo::new(move || match answer.get() {
        Some(Ok(NoteShown { note: None, state, .. })) => state_of_nothing(state),
        other => ScreenState::of(&other, |_| false),
    });
    let note = Memo::new(move || shown.with(|s| s.as_ref()?.note.as_ref().map(|s| s.note.clone())));
    let is_there = Memo::new(move || note.with(Option::is_some));
    count_once(id, is_there);
    let (outward, answering, reporting) = (Outward::new(), Answering::new(), Reporting::new());
    let offline =
        Memo::new(move || shown.with(|s| s.as_ref().is_some_and(|s| s.state == Standing::Offline)));
    // Pictures alone: they are not laid out anew when somebody likes the note.
    let looks = Memo::new(move || {
        note.get().map(|note| Note {
            likes: 0,
            saves: 0,
            comments: 0,
            liked: false,
            kept: false,
            ..note
        })
    });
    let body = move || match is_there.get() {
        true => view! {
            <article class="note-whole">
                {move || offline.get().then(offline_note)}
                {move || looks.get().map(|note| pictures(&note, outward))}
                {move || looks.get().and_then(|note| full_screen(&note))}
                <div class="note-beside">
                    {move || shown.get().and_then(head)}
                    {move || looks.get().map(|note| view! { <h2 class="note-title" data-test="note-title">{note.title}</h2> })}
                    {move || shown.get().map(|shown| text(shown.pieces, outward))}
                    {move || looks.get().map(|note| foot_of(&note))}
                    <Comments shown answering parts reporting reach />
                </div>
            </article>
        },
        false => nothing(state.get(), answer),
    };
    let actions =
        move || view! { <ShareButton id note /><Keepers id shown /><Others id shown reporting /> };
    view! {
        <Screen name="feed.note" title=t!("feed.note") back=links::ROOT state actions=actions wide=true
            foot=move || view! { <Foot id shown answering /> }>
            {body}
            <OutwardSheet outward />
            <ReportSheet reporting />
        </Screen>
    }
}

/// The way to where its video fills the screen.
fn full_screen(note: &Note) -> Option<View> {
    let made = note.film.as_ref()?.made.is_some();
    let href = links::video(note.id);
    Some(match made {
        true => {
            view! { <Button block=true kind=ButtonKind::Soft icon="clapperboard" href test="video-open">{t!("feed.video.whole")}</Button> }
        }
        false => {
            view! { <p class="hint" data-test="video-made"><Icon name="clapperboard" size=16 />{t!("feed.video.making")}</p> }
        }
    })
}

/// Tells the service once that this note was looked at.
fn count_once(id: NoteId, is_there: Memo<bool>) {
    let act = Act::new();
    Effect::new(move |told: Option<bool>| {
        let there = is_there.get();
        if there && told != Some(true) {
            act.run(SeeNote { op: new_op(), note: id }, |()| {});
        }
        there || told == Some(true)
    });
}

fn nothing(state: ScreenState, answer: Answer<NoteShown>) -> View {
    let retry = retry(move || answer.refetch());
    match (state, untrack(|| answer.get())) {
        (ScreenState::Loading | ScreenState::Ready, _) => view! { <SkeletonBlock lines=6 /> },
        (_, Some(Err(error))) => failed(&error, retry),
        (ScreenState::Offline, _) => out_of_reach(retry),
        _ => view! {
            <StateView icon="sparkles" title=t!("feed.note.unknown") text=t!("feed.note.unknown.text") action=t!("feed.look") href=links::ROOT />
        },
    }
}

/// Who published it, and following them.
fn head(shown: NoteShown) -> Option<View> {
    let seen = shown.note?;
    let life = seen.note.account;
    let follow =
        shown.role.is_none().then(|| view! { <FollowButton id=life.id follows=shown.follows /> });
    let badge = life.verified.then(|| view! { <span class="verified" title=t!("feed.verified")><Icon name="badge-check" size=16 /></span> });
    let held = note_held(seen.note.held);
    let pending =
        seen.waits.then(|| view! { <Badge tone=Tone::Warning>{t!("feed.waits")}</Badge> });
    Some(view! {
        <header class="note-head">
            <a class="note-by" href=links::life(life.id) data-test="note-life">
                <Avatar name=life.name.clone() picture=life.picture size=40 />
                <strong>{life.name}</strong>
                {badge}
            </a>
            {pending}{held}{follow}
        </header>
    })
}

/// That a moderator has not let it out yet.
pub(in crate::features::feed) fn note_held(held: bool) -> Option<View> {
    held.then(|| view! { <Badge tone=Tone::Warning>{t!("moderation.held")}</Badge> })
}

fn foot_of(note: &Note) -> View {
    let when = match (note.waiting, note.edited) {
        (true, _) => t!("feed.comes", time = format::moment(note.published)),
        (false, Some(edited)) => t!("feed.edited", time = age(edited)),
        (false, None) => age(note.published),
    };
    let place = note.place.clone();
    let place = (!place.is_empty())
        .then(|| view! { <span class="note-place"><Icon name="map-pin" size=16 />{place}</span> });
    view! { <p class="note-when" data-test="note-when"><span>{when}</span>{place}</p> }
}
