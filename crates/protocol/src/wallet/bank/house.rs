//! The service's own accounts at banks: one for each currency, set by its operators.

use super::BankAccount;
use crate::error::Error;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// The service's account for one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HouseBank {
    /// The currency.
    pub currency: Currency,
    /// What the bank is called.
    pub bank: String,
    /// The account.
    pub account: BankAccount,
}

impl HouseBank {
    /// As it is kept.
    ///
    /// # Errors
    /// `Invalid` with what is wrong.
    pub fn tidied(self) -> Result<Self, Error> {
        let bank = self.bank.trim().to_owned();
        if bank.is_empty() || bank.chars().count() > 70 || bank.chars().any(char::is_control) {
            return Err(Error::invalid("error.bank.name"));
        }
        Ok(Self { currency: self.currency, bank, account: self.account.tidied()? })
    }
}

/// Refuses accounts that cannot be: two for a currency, one for a currency that the service has not,
/// or one that is not written as it is kept.
///
/// # Errors
/// `Invalid` with what is wrong.
pub fn check(all: &[HouseBank], currencies: &[Currency]) -> Result<(), Error> {
    for (at, house) in all.iter().enumerate() {
        let again = all[..at].iter().any(|other| other.currency == house.currency);
        let tidy = house.clone().tidied()? == *house;
        if again || !tidy || !currencies.contains(&house.currency) {
            return Err(Error::invalid("error.bank.house"));
        }
    }
    Ok(())
}

/// The account for a currency, if the service has one.
#[must_use]
pub fn of(all: &[HouseBank], currency: Currency) -> Option<&HouseBank> {
    all.iter().find(|house| house.currency == currency)
}

#[cfg(test)]
mod tests {
    use super::super::BankNumber;
    use super::*;

    fn house(code: &str, iban: &str) -> HouseBank {
        let number = BankNumber::Iban(iban.to_owned());
        let account = BankAccount { holder: "Town".to_owned(), number, bic: None };
        let currency = Currency::new(code).expect("listed");
        HouseBank { currency, bank: "Bank".to_owned(), account }
    }

    #[test]
    fn a_currency_has_one_account_that_is_right() {
        let euro = || house("EUR", "DE89370400440532013000");
        let known = [euro().currency];
        assert!(check(&[euro()], &known).is_ok(), "one account");
        assert!(check(&[euro(), euro()], &known).is_err(), "two for one currency");
        assert!(check(&[euro()], &[]).is_err(), "a currency that nobody has");
        assert!(check(&[house("EUR", "DE89 3704 0044 0532 0130 00")], &known).is_err(), "untidy");
        assert!(check(&[house("EUR", "DE89370400440532013001")], &known).is_err(), "a typo");
        let nameless = HouseBank { bank: " ".to_owned(), ..euro() };
        assert!(check(&[nameless], &known).is_err(), "at no bank");
    }
}
