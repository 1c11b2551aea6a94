//! Writes a statement as ISO 20022 camt.053.001.08 (BankToCustomerStatement).

use super::{Letter, iso, local};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::statement::StatementLine;
use sampan_protocol::{Money, Timestamp};
use std::fmt::Write;

/// The message's name space.
const SPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
/// The longest name (Max140Text), and the longest line of a remittance.
const LONG: usize = 140;
/// The longest identifier (Max35Text).
const SHORT: usize = 35;

/// XML that is being written: elements are opened and closed in pairs.
struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    fn within(&mut self, name: &'static str, inside: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.text, "{}<{name}>", "  ".repeat(self.open.len()));
        self.open.push(name);
        inside(self);
        self.open.pop();
        let _ = writeln!(self.text, "{}</{name}>", "  ".repeat(self.open.len()));
    }

    fn leaf(&mut self, name: &str, value: &str) {
        let _ = writeln!(
            self.text,
            "{}<{name}>{}</{name}>",
            "  ".repeat(self.open.len()),
            escaped(value)
        );
    }

    fn amount(&mut self, name: &str, money: Money) {
        let plain = Money::new(money.minor.saturating_abs(), money.currency).to_plain();
        let code = money.currency;
        let indent = "  ".repeat(self.open.len());
        let _ = writeln!(self.text, "{indent}<{name} Ccy=\"{code}\">{plain}</{name}>");
    }

    fn sign(&mut self, minor: i64) {
        self.leaf("CdtDbtInd", if minor < 0 { "DBIT" } else { "CRDT" });
    }
}

/// The file.
pub(super) fn write(letter: &Letter<'_>) -> String {
    let mut xml = Xml {
        text: format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{SPACE}\">\n"),
        open: vec!["Document"],
    };
    let made = moment(letter.at, letter.utc_offset);
    let number: String = letter.number().chars().take(SHORT).collect();
    xml.within("BkToCstmrStmt", |xml| {
        xml.within("GrpHdr", |xml| {
            xml.leaf("MsgId", &number);
            xml.leaf("CreDtTm", &made);
        });
        xml.within("Stmt", |xml| {
            xml.leaf("Id", &number);
            xml.leaf("CreDtTm", &made);
            xml.within("FrToDt", |xml| {
                xml.leaf("FrDtTm", &moment(letter.statement.from, letter.utc_offset));
                let last = Timestamp(letter.statement.to.0 - 1);
                xml.leaf("ToDtTm", &moment(last, letter.utc_offset));
            });
            account(xml, letter);
            balance(xml, letter, "OPBD", letter.statement.opening, &iso(letter.first()));
            balance(xml, letter, "CLBD", letter.statement.closing, &iso(letter.last()));
            summary(xml, letter);
            for (line, _) in &letter.statement.lines {
                entry(xml, letter, line);
            }
        });
    });
    xml.text.push_str("</Document>\n");
    xml.text
}

fn account(xml: &mut Xml, letter: &Letter<'_>) {
    xml.within("Acct", |xml| {
        xml.within("Id", |xml| {
            xml.within("Othr", |xml| {
                xml.leaf("Id", &letter.statement.account.0.simple().to_string());
            });
        });
        xml.leaf("Ccy", letter.statement.currency.code());
        xml.within("Ownr", |xml| xml.leaf("Nm", &name(letter.owner)));
        xml.within("Svcr", |xml| {
            xml.within("FinInstnId", |xml| xml.leaf("Nm", &name(letter.service)));
        });
    });
}

fn balance(xml: &mut Xml, letter: &Letter<'_>, code: &str, minor: i64, day: &str) {
    xml.within("Bal", |xml| {
        xml.within("Tp", |xml| xml.within("CdOrPrtry", |xml| xml.leaf("Cd", code)));
        xml.amount("Amt", Money::new(minor, letter.statement.currency));
        xml.sign(minor);
        xml.within("Dt", |xml| xml.leaf("Dt", day));
    });
}

