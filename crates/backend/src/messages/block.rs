//! Lets somebody write no longer, or again.

use super::scope;
use super::table::block;
use crate::module::{Context, Refusal};
use crate::people::somebody;
use sampan_protocol::Error;
use sampan_protocol::messages::{Block, ops, rows};

pub(super) fn block(cx: &mut Context<'_>, op: &ops::Block) -> Result<(), Refusal> {
    if op.person == cx.me.id {
        return Err(Error::invalid("error.messages.own").into());
    }
    let person = somebody(cx, op.person)?;
    if block::is_blocked(cx.sql, cx.me.id, op.person)? {
        return Ok(());
    }
    block::put(cx.sql, cx.me.id, op.person, cx.now)?;
    let row = Block { person, at: cx.now };
    Ok(cx.put(&scope(cx.me.id), rows::BLOCK, op.person, &row)?)
}

pub(super) fn unblock(cx: &mut Context<'_>, op: &ops::Unblock) -> Result<(), Refusal> {
    block::remove(cx.sql, cx.me.id, op.person)?;
    cx.delete(&scope(cx.me.id), rows::BLOCK, op.person);
    Ok(())
}
