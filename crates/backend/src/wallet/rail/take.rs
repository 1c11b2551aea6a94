//! Takes in what a rail tells: once it is known whose order it is about, in one transaction.

use super::carry::FIRST_LOOK;
use super::plan::{Fault, plan};
use super::{Kind, Order, Phase, RailEvent, book};
use crate::backend::Backend;
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::wallet::table::rail_event::{self, Line};
use crate::wallet::table::rail_order as table;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::rail_desk::Odd;
use sampan_protocol::{Error, Timestamp};

/// What became of something that a rail told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It is about an order, and that knows it now.
    Applied,
    /// It is about an order, and an operator has to look at it.
    Odd,
    /// Nobody knows what it is about; an operator has to look at it.
    Unmatched,
}

impl Heard {
    /// The word for it in the metrics.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Odd => "odd",
            Self::Unmatched => "unmatched",
        }
    }
}

/// Takes in an event of a rail, in a transaction of its own.
///
/// # Errors
/// What the database says, or why the ledger does not; it may be told again then.
pub(in crate::wallet) fn take(
    backend: &Backend,
    rail: &str,
    event: &RailEvent,
) -> Result<Heard, Error> {
    let now = backend.now();
    let heard = match backend.db().read(|sql| order_of(sql, rail, event))? {
        None => backend.db().write(|sql| unmatched(sql, rail, event, now))?,
        Some(order) => {
            backend.in_name_of(order.person, order.id, now, |cx| apply(cx, order.id, event))?
        }
    };
    backend.metrics().rail_event(rail, heard.word());
    Ok(heard)
}

/// The order that an event is about: the one it names, or the one that the rail has that name for.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn order_of(
    sql: &mut dyn Sql,
    rail: &str,
    event: &RailEvent,
) -> Result<Option<Order>, DbError> {
    let id = match event.order {
        Some(id) => Some(id),
        None if event.reference.is_empty() => None,
        None => table::by_reference(sql, rail, &event.reference)?,
    };
    let found = id.map(|id| table::find(sql, id)).transpose()?.flatten();
    Ok(found.filter(|order| order.rail == rail))
}

/// Does what an event means for an order: to the order, the ledger and the person's bills.
///
/// # Errors
/// Why the ledger does not, or what the database says.
pub(in crate::wallet) fn apply(
    cx: &mut Context<'_>,
    id: OpId,
    event: &RailEvent,
) -> Result<Heard, Refusal> {
    let before = table::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    rail_event::insert(cx.sql, &before.rail, event, Some(id), cx.now)?;
    let available = book::available(cx, &before)?;
    let done = match plan(&before, event, available) {
        Ok(done) => done,
        Err(fault) => {
            let why = match fault {
                Fault::Currency(_) => Odd::Currency,
                Fault::Negative => Odd::Negative,
            };
            rail_event::put_line(cx.sql, &line(&before.rail, event, why, Some(id), cx.now))?;
            return Ok(Heard::Odd);
        }
    };
    let effects = book::book(cx, &done.next, &done.moves)?;
    let asked = match (done.next.phase, before.phase) {
        _ if done.next.authorized > before.authorized => Some(cx.now),
        (Phase::Done, phase) if phase.is_open() => Some(cx.now.plus_seconds(FIRST_LOOK)),
        (phase, _) if phase.is_open() || phase == Phase::Done => table::try_at(cx.sql, id)?,
        _ => None,
    };
    table::set(cx.sql, &done.next, asked)?;
    if asked == Some(cx.now) {
        cx.changes.note_scheduled();
    }
    let gave_up = before.phase.is_open() && !done.next.phase.is_open() && done.next.paid == 0;
    if done.next.kind == Kind::Refund && gave_up {
        keep(cx, &done.next)?;
    }
    if done.next.kind == Kind::TopUp && done.next.booked > before.booked {
        book::tell_back(cx, &done.next)?;
    }
    book::tell(cx, Some(&before), &done.next, &effects)?;
    match done.line {
        None => Ok(Heard::Applied),
        Some(odd) => {
            let found = line(&before.rail, event, odd, Some(id), cx.now);
            rail_event::put_line(cx.sql, &found)?;
            Ok(Heard::Odd)
        }
    }
}

/// What a refund did not send back is left of its top-up.
fn keep(cx: &mut Context<'_>, refund: &Order) -> Result<(), Refusal> {
    let Some(of) = refund.of else { return Ok(()) };
    if let Some(mut of) = table::lock(cx.sql, of)? {
        of.given_back = of.given_back.saturating_sub(refund.amount.minor).max(0);
        let asked = table::try_at(cx.sql, of.id)?;
        table::set(cx.sql, &of, asked)?;
        book::tell_back(cx, &of)?;
    }
    Ok(())
}

/// Keeps what nobody knows, for an operator.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn unmatched(
    sql: &mut dyn Sql,
    rail: &str,
    event: &RailEvent,
    now: Timestamp,
) -> Result<Heard, DbError> {
    rail_event::insert(sql, rail, event, None, now)?;
    rail_event::put_line(sql, &line(rail, event, Odd::UnknownOrder, event.order, now))?;
    Ok(Heard::Unmatched)
}

fn line(rail: &str, event: &RailEvent, why: Odd, order: Option<OpId>, at: Timestamp) -> Line {
    Line {
        rail: rail.to_owned(),
        event: event.id.clone(),
        why,
        order,
        reference: event.reference.clone(),
        amount: event.what.amount(),
        at,
        way: None,
    }
}
