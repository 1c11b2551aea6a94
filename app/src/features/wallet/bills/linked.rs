//! The bills that belong to a bill: its fee, or the other half of an exchange.

use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{Bill, Linked};

/// Each with what it is to this one, leading to it; nothing where there are none.
pub(super) fn linked(bill: &Bill) -> Option<View> {
    let row = |linked: &Linked| {
        let amount = format::money(linked.amount);
        let href = links::bill(linked.bill);
        view! { <ListItem title=t!(linked.why.key()) detail=amount href test="linked-bill" /> }
    };
    let rows: Vec<View> = bill.linked.iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <ListSection>{rows.collect_view()}</ListSection> })
}
