//! What can be done with money, each one press away.

use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// Name for tests, key of the label, icon, address.
const ACTIONS: [(&str, &str, &str, &str); 8] = [
    ("scan", "wallet.action.scan", "scan-qr-code", links::SCAN),
    ("pay-code", "wallet.action.code", "scan-line", links::PAY_CODE),
    ("pay", "wallet.action.pay", "send", links::PAY),
    ("collect", "wallet.action.collect", "qr-code", links::COLLECT),
    ("charge", "wallet.action.charge", "store", links::CHARGE),
    ("request", "wallet.action.request", "hand-coins", links::REQUEST),
    ("top-up", "wallet.action.top_up", "arrow-down-to-line", links::TOP_UP),
    ("withdraw", "wallet.action.withdraw", "arrow-up-from-line", links::WITHDRAW),
];

/// The actions of the wallet.
#[component]
pub(crate) fn Actions() -> View {
    let action =
        |(test, label, icon, path): (&'static str, &'static str, &'static str, &'static str)| {
            view! {
                <a class="wallet-action" href=path data-test=format!("action-{test}")>
                    <span class="wallet-action-icon"><Icon name=icon size=26 /></span>
                    <span>{t!(label)}</span>
                </a>
            }
        };
    view! {
        <nav class="wallet-actions" aria-label=t!("wallet.actions")>
            {ACTIONS.map(action).into_iter().collect_view()}
        </nav>
    }
}
