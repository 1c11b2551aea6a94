//! Sees to a line that did not match: each has a way on.

use super::book::transfer_of;
use super::desk;
use super::moves::{self, House, Move, named};
use crate::module::{Context, Refusal};
use crate::wallet::accounts;
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::bank::payout::{self, Payout};
use crate::wallet::table::bank::statement as table;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::wallet::bank::desk::acts::{SEE_TO, SeeTo};
use sampan_protocol::wallet::bank::desk::{
    BankLine, LINE, PayoutState, STATEMENT, Way, WayKind, check_why,
};
use sampan_protocol::wallet::rows::BillKind;
use sampan_protocol::{Error, Money};

/// Refuses what cannot be done about the line.
///
/// # Errors
/// `NotFound`, or why not.
pub(super) fn check(cx: &mut Context<'_>, args: &SeeTo) -> Result<(), Refusal> {
    open_line(cx, args).map(drop)
}

/// Does it; transfers have identifiers made of the act's.
///
/// # Errors
/// As [`check`].
pub(super) fn carry_out(cx: &mut Context<'_>, args: &SeeTo) -> Result<(), Refusal> {
    let mut line = open_line(cx, args)?;
    let house = House::of(cx, line.amount.currency)?;
    match &args.way {
        Way::Assign { to } => {
            assign(cx, house, &line, *to)?;
            line.person = Some(desk::person(cx, *to)?);
        }
        Way::SendBack => send_back(cx, house, &line)?,
        Way::Settle => settle(cx, house, &line)?,
        Way::WriteOff { .. } => write_off(cx, house, &line)?,
    }
    line.way = Some(args.way.clone());
    table::put_line(cx.sql, 0, &line)?;
    cx.put(&desk::scope(cx), LINE, &line.id, &line)?;
    count(cx, line.statement)
}

/// The line, locked, if it is open and this can be done about it.
fn open_line(cx: &mut Context<'_>, args: &SeeTo) -> Result<BankLine, Refusal> {
    let line = table::lock_line(cx.sql, &args.line)?;
    let line = line.ok_or_else(|| Error::not_found("error.bank.no_line"))?;
    if !line.is_open() {
        return Err(Error::refused("error.bank.line_done").into());
    }
    let kind = match &args.way {
        Way::Assign { to } => {
            desk::person(cx, *to)?;
            WayKind::Assign
        }
        Way::SendBack => WayKind::SendBack,
        Way::Settle => WayKind::Settle,
        Way::WriteOff { why } => {
            check_why(why)?;
            WayKind::WriteOff
        }
    };
    if !line.ways().contains(&kind) {
        return Err(Error::refused("error.bank.line_way").into());
    }
    if SeeTo::of(&line, args.way.clone()) != *args {
        return Err(desk::changed());
    }
    Ok(line)
}

fn assign(
    cx: &mut Context<'_>,
    house: House,
    line: &BankLine,
    to: PersonId,
) -> Result<(), Refusal> {
    let account = accounts::open(cx, to, line.amount.currency)?;
    let (id, amount) = (cx.op_id.0, line.amount);
    let give = Move { id, step: Step::Posted, debit: house.suspense, credit: account.id, amount };
    let effects = moves::one(cx, SEE_TO, give)?;
    desk::tell_came(cx, to, BillKind::TopUp, &line.name, &effects)
}

/// Holds it for the next file, which sends it to where it came from.
fn send_back(cx: &mut Context<'_>, house: House, line: &BankLine) -> Result<(), Refusal> {
    let account = line.account.clone().ok_or_else(Error::internal)?;
    let amount = line.amount;
    let (debit, credit) = (house.suspense, house.rail);
    moves::one(cx, SEE_TO, Move { id: cx.op_id.0, step: Step::Pending, debit, credit, amount })?;
    let payout = Payout {
        id: cx.op_id,
        person: None,
        amount,
        fee: 0,
        debit,
        credit,
        account,
        state: PayoutState::Waiting,
        file: None,
        posted: None,
        at: cx.now,
    };
    desk::keep(cx, &payout)
}

/// Takes what the bank moved out of what is held for the payout; what it moved beyond that is the
/// service's own.
fn settle(cx: &mut Context<'_>, house: House, line: &BankLine) -> Result<(), Refusal> {
    let id = line.payout.ok_or_else(Error::internal)?;
    let mut payout = payout::lock(cx.sql, id)?
        .filter(|payout| payout.state == PayoutState::Filed)
        .ok_or_else(|| Error::not_found("error.bank.no_payout"))?;
    let moved = line.amount.negated();
    let own = moved.minor.min(payout.amount.minor);
    let money = |minor| Money::new(minor, moved.currency);
    let posted = cx.op_id.0;
    let mut all = vec![Move {
        id: named(&[SEE_TO, "unpark", &line.id]),
        step: Step::Reverse(transfer_of(&line.id)),
        debit: house.rail,
        credit: house.suspense,
        amount: moved,
    }];
    all.extend(house.leaves(&payout, posted, own));
    if moved.minor > own {
        all.push(Move {
            id: named(&[SEE_TO, "beyond", &line.id]),
            step: Step::Posted,
            debit: house.charges,
            credit: house.rail,
            amount: money(moved.minor - own),
        });
    }
    let effects = moves::linked(cx, SEE_TO, &all)?;
    (payout.amount, payout.state, payout.posted) = (money(own), PayoutState::Paid, Some(posted));
    desk::keep(cx, &payout)?;
    desk::tell(cx, &payout, effects.get(1).ok_or_else(Error::internal)?)
}

fn write_off(cx: &mut Context<'_>, house: House, line: &BankLine) -> Result<(), Refusal> {
    let (debit, credit) = match line.amount.minor > 0 {
        true => (house.suspense, house.charges),
        false => (house.charges, house.suspense),
    };
    let amount = Money::new(line.amount.minor.saturating_abs(), line.amount.currency);
    let id = cx.op_id.0;
    moves::one(cx, SEE_TO, Move { id, step: Step::Posted, debit, credit, amount }).map(drop)
}

/// Tells how many lines of a statement are open now.
fn count(cx: &mut Context<'_>, statement: OpId) -> Result<(), Refusal> {
    let lines = table::lines(cx.sql, statement)?;
    let mut told = table::told(cx.sql, statement)?.ok_or_else(Error::internal)?;
    let open = lines.iter().filter(|line| line.is_open()).count();
    told.open = u32::try_from(open).unwrap_or(u32::MAX);
    let booked = told.booked.unwrap_or(cx.now);
    table::set_told(cx.sql, &told, booked)?;
    Ok(cx.put(&desk::scope(cx), STATEMENT, told.id, &told)?)
}
