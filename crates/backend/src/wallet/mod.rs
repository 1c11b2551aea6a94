//! The wallet: accounts, transfers, requests for money, codes; the only module that moves money.

mod accounts;
mod ask;
pub mod audit;
mod bills;
mod cancel;
mod check_code;
mod codes;
mod decline;
pub mod ledger;
mod open_account;
mod rail;
mod refusal;
mod requests;
mod set_budget;
mod set_label;
mod statement;
mod table;
mod top_up;
mod transfer;
mod withdraw;

#[cfg(test)]
mod tests;

pub use ledger::replay::{Audit, Bad, Fault};
pub use rail::{Rail, Sandbox};

use crate::db::Migration;
use crate::endpoint::Endpoint;
use crate::module::{Context, Module, Refusal, arguments, unknown_operation};
use sampan_protocol::Error;
use sampan_protocol::sync::Operation;
use sampan_protocol::wallet::{budget, label, ops};

/// The wallet, with the rails that money comes and goes by.
pub struct Wallet {
    rails: Vec<Box<dyn Rail>>,
}

impl Default for Wallet {
    fn default() -> Self {
        Self { rails: vec![Box::new(Sandbox)] }
    }
}

impl Wallet {
    fn rail(&self, cx: &Context<'_>, name: &str) -> Result<&dyn Rail, Refusal> {
        let rail = rail::find(&self.rails, name)?;
        if rail.is_play() && !cx.play_money {
            return Err(Error::refused("error.wallet.play_rail").into());
        }
        Ok(rail)
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
];

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
        vec![check_code::endpoint(), statement::endpoint()]
    }

    fn halts(&self) -> bool {
        true
    }

    fn needs_approval(&self, name: &str) -> bool {
        ops::needs_pin(name)
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::OPEN_ACCOUNT => open_account::apply(cx, &arguments(op)?),
            ops::TRANSFER => transfer::apply(cx, &arguments(op)?),
            ops::TOP_UP => {
                let top_up: ops::TopUp = arguments(op)?;
                top_up::apply(cx, self.rail(cx, &top_up.rail)?, &top_up)
            }
            ops::WITHDRAW => {
                let withdraw: ops::Withdraw = arguments(op)?;
                withdraw::apply(cx, self.rail(cx, &withdraw.rail)?, &withdraw)
            }
            ops::ASK => ask::apply(cx, &arguments(op)?),
            ops::DECLINE => decline::apply(cx, &arguments(op)?),
            ops::CANCEL => cancel::apply(cx, &arguments(op)?),
            label::SET_LABEL => set_label::apply(cx, &arguments(op)?),
            budget::SET_BUDGET => set_budget::apply(cx, &arguments(op)?),
            _ => Err(unknown_operation(op)),
        }
    }

    fn on_register(&self, cx: &mut Context<'_>) -> Result<(), Refusal> {
        let Some(first) = cx.settings.currencies.first().copied() else {
            return Ok(());
        };
        accounts::open(cx, cx.me.id, first).map(drop)
    }
}