fn summary(xml: &mut Xml, letter: &Letter<'_>) {
    let statement = letter.statement;
    let [(income, came), (spending, went)] = statement.turnover();
    let plain = |minor: i64| Money::new(minor.saturating_abs(), statement.currency).to_plain();
    let net = statement.closing.saturating_sub(statement.opening);
    xml.within("TxsSummry", |xml| {
        xml.within("TtlNtries", |xml| {
            xml.leaf("NbOfNtries", &(came + went).to_string());
            xml.leaf("Sum", &plain(income.saturating_add(spending)));
            xml.within("TtlNetNtry", |xml| {
                xml.leaf("Amt", &plain(net));
                xml.sign(net);
            });
        });
        for (name, (sum, count)) in
            [("TtlCdtNtries", (income, came)), ("TtlDbtNtries", (spending, went))]
        {
            xml.within(name, |xml| {
                xml.leaf("NbOfNtries", &count.to_string());
                xml.leaf("Sum", &plain(sum));
            });
        }
    });
}

fn entry(xml: &mut Xml, letter: &Letter<'_>, line: &StatementLine) {
    let reference = line.id.0.simple().to_string();
    let money = Money::new(line.minor, letter.statement.currency);
    let at = moment(line.at, letter.utc_offset);
    xml.within("Ntry", |xml| {
        xml.leaf("NtryRef", &reference);
        xml.amount("Amt", money);
        xml.sign(line.minor);
        xml.within("Sts", |xml| xml.leaf("Cd", "BOOK"));
        xml.within("BookgDt", |xml| xml.leaf("DtTm", &at));
        xml.within("ValDt", |xml| xml.leaf("DtTm", &at));
        xml.leaf("AcctSvcrRef", &reference);
        xml.within("BkTxCd", |xml| {
            let purpose: String = plain_text(&line.purpose).chars().take(SHORT).collect();
            xml.within("Prtry", |xml| xml.leaf("Cd", &purpose));
        });
        xml.within("NtryDtls", |xml| {
            xml.within("TxDtls", |xml| {
                xml.within("Refs", |xml| xml.leaf("AcctSvcrRef", &reference));
                xml.amount("Amt", money);
                xml.sign(line.minor);
                parties(xml, letter, line);
                remittance(xml, &line.note);
            });
        });
    });
}

/// Who paid whom: the owner on one side, the other on the other.
fn parties(xml: &mut Xml, letter: &Letter<'_>, line: &StatementLine) {
    let called = |person: &Person| match person.name.trim() {
        "" => person.handle.clone(),
        name => name.to_owned(),
    };
    let other = line.other.as_ref().map(called).or_else(|| line.rail.clone());
    let Some(other) = other else { return };
    let (debtor, creditor) = match line.minor < 0 {
        true => (letter.owner, other.as_str()),
        false => (other.as_str(), letter.owner),
    };
    xml.within("RltdPties", |xml| {
        for (role, called) in [("Dbtr", debtor), ("Cdtr", creditor)] {
            xml.within(role, |xml| xml.within("Pty", |xml| xml.leaf("Nm", &name(called))));
        }
    });
}

/// What was written to it, in lines of at most 140 characters.
fn remittance(xml: &mut Xml, note: &str) {
    let note: Vec<char> = plain_text(note).trim().chars().collect();
    if note.is_empty() {
        return;
    }
    xml.within("RmtInf", |xml| {
        for line in note.chunks(LONG) {
            xml.leaf("Ustrd", &line.iter().collect::<String>());
        }
    });
}

/// A name as the message takes it: at least one character, at most 140.
fn name(text: &str) -> String {
    let name: String = plain_text(text).trim().chars().take(LONG).collect();
    if name.is_empty() { "-".to_owned() } else { name }
}

/// Text on one line, without what XML cannot hold.
fn plain_text(text: &str) -> String {
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    line.filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A moment in the reader's zone, as ISO 8601 has it.
fn moment(at: Timestamp, utc_offset: i32) -> String {
    let (day, time) = local(at, utc_offset);
    let sign = if utc_offset < 0 { '-' } else { '+' };
    let minutes = utc_offset.unsigned_abs();
    format!("{day}T{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
