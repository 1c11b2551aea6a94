//! Shows operators what rails told that does not fit.

use super::{Kind, Order};
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::ports::People;
use crate::wallet::operate::operators_only;
use crate::wallet::table::rail_event::{self, Line};
use crate::wallet::table::rail_order as table;
use sampan_protocol::rails::Way;
use sampan_protocol::wallet::rail_desk::{
    AskRailDesk, MOST_ORDERS, Odd, RailDesk, RailLine, RailOrder,
};
use sampan_protocol::{Error, Money};

/// The most open lines that are shown.
const MOST_OPEN: i64 = 200;
/// The most lines that somebody has seen to.
const MOST_SEEN: i64 = 50;

/// The request.
pub(in crate::wallet) fn endpoint() -> Endpoint {
    Endpoint::new("Shows what rails told that does not fit; operators only.", answer)
}

fn answer(caller: &Caller, _: &AskRailDesk) -> Result<RailDesk, Error> {
    operators_only(caller)?;
    let people = caller.backend.ports().people.clone();
    Ok(caller.backend.db().read(|sql| read(sql, people.as_ref()))?)
}

/// Everything that does not fit.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn read(sql: &mut dyn Sql, people: &dyn People) -> Result<RailDesk, Refusal> {
    let mut all = |seen, most| {
        let found = rail_event::lines(sql, seen, most)?;
        found.iter().map(|line| show(sql, people, line)).collect::<Result<Vec<_>, _>>()
    };
    Ok(RailDesk { open: all(false, MOST_OPEN)?, seen: all(true, MOST_SEEN)? })
}

/// A line as operators see it, with how its order stands now.
pub(super) fn show(
    sql: &mut dyn Sql,
    people: &dyn People,
    line: &Line,
) -> Result<RailLine, Refusal> {
    let order = line.order.map(|id| table::find(sql, id)).transpose()?.flatten();
    let order = order.filter(|order| order.rail == line.rail);
    let aside = order.as_ref().map(|order| Money::new(order.aside, order.amount.currency));
    let unknown = line.why == Odd::UnknownOrder && line.way.is_none();
    let maybe = match line.amount.filter(|_| unknown) {
        Some(amount) => table::unpaid_of(sql, &line.rail, amount, MOST_ORDERS)?,
        None => Vec::new(),
    };
    let mut tell = |order: &Order| told(sql, people, order);
    Ok(RailLine {
        rail: line.rail.clone(),
        event: line.event.clone(),
        why: line.why,
        order: order.as_ref().map(&mut tell).transpose()?,
        reference: line.reference.clone(),
        amount: line.amount,
        aside,
        at: line.at,
        maybe: maybe.iter().map(&mut tell).collect::<Result<_, _>>()?,
        way: line.way.clone(),
    })
}

fn told(sql: &mut dyn Sql, people: &dyn People, order: &Order) -> Result<RailOrder, Refusal> {
    let person = people.person(sql, order.person)?;
    Ok(RailOrder {
        id: order.id,
        way: if order.kind.is_out() { Way::Out } else { Way::In },
        person: person.ok_or_else(Error::internal)?,
        amount: order.amount,
        at: order.made,
        settles: order.kind != Kind::Refund,
    })
}
