//! The wallet: accounts, transfers, requests for money, codes; the only module that moves money.

mod accounts;
mod ask;
pub mod audit;
mod bills;
mod cancel;
mod charge_code;
mod charges;
mod chat;
mod check_code;
mod codes;
mod confirm_charge;
mod coupon;
mod decline;
mod delay;
mod dispute;
mod exchange;
mod family;
mod fees;
pub mod ledger;
mod legs;
mod limits;
mod mandate;
mod open_account;
mod operate;
mod packet;
mod pay_token;
mod pay_via;
pub(crate) mod payments;
mod plan;
mod points;
mod pot;
mod price;
mod prove;
pub mod rail;
mod refund;
mod refusal;
mod refuse_charge;
mod remind;
mod requests;
mod set_budget;
mod set_label;
mod set_methods;
mod show_limits;
mod small;
mod split;
pub mod statement;
mod table;
mod top_up;
mod transfer;
mod withdraw;

#[cfg(test)]
mod tests;

pub use ledger::replay::{Audit, Bad, Fault};
pub use rail::{PaymentRail, Sandbox};

use crate::backend::Backend;
use crate::db::{DbError, Migration, Sql};
use crate::endpoint::Endpoint;
use crate::jobs::Job;
use crate::media::Shows;
use crate::module::{ActKind, Context, Module, Refusal, arguments};
use axum::http::HeaderMap;
use rail::RailSettings;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::Act;
use sampan_protocol::rails::RailInfo;
use sampan_protocol::sync::{BoxFuture, Operation};
use sampan_protocol::wallet::{
    bank, budget, family as cards, label, ops, packet as packets, plan as plans, pot as pots,
    refund as refunds, split as splits,
};
use sampan_protocol::{Clock, Error, Timestamp};
use serde_json::Value;
use std::sync::Arc;
use table::out::Proof;

/// The wallet, with the rails that money comes and goes by.
pub struct Wallet {
    rails: Vec<Box<dyn PaymentRail>>,
}

impl Default for Wallet {
    fn default() -> Self {
        Self { rails: vec![Box::new(Sandbox)] }
    }
}

impl Wallet {
    /// The wallet, with these rails besides the sandbox.
    pub(crate) fn new(settings: &RailSettings, clock: &Arc<dyn Clock>) -> Self {
        Self { rails: settings.rails(clock) }
    }

    /// Applies what is asked of a rail that may take its time.
    fn order(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::RAIL_IN => {
                let order: ops::RailIn = arguments(op)?;
                rail::come(cx, self.rail(cx, &order.rail)?, &order)
            }
            ops::RAIL_OUT => {
                let order: ops::RailOut = arguments(op)?;
                rail::go(cx, self.rail(cx, &order.rail)?, &order)
            }
            ops::RAIL_BACK => {
                let order: ops::RailBack = arguments(op)?;
                rail::back(cx, self.rail(cx, &order.rail)?, &order)
            }
            _ => rail::end(cx, &arguments(op)?),
        }
    }

    /// The rail of this name, for what is to happen at once.
    fn instant(&self, cx: &Context<'_>, name: &str) -> Result<&dyn PaymentRail, Refusal> {
        let rail = self.rail(cx, name)?;
        if !rail.capabilities().instant {
            return Err(Error::refused("error.wallet.rail_slow").into());
        }
        Ok(rail)
    }

    fn rail(&self, cx: &Context<'_>, name: &str) -> Result<&dyn PaymentRail, Refusal> {
        let rail = rail::find(&self.rails, name)?;
        match (rail.capabilities().play, cx.play_money) {
            (true, false) => Err(Error::refused("error.wallet.play_rail").into()),
            (false, true) => Err(Error::refused("error.wallet.real_rail").into()),
            _ => Ok(rail),
        }
    }
}

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: ledger::table::account::CREATE },
    Migration { version: 2, sql: ledger::table::transfer::CREATE },
    Migration { version: 3, sql: ledger::table::stream::CREATE },
    Migration { version: 4, sql: ledger::table::entry::CREATE },
    Migration { version: 5, sql: table::request::CREATE },
    Migration { version: 6, sql: table::code::CREATE },
    Migration { version: 7, sql: ledger::table::SECOND },
    Migration { version: 8, sql: table::packet::CREATE },
    Migration { version: 9, sql: table::split::CREATE },
    Migration { version: 10, sql: table::split::REMINDED },
    Migration { version: 11, sql: table::plan::CREATE },
    Migration { version: 12, sql: table::pay_token::CREATE },
    Migration { version: 13, sql: table::charge::CREATE },
    Migration { version: 14, sql: table::out::CREATE },
    Migration { version: 15, sql: table::small::CREATE },
    Migration { version: 16, sql: table::mandate::CREATE },
    Migration { version: 17, sql: table::rate::CREATE },
    Migration { version: 18, sql: table::quote::CREATE },
    Migration { version: 19, sql: table::rail_order::CREATE },
    Migration { version: 20, sql: table::pot::CREATE },
    Migration { version: 21, sql: table::family::CREATE },
    Migration { version: 22, sql: table::standing::CREATE },
    Migration { version: 23, sql: table::dispute::CREATE },
    Migration { version: 24, sql: table::hold::CREATE },
    Migration { version: 25, sql: table::campaign::CREATE },
    Migration { version: 26, sql: table::order::CREATE },
    Migration { version: 27, sql: table::points::CREATE },
    Migration { version: 28, sql: table::bank::CREATE },
    Migration { version: 29, sql: ledger::table::THIRD },
    Migration { version: 30, sql: table::rail_order::ASIDE },
    Migration { version: 31, sql: table::bank::FEE },
];

