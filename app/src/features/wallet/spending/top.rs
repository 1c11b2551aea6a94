//! Whom a month went to, those with most first.

use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{Insight, SpentOn};
use sampan_protocol::{Currency, Money};

/// Merchants and people, each leading to their bills.
#[component]
pub(super) fn Top(
    /// What is known about the month.
    insight: Memo<Insight>,
    /// The currency.
    currency: Memo<Currency>,
) -> View {
    let hidden = hidden_balances();
    let row = move |one: SpentOn| {
        let href = links::with_query(links::BILLS, &[("with", Some(one.other.id.to_string()))]);
        let money = Money::new(one.spent, currency.get_untracked());
        let count = crate::tn!("wallet.bills.count", i64::from(one.count));
        let person = one.other.clone();
        let lead = move || view! { <PersonAvatar person=person.clone() size=40 /> };
        let tail = move || view! { <MoneyText money hidden /> };
        view! { <ListItem title=one.other.name detail=count lead tail href test="top" /> }
    };
    let rows = move || {
        let top = insight.with(|i| i.top.clone());
        match top.is_empty() {
            true => {
                view! { <p class="card spending-nothing">{t!("wallet.bills.nothing_spent")}</p> }
            }
            false => view! { <ul class="list">{top.into_iter().map(row).collect_view()}</ul> },
        }
    };
    view! {
        <section class="list-section" data-test="top-list">
            <h2 class="list-title">{t!("wallet.spending.top")}</h2>
            {rows}
        </section>
    }
}
