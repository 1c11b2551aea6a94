//! What an amount says while it is still being typed.

use sampan_protocol::wallet::check_amount;
use sampan_protocol::{Currency, Error, Money};

/// What is to be told about a typed amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing was typed yet: nothing is said, and nothing can be confirmed.
    Nothing,
    /// It can be moved.
    Fine(Money),
    /// It cannot, and why.
    Wrong(Error),
}

impl Verdict {
    /// The amount, if it can be moved.
    pub(crate) fn money(&self) -> Option<Money> {
        match self {
            Self::Fine(money) => Some(*money),
            Self::Nothing | Self::Wrong(_) => None,
        }
    }

    /// What is wrong with it.
    pub(crate) fn error(&self) -> Option<&Error> {
        match self {
            Self::Wrong(error) => Some(error),
            Self::Nothing | Self::Fine(_) => None,
        }
    }
}

/// Judges what was typed, against the limits of the service and, where money leaves, against what
/// can be spent.
pub(crate) fn judge(
    typed: &str,
    currency: Currency,
    available: Option<i64>,
    limits: &[Money],
) -> Verdict {
    let typed = typed.trim();
    if typed.bytes().all(|b| matches!(b, b'0' | b'.')) && typed.matches('.').count() <= 1 {
        return Verdict::Nothing;
    }
    let checked = Money::parse(typed, currency).and_then(|money| {
        check_amount(money, limits)?;
        covered(money, available).map(|()| money)
    });
    match checked {
        Ok(money) => Verdict::Fine(money),
        Err(error) => Verdict::Wrong(error),
    }
}

fn covered(money: Money, available: Option<i64>) -> Result<(), Error> {
    match available {
        Some(rest) if money.minor > rest => {
            let missing = money.minor.saturating_sub(rest);
            Err(Error::refused(TOO_LITTLE).with("missing", Money::new(missing, money.currency)))
        }
        _ => Ok(()),
    }
}

/// Key of the message that the account has too little.
pub(crate) const TOO_LITTLE: &str = "error.wallet.too_little";

#[cfg(test)]
mod tests {
    use super::*;

    fn cny() -> Currency {
        Currency::new("CNY").expect("a listed currency")
    }

    fn key(typed: &str, available: Option<i64>) -> String {
        let limits = [Money::new(5_000_000, cny())];
        match judge(typed, cny(), available, &limits) {
            Verdict::Nothing => "nothing".to_owned(),
            Verdict::Fine(money) => money.to_plain(),
            Verdict::Wrong(error) => error.key,
        }
    }

    #[test]
    fn a_beginning_is_no_fault() {
        for typed in ["", "0", "0.", "0.0", ".", "  "] {
            assert_eq!(key(typed, Some(1)), "nothing", "{typed:?} is only begun");
        }
        assert_eq!(key("0.0.", None), "error.money.not_a_number", "two points are no number");
    }

    #[test]
    fn every_fault_has_its_own_message() {
        assert_eq!(key("12.5", Some(1_250)), "12.50", "all of what is there can be spent");
        assert_eq!(key("12.51", Some(1_250)), TOO_LITTLE, "a cent more cannot");
        assert_eq!(key("12.51", None), "12.51", "money that comes in needs no balance");
        assert_eq!(key("50000.01", Some(i64::MAX)), "error.wallet.over_limit", "the limit");
        assert_eq!(key("1.234", None), "error.money.too_many_decimals", "three decimals");
        assert_eq!(key("9".repeat(20).as_str(), None), "error.money.too_large", "twenty digits");
    }

    #[test]
    fn it_is_told_how_much_is_missing() {
        let missing = |typed: &str, rest: i64| {
            let verdict = judge(typed, cny(), Some(rest), &[]);
            verdict.error().and_then(|e| e.args.get("missing").cloned())
        };
        assert_eq!(
            missing("5", 300),
            Some(Money::new(200, cny()).into()),
            "what goes beyond the rest"
        );
        assert_eq!(
            missing("5", -300),
            Some(Money::new(800, cny()).into()),
            "and what is owed already"
        );
    }
}
