//! Reads a statement as ISO 20022 camt.053 (BankToCustomerStatement), versions 02 and 08.

mod entry;
mod fault;
#[cfg(test)]
pub(crate) mod tests;
mod tree;

pub(crate) use fault::Fault;

use fault::Place;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::BankAccount;
use sampan_protocol::wallet::bank::desk::STATEMENT_BYTES;
use sampan_protocol::{Currency, Money};
use tree::Node;

/// What the name spaces begin with.
const SPACE: &str = "urn:iso:std:iso:20022:tech:xsd:";
/// The messages that are read.
const MESSAGES: [&str; 2] = ["camt.053.001.02", "camt.053.001.08"];

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// What the bank calls it.
    pub(crate) name: String,
    /// Its number, where the bank counts them.
    pub(crate) number: Option<i64>,
    /// The number of the account.
    pub(crate) account: String,
    /// The account's currency.
    pub(crate) currency: Currency,
    /// What it had.
    pub(crate) opening: i64,
    /// What it has then.
    pub(crate) closing: i64,
    /// The day of the closing balance, `2026-11-27`.
    pub(crate) day: String,
    /// What moved, in the order of the file.
    pub(crate) lines: Vec<Line>,
}

/// A line of a statement: one movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Minor units; negative if they left.
    pub(crate) minor: i64,
    /// The account's currency.
    pub(crate) currency: Currency,
    /// The day on which it was booked.
    pub(crate) day: String,
    /// The name on the other side; may be empty.
    pub(crate) name: String,
    /// The account on the other side, if the bank says enough of it.
    pub(crate) account: Option<BankAccount>,
    /// What was written to it.
    pub(crate) text: String,
    /// The payout that it names.
    pub(crate) payout: Option<OpId>,
    /// The references that it names.
    pub(crate) references: Vec<String>,
    /// Whether it undoes an earlier movement.
    pub(crate) undoes: bool,
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it, and where.
pub(crate) fn read(bytes: &[u8]) -> Result<Statement, Fault> {
    if bytes.len() > STATEMENT_BYTES {
        return Err(Fault::TooLarge);
    }
    let text = decoded(bytes)?;
    let document = tree::read(&text)?;
    let space = document.attributes.iter().find_map(|(_, value)| value.strip_prefix(SPACE));
    let known = space.is_some_and(|message| MESSAGES.contains(&message));
    let message = document.child("BkToCstmrStmt").filter(|_| known);
    let Some(message) = message else {
        let found = space.unwrap_or(&document.name).chars().take(40).collect();
        return Err(Fault::Other(found));
    };
    let statements: Vec<&Node> = message.all("Stmt").collect();
    match statements.as_slice() {
        [only] => Source { text: &text }.statement(only),
        other => Err(Fault::Several(other.len())),
    }
}

/// The text of a file: UTF-8, or Latin letters of a byte each where it says so.
fn decoded(bytes: &[u8]) -> Result<String, Fault> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.trim_start_matches('\u{feff}').to_owned());
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(120)]).to_ascii_lowercase();
    let declared =
        head.split_once("encoding=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let latin = |name: &str| name.starts_with("iso-8859-1") || name.starts_with("windows-1252");
    if declared.is_some_and(latin) {
        return Ok(bytes.iter().map(|byte| char::from(*byte)).collect());
    }
    Err(Fault::NotText)
}

/// The text that a tree was read from, to tell places in it.
struct Source<'a> {
    text: &'a str,
}

