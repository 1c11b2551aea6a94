//! The modules that people act upon: the one place that names features.

/// Replays the ledger and checks it.
pub use crate::wallet::audit::audit;

/// What the people of the demo world do with money.
pub(crate) use sampan_protocol::wallet::{
    Category, budget as wallet_budget, exchange as wallet_exchange, family as wallet_family,
    fee as wallet_fees, label as wallet_label, ops as wallet_ops, packet as wallet_packets,
    plan as wallet_plans, pot as wallet_pots,
    split as wallet_splits,
};

/// Sets rates.
pub(crate) use crate::wallet::set_rates;

/// Requests for money, as they stand in wallets.
pub(crate) mod wallet_requests {
    pub(crate) use sampan_protocol::wallet::MoneyRequest as Row;
    pub(crate) use sampan_protocol::wallet::rows::REQUEST as KIND;
}

use crate::module::Module;
use crate::people::People;
use crate::ports::Ports;
use crate::wallet::Wallet;
use std::sync::Arc;

/// Every module.
pub(crate) fn modules() -> Vec<Box<dyn Module>> {
    vec![Box::new(People), Box::<Wallet>::default()]
}

/// What modules may ask of one another.
pub(crate) fn ports() -> Ports {
    Ports { people: Arc::new(People), presence: Arc::default() }
}
