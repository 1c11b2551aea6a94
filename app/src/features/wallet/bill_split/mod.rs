//! Splitting a bill: among whom and how, who has paid, and reminding the others.

mod detail;
mod draft;
mod items;
mod list;
mod new;

pub(crate) use detail::SplitScreen;
pub(crate) use list::SplitsScreen;
pub(crate) use new::NewSplitScreen;

use super::links::with_query;
use crate::t;
use sampan_protocol::ids::{BillId, SplitId};
use sampan_protocol::wallet::split::Split;

/// Address of the bills that I split.
pub(crate) const SPLITS: &str = "/wallet/splits";
/// Address of splitting one.
pub(crate) const NEW: &str = "/wallet/splits/new";

/// The address of one split bill.
pub(crate) fn path(id: SplitId) -> String {
    format!("/wallet/split/{id}")
}

/// The address of splitting this bill.
pub(crate) fn path_of_bill(id: BillId) -> String {
    with_query(NEW, &[("bill", Some(id.to_string()))])
}

/// What a split bill is called.
fn called(split: &Split) -> String {
    match split.title.trim() {
        "" => t!("wallet.split.unnamed"),
        title => title.to_owned(),
    }
}
