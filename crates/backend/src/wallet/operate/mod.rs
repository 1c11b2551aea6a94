//! What operators do to wallets: issue money and take it back, freeze accounts, verify people,
//! decide disputes, set rates, see to what the bank says.

mod float;
mod freeze;
mod holder;
mod issue;
mod tier;

pub(super) use float::endpoint as float_endpoint;
pub(super) use freeze::check_leave;
pub(super) use holder::endpoint as holder_endpoint;
pub(super) use tier::{begin, limits_of};

use super::bills;
use super::dispute;
use super::exchange;
use super::ledger::account::Limits;
use super::ledger::journal::{Order, Owner};
use super::ledger::{self, table};
use super::rail::bank::acts as bank;
use super::rail::see_to as rails;
use super::table::standing;
use crate::db::DbError;
use crate::endpoint::Caller;
use crate::module::{ActKind, Context, Refusal};
use crate::operate::read;
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::operate::Act;
use sampan_protocol::wallet::bank::desk::acts::{BOOK, GIVE_BACK, MAKE_FILE, SEE_TO};
use sampan_protocol::wallet::dispute::RESOLVE_DISPUTE;
use sampan_protocol::wallet::exchange::SET_RATES;
use sampan_protocol::wallet::operate::{
    FREEZE, ISSUE, SET_TIER, STANDING, STANDING_KEY, Standing, UNFREEZE, WITHDRAW_ISSUE,
};
use sampan_protocol::wallet::rail_desk;
use serde_json::Value;

/// What operators may do here.
pub(super) const KINDS: &[ActKind] = &[
    ActKind { name: ISSUE, two: true },
    ActKind { name: WITHDRAW_ISSUE, two: true },
    ActKind { name: FREEZE, two: true },
    ActKind { name: UNFREEZE, two: true },
    ActKind { name: SET_TIER, two: false },
    ActKind { name: RESOLVE_DISPUTE, two: true },
    ActKind { name: SET_RATES, two: false },
    ActKind { name: MAKE_FILE, two: true },
    ActKind { name: BOOK, two: true },
    ActKind { name: SEE_TO, two: true },
    ActKind { name: GIVE_BACK, two: true },
    ActKind { name: rail_desk::SEE_TO, two: true },
];

/// Refuses an act that could not be carried out now; none where it is of another kind.
pub(super) fn check(cx: &mut Context<'_>, kind: &str, args: &Value) -> Result<(), Refusal> {
    match kind {
        ISSUE => issue::check(cx, &read(args)?),
        WITHDRAW_ISSUE => issue::check_withdrawal(cx, &read(args)?),
        FREEZE => freeze::check(cx, &read(args)?, true),
        UNFREEZE => freeze::check(cx, &read(args)?, false),
        SET_TIER => tier::check(cx, &read(args)?),
        RESOLVE_DISPUTE => dispute::check_decision(cx, &read(args)?),
        SET_RATES => exchange::check_rates(cx, read(args)?),
        rail_desk::SEE_TO => rails::check(cx, &read(args)?),
        _ => bank::check(cx, kind, args),
    }
}

/// Carries an act out.
pub(super) fn carry_out(cx: &mut Context<'_>, act: &Act) -> Result<(), Refusal> {
    match act.kind.as_str() {
        ISSUE => issue::carry_out(cx, &act.read()?),
        WITHDRAW_ISSUE => issue::withdraw(cx, &act.read()?),
        FREEZE => freeze::carry_out(cx, &act.read()?, true),
        UNFREEZE => freeze::carry_out(cx, &act.read()?, false),
        SET_TIER => tier::carry_out(cx, &act.read()?),
        RESOLVE_DISPUTE => dispute::decide(cx, &act.read()?),
        SET_RATES => {
            cx.changes.note_news(cx.service_id);
            exchange::set_rates(cx.sql, act.id, act.read()?, cx.now)
        }
        rail_desk::SEE_TO => rails::carry_out(cx, &act.read()?),
        kind => bank::carry_out(cx, kind, &act.read()?),
    }
}

/// Refuses whoever does not run the service.
pub(super) fn operators_only(caller: &Caller) -> Result<(), Error> {
    let people = caller.backend.ports().people.clone();
    match caller.backend.db().read(|sql| people.is_operator(sql, caller.me))? {
        true => Ok(()),
        false => Err(Error::refused("error.service.operators_only")),
    }
}

/// Refuses whom nobody knows.
fn known(cx: &mut Context<'_>, id: PersonId) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    match people.person(cx.sql, id)? {
        Some(_) => Ok(()),
        None => Err(Error::not_found("error.people.unknown").into()),
    }
}

/// Keeps how a person's wallet stands, and tells them.
fn keep(cx: &mut Context<'_>, id: PersonId, standing: &Standing) -> Result<(), DbError> {
    standing::put(cx.sql, id, standing)?;
    cx.put(&bills::scope(id), STANDING, STANDING_KEY, standing)
}

/// Changes what may be done with every account of a person; the journal has it with the order.
fn limit_all(
    cx: &mut Context<'_>,
    id: PersonId,
    change: impl Fn(sampan_protocol::Currency, &mut Limits),
) -> Result<(), Refusal> {
    let order =
        cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() });
    for found in table::account::of_owner(cx.sql, &Owner::Person(id))? {
        let mut limits = found.account.limits;
        change(found.account.currency, &mut limits);
        if limits != found.account.limits {
            ledger::limit(cx.sql, found.account.id, limits, order.clone(), cx.now)?
                .ok_or_else(Error::internal)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_neither_moves_nor_freezes_money_takes_one_operator() {
        let alone = KINDS.iter().filter(|kind| !kind.two).map(|kind| kind.name);
        assert_eq!(alone.collect::<Vec<_>>(), [SET_TIER, SET_RATES], "all others take two");
    }
}
