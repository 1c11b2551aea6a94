//! The bank desk: payouts that wait, files of payments, statements, and lines to see to.

mod desk;
mod face;
mod house;
mod line;
mod lines;
mod read;
mod statement;

pub(crate) use desk::BankDeskScreen;
pub(crate) use face::face;
pub(crate) use house::BankHouseScreen;
pub(crate) use line::BankLineScreen;
pub(crate) use statement::BankStatementScreen;

use crate::answer::{Answer, read};
use crate::ui::Tone;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::desk::{FILE, Finding, LINE, PAYOUT, STATEMENT, Way};
use sampan_protocol::wallet::bank::{BankDesk, GetBankDesk};

/// Address of the desk.
pub(crate) const DESK: &str = "/operate/bank";

/// Reads the desk.
fn read_desk() -> Answer<BankDesk> {
    read(&[PAYOUT, FILE, STATEMENT, LINE], || GetBankDesk {})
}

/// Address of a statement.
fn statement_path(id: OpId) -> String {
    format!("{DESK}/statement/{id}")
}

/// Address of a line.
fn line_path(id: &str) -> String {
    format!("{DESK}/line/{id}")
}

/// Key of the name of what is done about a line.
pub(crate) const fn way_key(way: &Way) -> &'static str {
    match way {
        Way::Assign { .. } => "wallet.desk.way.assign",
        Way::SendBack => "wallet.desk.way.send_back",
        Way::Settle => "wallet.desk.way.settle",
        Way::WriteOff { .. } => "wallet.desk.way.write_off",
    }
}

/// The reason of what is done about a line, if it has one.
pub(crate) fn why_of(way: Way) -> String {
    match way {
        Way::WriteOff { why } => why,
        Way::Assign { .. } | Way::SendBack | Way::Settle => String::new(),
    }
}

/// Key of the name of what a line was found to be, and how it looks.
const fn found(finding: Finding) -> (&'static str, Tone) {
    match finding {
        Finding::Paid => ("wallet.desk.found.paid", Tone::Success),
        Finding::TopUp => ("wallet.desk.found.top_up", Tone::Success),
        Finding::Returned => ("wallet.desk.found.returned", Tone::Brand),
        Finding::WrongAmount => ("wallet.desk.found.wrong_amount", Tone::Warning),
        Finding::Unmatched => ("wallet.desk.found.unmatched", Tone::Danger),
    }
}
