//! Takes a message, or a whole chat so far, away for oneself alone.

use super::shown::{forget_messages, put_chat, put_chat_anew};
use super::table::{member, message};
use super::{Open, scope};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::messages::{ops, rows, rule};

pub(super) fn hide(cx: &mut Context<'_>, op: &ops::Hide) -> Result<(), Refusal> {
    let unknown = || Error::not_found("error.messages.no_message");
    let stored = message::find(cx.sql, op.message)?.ok_or_else(unknown)?;
    let mut open = Open::mine(cx, stored.chat)?;
    let me = open.me(cx)?.clone();
    if !me.sees(stored.seq) {
        return Err(unknown().into());
    }
    message::hide(cx.sql, op.message, cx.me.id)?;
    if rule::is_kept(stored.seq, open.chat.last) {
        cx.delete(&scope(cx.me.id), rows::MESSAGE, rule::key(stored.chat, stored.seq));
    }
    Ok(put_chat_anew(cx, &open, &me)?)
}

pub(super) fn clear(cx: &mut Context<'_>, op: &ops::Clear) -> Result<(), Refusal> {
    let mut open = Open::mine(cx, op.chat)?;
    let last = open.chat.last;
    let me = open.me(cx)?;
    (me.cleared, me.read, me.pinned) = (last, last, false);
    let me = me.clone();
    member::put(cx.sql, op.chat, &me)?;
    forget_messages(cx, cx.me.id, op.chat);
    Ok(put_chat(cx, &open, &me, None)?)
}
