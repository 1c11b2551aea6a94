//! Screens `bills` and `bill`: the list, and what is picked from it.

use super::detail::BillScreen;
use super::feed::Feed;
use super::list::BillList;
use super::query::Narrowing;
use crate::prelude::*;
use crate::router::{use_params_map, use_query_map};
use crate::t;
use crate::ui::Split;
use sampan_protocol::ids::BillId;

/// The bills: `/wallet/bills/<bill>?text&direction&kind&category&currency&with&tag`.
#[component]
pub(crate) fn BillsScreen() -> View {
    let params = use_params_map();
    let query = use_query_map();
    let narrowing = Memo::new(move || query.with(|q| Narrowing::from_query(|name| q.get(name))));
    let feed = Feed::open(narrowing);
    let picked = Memo::new(move || params.with(|p| p.get("bill").filter(|id| !id.is_empty())));
    let is_picked = Memo::new(move || picked.with(Option::is_some));
    let detail = move || {
        let id = picked.get().and_then(|id| id.parse().ok()).unwrap_or(BillId(Default::default()));
        view! { <BillScreen id /> }
    };
    let nothing = ("receipt-text", t!("wallet.bills.pick"), t!("wallet.bills.pick.hint"));
    view! { <Split list=move || view! { <BillList feed picked /> } detail picked=is_picked nothing /> }
}
