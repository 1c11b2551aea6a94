//! A receipt: one slip that says who paid whom, how much, when, and how far it is.

use super::super::{grouped, local};
use super::{BAD, BRAND, GOOD, GROUND, INK, LINE, PALE, WARNING, bold, plain};
use crate::paper::{About, Colour, Faces, Sheet, pdf, png};
use sampan_protocol::locale::Language;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::{Bill, BillKind, BillState};
use sampan_protocol::{Error, Money, Timestamp};

const WIDTH: f32 = 390.0;
const EDGE: f32 = 28.0;
/// Where values begin.
const VALUE: f32 = 116.0;
/// Pixels a point.
const SCALE: f32 = 3.0;

/// A bill with what else its receipt says.
pub(crate) struct Slip<'a> {
    /// The bill.
    pub(crate) bill: &'a Bill,
    /// Whose bill it is.
    pub(crate) owner: &'a Person,
    /// The service's name.
    pub(crate) service: &'a str,
    /// Whether the money is play money.
    pub(crate) play_money: bool,
    /// When the receipt is written.
    pub(crate) at: Timestamp,
    /// The reader's time zone: minutes east of UTC.
    pub(crate) utc_offset: i32,
}

/// The receipt as a picture or a document, and how many characters no face had.
pub(crate) fn receipt(
    slip: &Slip<'_>,
    language: Language,
    picture: bool,
) -> Result<(Vec<u8>, u32), Error> {
    let mut faces = Faces::of_system()?;
    let sheet = sheet(slip, language, &mut faces);
    let bytes = if picture {
        png(&sheet, &mut faces, SCALE)?
    } else {
        let title = language.text("wallet.receipt.title", &[]);
        let about = About { title: &title, language: language.tag(), at: slip.at };
        pdf(std::slice::from_ref(&sheet), &mut faces, &about)?
    };
    Ok((bytes, faces.missing()))
}

/// How far it is: the key of a word for it, and its colour.
const fn state(bill: &Bill) -> (&'static str, Colour) {
    match &bill.state {
        BillState::Settled => ("wallet.state.settled", GOOD),
        BillState::Pending => ("wallet.state.pending", WARNING),
        BillState::NeedsPin => ("wallet.state.needs_pin", WARNING),
        BillState::Underway(_) => ("wallet.state.underway", WARNING),
        BillState::CalledBack => ("wallet.state.called_back", WARNING),
        BillState::AtRail(_) => ("wallet.state.at_rail", WARNING),
        BillState::Held(_) => ("wallet.state.held", WARNING),
        BillState::Released => ("wallet.state.released", WARNING),
        BillState::Failed(_) => ("wallet.state.failed", BAD),
    }
}

fn facts(slip: &Slip<'_>, language: Language) -> Vec<(String, String)> {
    let bill = slip.bill;
    let word = |key: &str| language.text(key, &[]);
    let called = |person: &Person| match person.handle.as_str() {
        "" => person.name.clone(),
        handle => format!("{} · @{handle}", person.name),
    };
    let other = bill.other.as_ref().map(called);
    let other = other.or_else(|| bill.rail.as_ref().map(|r| word(&format!("wallet.rail.{r}"))));
    let money = |money: Money| {
        let plus = Money::new(money.minor.saturating_abs(), money.currency);
        format!("{} {}", grouped(plus), money.currency)
    };
    let mine = Some(called(slip.owner));
    let (from, to) = if bill.amount.minor < 0 { (mine, other) } else { (other, mine) };
    let kind = match bill.kind {
        BillKind::Payment => "wallet.kind.payment",
        BillKind::Transfer => "wallet.kind.transfer",
        BillKind::TopUp => "wallet.kind.top_up",
        BillKind::Withdrawal => "wallet.kind.withdrawal",
        BillKind::Packet => "wallet.kind.packet",
        BillKind::Pot => "wallet.kind.pot",
        BillKind::Refund => "wallet.kind.refund",
        BillKind::Exchange => "wallet.kind.exchange",
        BillKind::Fee => "wallet.kind.fee",
        BillKind::Voucher => "wallet.kind.voucher",
    };
    let (day, time) = local(bill.at, slip.utc_offset);
    let facts = [
        ("wallet.bill.from", from),
        ("wallet.bill.to", to),
        ("wallet.bill.note", Some(bill.note.clone()).filter(|note| !note.trim().is_empty())),
        ("wallet.bill.kind", Some(word(kind))),
        ("wallet.bill.time", Some(format!("{day} {time}"))),
        ("wallet.bill.id", Some(bill.id.to_string())),
    ];
    let linked = bill.linked.iter().map(|l| (word(l.why.key()), money(l.amount)));
    let facts = facts.into_iter().filter_map(|(key, value)| Some((word(key), value?)));
    facts.chain(linked).collect()
}

/// The slip; as high as it has to be.
pub(crate) fn sheet(slip: &Slip<'_>, language: Language, faces: &mut Faces) -> Sheet {
    let mut sheet = Sheet::new(WIDTH, 0.0);
    let middle = WIDTH / 2.0;
    sheet.fill((0.0, 0.0), (WIDTH, 6.0), 0.0, BRAND);
    let service = faces.fitted(slip.service, bold(12.0, BRAND), WIDTH - 2.0 * EDGE);
    sheet.centred(faces, middle, 42.0, bold(12.0, BRAND), &service);
    let amount = slip.bill.amount;
    let sign = if amount.minor < 0 { "" } else { "+" };
    let shown = format!("{sign}{} {}", grouped(amount), amount.currency);
    let size = if shown.chars().count() > 16 { 22.0 } else { 30.0 };
    sheet.centred(faces, middle, 92.0, bold(size, INK), &shown);
    let (key, colour) = state(slip.bill);
    sheet.centred(faces, middle, 116.0, bold(12.0, colour), &language.text(key, &[]));
    let mut y = 144.0;
    sheet.fill((EDGE, y), (WIDTH - 2.0 * EDGE, 0.8), 0.0, LINE);
    for (label, value) in facts(slip, language) {
        y += 24.0;
        sheet.text(EDGE, y, plain(11.0, PALE), &label);
        let lines = faces.wrapped(&value, plain(11.0, INK), WIDTH - EDGE - VALUE);
        for (at, line) in lines.iter().enumerate() {
            y += if at == 0 { 0.0 } else { 16.0 };
            sheet.text(VALUE, y, plain(11.0, INK), line);
        }
    }
    y += 24.0;
    if slip.play_money {
        let why = language.text("wallet.play_money.why", &[]);
        let style = plain(9.5, WARNING);
        let lines = faces.wrapped(&why, style, WIDTH - 2.0 * EDGE - 24.0);
        let rows: f32 = lines.iter().map(|_| 14.0).sum();
        sheet.fill((EDGE, y), (WIDTH - 2.0 * EDGE, rows + 16.0), 8.0, GROUND);
        for line in lines {
            y += 14.0;
            sheet.text(EDGE + 12.0, y + 5.0, style, &line);
        }
        y += 30.0;
    }
    let (day, time) = local(slip.at, slip.utc_offset);
    let made = [("at", format!("{day} {}", &time[..5]))];
    let made = language.text("wallet.receipt.made", &made);
    sheet.centred(faces, middle, y + 10.0, plain(9.0, PALE), &made);
    sheet.height = y + 36.0;
    sheet
}
