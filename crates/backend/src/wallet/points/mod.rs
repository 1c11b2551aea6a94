//! Points: given, used, taken back, ended; every change is a line, and adds up to the balance.

pub(super) mod end;
pub(super) mod fund;

use super::bills;
use super::legs::leg;
use super::table::points as table;
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::{BillId, OpId, PersonId};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::points::{
    POINTS, POINTS_ENTRY, POINTS_KEY, Points, PointsEntry, PointsWhy,
};
use sampan_protocol::{Money, Timestamp};

/// The kind of the job that ends points.
pub(super) const END: &str = "points.end";
/// Whose account pays what points take off.
pub(super) const FLOAT: &str = "points";

/// What a change of points is about.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// Why.
    pub(super) why: PointsWhy,
    /// The payment.
    pub(super) bill: Option<BillId>,
    /// The merchant.
    pub(super) merchant: Option<Person>,
}

/// How many points a payment gives now, and when those end.
pub(super) fn given_for(cx: &Context<'_>, paid: Money) -> (i64, Timestamp) {
    let rules = &cx.settings.points;
    (rules.given_for(paid), rules.ends(cx.now))
}

/// Gives somebody points that end then.
pub(super) fn give(
    cx: &mut Context<'_>,
    person: PersonId,
    points: i64,
    ends: Timestamp,
    about: &About,
) -> Result<(), Refusal> {
    if points <= 0 {
        return Ok(());
    }
    change(cx, person, about, |had| had.give(points, ends))?;
    let subject = format!("{person}/{}", ends.micros());
    let job = NewJob { module: "wallet", kind: END, subject: &subject, person, due: ends };
    Ok(cx.schedule(&job)?)
}

/// Uses somebody's points.
///
/// # Errors
/// `Refused` where there are not enough.
pub(super) fn spend(
    cx: &mut Context<'_>,
    person: PersonId,
    points: i64,
    about: &About,
) -> Result<(), Refusal> {
    let (mut enough, mut had) = (true, 0);
    change(cx, person, about, |all| {
        had = all.balance();
        enough = all.spend(points);
    })?;
    if enough {
        return Ok(());
    }
    Err(Error::refused("error.wallet.points_few").with("left", had.max(0)).into())
}

/// Takes points back that a payment gave.
pub(super) fn take_back(
    cx: &mut Context<'_>,
    person: PersonId,
    points: i64,
    ends: Timestamp,
    about: &About,
) -> Result<(), Refusal> {
    if points <= 0 {
        return Ok(());
    }
    change(cx, person, about, |had| had.take_back(points, ends))
}

/// Changes somebody's points, and writes down and tells what that did.
fn change(
    cx: &mut Context<'_>,
    person: PersonId,
    about: &About,
    how: impl FnOnce(&mut Points),
) -> Result<(), Refusal> {
    let before = table::lock(cx.sql, person)?;
    let mut points = before.clone();
    how(&mut points);
    if points == before {
        return Ok(());
    }
    table::set(cx.sql, person, &before, &points)?;
    let entry = PointsEntry {
        id: OpId(leg(&format!("sampan-points-{}", about.why.word()), cx.op_id.0)),
        why: about.why,
        points: points.balance() - before.balance(),
        after: points.balance(),
        at: cx.now,
        bill: about.bill,
        merchant: about.merchant.clone(),
    };
    table::add_entry(cx.sql, person, &entry)?;
    cx.put(&bills::scope(person), POINTS, POINTS_KEY, &points)?;
    Ok(cx.put(&bills::scope(person), POINTS_ENTRY, entry.id, &entry)?)
}
