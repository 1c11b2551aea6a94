//! Says something in a chat: a message of a person, a card of a feature, or what happened.

use super::shown::{put_chat, put_message, put_read};
use super::table::{chat, member, message};
use super::{Open, admit, shows};
use crate::media;
use crate::module::{Context, Refusal};
use crate::people::somebody;
use crate::people::table::contact;
use sampan_protocol::Error;
use sampan_protocol::ids::{MessageId, PersonId};
use sampan_protocol::messages::ops::Send;
use sampan_protocol::messages::{
    Card, Content, Kind, Line, Message, Place, Quote, check_card, check_content, overlay,
};

pub(super) fn apply(cx: &mut Context<'_>, new: &Send) -> Result<(), Refusal> {
    check_content(&new.content)?;
    must_be_kept(cx, &new.content)?;
    let open = open(cx, new.place)?;
    let answers = new.answers.map(|id| quoted(cx, &open, id)).transpose()?;
    append(cx, open, (new.message, Some(cx.me.id)), new.content.clone(), answers)
}

/// Puts a card of a feature into a chat of mine, in the transaction of what it tells of; its message
/// has the operation's identifier.
///
/// # Errors
/// `Refused` where I may not write there, `Invalid` for a card that leads out of the app.
pub(crate) fn post_card(cx: &mut Context<'_>, place: Place, card: Card) -> Result<(), Refusal> {
    check_card(&card)?;
    let open = open(cx, place)?;
    let content = Content::Card(Card { posted: true, ..card });
    append(cx, open, (MessageId(cx.op_id.0), Some(cx.me.id)), content, None)
}

/// Everybody else in a chat of mine.
///
/// # Errors
/// As [`post_card`].
pub(crate) fn people_in(cx: &mut Context<'_>, place: Place) -> Result<Vec<PersonId>, Refusal> {
    let open = open(cx, place)?;
    let all = open.members.iter().map(|member| member.person);
    Ok(all.filter(|person| *person != cx.me.id).collect())
}

/// Says what happened in a group.
///
/// # Errors
/// What the database says.
pub(super) fn note(cx: &mut Context<'_>, open: Open, line: Line) -> Result<(), Refusal> {
    let id = MessageId::new(cx.clock, cx.random);
    append(cx, open, (id, None), Content::Line(line), None)
}

fn open(cx: &mut Context<'_>, place: Place) -> Result<Open, Refusal> {
    match place {
        Place::Person(other) => admit::with(cx, other),
        Place::Group(chat) => {
            let open = Open::mine(cx, chat)?;
            match open.chat.kind {
                Kind::Group => Ok(open),
                // A chat of two is written to by its person, so that who is blocked is found out.
                Kind::Two => Err(Error::not_found("error.messages.unknown").into()),
            }
        }
    }
}

fn append(
    cx: &mut Context<'_>,
    mut open: Open,
    (id, sender): (MessageId, Option<PersonId>),
    content: Content,
    answers: Option<Quote>,
) -> Result<(), Refusal> {
    let (chat, seq, sent) = (open.chat.id, open.chat.last + 1, cx.now);
    open.chat.last = seq;
    chat::set_last(cx.sql, chat, seq)?;
    let stored = message::Stored { id, chat, seq, sender, content, answers, sent };
    if !message::insert(cx.sql, &stored)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let message::Stored { content, answers, .. } = stored;
    shows::said(cx, id, &content)?;
    let sender = sender.map(|id| somebody(cx, id)).transpose()?;
    let message = Message { id, chat, seq, sender, content, sent, answers };
    step(cx, &mut open, seq, message.sender.is_some())?;
    for member in &open.members {
        put_message(cx, member.person, &message)?;
        put_chat(cx, &open, member, Some(message.clone()))?;
    }
    if let (Some(_), Some(at)) = (&message.sender, open.position(cx.me.id)) {
        put_read(cx, &open, &open.members[at])?;
    }
    Ok(())
}

/// Whoever writes has read all there is, and knows the other one; whoever keeps the writer by now
/// knows them, too.
fn step(cx: &mut Context<'_>, open: &mut Open, seq: i64, said: bool) -> Result<(), Refusal> {
    let (me, two) = (cx.me.id, open.chat.kind == Kind::Two);
    for member in &mut open.members {
        let before = member.clone();
        if member.person == me && said {
            (member.read, member.accepted) = (seq, true);
        } else if two && !member.accepted {
            member.accepted = contact::keeps(cx.sql, member.person, me)?;
        }
        if *member != before {
            member::put(cx.sql, open.chat.id, member)?;
        }
    }
    Ok(())
}

/// Refuses pictures and recordings that nobody has handed in.
fn must_be_kept(cx: &mut Context<'_>, content: &Content) -> Result<(), Refusal> {
    let (names, kind): (Vec<&String>, &str) = match content {
        Content::Pictures(names) => (names.iter().collect(), "image/"),
        Content::Voice(voice) => (vec![&voice.media], "audio/"),
        Content::Card(card) => (card.picture.iter().collect(), "image/"),
        Content::Text(_) | Content::Line(_) | Content::Recalled => return Ok(()),
    };
    for name in names {
        let found = media::table::item::find(cx.sql, name)?;
        if found.is_none_or(|(mime, _)| !mime.starts_with(kind)) {
            return Err(Error::invalid("error.messages.media_missing").into());
        }
    }
    Ok(())
}

/// What is answered: something in the same chat that I can see.
fn quoted(cx: &mut Context<'_>, open: &Open, id: MessageId) -> Result<Quote, Refusal> {
    let unknown = || Error::not_found("error.messages.no_message");
    let found = message::find(cx.sql, id)?.filter(|found| found.chat == open.chat.id);
    let stored = found.ok_or_else(unknown)?;
    let at = open.position(cx.me.id).ok_or_else(unknown)?;
    if !open.members[at].sees(stored.seq) {
        return Err(unknown().into());
    }
    let people = cx.ports.people.clone();
    let message = crate::people::Known::default().message(cx.sql, people.as_ref(), stored)?;
    Ok(overlay::quote(&message))
}
