//! Reads the entries of a statement: one line for each movement, also where a bank booked several
//! together.

use super::fault::Fault;
use super::tree::Node;
use super::{Line, Source, short};
use sampan_protocol::Currency;
use sampan_protocol::wallet::bank::desk::payout_of;
use sampan_protocol::wallet::bank::{BankAccount, BankNumber, reference};

/// The longest text of a line, in characters.
const TEXT: usize = 300;

impl Source<'_> {
    /// Adds the lines of an entry; what is not booked has none.
    pub(super) fn entry(
        &self,
        entry: &Node,
        currency: Currency,
        of_statement: &str,
        lines: &mut Vec<Line>,
    ) -> Result<(), Fault> {
        let status = entry.child("Sts").ok_or_else(|| self.missing(entry, "Sts"))?;
        let status = status.text_at(&["Cd"]).unwrap_or(&status.text);
        if status != "BOOK" {
            return Ok(());
        }
        let minor = self.signed(entry, currency)?;
        let day = self.day(entry, &["BookgDt"]).unwrap_or_else(|| of_statement.to_owned());
        let undoes = matches!(entry.text_at(&["RvslInd"]), Some("true" | "1"));
        let details: Vec<&Node> =
            entry.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
        let line = |minor, details: Option<&Node>| {
            let text = details.map_or_else(String::new, text_of);
            let more = entry.text_at(&["AddtlNtryInf"]).unwrap_or_default();
            let text = if text.is_empty() { short(more, TEXT) } else { text };
            let undoes = undoes || details.is_some_and(|d| d.child("RtrInf").is_some());
            let other =
                details.map_or_else(Other::default, |details| other(details, minor < 0, undoes));
            Line {
                minor,
                currency,
                day: day.clone(),
                name: other.name,
                account: other.account,
                payout: details
                    .and_then(|d| d.text_at(&["Refs", "EndToEndId"]))
                    .and_then(payout_of),
                references: details.map_or_else(Vec::new, references_of),
                text,
                undoes,
            }
        };
        match details.as_slice() {
            [] => lines.push(line(minor, None)),
            [only] => lines.push(line(minor, Some(only))),
            several => match self.parts(several, currency, minor) {
                Some(parts) => {
                    let each = parts.iter().zip(several);
                    lines.extend(each.map(|(part, details)| line(*part, Some(*details))));
                }
                None => lines.push(line(minor, None)),
            },
        }
        Ok(())
    }

    /// What each of several movements moved, if the bank says so and they make the whole.
    fn parts(&self, details: &[&Node], currency: Currency, whole: i64) -> Option<Vec<i64>> {
        let part = |details: &&Node| {
            let inner = details.find(&["AmtDtls", "TxAmt"]);
            let of = if details.child("Amt").is_some() { details } else { &inner? };
            let minor = self.amount(of, currency).ok()?;
            let debit = match details.text_at(&["CdtDbtInd"]) {
                Some(sign) => sign == "DBIT",
                None => whole < 0,
            };
            Some(if debit { -minor } else { minor })
        };
        let parts: Vec<i64> = details.iter().map(part).collect::<Option<_>>()?;
        let sum = parts.iter().try_fold(0i64, |sum, part| sum.checked_add(*part))?;
        (sum == whole).then_some(parts)
    }
}

/// What was written to a movement.
fn text_of(details: &Node) -> String {
    let written = details.child("RmtInf").map(|info| {
        let lines: Vec<&str> = info.all("Ustrd").map(|line| line.text.as_str()).collect();
        lines.join(" ")
    });
    let written = written.filter(|text| !text.trim().is_empty());
    let structured =
        || details.text_at(&["RmtInf", "Strd", "CdtrRefInf", "Ref"]).map(str::to_owned);
    let more = || details.text_at(&["AddtlTxInf"]).map(str::to_owned);
    let reason = || details.text_at(&["RtrInf", "AddtlInf"]).map(str::to_owned);
    let text = written.or_else(structured).or_else(reason).or_else(more);
    short(&text.unwrap_or_default(), TEXT)
}

fn references_of(details: &Node) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let structured = details.all("RmtInf").flat_map(|info| info.all("Strd"));
    let structured = structured.filter_map(|part| part.text_at(&["CdtrRefInf", "Ref"]));
    let written = details.child("RmtInf").map(|info| {
        let lines: Vec<&str> = info.all("Ustrd").map(|line| line.text.as_str()).collect();
        // A bank may cut a text anywhere: it is read with and without the space.
        [lines.join(" "), lines.concat()]
    });
    let named = details.text_at(&["Refs", "EndToEndId"]).map(str::to_owned);
    let texts = structured.map(str::to_owned).chain(written.into_iter().flatten()).chain(named);
    for reference in texts.flat_map(|text| reference::found_in(&text)) {
        if !all.contains(&reference) {
            all.push(reference);
        }
    }
    all
}

/// The other side of a movement.
#[derive(Default)]
struct Other {
    name: String,
    account: Option<BankAccount>,
}

/// Who is on the other side: the creditor of what left, the debtor of what came; of what came back,
/// the creditor of the payment that it undoes, where the bank names one.
fn other(details: &Node, left: bool, undoes: bool) -> Other {
    let (near, far) = if left { ("Cdtr", "Dbtr") } else { ("Dbtr", "Cdtr") };
    let role = match undoes && details.find(&["RltdPties", far]).is_some() {
        true => far,
        false => near,
    };
    let Some(parties) = details.child("RltdPties") else { return Other::default() };
    let named = parties.text_at(&[role, "Pty", "Nm"]).or_else(|| parties.text_at(&[role, "Nm"]));
    let name = short(named.unwrap_or_default(), 70);
    let account = parties.find(&[&format!("{role}Acct"), "Id"]).and_then(|id| {
        let agent = details.find(&["RltdAgts", &format!("{role}Agt"), "FinInstnId"]);
        let of_agent = |path: &[&str]| agent.and_then(|agent| agent.text_at(path));
        let bic = of_agent(&["BICFI"]).or_else(|| of_agent(&["BIC"]));
        let bank = of_agent(&["ClrSysMmbId", "MmbId"]).or_else(|| of_agent(&["Othr", "Id"]));
        let number = match (id.text_at(&["IBAN"]), id.text_at(&["Othr", "Id"]), bank.or(bic)) {
            (Some(iban), ..) => BankNumber::Iban(iban.to_owned()),
            (None, Some(number), Some(bank)) => {
                BankNumber::Other { number: number.to_owned(), bank: bank.to_owned() }
            }
            _ => return None,
        };
        let account = BankAccount { holder: name.clone(), number, bic: bic.map(str::to_owned) };
        account.tidied().ok()
    });
    Other { name, account }
}
