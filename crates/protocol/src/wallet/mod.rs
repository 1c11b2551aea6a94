//! The wallet: accounts, bills, requests for money, codes, and what is done with them.

pub mod bank;
pub mod budget;
mod category;
pub mod charge;
pub mod code;
mod codes;
mod commands;
pub mod coupon;
pub mod dispute;
pub mod exchange;
pub mod family;
pub mod fee;
pub mod insight;
pub mod label;
pub mod mandate;
pub mod methods;
pub mod operate;
pub mod ops;
pub mod overlay;
pub mod packet;
pub mod pay_code;
pub mod plan;
pub mod points;
pub mod pot;
pub mod price;
pub mod proof;
pub mod rail;
pub mod rail_desk;
pub mod refund;
mod requests;
pub mod rows;
pub mod small;
pub mod split;
pub mod statement;

pub use bank::HouseBank;
pub use budget::{Budget, BudgetUse, GetBudgets, KeepBudget};
pub use category::Category;
pub use charge::{
    AnswerCharge, AskPayToken, Charge, ChargeCode, ChargeState, GetCharge, MakePayCode, PayCode,
};
pub use codes::*;
pub use commands::*;
pub use coupon::{Campaign, Coupon, Offer};
pub use exchange::{AskQuote, AskRates, Quote, RateBoard};
pub use family::FamilyCard;
pub use insight::{GetInsight, Insight, MonthSpent, SpentOn};
pub use label::{Facets, GetFacets, Label, LabelBill};
pub use methods::{Method, Methods, SetMethods};
pub use pay_code::PayToken;
pub use points::PointsRules;
pub use pot::Pot;
pub use rail::{EndOrder, OrderMoney, SendBack};
pub use requests::{CheckCode, PATHS, ProveBill};
pub use rows::{
    Account, AtRail, Bill, BillKind, BillState, Link, Linked, MoneyRequest, RequestState, Through,
    ThroughWhat,
};
pub use small::{AskLimits, GetLimits, LimitKind, LimitLine, Limits, SetSmall, SmallPay};

use crate::error::Error;
use crate::money::Money;

/// The longest note, in characters.
pub const NOTE_LIMIT: usize = 200;

/// How long a collect code with an amount is good for, in seconds.
pub const CODE_SECONDS: i64 = 600;

/// Globally unique identifier of Sampan's templates in EMVCo codes (reverse domain).
pub const CODE_GUID: &str = "app.sampan";

/// Refuses an amount that nobody can move: nothing, less than nothing, or over the limit.
///
/// # Errors
/// `Invalid` for amounts that are not positive, `Refused` over the limit.
pub fn check_amount(amount: Money, limits: &[Money]) -> Result<(), Error> {
    if amount.minor <= 0 {
        return Err(Error::invalid("error.wallet.not_positive"));
    }
    match limits.iter().find(|limit| limit.currency == amount.currency) {
        Some(limit) if amount.minor > limit.minor => {
            Err(Error::refused("error.wallet.over_limit").with("limit", *limit))
        }
        _ => Ok(()),
    }
}

/// Refuses a note that is too long or not plain text.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_note(note: &str) -> Result<(), Error> {
    let plain = |c: char| !c.is_control() || c == '\n';
    if note.chars().count() > NOTE_LIMIT || !note.chars().all(plain) {
        return Err(Error::invalid("error.wallet.note").with("limit", NOTE_LIMIT as i64));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn amounts_are_positive_and_within_the_limit() {
        let cny = Currency::new("CNY").expect("listed");
        let limits = [Money::new(5_000, cny)];
        for minor in [i64::MIN, -1, 0, 5_001] {
            assert!(
                check_amount(Money::new(minor, cny), &limits).is_err(),
                "{minor} cannot be moved"
            );
        }
        assert!(check_amount(Money::new(5_000, cny), &limits).is_ok(), "the limit itself can");
    }
}
