//! Comments on a note, or answers to one.

use super::look::must_see;
use super::moderated::{EVERYWHERE, NOTE, REPLY};
use super::shown::put_mine;
use super::table::{comment, keeper, note};
use super::telling;
use crate::moderation::{self, Doing, State};
use crate::module::{Context, Refusal};
use crate::people::Known;
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::feed::{Comment, Mine, check_comment, ops, overlay};
use sampan_protocol::moderation::Target as About;
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Comment) -> Result<(), Refusal> {
    check_comment(&new.body)?;
    let on = must_see(cx.sql, new.note, cx.me.id)?;
    if moderation::is_locked(cx.sql, &About::new(NOTE, new.note))? {
        return Err(Error::refused("error.moderation.locked").into());
    }
    moderation::may(cx, EVERYWHERE, Doing::Comment)?;
    let held = moderation::sift(cx, EVERYWHERE, &[&new.body], &[])?;
    let people = cx.ports.people.clone();
    let answered = match new.answers {
        None => None,
        Some(id) => {
            let found = comment::find(cx.sql, id, cx.me.id)?;
            let there = found.filter(|found| found.note == new.note && found.state == State::Shown);
            let stored = there.ok_or_else(|| Error::not_found("error.feed.no_comment"))?;
            Some(Known::default().comment(cx.sql, people.as_ref(), stored)?)
        }
    };
    let role = keeper::find(cx.sql, on.note.account.id, cx.me.id)?;
    let shown = overlay::new_comment(new, cx.me, (answered.as_ref(), role), cx.now);
    let shown = Comment { held: held.is_some(), ..shown };
    let stored = comment::Stored {
        id: shown.id,
        note: shown.note,
        root: shown.root,
        answers: shown.answers.as_ref().map(|person| person.id),
        author: cx.me.id,
        official: shown.official,
        body: shown.body.clone(),
        created: cx.now,
        likes: 0,
        state: State::held_if(held.is_some()),
        liked: false,
    };
    if !comment::insert(cx.sql, &stored)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    put_mine(cx, cx.me.id, &Mine::Comment(shown))?;
    if let Some(word) = held {
        moderation::hold(cx, &About::new(REPLY, new.comment), EVERYWHERE, &word)?;
        return Ok(());
    }
    touched(cx, Kind::NoteComment, new.comment)?;
    note::count(cx.sql, new.note, note::Change { comments: 1, ..note::Change::default() })?;
    let told = answered.map(|answered| answered.author.id);
    if let Some(author) = told {
        telling::answered(cx, author, &on.note)?;
    }
    if told != Some(on.author) {
        telling::commented(cx, on.author, &on.note)?;
    }
    Ok(())
}
