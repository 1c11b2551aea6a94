//! Writes payments as ISO 20022 pain.001.001.09 (CustomerCreditTransferInitiation).

use super::charset;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::desk::end_to_end;
use sampan_protocol::wallet::bank::{BankAccount, BankNumber, HouseBank};
use sampan_protocol::{Money, Timestamp};
use std::io;

/// The message's name space.
const SPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// The longest name that banks take.
const NAME: usize = 70;
/// The longest line of a remittance (Max140Text).
const TEXT: usize = 140;

/// Payments that go into one file.
pub(crate) struct Order<'a> {
    /// Identifier of the message and of its one batch.
    pub(crate) id: OpId,
    /// The account that they leave.
    pub(crate) house: &'a HouseBank,
    /// What the service is called.
    pub(crate) service: &'a str,
    /// When the file is made.
    pub(crate) at: Timestamp,
    /// The payments; at least one.
    pub(crate) payments: &'a [Payment],
}

/// One payment.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    /// The payout that it is.
    pub(crate) id: OpId,
    /// To which account.
    pub(crate) account: BankAccount,
    /// How much; positive.
    pub(crate) amount: Money,
}

/// The file.
///
/// # Errors
/// None in memory; what the writer says.
pub(crate) fn write(order: &Order<'_>) -> io::Result<String> {
    let mut xml = Xml { to: Writer::new_with_indent(Vec::new(), b' ', 2), latin: is_latin(order) };
    xml.to.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.open("Document", &[("xmlns", SPACE)], |xml| {
        xml.within("CstmrCdtTrfInitn", |xml| {
            xml.within("GrpHdr", |xml| head(xml, order))?;
            xml.within("PmtInf", |xml| batch(xml, order))
        })
    })?;
    let mut bytes = xml.to.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// Whether the file is for banks that take Latin letters only.
fn is_latin(order: &Order<'_>) -> bool {
    matches!(order.house.account.number, BankNumber::Iban(_))
}

fn head(xml: &mut Xml, order: &Order<'_>) -> io::Result<()> {
    xml.leaf("MsgId", &end_to_end(order.id))?;
    xml.leaf("CreDtTm", &moment(order.at))?;
    xml.sums(order)?;
    xml.within("InitgPty", |xml| xml.name(order.service))
}

fn batch(xml: &mut Xml, order: &Order<'_>) -> io::Result<()> {
    let house = order.house;
    xml.leaf("PmtInfId", &end_to_end(order.id))?;
    xml.leaf("PmtMtd", "TRF")?;
    // A line for each, so that each is found in the statement.
    xml.leaf("BtchBookg", "false")?;
    xml.sums(order)?;
    if is_sepa(order) {
        xml.within("PmtTpInf", |xml| xml.within("SvcLvl", |xml| xml.leaf("Cd", "SEPA")))?;
    }
    xml.within("ReqdExctnDt", |xml| xml.leaf("Dt", &day(order.at)))?;
    xml.within("Dbtr", |xml| xml.name(&house.account.holder))?;
    xml.within("DbtrAcct", |xml| {
        account(xml, &house.account.number)?;
        xml.leaf("Ccy", house.currency.code())
    })?;
    xml.within("DbtrAgt", |xml| {
        xml.within("FinInstnId", |xml| match agent(xml, &house.account)? {
            true => Ok(()),
            false => xml.within("Othr", |xml| xml.leaf("Id", "NOTPROVIDED")),
        })
    })?;
    xml.leaf("ChrgBr", if is_sepa(order) { "SLEV" } else { "SHAR" })?;
    order.payments.iter().try_for_each(|payment| {
        xml.within("CdtTrfTxInf", |xml| transfer(xml, payment, order.service))
    })
}

fn transfer(xml: &mut Xml, payment: &Payment, service: &str) -> io::Result<()> {
    xml.within("PmtId", |xml| xml.leaf("EndToEndId", &end_to_end(payment.id)))?;
    xml.within("Amt", |xml| {
        let code = payment.amount.currency;
        xml.text("InstdAmt", &[("Ccy", code.code())], &payment.amount.to_plain())
    })?;
    let to = &payment.account;
    if to.bic.is_some() || matches!(to.number, BankNumber::Other { .. }) {
        xml.within("CdtrAgt", |xml| xml.within("FinInstnId", |xml| agent(xml, to).map(drop)))?;
    }
    xml.within("Cdtr", |xml| xml.name(&to.holder))?;
    xml.within("CdtrAcct", |xml| account(xml, &to.number))?;
    xml.within("RmtInf", |xml| {
        let text = xml.plain(&format!("{service} {}", end_to_end(payment.id)), TEXT);
        xml.leaf("Ustrd", &text)
    })
}

/// Whether it is a transfer of the SEPA: euros, to and from IBANs.
fn is_sepa(order: &Order<'_>) -> bool {
    let iban = |account: &BankAccount| matches!(account.number, BankNumber::Iban(_));
    order.house.currency.code() == "EUR"
        && iban(&order.house.account)
        && order.payments.iter().all(|payment| iban(&payment.account))
}

fn account(xml: &mut Xml, number: &BankNumber) -> io::Result<()> {
    xml.within("Id", |xml| match number {
        BankNumber::Iban(iban) => xml.leaf("IBAN", iban),
        BankNumber::Other { number, .. } => xml.within("Othr", |xml| xml.leaf("Id", number)),
    })
}

/// Names the bank; says whether it could.
fn agent(xml: &mut Xml, account: &BankAccount) -> io::Result<bool> {
    match (&account.bic, &account.number) {
        (Some(bic), _) => xml.leaf("BICFI", bic)?,
        (None, BankNumber::Other { bank, .. }) => {
            xml.within("ClrSysMmbId", |xml| xml.leaf("MmbId", bank))?;
        }
        (None, BankNumber::Iban(_)) => return Ok(false),
    }
    Ok(true)
}

/// XML that is being written.
struct Xml {
    to: Writer<Vec<u8>>,
    latin: bool,
}

impl Xml {
    fn open(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        use quick_xml::events::{BytesEnd, BytesStart};
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.to.write_event(Event::Start(start))?;
        inside(self)?;
        self.to.write_event(Event::End(BytesEnd::new(name)))
    }

    fn within(
        &mut self,
        name: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.open(name, &[], inside)
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], value: &str) -> io::Result<()> {
        let element = self.to.create_element(name).with_attributes(attributes.iter().copied());
        element.write_text_content(BytesText::new(value)).map(drop)
    }

    fn leaf(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.text(name, &[], value)
    }

    fn plain(&self, text: &str, longest: usize) -> String {
        if self.latin { charset::latin(text, longest) } else { charset::as_it_is(text, longest) }
    }

    fn name(&mut self, name: &str) -> io::Result<()> {
        let name = self.plain(name, NAME);
        self.leaf("Nm", &name)
    }

    fn sums(&mut self, order: &Order<'_>) -> io::Result<()> {
        let sum = order.payments.iter().fold(0i64, |sum, p| sum.saturating_add(p.amount.minor));
        self.leaf("NbOfTxs", &order.payments.len().to_string())?;
        self.leaf("CtrlSum", &Money::new(sum, order.house.currency).to_plain())
    }
}

fn day(at: Timestamp) -> String {
    let (year, month, day) = at.date(0);
    format!("{year:04}-{month:02}-{day:02}")
}

fn moment(at: Timestamp) -> String {
    let seconds = at.seconds().rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", day(at))
}

#[cfg(test)]
mod tests;
