//! Makes a person an operator, and takes the role away again; somebody always has it.

use crate::module::{Context, Refusal};
use crate::people::{self, table::person};
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::operate::rows;
use sampan_protocol::people::{Kind, Me};

/// Who is to be an operator, if they may.
pub(super) fn check(cx: &mut Context<'_>, id: PersonId) -> Result<Me, Refusal> {
    let found = person::me(cx.sql, id)?;
    let me = found.ok_or_else(|| Error::not_found("error.people.unknown"))?;
    if me.operator {
        return Err(Error::refused("error.operate.is_operator").into());
    }
    if me.person.kind == Kind::Merchant {
        return Err(Error::refused("error.operate.merchant").into());
    }
    Ok(me)
}

/// Who is to be no operator any more, if that may be.
pub(super) fn check_dismissal(cx: &mut Context<'_>, id: PersonId) -> Result<(), Refusal> {
    let all = person::operators(cx.sql)?;
    if all.iter().all(|operator| operator.id != id) {
        return Err(Error::refused("error.operate.is_no_operator").into());
    }
    if all.len() == 1 {
        return Err(Error::refused("error.operate.last").into());
    }
    Ok(())
}

pub(super) fn carry_out(cx: &mut Context<'_>, id: PersonId) -> Result<(), Refusal> {
    check(cx, id)?;
    person::set_operator(cx.sql, id, true)?;
    people::put_me(cx.sql, cx.changes, id, Some(cx.op_id))?;
    Ok(super::show_operators(cx)?)
}

pub(super) fn dismiss(cx: &mut Context<'_>, id: PersonId) -> Result<(), Refusal> {
    check_dismissal(cx, id)?;
    person::set_operator(cx.sql, id, false)?;
    people::put_me(cx.sql, cx.changes, id, Some(cx.op_id))?;
    let scope = cx.operators_scope();
    cx.delete(&scope, rows::OPERATOR, id);
    Ok(())
}