impl Source<'_> {
    fn place(&self, node: &Node) -> Place {
        Place::of(self.text, node.at)
    }

    fn missing(&self, node: &Node, what: &'static str) -> Fault {
        Fault::Missing { at: self.place(node), what }
    }

    fn wrong(&self, node: &Node, what: &'static str) -> Fault {
        Fault::Wrong { at: self.place(node), what }
    }

    fn statement(&self, node: &Node) -> Result<Statement, Fault> {
        if node.text_at(&["StmtPgntn", "LastPgInd"]) == Some("false")
            || node.text_at(&["StmtPgntn", "PgNb"]).is_some_and(|page| page != "1")
        {
            return Err(Fault::Page);
        }
        let name = node.text_at(&["Id"]).ok_or_else(|| self.missing(node, "Id"))?;
        let account = node.child("Acct").ok_or_else(|| self.missing(node, "Acct"))?;
        let number = account
            .text_at(&["Id", "IBAN"])
            .or_else(|| account.text_at(&["Id", "Othr", "Id"]))
            .ok_or_else(|| self.missing(account, "IBAN"))?;
        let opening = self.balance(node, &["OPBD", "PRCD"])?;
        let closing = self.balance(node, &["CLBD"])?;
        let currency = self.currency(node, account, closing)?;
        let opened = self.signed(opening, currency)?;
        let closed = self.signed(closing, currency)?;
        let day = self.day(closing, &["Dt"]).ok_or_else(|| self.missing(closing, "Dt"))?;
        let mut lines = Vec::new();
        for entry in node.all("Ntry") {
            self.entry(entry, currency, &day, &mut lines)?;
        }
        let moved = lines.iter().try_fold(opened, |sum: i64, line| sum.checked_add(line.minor));
        let expected = moved.ok_or_else(|| self.wrong(node, "Amt"))?;
        if expected != closed {
            let money = |minor| Money::new(minor, currency);
            return Err(Fault::Balance { expected: money(expected), found: money(closed) });
        }
        Ok(Statement {
            name: short(name, 35),
            number: node.text_at(&["ElctrncSeqNb"]).and_then(|text| text.parse().ok()),
            account: number.chars().filter(|c| !c.is_whitespace()).take(40).collect(),
            currency,
            opening: opened,
            closing: closed,
            day,
            lines,
        })
    }

    /// The first balance of one of these kinds.
    fn balance<'n>(&self, node: &'n Node, kinds: &[&str]) -> Result<&'n Node, Fault> {
        let is = |balance: &&Node, kind: &str| {
            balance.text_at(&["Tp", "CdOrPrtry", "Cd"]).is_some_and(|code| code == kind)
        };
        let found = kinds.iter().find_map(|kind| node.all("Bal").find(|b| is(b, kind)));
        let what = if kinds.contains(&"CLBD") { "CLBD" } else { "OPBD" };
        found.ok_or_else(|| self.missing(node, what))
    }

    /// The account's currency: what it says, or what its closing balance is in.
    fn currency(&self, node: &Node, account: &Node, closing: &Node) -> Result<Currency, Fault> {
        let of_balance = closing.child("Amt").and_then(|amount| amount.attribute("Ccy"));
        let code = account.text_at(&["Ccy"]).or(of_balance);
        let code = code.ok_or_else(|| self.missing(node, "Ccy"))?;
        Currency::new(code).map_err(|_| self.wrong(account, "Ccy"))
    }

    /// An amount in the account's currency, negative where it is a debit.
    fn signed(&self, node: &Node, currency: Currency) -> Result<i64, Fault> {
        let minor = self.amount(node, currency)?;
        match node.text_at(&["CdtDbtInd"]) {
            Some("CRDT") => Ok(minor),
            Some("DBIT") => Ok(-minor),
            Some(_) => Err(self.wrong(node, "CdtDbtInd")),
            None => Err(self.missing(node, "CdtDbtInd")),
        }
    }

    /// An amount without its sign.
    fn amount(&self, node: &Node, currency: Currency) -> Result<i64, Fault> {
        let amount = node.child("Amt").ok_or_else(|| self.missing(node, "Amt"))?;
        match amount.attribute("Ccy") {
            Some(code) if code == currency.code() => {}
            Some(code) => {
                return Err(Fault::Foreign {
                    at: self.place(amount),
                    found: short(code, 10),
                    expected: currency.code().to_owned(),
                });
            }
            None => return Err(self.missing(amount, "Ccy")),
        }
        let money = Money::parse(&amount.text, currency).map_err(|_| self.wrong(amount, "Amt"))?;
        Ok(money.minor)
    }

    /// A day, out of a date or a moment.
    fn day(&self, node: &Node, path: &[&str]) -> Option<String> {
        let at = node.find(path)?;
        let text = at.text_at(&["Dt"]).or_else(|| at.text_at(&["DtTm"]))?;
        let day = text.get(..10)?;
        let shape = |(place, byte): (usize, u8)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        day.bytes().enumerate().all(shape).then(|| day.to_owned())
    }
}

/// Text on one line, at most so long.
fn short(text: &str, longest: usize) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(longest).collect::<String>().trim().to_owned()
}
