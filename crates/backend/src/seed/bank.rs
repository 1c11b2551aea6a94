//! The banks of the town: the service's account, and what the script's people do with theirs.

use super::play::Stage;
use super::script::Who;
use crate::features::{wallet_bank as bank, wallet_ops as ops};
use sampan_protocol::service::Settings;
use sampan_protocol::{Currency, Error, Money};

/// Gives the service an account for its first currency, and one for euros.
pub(super) fn set_up(settings: &mut Settings) {
    let other = |number: &str, code: &str| bank::BankNumber::Other {
        number: number.to_owned(),
        bank: code.to_owned(),
    };
    let account =
        |number| bank::BankAccount { holder: "Sampan 小镇".to_owned(), number, bic: None };
    let iban = bank::BankNumber::Iban("DE89370400440532013000".to_owned());
    let house = |currency: Option<&Currency>, name: &str, number| {
        let (currency, bank) = (*currency?, name.to_owned());
        Some(bank::HouseBank { currency, bank, account: account(number) })
    };
    let euro = settings.currencies.iter().find(|currency| currency.code() == "EUR");
    let first =
        house(settings.currencies.first(), "小镇银行", other("6222021001001234567", "102100"));
    settings.bank = first.into_iter().chain(house(euro, "Town Bank", iban)).collect();
}

impl Stage {
    /// Keeps two accounts, and asks for the reference of the first currency.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn keep_banks(&mut self, who: Who, currency: Currency) -> Result<(), Error> {
        let holder = who.character().name.to_owned();
        let number = bank::BankNumber::Other {
            number: "6217000010089123456".to_owned(),
            bank: "105100".to_owned(),
        };
        let iban = bank::BankNumber::Iban("GB29NWBK60161331926819".to_owned());
        for number in [iban, number] {
            let account = bank::BankAccount { holder: holder.clone(), number, bic: None };
            let kept = self.wallet(who, ops::KEEP_BANK, &ops::KeepBank { account }).await?;
            self.kept_bank = Some(kept);
        }
        let ask = ops::AskReference { currency };
        self.wallet(who, ops::ASK_REFERENCE, &ask).await.map(drop)
    }

    /// Takes money out to the account that was kept last.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn pay_out(&mut self, who: Who, amount: Money) -> Result<(), Error> {
        let args = ops::Withdraw { amount, rail: bank::RAIL.to_owned(), bank: self.kept_bank };
        self.wallet(who, ops::WITHDRAW, &args).await.map(drop)
    }
}
