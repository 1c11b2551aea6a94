//! Asks rails what was ordered, and how it stands: outside of any transaction, as often as it takes.

use super::take::take;
use super::{Happened, Kind, Order, PaymentRail, Phase, RailEvent, Trouble, find};
use crate::backend::Backend;
use crate::wallet::table::rail_order::{self as table, Claimed};
use sampan_protocol::{Error, Timestamp};

/// The most orders that one round asks about.
const MOST: usize = 200;
/// After how many seconds it is asked for the first time whether what had happened came back.
pub(super) const FIRST_LOOK: i64 = 3_600;
/// After how many seconds a top-up that nobody paid is called off.
const OVER: i64 = 86_400;

/// For how many seconds it is asked whether what had happened came back.
const WATCHED: i64 = 14 * 86_400;

/// In how many seconds a rail is asked again: soon, and then less often. About what has happened it
/// is asked whenever that is twice as long ago as the last time, for two weeks.
fn again(order: &Order, tries: i64, now: Timestamp) -> Option<i64> {
    if order.phase.is_open() {
        return Some(patience(tries));
    }
    let age = now.seconds().saturating_sub(order.made.seconds());
    (age < WATCHED).then_some(age.max(FIRST_LOOK))
}

/// How long to wait until a rail is asked again, in seconds: longer each time, up to an hour.
const fn patience(tries: i64) -> i64 {
    const FIRST: i64 = 5;
    const LONGEST: i64 = 3_600;
    let doublings = if tries < 1 { 0 } else { tries - 1 };
    if doublings >= 10 { LONGEST } else { FIRST << doublings }
}

/// Asks about everything whose time has come; says how many orders that were.
///
/// # Errors
/// What the database says; a rail that does not answer is asked again later.
pub(in crate::wallet) async fn round(
    rails: &[Box<dyn PaymentRail>],
    backend: &Backend,
    now: Timestamp,
) -> Result<usize, Error> {
    for rail in rails {
        for said in rail.speak(now) {
            super::hear(rail.as_ref(), backend, &said.headers, &said.body).await.ok();
        }
    }
    for done in 0..MOST {
        let claim =
            move |backend: &Backend| Ok(backend.db().write(|sql| table::claim(sql, now, again))?);
        let Some(claimed) = backend.blocking(claim).await? else {
            return Ok(done);
        };
        match find(rails, &claimed.order.rail) {
            Ok(rail) => one(rail, backend, &claimed, now).await,
            Err(_) => tracing::error!(rail = claimed.order.rail, "an order has no rail"),
        }
    }
    Ok(MOST)
}

/// Asks about one order, and takes in what the rail tells.
async fn one(rail: &dyn PaymentRail, backend: &Backend, claimed: &Claimed, now: Timestamp) {
    let order = &claimed.order;
    let told = match ask(rail, backend, order, now).await {
        Ok(told) => told,
        Err(Trouble::No(reason)) => vec![RailEvent {
            id: format!("no/{}/{}", order.id, claimed.tries),
            order: Some(order.id),
            reference: String::new(),
            what: Happened::Failed(reason),
            at: now,
        }],
        Err(trouble) => {
            tracing::warn!(%trouble, order = %order.id, rail = order.rail, "a rail is asked again");
            return;
        }
    };
    for event in told {
        let name = order.rail.clone();
        let taken = backend.blocking(move |backend| take(backend, &name, &event)).await;
        if let Err(error) = taken {
            tracing::error!(%error, order = %order.id, "what a rail told is not taken in");
        }
    }
}

async fn ask(
    rail: &dyn PaymentRail,
    backend: &Backend,
    order: &Order,
    now: Timestamp,
) -> Result<Vec<RailEvent>, Trouble> {
    let late = order.kind == Kind::TopUp && now >= order.made.plus_seconds(OVER);
    match order.phase {
        Phase::Created => match (order.kind, order.of) {
            (Kind::Refund, Some(of)) => {
                let read = move |backend: &Backend| {
                    let found = backend.db().read(|sql| table::find(sql, of))?;
                    found.ok_or_else(Error::internal)
                };
                let of = backend.blocking(read).await.map_err(|e| Trouble::Later(e.to_string()))?;
                rail.refund(order, &of).await.map(|event| vec![event])
            }
            _ => rail.initiate(order).await.map(|event| vec![event]),
        },
        Phase::Ending => cancel(rail, order).await,
        Phase::Sent if order.authorized > order.paid => {
            let sum = sampan_protocol::Money::new(
                order.authorized.min(order.amount.minor),
                order.amount.currency,
            );
            rail.capture(order, sum).await.map(|event| vec![event])
        }
        Phase::Sent if late => cancel(rail, order).await,
        Phase::Sent | Phase::Done | Phase::Failed | Phase::Cancelled => rail.status(order).await,
    }
}

/// Calls an order off; where that is too late, the rail tells how it stands.
async fn cancel(rail: &dyn PaymentRail, order: &Order) -> Result<Vec<RailEvent>, Trouble> {
    match rail.cancel(order).await {
        Ok(event) => Ok(vec![event]),
        Err(Trouble::No(_) | Trouble::Cannot) => rail.status(order).await,
        Err(later) => Err(later),
    }
}

#[cfg(test)]
mod tests {
    use super::patience;

    #[test]
    fn a_rail_is_asked_soon_and_then_less_often() {
        let waits: Vec<i64> = (1..=12).map(patience).collect();
        assert_eq!(waits[..4], [5, 10, 20, 40], "twice as long each time");
        assert_eq!(patience(i64::MAX), 3_600, "every hour at least");
        assert!(waits.is_sorted(), "never sooner than before");
    }
}
