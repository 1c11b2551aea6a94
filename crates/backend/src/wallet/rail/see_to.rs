//! Sees to an event of a rail that does not fit: two operators decide what becomes of the money.

use super::desk::show;
use super::plan::{self, Plan};
use super::{Kind, RailEvent, book, take};
use crate::module::{Context, Refusal};
use crate::wallet::table::rail_event::{self, Line};
use crate::wallet::table::rail_order as table;
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::rail_desk::{RailWay, SeeTo, check_why};

/// Refuses what cannot be done about the event, or is not what the act says.
///
/// # Errors
/// `NotFound`, or why not.
pub(in crate::wallet) fn check(cx: &mut Context<'_>, args: &SeeTo) -> Result<(), Refusal> {
    open_line(cx, args).map(drop)
}

/// Does it; its transfers have identifiers made of what is known of the order.
///
/// # Errors
/// As [`check`], or why the ledger does not.
pub(in crate::wallet) fn carry_out(cx: &mut Context<'_>, args: &SeeTo) -> Result<(), Refusal> {
    let line = open_line(cx, args)?;
    match &args.way {
        RailWay::Belongs { order } => belongs(cx, &line, *order)?,
        RailWay::Settle => {
            let id = line.order.ok_or_else(changed)?;
            move_aside(cx, id, plan::settle)?.then_some(()).ok_or_else(changed)?;
        }
        RailWay::SentBack => sent_back(cx, line.order.ok_or_else(changed)?)?,
        RailWay::SetAside { .. } => {
            if let Some(id) = line.order {
                move_aside(cx, id, plan::set_aside)?;
            }
        }
    }
    Ok(rail_event::see(cx.sql, &line, &args.way, cx.now)?)
}

fn changed() -> Refusal {
    Error::refused("error.bank.act_changed").into()
}

/// The line, locked with its order, if it is open, and what the act says.
fn open_line(cx: &mut Context<'_>, args: &SeeTo) -> Result<Line, Refusal> {
    if let RailWay::SetAside { why } = &args.way {
        check_why(why)?;
    }
    let found = rail_event::lock_line(cx.sql, &args.rail, &args.event, args.why)?;
    let line = found.ok_or_else(|| Error::not_found("error.bank.no_line"))?;
    if line.way.is_some() {
        return Err(Error::refused("error.bank.line_done").into());
    }
    if let Some(id) = line.order {
        table::lock(cx.sql, id)?;
    }
    let people = cx.ports.people.clone();
    let shown = show(cx.sql, people.as_ref(), &line)?;
    if !shown.ways().contains(&args.way.kind()) {
        return Err(Error::refused("error.bank.line_way").into());
    }
    let offered = match &args.way {
        RailWay::Belongs { order } => shown.maybe.iter().any(|maybe| maybe.id == *order),
        RailWay::Settle | RailWay::SentBack | RailWay::SetAside { .. } => true,
    };
    match offered && SeeTo::of(&shown, args.way.clone()) == *args {
        true => Ok(line),
        false => Err(changed()),
    }
}

/// Has an event count for an order, as if the rail had named it.
fn belongs(cx: &mut Context<'_>, line: &Line, id: OpId) -> Result<(), Refusal> {
    let told = rail_event::told(cx.sql, &line.rail, &line.event)?.ok_or_else(Error::internal)?;
    let order = table::lock(cx.sql, id)?.filter(|order| order.rail == line.rail);
    let order = order.filter(|order| order.paid == 0).ok_or_else(changed)?;
    take::apply(cx, order.id, &RailEvent { order: Some(order.id), ..told }).map(drop)
}

/// What a person's rail sent back by hand does not lie aside any more. The rail will tell of it, too;
/// as what is known only grows, that changes nothing then.
fn sent_back(cx: &mut Context<'_>, id: OpId) -> Result<(), Refusal> {
    let order = table::lock(cx.sql, id)?.ok_or_else(changed)?;
    let what = plan::sent_back(&order).ok_or_else(changed)?;
    let event = RailEvent {
        id: format!("operators/{}", cx.op_id),
        order: Some(id),
        reference: String::new(),
        what,
        at: cx.now,
    };
    take::apply(cx, id, &event)?;
    let left = table::find(cx.sql, id)?.map_or(0, |order| order.aside);
    if left == 0 { Ok(()) } else { Err(changed()) }
}

/// Moves what lies aside of an order; says whether something did.
fn move_aside(
    cx: &mut Context<'_>,
    id: OpId,
    plan: fn(&super::Order) -> Option<Plan>,
) -> Result<bool, Refusal> {
    let Some(order) = table::lock(cx.sql, id)? else { return Ok(false) };
    let Some(done) = plan(&order) else { return Ok(false) };
    let effects = book::book(cx, &done.next, &done.moves)?;
    let asked = table::try_at(cx.sql, id)?;
    table::set(cx.sql, &done.next, asked)?;
    if done.next.kind == Kind::TopUp && done.next != order {
        book::tell_back(cx, &done.next)?;
    }
    // The order's own bill stays as it is: what is moved now has a bill of its own.
    book::tell(cx, Some(&done.next), &done.next, &effects)?;
    Ok(true)
}
