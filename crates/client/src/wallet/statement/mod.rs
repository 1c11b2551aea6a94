//! Statements: fetched from the ledger, added up, and written as PDF, CSV or camt.053.

mod camt;
mod csv;
mod document;
mod fetch;
mod get_statement;
mod save_receipt;
mod save_statement;
#[cfg(test)]
mod tests;
mod written;

pub(super) use written::save;

use sampan_protocol::people::Kind;
use sampan_protocol::wallet::statement::{Statement, StatementLine};
use sampan_protocol::wallet::{family, fee, ops, packet, pot, refund};
use sampan_protocol::{Money, Timestamp};

/// A statement with what else a file says: whose it is, and where it comes from.
pub(super) struct Letter<'a> {
    /// What moved.
    statement: &'a Statement,
    /// The owner's name.
    owner: &'a str,
    /// The owner's handle.
    handle: &'a str,
    /// The service's name.
    service: &'a str,
    /// Whether the money is play money.
    play_money: bool,
    /// When it is written.
    at: Timestamp,
    /// The reader's time zone: minutes east of UTC.
    utc_offset: i32,
}

impl Letter<'_> {
    /// The statement's number: its account and period.
    fn number(&self) -> String {
        let (from, to) = (self.first(), self.last());
        format!(
            "{}{}",
            &self.statement.account.0.simple().to_string()[..12],
            digits(from) + &digits(to)
        )
    }

    /// The first day that it tells of.
    fn first(&self) -> (i32, u8, u8) {
        self.statement.from.date(self.utc_offset)
    }

    /// The last day that it tells of.
    fn last(&self) -> (i32, u8, u8) {
        Timestamp(self.statement.to.0 - 1).date(self.utc_offset)
    }
}

fn digits((year, month, day): (i32, u8, u8)) -> String {
    format!("{year:04}{month:02}{day:02}")
}

/// A day as ISO 8601 has it.
fn iso((year, month, day): (i32, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Day, and time to the second, in the reader's zone.
fn local(at: Timestamp, utc_offset: i32) -> (String, String) {
    let second = (at.seconds() + i64::from(utc_offset) * 60).rem_euclid(86_400);
    let time = format!("{:02}:{:02}:{:02}", second / 3_600, second % 3_600 / 60, second % 60);
    (iso(at.date(utc_offset)), time)
}

/// Key of what a line is called where it has no other side.
fn kind_key(line: &StatementLine) -> &'static str {
    let merchant = line.other.as_ref().is_some_and(|other| other.kind == Kind::Merchant);
    match line.purpose.as_str() {
        ops::TRANSFER if merchant => "wallet.kind.payment",
        ops::TRANSFER => "wallet.kind.transfer",
        ops::TOP_UP => "wallet.kind.top_up",
        ops::WITHDRAW => "wallet.kind.withdrawal",
        refund::REFUND => "wallet.kind.refund",
        ops::EXCHANGE => "wallet.kind.exchange",
        fee::FEE => "wallet.kind.fee",
        packet::SEND | packet::CLAIM => "wallet.kind.packet",
        pot::FILL | pot::DRAW | pot::BREAK | pot::MEND | pot::SAVE | pot::ROUND => {
            "wallet.kind.pot"
        }
        family::PAY if merchant => "wallet.kind.payment",
        family::PAY => "wallet.kind.transfer",
        _ => "wallet.statement.movement",
    }
}

/// An amount in groups of three, without its currency: `-1,234.50`.
fn grouped(money: Money) -> String {
    let plain = money.to_plain();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}
