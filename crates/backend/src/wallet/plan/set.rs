//! Pauses a plan, has it go on, or takes it back.

use super::{put_off, tell};
use crate::module::{Context, Refusal};
use crate::wallet::table::plan;
use sampan_protocol::Error;
use sampan_protocol::wallet::plan::{PlanState, SetPlan, calendar};

/// Applies the operation. A plan that goes on pays what is due from now on, not what was due while
/// it was paused.
///
/// # Errors
/// `NotFound` if it is no plan of mine, `Refused` if it is over.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &SetPlan) -> Result<(), Refusal> {
    let found = plan::lock(cx.sql, op.plan)?.filter(|kept| kept.owner == cx.me.id);
    let mut kept = found.ok_or_else(|| Error::not_found("error.wallet.plan_unknown"))?;
    if matches!(kept.state, PlanState::Ended | PlanState::Cancelled) {
        return Err(Error::refused("error.wallet.plan_over").into());
    }
    if op.state == kept.state {
        return Ok(());
    }
    kept.retrying = false;
    kept.state = match op.state {
        PlanState::Ended => return Err(Error::invalid("error.sync.arguments").into()),
        state => state,
    };
    if kept.state == PlanState::Active {
        let next = calendar::next_after(&kept.rhythm, kept.turn, cx.now);
        kept.next = next.map(|(_, at)| at);
        match next {
            Some((turn, _)) => kept.turn = turn,
            None => kept.state = PlanState::Ended,
        }
    }
    plan::set(cx.sql, &kept)?;
    put_off(cx, &kept, kept.next)?;
    tell(cx, &kept)
}
