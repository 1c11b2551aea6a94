//! How a chat stands on one's own list: read, muted, pinned, accepted.

use super::Open;
use super::shown::{put_chat_anew, put_read};
use super::table::member;
use crate::module::{Context, Refusal};
use sampan_protocol::messages::{ops, rule};

pub(super) fn read(cx: &mut Context<'_>, op: &ops::Read) -> Result<(), Refusal> {
    let mut open = Open::mine(cx, op.chat)?;
    let last = open.chat.last;
    let me = open.me(cx)?;
    me.read = rule::read_up_to(me.read, op.seq, last);
    let me = me.clone();
    member::put(cx.sql, op.chat, &me)?;
    put_read(cx, &open, &me)?;
    Ok(put_chat_anew(cx, &open, &me)?)
}

pub(super) fn set(cx: &mut Context<'_>, op: &ops::Set) -> Result<(), Refusal> {
    let mut open = Open::mine(cx, op.chat)?;
    let me = open.me(cx)?;
    (me.muted, me.pinned) = (op.muted, op.pinned);
    let me = me.clone();
    member::put(cx.sql, op.chat, &me)?;
    Ok(put_chat_anew(cx, &open, &me)?)
}

pub(super) fn accept(cx: &mut Context<'_>, op: &ops::Accept) -> Result<(), Refusal> {
    let mut open = Open::mine(cx, op.chat)?;
    let me = open.me(cx)?;
    me.accepted = true;
    let me = me.clone();
    member::put(cx.sql, op.chat, &me)?;
    put_read(cx, &open, &me)?;
    Ok(put_chat_anew(cx, &open, &me)?)
}
