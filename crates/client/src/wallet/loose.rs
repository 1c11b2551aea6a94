//! Bills that no table holds as they are seen: those that wait, and those with a label that waits.

use super::{newest_first, waiting};
use crate::db::{Connection, Fault};
use crate::table::row;
use crate::view::View;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::label::{LABEL, Labelled, waiting_labels};
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::wallet::{Bill, Label, overlay};
use std::collections::BTreeMap;

/// Such bills, newest first, and which of them the tables hold in an older shape.
pub(super) struct Loose {
    /// As they are seen.
    pub(super) bills: Vec<Bill>,
    /// Those that are to be passed over in the tables.
    pub(super) outdated: Vec<BillId>,
}

/// Reads them.
pub(super) fn loose(db: &Connection, view: &View) -> Result<Loose, Fault> {
    let waiting = waiting(db, view)?;
    let labels = waiting_labels(&waiting);
    let mut bills = Vec::new();
    for mut bill in waiting.iter().filter_map(overlay::bill) {
        if let Some(label) = label_of(db, view, &labels, bill.id)? {
            label.lay_over(&mut bill);
        }
        bills.push(bill);
    }
    let mut outdated = Vec::new();
    for (id, label) in &labels {
        if let Some(mut bill) = row::get::<Bill>(db, &view.scope, BILL, &id.to_string())? {
            label.lay_over(&mut bill);
            bills.push(bill);
            outdated.push(*id);
        }
    }
    bills.sort_by(newest_first);
    Ok(Loose { bills, outdated })
}

/// What is written upon a bill: what waits to be, or else what the backend has.
pub(super) fn label_of(
    db: &Connection,
    view: &View,
    waiting: &BTreeMap<BillId, Label>,
    id: BillId,
) -> Result<Option<Label>, Fault> {
    match waiting.get(&id) {
        Some(label) => Ok(Some(label.clone())),
        None => Ok(row::get::<Labelled>(db, &view.scope, LABEL, &id.to_string())?.map(|l| l.label)),
    }
}
