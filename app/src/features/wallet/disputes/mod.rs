//! Disputes: opening one, what is said and done in it, and all there are.

mod evidence;
mod list;
mod new;
mod notice;
mod one;
mod part;
mod say;
mod timeline;

pub(crate) use list::DisputesScreen;
pub(crate) use new::NewDisputeScreen;
pub(crate) use notice::DisputeNotices;
pub(crate) use one::{DisputeScreen, Facts};
pub(crate) use part::DisputePart;
pub(crate) use timeline::Timeline;

use crate::answer::{Answer, read};
use crate::t;
use crate::ui::Tone;
use sampan_protocol::ids::{BillId, OpId};
use sampan_protocol::wallet::dispute::{DISPUTE, Dispute, ListDisputes, Stage};

/// Address of all disputes.
pub(crate) const DISPUTES: &str = "/wallet/disputes";

/// The address of one dispute.
pub(crate) fn path(id: OpId) -> String {
    format!("{DISPUTES}/{id}")
}

/// The address of disputing a payment.
fn path_of_new(bill: BillId) -> String {
    format!("{DISPUTES}/new/{bill}")
}

/// Reads all disputes.
fn read_disputes() -> Answer<Vec<Dispute>> {
    read(&[DISPUTE], || ListDisputes {})
}

/// A word for how a dispute stands, and its tone.
pub(crate) fn stage_of(dispute: &Dispute) -> (String, Tone) {
    if dispute.pending {
        return (t!("wallet.dispute.pending"), Tone::Warning);
    }
    let stage = dispute.state.stage;
    let tone = match stage {
        Stage::Answering => Tone::Warning,
        Stage::Reviewing => Tone::Brand,
        Stage::Accepted | Stage::Refunded | Stage::InFull | Stage::InPart => Tone::Success,
        Stage::Withdrawn | Stage::Rejected => Tone::Plain,
    };
    (t!(&format!("wallet.dispute.stage.{}", stage.word())), tone)
}
