//! Takes a message of one's own back, within two minutes by the service's clock; a line stays.

use super::shown::{put_chat, put_message};
use super::table::message;
use super::{Open, shows};
use crate::module::{Context, Refusal};
use crate::people::Known;
use sampan_protocol::Error;
use sampan_protocol::messages::{Content, Message, RECALL_SECONDS, ops, overlay, rule};

pub(super) fn apply(cx: &mut Context<'_>, op: &ops::Recall) -> Result<(), Refusal> {
    let unknown = || Error::not_found("error.messages.no_message");
    let stored = message::find(cx.sql, op.message)?.ok_or_else(unknown)?;
    if stored.sender != Some(cx.me.id) {
        return Err(unknown().into());
    }
    if matches!(&stored.content, Content::Card(card) if card.posted) {
        return Err(Error::refused("error.messages.recall_card").into());
    }
    if stored.content == Content::Recalled {
        return Ok(());
    }
    if !rule::may_recall(stored.sent, cx.now) {
        let minutes = RECALL_SECONDS / 60;
        return Err(Error::refused("error.messages.recall_late").with("minutes", minutes).into());
    }
    let open = Open::mine(cx, stored.chat)?;
    message::recall(cx.sql, op.message)?;
    shows::said(cx, op.message, &stored.content)?;
    let people = cx.ports.people.clone();
    let message = Known::default().message(cx.sql, people.as_ref(), stored)?;
    tell(cx, &open, &overlay::recalled(message))
}

/// Tells everybody in a chat who has not taken it away how a message reads now.
///
/// # Errors
/// What the database says.
pub(super) fn tell(cx: &mut Context<'_>, open: &Open, message: &Message) -> Result<(), Refusal> {
    let hidden = message::hidden_by(cx.sql, message.id)?;
    let seq = message.seq;
    for member in open.members.iter().filter(|one| !hidden.contains(&one.person)) {
        if rule::is_kept(seq, open.chat.last) && member.sees(seq) {
            put_message(cx, member.person, message)?;
        }
        if seq == open.chat.last && member.sees(seq) {
            put_chat(cx, open, member, Some(message.clone()))?;
        }
    }
    Ok(())
}
