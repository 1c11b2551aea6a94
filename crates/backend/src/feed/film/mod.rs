//! Short videos: what a note has of one, what of them is counted, and which are offered.
//!
//! ```text
//! write, edit ── take       the video is the writer's own, and kept
//!     media ──── ended      it is done or failed: the note comes out, or its author is told
//!    device ──── watch      how far it was watched, counted without by whom
//!            ┌── offered    what may be of interest, which the device ranks
//!            └── numbers    how it goes, for who keeps the account
//! once an hour ─ learn      which one speaks for which
//! ```

mod ended;
mod learn;
mod numbers;
mod offered;
pub(super) mod recent;
mod watch;

pub(super) use ended::ended;
pub(super) use learn::keep;
pub(super) use watch::apply as watch;

use super::look::must_see;
use super::table::{captions, film};
use crate::db::DbError;
use crate::endpoint::{Caller, Endpoint};
use crate::media::video;
use crate::module::{Context, Refusal};
use crate::page::{self, After};
use sampan_protocol::Error;
use sampan_protocol::feed::film::captions as vtt;
use sampan_protocol::feed::film::{Captions, CaptionsPart, Film, Filmed};
use sampan_protocol::feed::ops::Said;
use sampan_protocol::feed::{Note, overlay};
use sampan_protocol::ids::NoteId;
use sampan_protocol::media::Made;
use sampan_protocol::page::Page;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Offers short videos that may be of interest.", offered::answer),
        Endpoint::new("Tells how much what is popular counts.", offered::ranking),
        Endpoint::new("Tells the captions of a short video.", tell_captions),
        Endpoint::new(
            "Tells how short videos of a life account go; for its owner and analysts.",
            numbers::answer,
        ),
    ]
}

/// Takes the video of a note, which is the writer's own unless the note had it before; answers what the
/// note tells of what was made of it, if it is done.
///
/// # Errors
/// `NotFound` for a video that is not theirs, `Refused` for one that failed.
pub(super) fn take(
    cx: &mut Context<'_>,
    said: &Said,
    before: Option<&Film>,
) -> Result<Option<Made>, Refusal> {
    let Some(film) = &said.film else { return Ok(None) };
    match before.filter(|before| before.id == film.id) {
        Some(before) => Ok(before.made.clone()),
        None => Ok(video::publish(cx, film.id)?.made.map(for_all)),
    }
}

/// What everybody may know of what was made: not which file it was, with what was cut away.
fn for_all(made: Made) -> Made {
    Made { source: String::new(), ..made }
}

/// A note with what was made of its video: it waits until there is something.
pub(super) fn shown(note: Note, made: Option<Made>) -> Note {
    let Some(film) = note.film.clone() else { return note };
    let mut note = overlay::with_film(note, Some(Film { made, ..film }));
    note.waiting |= is_unmade(&note);
    note
}

/// Whether a note has a video that is not done.
pub(super) fn is_unmade(note: &Note) -> bool {
    note.film.as_ref().is_some_and(|film| film.made.is_none())
}

/// Writes what of a video lies apart from its note: its captions, and where it stands among those that
/// are tried.
///
/// # Errors
/// What the database says.
pub(super) fn put(cx: &mut Context<'_>, note: &Note, said: &Said) -> Result<(), Refusal> {
    let given = said.film.as_ref().filter(|film| !film.captions.is_empty());
    // Written anew: nothing is kept that nobody is shown.
    let file = match given {
        Some(film) => Some(vtt::write(&vtt::read(&film.captions)?)),
        None => None,
    };
    captions::put(cx.sql, note.id, file.as_deref())?;
    begin(cx, note)?;
    Ok(())
}

/// Begins to count, once there is a video.
fn begin(cx: &mut Context<'_>, note: &Note) -> Result<(), DbError> {
    if note.film.as_ref().is_none_or(|film| film.made.is_none()) {
        return Ok(());
    }
    let mut bytes = [0; 8];
    cx.random.fill(&mut bytes);
    film::begin(cx.sql, note.id, i64::from_be_bytes(bytes) & i64::MAX)
}

/// The words of a video, which rules hold for as for all others.
pub(super) fn words(film: &Filmed) -> Vec<String> {
    let cues = vtt::read(&film.captions).unwrap_or_default();
    let captions: Vec<String> = cues.into_iter().map(|cue| cue.text).collect();
    let texts = film.texts.iter().map(|text| text.text.clone());
    texts.chain([film.sound.clone(), captions.join("\n")]).collect()
}

/// The words of a note's video, as moderators read them.
///
/// # Errors
/// What the database says.
pub(super) fn words_of(
    sql: &mut dyn crate::db::Sql,
    note: NoteId,
    film: Film,
) -> Result<Vec<String>, DbError> {
    let captions = captions::find(sql, note)?.unwrap_or_default();
    let Film { id, texts, sound, tags, .. } = film;
    Ok(words(&Filmed { id, texts, captions, sound, tags }))
}

fn tell_captions(caller: &Caller, asked: &CaptionsPart) -> Result<Page<Captions>, Error> {
    let note = asked.list.note;
    let found = caller.backend.db().read(|sql| {
        must_see(sql, note, caller.me)?;
        Ok::<_, Refusal>(captions::find(sql, note)?)
    })?;
    let item = |vtt| (After { rank: 0, id: note }, Captions { note, vtt });
    page::of(found.into_iter().map(item).collect(), &asked.part)
}
