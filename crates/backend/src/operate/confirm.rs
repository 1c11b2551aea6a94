//! Confirms another operator's act, which carries it out.

use super::{carry_out, expire, kind_of, note, open};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::operate::{ActState, SCOPE, ops};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Confirm) -> Result<(), Refusal> {
    let mut act = open(cx, wanted.act)?;
    if act.by.id == cx.me.id {
        return Err(Error::refused("error.operate.own_act").into());
    }
    if act.digest() != wanted.digest {
        return Err(Error::refused("error.operate.other_act").into());
    }
    if !cx.ports.people.is_operator(cx.sql, act.by.id)? {
        return Err(Error::refused("error.operate.proposer_left").into());
    }
    let (module, _) = kind_of(cx, &act.kind)?;
    let me = cx.me;
    act.decided_by = Some(me.clone());
    act.decided_at = Some(cx.now);
    match carry_out(cx, module, &act) {
        Ok(()) => act.state = ActState::Done,
        Err(Refusal::Rejected(problem)) => {
            act.state = ActState::Failed;
            act.problem = Some(problem);
        }
        Err(failed @ Refusal::Failed(_)) => return Err(failed),
    }
    cx.unschedule(SCOPE, expire::EXPIRE, &act.id.to_string())?;
    Ok(note(cx, &act, Some(me))?)
}
