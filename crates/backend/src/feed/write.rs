//! Publishes a note, now or later.

use super::moderated::{EVERYWHERE, NOTE};
use super::shown::{must_be_there, put_mine};
use super::table::{account, note, topic};
use super::{WORD, film, is_everybodys, locked, must_publish};
use crate::db::DbError;
use crate::jobs::NewJob;
use crate::media::uses_changed;
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{InLife, Mine, Note, check_note, overlay, text};
use sampan_protocol::ids::PersonId;
use sampan_protocol::media::Made;
use sampan_protocol::moderation::Target as About;
use sampan_protocol::search::Kind;
use sampan_protocol::{Error, Timestamp};

/// What is done later: a note comes out.
pub(super) const PUBLISH: &str = "publish";
/// How many days ahead somebody may say when a note comes out.
const AHEAD: i64 = 90;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Write) -> Result<(), Refusal> {
    check(cx, &new.said, new.publish)?;
    let (found, role) = locked(cx, new.account)?;
    must_publish(role)?;
    moderation::may(cx, EVERYWHERE, Doing::Post)?;
    let made = film::take(cx, &new.said, None)?;
    let held = sifted(cx, &new.said, made.as_ref())?;
    let written = overlay::new_note(new, InLife::from(&found), cx.now);
    let written = Note { held: held.is_some(), ..film::shown(written, made) };
    if !note::insert(cx.sql, &written, cx.me.id, found.category.word())? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    film::put(cx, &written, &new.said)?;
    match held {
        None => comes_out(cx, &written, cx.me.id)?,
        Some(word) => moderation::hold(cx, &About::new(NOTE, new.note), EVERYWHERE, &word)?,
    }
    count(cx, None, &written)?;
    put_mine(cx, cx.me.id, &Mine::Note(written))?;
    uses_changed(cx, NOTE, new.note)?;
    touched(cx, Kind::Note, new.note)?;
    Ok(())
}

/// Has a note be found by its topics if it is out, or put off until it is: until its time, or the end of
/// its video.
///
/// # Errors
/// What the database says.
pub(super) fn comes_out(
    cx: &mut Context<'_>,
    written: &Note,
    author: PersonId,
) -> Result<(), Refusal> {
    let subject = written.id.to_string();
    if film::is_unmade(written) {
        cx.unschedule(WORD, PUBLISH, &subject)?;
        return Ok(());
    }
    if written.waiting {
        let due = written.published;
        let person = author;
        cx.schedule(&NewJob { module: WORD, kind: PUBLISH, subject: &subject, person, due })?;
        return Ok(());
    }
    cx.unschedule(WORD, PUBLISH, &subject)?;
    topic::set(cx.sql, written.id, &text::topics(&written.text), written.published)?;
    Ok(())
}

/// Has a note not come out any more, whether it was out or is still to come.
///
/// # Errors
/// What the database says.
pub(super) fn goes_in(cx: &mut Context<'_>, note: &Note) -> Result<(), Refusal> {
    if note.waiting {
        cx.unschedule(WORD, PUBLISH, &note.id.to_string())?;
    } else if !note.held {
        topic::set(cx.sql, note.id, &[], note.published)?;
    }
    Ok(())
}

/// Counts for its account what everybody may see of a note, which was otherwise before, or was not there.
///
/// # Errors
/// What the database says.
pub(super) fn count(
    cx: &mut Context<'_>,
    before: Option<&Note>,
    now: &Note,
) -> Result<(), DbError> {
    let of = |note: &Note| match is_everybodys(note) {
        true => (1, note.likes),
        false => (0, 0),
    };
    let ((had, liked), (has, likes)) = (before.map(of).unwrap_or_default(), of(now));
    let change = account::Change { notes: has - had, likes: likes - liked, followers: 0 };
    match change == account::Change::default() {
        true => Ok(()),
        false => account::count(cx.sql, now.account.id, change),
    }
}

/// Holds what a note says and shows against the rules; answers for which word it waits for a
/// moderator.
///
/// # Errors
/// `Refused` with the word or picture that the rules do not take.
pub(super) fn sifted(
    cx: &mut Context<'_>,
    said: &Said,
    made: Option<&Made>,
) -> Result<Option<String>, Refusal> {
    let pictures = said.pictures.iter().map(|shot| shot.sha256.clone());
    let pictures: Vec<String> = pictures.chain(made.and_then(|made| made.poster.clone())).collect();
    let words = said.film.as_ref().map(film::words).unwrap_or_default();
    let mut texts = vec![said.title.as_str(), &said.text, &said.place];
    texts.extend(words.iter().map(String::as_str));
    moderation::sift(cx, EVERYWHERE, &texts, &pictures)
}

/// Refuses what no note says, files that nobody has handed in, and times too far ahead.
///
/// # Errors
/// `Invalid`.
pub(super) fn check(
    cx: &mut Context<'_>,
    said: &Said,
    publish: Option<Timestamp>,
) -> Result<(), Refusal> {
    check_note(said)?;
    for picture in &said.pictures {
        must_be_there(cx, &picture.sha256, "image/")?;
    }
    if let Some(clip) = &said.clip {
        must_be_there(cx, clip, "video/")?;
    }
    if publish.is_some_and(|publish| publish > cx.now.plus_seconds(AHEAD * 86_400)) {
        return Err(Error::invalid("error.feed.schedule").with("limit", AHEAD).into());
    }
    Ok(())
}
