//! Publishes a note, now or later.

use super::shown::{must_be_there, put_mine};
use super::table::{account, note, topic};
use super::{WORD, locked, must_publish};
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{InLife, Mine, Note, check_note, overlay, text};
use sampan_protocol::ids::PersonId;
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
    let written = overlay::new_note(new, InLife::from(&found), cx.now);
    if !note::insert(cx.sql, &written, cx.me.id, found.category.word())? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    comes_out(cx, &written, cx.me.id)?;
    put_mine(cx, cx.me.id, &Mine::Note(written))?;
    touched(cx, Kind::Note, new.note)?;
    Ok(())
}

/// Has a note be found and counted if it is out, or put off until it is.
///
/// # Errors
/// What the database says.
pub(super) fn comes_out(
    cx: &mut Context<'_>,
    written: &Note,
    author: PersonId,
) -> Result<(), Refusal> {
    let subject = written.id.to_string();
    if written.waiting {
        let due = written.published;
        let person = author;
        cx.schedule(&NewJob { module: WORD, kind: PUBLISH, subject: &subject, person, due })?;
        return Ok(());
    }
    cx.unschedule(WORD, PUBLISH, &subject)?;
    topic::set(cx.sql, written.id, &text::topics(&written.text), written.published)?;
    let change = account::Change { notes: 1, ..account::Change::default() };
    account::count(cx.sql, written.account.id, change)?;
    Ok(())
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
