//! What may leave a person's accounts: by which proof, and by how new a device.

use super::operate;
use super::small;
use super::table;
use super::table::out::{self, Out, Proof};
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::ports::People;
use sampan_protocol::caps::Caps;
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::{Currency, Error, Money, Timestamp};

/// A day, in seconds: limits are of any 24 hours.
pub(super) const DAY: i64 = 86_400;

/// A limit of a day, and what it was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    /// The most.
    pub(super) most: Money,
    /// What is gone of it.
    pub(super) gone: i64,
    /// When it ends; none if it stays.
    pub(super) until: Option<Timestamp>,
}

impl Limit {
    /// What is left of it.
    pub(super) fn left(&self) -> Money {
        Money::new(self.most.minor.saturating_sub(self.gone).max(0), self.most.currency)
    }

    /// Whether an amount is within what is left.
    pub(super) fn fits(&self, amount: Money) -> bool {
        amount.minor <= self.left().minor
    }
}

/// Notes what leaves my account by this device, if it may. What a plan pays leaves by no device.
///
/// # Errors
/// `Refused` with the limit, what is left, and until when.
pub(super) fn leave(cx: &mut Context<'_>, amount: Money, proof: Proof) -> Result<(), Refusal> {
    leave_as(cx, cx.op_id, amount, proof)
}

/// The same under an identifier that the operation's is not: one operation may have money leave
/// twice.
///
/// # Errors
/// As [`leave`].
pub(super) fn leave_as(
    cx: &mut Context<'_>,
    id: OpId,
    amount: Money,
    proof: Proof,
) -> Result<(), Refusal> {
    operate::check_leave(cx, cx.me.id, amount)?;
    if proof == Proof::Plan {
        return Ok(());
    }
    let proof = match proof {
        Proof::Pin if cx.biometric => Proof::Biometric,
        proof => proof,
    };
    let out = Out { person: cx.me.id, device: cx.my_device()?, amount, proof };
    check(cx, &out)?;
    match proof {
        Proof::Biometric => check_biometric(cx, &out)?,
        Proof::Small => small::check(cx, &out)?,
        Proof::Pin => table::small::pin_given(cx.sql, cx.me.id, cx.now)?,
        Proof::Code | Proof::Mandate | Proof::Plan | Proof::Family => {}
    }
    Ok(out::insert(cx.sql, id, &out, cx.now)?)
}

/// Refuses what is too much for a fingerprint or a face.
///
/// # Errors
/// `Refused` with what is left, so that the PIN is given.
fn check_biometric(cx: &mut Context<'_>, out: &Out) -> Result<(), Refusal> {
    let currency = out.amount.currency;
    let (each, day) = (cx.settings.caps.biometric_each, cx.settings.caps.biometric_day);
    let since = cx.now.plus_seconds(-DAY);
    let gone = out::by_proof(cx.sql, out.person, currency, Proof::Biometric, since)?;
    let limit = Limit { most: Caps::money(day, currency), gone, until: None };
    let left = limit.left().minor.min(Caps::money(each, currency).minor);
    if out.amount.minor <= left {
        return Ok(());
    }
    let left = Money::new(left, currency);
    Err(Error::refused("error.wallet.biometric_over").with("left", left).into())
}

/// Whether money may leave somebody else's account: as they stand with the service, and by a device
/// that may be new. Why not is their own, so that whoever takes it is told no reason.
///
/// # Errors
/// What the database says.
pub(super) fn lets_leave(cx: &mut Context<'_>, out: &Out) -> Result<bool, Refusal> {
    match operate::check_leave(cx, out.person, out.amount) {
        Ok(()) => Ok(new_device(cx, out)?.is_none_or(|limit| limit.fits(out.amount))),
        Err(Refusal::Rejected(_)) => Ok(false),
        Err(failed) => Err(failed),
    }
}

/// Refuses what must not leave by this device.
///
/// # Errors
/// `Refused` with the limit, what is left, and until when.
fn check(cx: &mut Context<'_>, out: &Out) -> Result<(), Refusal> {
    let Some(limit) = new_device(cx, out)?.filter(|limit| !limit.fits(out.amount)) else {
        return Ok(());
    };
    let until = limit.until.unwrap_or(cx.now);
    Err(Error::refused("error.wallet.new_device")
        .with("limit", limit.most)
        .with("left", limit.left())
        .with("until", until)
        .into())
}

/// The limit of the device while it is new; none for an old one, and for a person's first.
///
/// # Errors
/// What the database says.
fn new_device(cx: &mut Context<'_>, out: &Out) -> Result<Option<Limit>, DbError> {
    let people = cx.ports.people.clone();
    let currency = out.amount.currency;
    let device = Device { person: out.person, device: out.device, currency, now: cx.now };
    cooling(cx.sql, people.as_ref(), &cx.settings.caps, &device)
}

/// Whose device is looked at, for which currency and when.
pub(super) struct Device {
    pub(super) person: PersonId,
    pub(super) device: DeviceId,
    pub(super) currency: Currency,
    pub(super) now: Timestamp,
}

/// The limit of a device while it is new.
///
/// # Errors
/// What the database says.
pub(super) fn cooling(
    sql: &mut dyn Sql,
    people: &dyn People,
    caps: &Caps,
    of: &Device,
) -> Result<Option<Limit>, DbError> {
    let Some(joined) = people.joined_others(sql, of.device)? else {
        return Ok(None);
    };
    let until = joined.plus_seconds(i64::from(caps.cooling_hours) * 3_600);
    if of.now >= until {
        return Ok(None);
    }
    let most = Caps::money(caps.cooling_day, of.currency);
    let since = of.now.plus_seconds(-DAY);
    let gone = out::by_device(sql, of.person, of.currency, of.device, since)?;
    Ok(Some(Limit { most, gone, until: Some(until) }))
}
