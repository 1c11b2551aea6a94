//! Operators' screens of the wallet: where all money is, issuing, people's wallets, money settings,
//! disputes, rates and fees.

pub(crate) mod bank;
mod disputes;
mod face;
mod fees;
mod float;
mod holder;
mod issue;
mod limits;
mod people;
pub(crate) mod rails;
mod rates;
mod standing;

pub(crate) use disputes::{DecideScreen, QueueScreen};
pub(crate) use face::face;
pub(crate) use fees::OperateFeesScreen;
pub(crate) use float::FloatScreen;
pub(crate) use holder::HolderScreen;
pub(crate) use issue::IssueScreen;
pub(crate) use limits::MoneySettingsScreen;
pub(crate) use people::PeopleScreen;
pub(crate) use rates::OperateRatesScreen;
pub(crate) use standing::{FrozenBanner, TierPart};

use sampan_protocol::ids::PersonId;

/// Disputes that operators decide.
pub(crate) const DISPUTES: &str = "/operate/disputes";
/// Where all money is.
pub(crate) const FLOAT: &str = "/operate/float";
/// Issuing money.
pub(crate) const ISSUE: &str = "/operate/issue";
/// People's wallets.
pub(crate) const PEOPLE: &str = "/operate/people";
/// Settings that money depends on.
pub(crate) const SETTINGS: &str = "/operate/money";

/// What currencies cost.
pub(crate) const RATES: &str = "/operate/rates";
/// What the service keeps, and how far it goes in exchange.
pub(crate) const FEES: &str = "/operate/fees";

/// Address of a person's wallet.
pub(crate) fn holder(person: PersonId) -> String {
    format!("{PEOPLE}/{person}")
}

/// The word for a tier.
pub(crate) const fn tier_key(tier: u8) -> &'static str {
    match tier {
        0 => "wallet.tier.unverified",
        1 => "wallet.tier.basic",
        _ => "wallet.tier.full",
    }
}
