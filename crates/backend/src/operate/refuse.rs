//! Ends an act without carrying it out: another operator says no, or whoever proposed it.

use super::{expire, note, open};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::operate::{Act, ActState, SCOPE, check_why, ops};

pub(super) fn decline(cx: &mut Context<'_>, wanted: &ops::Decline) -> Result<(), Refusal> {
    check_why(&wanted.why)?;
    let mut act = open(cx, wanted.act)?;
    if act.by.id == cx.me.id {
        return Err(Error::refused("error.operate.own_act").into());
    }
    act.why.clone_from(&wanted.why);
    end(cx, act, ActState::Declined)
}

pub(super) fn withdraw(cx: &mut Context<'_>, wanted: &ops::Withdraw) -> Result<(), Refusal> {
    let act = open(cx, wanted.act)?;
    if act.by.id != cx.me.id {
        return Err(Error::refused("error.operate.not_own_act").into());
    }
    end(cx, act, ActState::Withdrawn)
}

fn end(cx: &mut Context<'_>, mut act: Act, state: ActState) -> Result<(), Refusal> {
    let me = cx.me;
    act.state = state;
    act.decided_by = Some(me.clone());
    act.decided_at = Some(cx.now);
    cx.unschedule(SCOPE, expire::EXPIRE, &act.id.to_string())?;
    Ok(note(cx, &act, Some(me))?)
}
