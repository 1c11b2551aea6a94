//! Acts of operators at the bank desk. Each says what it is about, so that whoever confirms it sees
//! that, and what has changed since is not carried out.

use super::{BankLine, BankStatement, MOST_IN_FILE, Payout, PayoutState, Way};
use crate::ids::{OpId, PersonId};
use crate::money::Money;
use crate::wallet::bank::BankAccount;
use serde::{Deserialize, Serialize};

/// Puts the payouts that have waited longest in a currency into one file. `wallet.bank_file`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeFile {
    /// How many payouts.
    pub count: u32,
    /// How much they are together.
    pub sum: Money,
}

/// Books a statement that was read. `wallet.bank_book`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Which.
    pub statement: OpId,
    /// What the bank calls it.
    pub name: String,
    /// The number of the account that it is of.
    pub account: String,
    /// Its last day, `2026-11-27`.
    pub day: String,
    /// What the account has then.
    pub closing: Money,
    /// How many lines it has.
    pub lines: u32,
    /// What the lines are together: negative if more left than came.
    pub sum: Money,
}

/// Sees to a line that did not match. `wallet.bank_line`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeTo {
    /// Which line.
    pub line: String,
    /// How.
    pub way: Way,
    /// How much it is; negative if it left the account.
    pub amount: Money,
    /// The day on which it was booked.
    pub day: String,
    /// The name on the other side.
    pub name: String,
    /// What was written to it.
    pub text: String,
    /// The account on the other side, where the bank says it.
    pub account: Option<BankAccount>,
    /// Who gets it, where somebody does.
    pub person: Option<PersonId>,
}

/// Gives the money of a payout back that the bank will not make. `wallet.bank_give_back`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveBack {
    /// Which.
    pub payout: OpId,
    /// Why, for the person.
    pub why: String,
    /// How much it is.
    pub amount: Money,
    /// The account that it was for.
    pub account: BankAccount,
    /// Whose money it is; none for what was going back to strangers.
    pub person: Option<PersonId>,
}

/// Name of [`MakeFile`].
pub const MAKE_FILE: &str = "wallet.bank_file";
/// Name of [`Book`].
pub const BOOK: &str = "wallet.bank_book";
/// Name of [`SeeTo`].
pub const SEE_TO: &str = "wallet.bank_line";
/// Name of [`GiveBack`].
pub const GIVE_BACK: &str = "wallet.bank_give_back";

impl Book {
    /// The act that books this statement.
    #[must_use]
    pub fn of(told: &BankStatement) -> Self {
        let moved = told.closing.minor.saturating_sub(told.opening.minor);
        Self {
            statement: told.id,
            name: told.name.clone(),
            account: told.account.clone(),
            day: told.day.clone(),
            closing: told.closing,
            lines: told.lines,
            sum: Money::new(moved, told.closing.currency),
        }
    }
}

impl SeeTo {
    /// The act that sees to this line in a way.
    #[must_use]
    pub fn of(line: &BankLine, way: Way) -> Self {
        let person = match &way {
            Way::Assign { to } => Some(*to),
            Way::SendBack | Way::Settle | Way::WriteOff { .. } => None,
        };
        Self {
            line: line.id.clone(),
            way,
            amount: line.amount,
            day: line.day.clone(),
            name: line.name.clone(),
            text: line.text.clone(),
            account: line.account.clone(),
            person,
        }
    }
}

impl GiveBack {
    /// The act that gives this payout's money back.
    #[must_use]
    pub fn of(payout: &Payout, why: String) -> Self {
        Self {
            payout: payout.id,
            why,
            amount: payout.amount,
            account: payout.account.clone(),
            person: payout.person.as_ref().map(|person| person.id),
        }
    }
}

/// The files that can be made of what waits, one for each currency: of those that have waited
/// longest, as many as one file holds.
#[must_use]
pub fn files(payouts: &[Payout]) -> Vec<MakeFile> {
    let waits = |payout: &&Payout| payout.state == PayoutState::Waiting;
    let mut waiting: Vec<&Payout> = payouts.iter().filter(waits).collect();
    waiting.sort_by_key(|payout| (payout.at, payout.id));
    let most = u32::try_from(MOST_IN_FILE).unwrap_or(u32::MAX);
    let mut all: Vec<MakeFile> = Vec::new();
    for payout in waiting {
        let amount = payout.amount;
        match all.iter_mut().find(|file| file.sum.currency == amount.currency) {
            Some(file) if file.count < most => {
                file.count += 1;
                file.sum.minor = file.sum.minor.saturating_add(amount.minor);
            }
            Some(_) => {}
            None => all.push(MakeFile { count: 1, sum: amount }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::time::Timestamp;
    use crate::wallet::bank::BankNumber;
    use uuid::Uuid;

    fn payout(n: u128, code: &str, minor: i64, state: PayoutState) -> Payout {
        let number = BankNumber::Iban("GB29NWBK60161331926819".to_owned());
        Payout {
            id: OpId(Uuid::from_u128(n)),
            person: None,
            account: BankAccount { holder: "Ada".to_owned(), number, bic: None },
            amount: Money::new(minor, Currency::new(code).expect("listed")),
            state,
            file: None,
            at: Timestamp::from_seconds(i64::try_from(n).expect("small")),
        }
    }

    #[test]
    fn a_file_holds_what_waits_in_its_currency() {
        let all = [
            payout(3, "EUR", 500, PayoutState::Waiting),
            payout(2, "JPY", 70, PayoutState::Waiting),
            payout(1, "EUR", 25, PayoutState::Waiting),
            payout(4, "EUR", 9_000, PayoutState::Filed),
        ];
        let told: Vec<_> = files(&all)
            .iter()
            .map(|f| (f.sum.currency.code().to_owned(), f.count, f.sum.minor))
            .collect();
        let expected = [("EUR".to_owned(), 2, 525), ("JPY".to_owned(), 1, 70)];
        assert_eq!(told, expected, "the oldest currency first, without what is filed");
    }

    #[test]
    fn a_file_holds_the_oldest_of_too_many() {
        let most = u128::try_from(MOST_IN_FILE).expect("small");
        let mut all: Vec<Payout> =
            (1..=most).map(|n| payout(n, "EUR", 1, PayoutState::Waiting)).collect();
        all.insert(0, payout(most + 1, "EUR", 1_000_000, PayoutState::Waiting));
        let [only] = files(&all).try_into().expect("one file");
        assert_eq!(only.sum.minor, 1_000, "the newest waits for the next file");
        assert_eq!(only.count, 1_000, "as many as it holds");
    }
}