/// Applies what is done with coupons, points and disputes.
fn further(cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
    match op.name.as_str() {
        ops::PAY_LESS => price::pay::apply(cx, &arguments(op)?),
        ops::MAKE_CAMPAIGN => coupon::make::apply(cx, &arguments(op)?),
        ops::CLAIM_COUPON => coupon::claim::apply(cx, &arguments(op)?),
        ops::GIVE_COUPON => coupon::give::apply(cx, &arguments(op)?),
        ops::FUND_POINTS => points::fund::apply(cx, &arguments(op)?),
        _ => dispute::apply(cx, op),
    }
}

impl Module for Wallet {
    fn name(&self) -> &'static str {
        "wallet"
    }

    fn scope_word(&self) -> &'static str {
        "wallet"
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        let mut all = vec![
            check_code::endpoint(),
            prove::endpoint(),
            packet::look::endpoint(),
            exchange::rates_endpoint(),
            exchange::quote_endpoint(),
            coupon::look::endpoint(),
            coupon::look::offers_endpoint(),
            pay_token::endpoint(),
            operate::float_endpoint(),
            operate::holder_endpoint(),
            show_limits::endpoint(),
            statement::endpoint(),
            rail::desk::endpoint(),
        ];
        all.extend(rail::bank::statements::endpoints());
        all
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn act_kinds(&self) -> &'static [ActKind] {
        operate::KINDS
    }

    fn check_act(&self, cx: &mut Context<'_>, kind: &str, args: &Value) -> Result<(), Refusal> {
        operate::check(cx, kind, args)
    }

    fn carry_out(&self, cx: &mut Context<'_>, act: &Act) -> Result<(), Refusal> {
        operate::carry_out(cx, act)
    }

    fn halts(&self) -> bool {
        true
    }

    fn rails(&self) -> Vec<RailInfo> {
        self.rails.iter().map(|rail| rail.capabilities()).collect()
    }

    fn needs_approval(&self, name: &str) -> bool {
        ops::needs_pin(name)
    }

    fn may_be_biometric(&self, name: &str) -> bool {
        ops::may_be_biometric(name)
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::OPEN_ACCOUNT => open_account::apply(cx, &arguments(op)?),
            ops::TRANSFER => transfer::apply(cx, &arguments(op)?, Proof::Pin),
            ops::PAY_SMALL => transfer::apply(cx, &arguments(op)?, Proof::Small),
            ops::PAY_VIA => {
                let pay: ops::PayVia = arguments(op)?;
                pay_via::apply(cx, self.instant(cx, &pay.rail)?, &pay)
            }
            ops::ASK_MANDATE => mandate::ask(cx, &arguments(op)?),
            ops::AGREE_MANDATE => mandate::agree(cx, &arguments(op)?),
            ops::LOWER_MANDATE => mandate::lower(cx, &arguments(op)?),
            ops::END_MANDATE => mandate::end(cx, &arguments(op)?),
            ops::CHARGE_MANDATE => mandate::charge(cx, &arguments(op)?),
            ops::EXCHANGE => exchange::apply(cx, &arguments(op)?),
            ops::SET_METHODS => set_methods::apply(cx, arguments(op)?),
            ops::SMALL_ON => small::on(cx, &arguments(op)?),
            ops::SMALL_OFF => small::off(cx),
            ops::TOP_UP => {
                let top_up: ops::TopUp = arguments(op)?;
                top_up::apply(cx, self.instant(cx, &top_up.rail)?, &top_up)
            }
            ops::WITHDRAW => {
                let withdraw: ops::Withdraw = arguments(op)?;
                if withdraw.rail == bank::RAIL {
                    return rail::bank::withdraw::apply(cx, &withdraw);
                }
                withdraw::apply(cx, self.instant(cx, &withdraw.rail)?, &withdraw)
            }
            ops::RAIL_IN | ops::RAIL_OUT | ops::RAIL_BACK | ops::RAIL_END => self.order(cx, op),
            ops::KEEP_BANK => rail::bank::keep::keep(cx, arguments(op)?),
            ops::DROP_BANK => rail::bank::keep::forget(cx, &arguments(op)?),
            ops::ASK_REFERENCE => rail::bank::refer::apply(cx, &arguments(op)?),
            ops::ASK => ask::apply(cx, &arguments(op)?),
            ops::DECLINE => decline::apply(cx, &arguments(op)?),
            ops::CANCEL => cancel::apply(cx, &arguments(op)?),
            packets::SEND => packet::send::apply(cx, &arguments(op)?),
            plans::PLAN => plan::make::apply(cx, &arguments(op)?),
            plans::SET => plan::set::apply(cx, &arguments(op)?),
            plans::DELAY => delay::send::apply(cx, &arguments(op)?),
            plans::CALL_BACK => delay::call_back::apply(cx, &arguments(op)?),
            refunds::REFUND => refund::apply(cx, &arguments(op)?),
            splits::SPLIT => split::apply(cx, &arguments(op)?),
            splits::REMIND => remind::apply(cx, &arguments(op)?),
            packets::CLAIM => packet::claim::apply(cx, &arguments(op)?),
            ops::CHARGE_CODE => charge_code::apply(cx, &arguments(op)?),
            ops::CONFIRM_CHARGE => confirm_charge::apply(cx, &arguments(op)?),
            ops::REFUSE_CHARGE => refuse_charge::apply(cx, &arguments(op)?),
            label::SET_LABEL => set_label::apply(cx, &arguments(op)?),
            budget::SET_BUDGET => set_budget::apply(cx, &arguments(op)?),
            name if pots::NAMES.contains(&name) => pot::apply(cx, op),
            name if cards::NAMES.contains(&name) => family::apply(cx, op),
            _ => further(cx, op),
        }
    }

    fn on_register(&self, cx: &mut Context<'_>) -> Result<(), Refusal> {
        operate::begin(cx)?;
        let Some(first) = cx.settings.currencies.first().copied() else {
            return Ok(());
        };
        accounts::open(cx, cx.me.id, first).map(drop)
    }

    fn keep(&self, sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
        ledger::close_hours(sql, now)
    }

    fn reach_out<'a>(
        &'a self,
        backend: &'a Backend,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<usize, Error>> {
        Box::pin(rail::round(&self.rails, backend, now))
    }

    fn next_reach(&self, sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
        let words = self.rails.iter().filter_map(|rail| rail.next_word());
        Ok(words.chain(table::rail_order::next_try(sql)?).min())
    }

    fn hear<'a>(
        &'a self,
        backend: &'a Backend,
        rail: &'a str,
        headers: &'a HeaderMap,
        body: &'a [u8],
    ) -> BoxFuture<'a, Option<Result<(), Error>>> {
        Box::pin(async move {
            let rail = rail::find(&self.rails, rail).ok()?;
            Some(rail::hear(rail, backend, headers, body).await)
        })
    }

    fn rail_page<'a>(
        &'a self,
        backend: &'a Backend,
        rail: &'a str,
        order: OpId,
    ) -> BoxFuture<'a, Result<Option<String>, Error>> {
        Box::pin(rail::page(&self.rails, backend, rail, order))
    }

    fn due(&self, cx: &mut Context<'_>, job: &Job) -> Result<(), Refusal> {
        match job.kind.as_str() {
            packet::END => packet::end::due(cx, &job.subject),
            coupon::END => coupon::end::due(cx, &job.subject),
            points::END => points::end::due(cx),
            plan::PAY => plan::pay::due(cx, &job.subject),
            delay::ARRIVE => delay::arrive::due(cx, &job.subject),
            pot::SAVE => pot::due(cx, &job.subject),
            dispute::UNANSWERED => dispute::unanswered(cx, &job.subject),
            payments::EXPIRE => payments::expire::due(cx, &job.subject),
            _ => Err(Error::internal().into()),
        }
    }
}
