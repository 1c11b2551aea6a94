//! Books a statement: every line moves money in the ledger, so that it has what the bank has.

use super::camt::{Line, Statement};
use super::moves::{self, House, Move, named};
use super::reconcile::{self, About};
use super::{desk, statements};
use crate::module::{Context, Refusal};
use crate::wallet::accounts;
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::bank::payout;
use crate::wallet::table::bank::statement::{self as table, Kept};
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::wallet::bank::desk::acts::{BOOK, Book};
use sampan_protocol::wallet::bank::desk::{BankLine, Finding, LINE, PayoutState, STATEMENT};
use sampan_protocol::wallet::rows::BillKind;
use sampan_protocol::{Error, Money};
use uuid::Uuid;

/// Refuses what was booked before, or is not what the act says.
///
/// # Errors
/// `NotFound`, or `Refused`: it was booked before, or says something else.
pub(super) fn check(cx: &mut Context<'_>, args: &Book) -> Result<(), Refusal> {
    let kept = table::get(cx.sql, args.statement)?;
    fresh(cx, kept, args).map(drop)
}

/// Books it: what left before what came, so that what came back finds what left.
///
/// # Errors
/// As [`check`].
pub(super) fn carry_out(cx: &mut Context<'_>, args: &Book) -> Result<(), Refusal> {
    let kept = table::lock(cx.sql, args.statement)?;
    let (kept, statement) = fresh(cx, kept, args)?;
    let known = statements::known(cx.sql, &statement)?;
    let about = reconcile::plan(&statement.lines, &known);
    let house = House::of(cx, statement.currency)?;
    let mut places: Vec<usize> = (0..statement.lines.len()).collect();
    places.sort_by_key(|place| statement.lines[*place].minor > 0);
    let mut lines: Vec<Option<BankLine>> = vec![None; places.len()];
    for place in places {
        let line = &statement.lines[place];
        let told = statements::told(kept.id, place, line, about[place]);
        let told = book(cx, house, line, about[place], told)?;
        table::put_line(cx.sql, place, &told)?;
        cx.put(&desk::scope(cx), LINE, &told.id, &told)?;
        lines[place] = Some(told);
    }
    let lines: Vec<BankLine> = lines.into_iter().flatten().collect();
    let ledger = statements::at_bank(cx.sql, statement.currency)?;
    let mut told = statements::summary(cx.sql, kept.id, &statement, &lines, ledger)?;
    told.booked = Some(cx.now);
    table::set_told(cx.sql, &told, cx.now)?;
    Ok(cx.put(&desk::scope(cx), STATEMENT, told.id, &told)?)
}

/// The statement, if it waits to be booked, and what it says is what the act says.
fn fresh(
    cx: &mut Context<'_>,
    kept: Option<Kept>,
    args: &Book,
) -> Result<(Kept, Statement), Refusal> {
    let kept = kept.ok_or_else(|| Error::not_found("error.bank.no_statement"))?;
    if kept.booked.is_some() || table::is_booked(cx.sql, &kept.account, &kept.name)? {
        return Err(Error::refused("error.bank.statement_known").into());
    }
    let statement = statements::parse(&kept.base64, &cx.settings.bank)?;
    match statements::act_of(kept.id, &statement) == *args {
        true => Ok((kept, statement)),
        false => Err(desk::changed()),
    }
}

/// The transfer that a line makes.
pub(super) fn transfer_of(line: &str) -> Uuid {
    named(&["line", line])
}

/// Books a line. What the ledger refuses to do for a person is parked, like what nobody knows.
fn book(
    cx: &mut Context<'_>,
    house: House,
    line: &Line,
    about: About,
    mut told: BankLine,
) -> Result<BankLine, Refusal> {
    let id = transfer_of(&told.id);
    let amount = Money::new(line.minor.saturating_abs(), line.currency);
    let done = match about {
        About::Paid(payout) => cx.attempt(|cx| paid(cx, house, payout, id).map(|()| None)),
        About::Returned(payout) => cx.attempt(|cx| returned(cx, payout, id, line).map(Some)),
        About::TopUp(person) => {
            cx.attempt(|cx| top_up(cx, house, person, id, amount, line).map(|()| Some(person)))
        }
        About::WrongAmount(_) | About::Unmatched => {
            park(cx, house, line, id, amount)?;
            return Ok(told);
        }
    };
    match done {
        Ok(person) => told.person = person.map(|id| desk::person(cx, id)).transpose()?,
        Err(Refusal::Rejected(error)) => {
            tracing::warn!(%error, line = told.id, "a line of the bank is parked");
            told.finding = match told.payout {
                Some(_) => Finding::WrongAmount,
                None => Finding::Unmatched,
            };
            park(cx, house, line, id, amount)?;
        }
        Err(failed) => return Err(failed),
    }
    Ok(told)
}

/// A payout was made: what is held for it leaves.
fn paid(cx: &mut Context<'_>, house: House, payout: OpId, id: Uuid) -> Result<(), Refusal> {
    let mut payout = payout::lock(cx.sql, payout)?.ok_or_else(Error::internal)?;
    let effects = moves::linked(cx, BOOK, &house.leaves(&payout, id, payout.amount.minor))?;
    (payout.state, payout.posted) = (PayoutState::Paid, Some(id));
    desk::keep(cx, &payout)?;
    desk::tell(cx, &payout, effects.first().ok_or_else(Error::internal)?)
}

/// A payout came back: its money is its owner's again.
fn returned(
    cx: &mut Context<'_>,
    payout: OpId,
    id: Uuid,
    line: &Line,
) -> Result<PersonId, Refusal> {
    let mut payout = payout::lock(cx.sql, payout)?.ok_or_else(Error::internal)?;
    let (owner, posted) = payout.person.zip(payout.posted).ok_or_else(Error::internal)?;
    let reverse = Move {
        id,
        step: Step::Reverse(posted),
        debit: payout.credit,
        credit: payout.debit,
        amount: payout.amount,
    };
    let effects = moves::one(cx, BOOK, reverse)?;
    payout.state = PayoutState::Returned;
    desk::keep(cx, &payout)?;
    desk::tell_came(cx, owner, BillKind::Refund, &line.text, &effects)?;
    Ok(owner)
}

/// Money came for somebody.
fn top_up(
    cx: &mut Context<'_>,
    house: House,
    person: PersonId,
    id: Uuid,
    amount: Money,
    line: &Line,
) -> Result<(), Refusal> {
    let to = accounts::open(cx, person, amount.currency)?;
    let come = Move { id, step: Step::Posted, debit: house.rail, credit: to.id, amount };
    let effects = moves::one(cx, BOOK, come)?;
    desk::tell_came(cx, person, BillKind::TopUp, &line.name, &effects)
}

/// Nobody knows what it is about: it stands in an account of its own until somebody sees to it.
fn park(
    cx: &mut Context<'_>,
    house: House,
    line: &Line,
    id: Uuid,
    amount: Money,
) -> Result<(), Refusal> {
    let (debit, credit) = match line.minor > 0 {
        true => (house.rail, house.suspense),
        false => (house.suspense, house.rail),
    };
    if amount.minor == 0 {
        return Ok(());
    }
    moves::one(cx, BOOK, Move { id, step: Step::Posted, debit, credit, amount }).map(drop)
}
