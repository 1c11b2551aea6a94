//! Screen `pay`: whom to pay; beside it, or after it, how much.

use super::amount::AmountScreen;
use super::whom::PeoplePicker;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::scan::CodeWays;
use crate::prelude::*;
use crate::router::{use_params_map, use_query_map};
use crate::t;
use crate::ui::*;

/// Whom to pay and how much: `/wallet/pay/<person>?amount&currency&note&code&request`.
#[component]
pub(crate) fn PayScreen() -> View {
    let params = use_params_map();
    let query = use_query_map();
    let link = Memo::new(move || {
        let person = params.with(|p| p.get("person").filter(|id| !id.is_empty()))?;
        let get = |name: &str| query.with(|q| q.get(name));
        Some(person.parse().map(|id| PayLink::from_query(id, get)).map_err(|_| ()))
    });
    let picked = Memo::new(move || link.with(Option::is_some));
    let detail = move || match link.get() {
        Some(Ok(link)) => view! { <AmountScreen link /> },
        Some(Err(())) => super::amount::unknown(),
        None => View::none(),
    };
    let nothing = ("user-round", t!("wallet.pay.pick"), t!("wallet.pay.pick.hint"));
    view! { <Split list=move || view! { <Whom picked=picked.into() /> } detail picked nothing /> }
}

#[component]
fn Whom(picked: Signal<bool>) -> View {
    let link = |id| PayLink::to(id).path();
    view! {
        <Screen
            name="pay"
            title=t!("wallet.pay.title")
            back=links::WALLET
            beside=beside(picked)
        >
            <PeoplePicker link>
                <CodeWays />
            </PeoplePicker>
        </Screen>
    }
}
