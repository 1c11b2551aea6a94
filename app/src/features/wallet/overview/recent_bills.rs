//! The latest bills.

use super::balance_card::hidden_balances;
use crate::features::wallet::bill_row::bill_row;
use crate::features::wallet::links;
use crate::features::wallet::reads::{Read, read_wallet};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{Bill, Wallet};

/// The latest bills for the home screen, which has not read the wallet itself.
#[component]
pub(crate) fn RecentBills() -> View {
    let wallet = read_wallet();
    let loaded = Memo::new(move || wallet.answer.with(Option::is_some));
    move || match loaded.get() {
        true => view! { <RecentList wallet /> },
        false => view! { <SkeletonRows count=3 /> },
    }
}

/// The latest bills of a wallet.
#[component]
pub(crate) fn RecentList(
    /// The wallet.
    wallet: Read<Wallet>,
) -> View {
    let recent = wallet.part(|w| w.recent.clone());
    let hidden = hidden_balances();
    let list = move |bills: Vec<Bill>| {
        let row = |bill: Bill| {
            let when = format::brief(bill.at);
            view! { <li>{bill_row(&bill, when, "", hidden)}</li> }
        };
        view! { <ul class="list bill-list">{bills.into_iter().map(row).collect_view()}</ul> }
    };
    view! {
        <section class="list-section recent-bills" data-test="recent-bills">
            <header class="section-head">
                <h2 class="list-title">{t!("wallet.recent")}</h2>
                <a class="link-button" href=links::BILLS data-test="all-bills">{t!("wallet.recent.all")}</a>
            </header>
            {move || match recent.get() {
                bills if bills.is_empty() => view! {
                    <StateView icon="receipt-text" title=t!("wallet.recent.empty") text=t!("wallet.recent.empty.hint") />
                },
                bills => list(bills),
            }}
        </section>
    }
}
