//! What is told of a movement that a rail has, and what can be done about it.

use crate::t;
use crate::ui::format;
use sampan_protocol::wallet::{AtRail, BillKind};

/// What it waits for.
pub(crate) fn why(kind: BillKind, at: &AtRail) -> String {
    if at.ending {
        return t!("wallet.at_rail.ending");
    }
    if at.act.is_some() {
        return t!("wallet.at_rail.act");
    }
    match (kind, at.due) {
        (BillKind::TopUp, Some(due)) => t!("wallet.at_rail.in", time = format::moment(due)),
        (BillKind::TopUp, None) => t!("wallet.at_rail.in.soon"),
        (_, Some(due)) => t!("wallet.at_rail.out", time = format::moment(due)),
        (_, None) => t!("wallet.at_rail.out.soon"),
    }
}
