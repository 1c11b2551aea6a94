//! The banks of the town: the service's account, and what the script's people do with theirs.

use super::play::Stage;
use super::script::Who;
use crate::features::wallet_bank::desk::{acts as desk, end_to_end};
use crate::features::{wallet_bank as bank, wallet_ops as ops};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::ids::OpId;
use sampan_protocol::service::Settings;
use sampan_protocol::{Currency, Error, Money, Timestamp};

/// The number of the service's account for its first currency.
const HOUSE: &str = "6222021001001234567";
/// What the bank kept of the second payout, minor units.
const FEE: i64 = 200;

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
    let first = house(settings.currencies.first(), "小镇银行", other(HOUSE, "102100"));
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
        let euro = Currency::new("EUR").map_err(|_| Error::internal())?;
        for currency in [currency, euro] {
            let ask = ops::AskReference { currency };
            self.wallet(who, ops::ASK_REFERENCE, &ask).await?;
        }
        Ok(())
    }

    /// Takes money out to the account that was kept last.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn pay_out(&mut self, who: Who, amount: Money) -> Result<(), Error> {
        let args = ops::Withdraw { amount, rail: bank::RAIL.to_owned(), bank: self.kept_bank };
        let payout = self.wallet(who, ops::WITHDRAW, &args).await?;
        self.payouts.push((payout, amount));
        Ok(())
    }

    /// The file of everything that was taken out in a currency so far.
    ///
    /// # Errors
    /// `Internal` where nothing was.
    pub(super) fn file_of(&self, currency: Currency) -> Result<desk::MakeFile, Error> {
        let all: Vec<Money> = self.taken_out(currency).map(|(_, amount)| amount).collect();
        let sum = Money::new(all.iter().map(|amount| amount.minor).sum(), currency);
        let count = u32::try_from(all.len()).map_err(|_| Error::internal())?;
        if count == 0 { Err(Error::internal()) } else { Ok(desk::MakeFile { count, sum }) }
    }

    /// Reads what the bank says of the payouts in a currency: the first one was made, of the second
    /// less left than was ordered, and something came from nobody knows whom.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn read_statement(
        &mut self,
        who: Who,
        currency: Currency,
    ) -> Result<desk::Book, Error> {
        let day = day(self.time());
        let [paid, wrong] = self
            .taken_out(currency)
            .take(2)
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|_| Error::internal())?;
        let lines = [
            Line { minor: -paid.1.minor, of: Some(paid.0), name: "陈美", text: "Payout" },
            Line { minor: FEE - wrong.1.minor, of: Some(wrong.0), name: "陈美", text: "Payout" },
            Line { minor: 8_800, of: None, name: "Zhao Lei 赵磊", text: "谢谢 Thank you" },
        ];
        let xml = statement(HOUSE, currency, &day, &lines);
        let preview = self.ask(who, &bank::ReadStatement { base64: STANDARD.encode(xml) }).await?;
        Ok(desk::Book::of(&preview.statement))
    }

    fn taken_out(&self, currency: Currency) -> impl Iterator<Item = (OpId, Money)> + '_ {
        self.payouts.iter().filter(move |(_, amount)| amount.currency == currency).copied()
    }
}

/// A line of the bank's statement.
struct Line {
    minor: i64,
    of: Option<OpId>,
    name: &'static str,
    text: &'static str,
}

/// A day as statements have it.
fn day(at: Timestamp) -> String {
    let (year, month, day) = at.date(0);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A statement of the bank (camt.053), as it would be downloaded there.
fn statement(account: &str, currency: Currency, day: &str, lines: &[Line]) -> String {
    let amount = |minor: i64| {
        let sign = if minor < 0 { "DBIT" } else { "CRDT" };
        let plain = Money::new(minor.saturating_abs(), currency).to_plain();
        format!("<Amt Ccy=\"{currency}\">{plain}</Amt><CdtDbtInd>{sign}</CdtDbtInd>")
    };
    let balance = |code: &str, minor: i64| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{}<Dt><Dt>{day}</Dt></Dt></Bal>",
            amount(minor)
        )
    };
    let entry = |line: &Line| {
        let role = if line.minor < 0 { "Cdtr" } else { "Dbtr" };
        let id = line.of.map_or_else(|| "NOTPROVIDED".to_owned(), end_to_end);
        format!(
            "<Ntry>{}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls><TxDtls>\
             <Refs><EndToEndId>{id}</EndToEndId></Refs><RltdPties><{role}><Pty><Nm>{}</Nm></Pty>\
             </{role}></RltdPties><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>",
            amount(line.minor),
            line.name,
            line.text
        )
    };
    let closing = lines.iter().map(|line| line.minor).sum();
    let entries: String = lines.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>\
         <Id>{day}-1</Id><ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id><Othr><Id>{account}</Id></Othr></Id>\
         <Ccy>{currency}</Ccy></Acct>{}{}{entries}</Stmt></BkToCstmrStmt></Document>",
        balance("OPBD", 0),
        balance("CLBD", closing)
    )
}
