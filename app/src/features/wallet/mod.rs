//! The wallet: what there is, paying and collecting, bills, requests for money.

mod amount;
mod bill_row;
mod bills;
mod budgets;
mod cash;
mod category_pick;
mod clipboard;
mod collect;
mod countdown;
mod currency_pick;
mod face;
mod flow;
mod handed;
mod links;
mod money;
mod movement;
mod overview;
mod pay;
mod reads;
mod recents;
mod request;
mod requests;
mod scan;
mod spending;
mod split;
mod statement;
mod waiting;

use super::{Entry, Feature};
use crate::link::Link;
use crate::prelude::*;
use crate::router::Route;
use overview::{Balances, OpenRequests, RecentBills};
use sampan_protocol::wallet::{budget, label, ops};

/// What the wallet gives to the shell.
pub(crate) const FEATURE: Feature = Feature {
    name: "wallet",
    routes: ROUTES,
    tab: Some(entry("tab-wallet", "wallet.title", "wallet", links::WALLET, 0)),
    actions: &[
        entry("home-scan", "wallet.action.scan", "scan-qr-code", links::SCAN, 0),
        entry("home-pay", "wallet.action.pay", "send", links::PAY, 0),
        entry("home-collect", "wallet.action.collect", "qr-code", links::COLLECT, 0),
        entry("home-wallet", "wallet.title", "wallet-cards", links::WALLET, 0),
    ],
    services: &[
        entry("service-bills", "wallet.action.bills", "receipt-text", links::BILLS, 0),
        entry("service-top-up", "wallet.action.top_up", "arrow-down-to-line", links::TOP_UP, 2),
        entry(
            "service-withdraw",
            "wallet.action.withdraw",
            "arrow-up-from-line",
            links::WITHDRAW,
            3,
        ),
        entry("service-request", "wallet.action.request", "hand-coins", links::REQUEST, 4),
        entry("service-requests", "wallet.requests.title", "inbox", links::REQUESTS, 5),
        entry("service-spending", "wallet.spending.title", "chart-pie", links::SPENDING, 6),
        entry("service-statement", "wallet.statement.short", "file-text", links::STATEMENT, 7),
        entry("service-budgets", "wallet.budget.title", "target", links::BUDGETS, 1),
    ],
    home_top: Some(|| view! { <Balances /> }),
    home: Some(|| view! { <OpenRequests /><RecentBills /> }),
    person_actions: &[
        entry("person-pay", "wallet.action.pay", "send", "/wallet/pay/", 0),
        entry("person-request", "wallet.action.request", "hand-coins", "/wallet/request?from=", 4),
    ],
    link: path_of_link,
    operation,
};

/// The screens of the wallet.
const ROUTES: &[Route] = &[
    Route { path: "/wallet", view: || overview::WalletScreen() },
    Route { path: "/wallet/pay/:person?", view: || pay::PayScreen() },
    Route { path: "/wallet/receipt/:bill", view: || pay::ReceiptScreen() },
    Route { path: "/wallet/scan", view: || scan::ScanScreen() },
    Route { path: "/wallet/collect", view: || collect::CollectScreen() },
    Route { path: "/wallet/bills/:bill?", view: || bills::BillsScreen() },
    Route { path: "/wallet/spending", view: || spending::SpendingScreen() },
    Route { path: "/wallet/statement", view: || statement::StatementScreen() },
    Route { path: "/wallet/budgets", view: || budgets::BudgetsScreen() },
    Route { path: "/wallet/top-up", view: || cash::TopUpScreen() },
    Route { path: "/wallet/withdraw", view: || cash::WithdrawScreen() },
    Route { path: "/wallet/request", view: || request::RequestScreen() },
    Route { path: "/wallet/requests", view: || requests::RequestsScreen() },
];

const fn entry(
    test: &'static str,
    label: &'static str,
    icon: &'static str,
    path: &'static str,
    hue: u8,
) -> Entry {
    Entry { test, label, icon, path, hue }
}

/// `sampan://pay/<handle>`, `collect`, `bills`, `wallet`: what is handed over is read, and checked,
/// like a code that was pasted.
fn path_of_link(link: &Link) -> Option<String> {
    let fixed = match link.word.as_str() {
        "pay" if !link.rest.is_empty() => {
            let pairs: Vec<(&str, Option<String>)> = link
                .query
                .iter()
                .map(|(name, value)| (name.as_str(), Some(value.clone())))
                .collect();
            let whole = links::with_query(&format!("sampan://pay/{}", link.rest), &pairs);
            return Some(links::with_query(links::SCAN, &[("text", Some(whole))]));
        }
        "pay" => links::PAY,
        "scan" => links::SCAN,
        "collect" => links::COLLECT,
        "bills" => links::BILLS,
        "wallet" => links::WALLET,
        _ => return None,
    };
    Some(fixed.to_owned())
}

/// How a waiting operation of the wallet is shown.
fn operation(name: &str) -> Option<Entry> {
    let (label, icon) = match name {
        ops::TRANSFER => ("wallet.action.pay", "send"),
        ops::TOP_UP => ("wallet.action.top_up", "arrow-down-to-line"),
        ops::WITHDRAW => ("wallet.action.withdraw", "arrow-up-from-line"),
        ops::ASK => ("wallet.action.request", "hand-coins"),
        ops::DECLINE => ("wallet.requests.decline", "x"),
        ops::CANCEL => ("wallet.requests.cancel", "undo-2"),
        ops::OPEN_ACCOUNT => ("wallet.account.open", "plus"),
        label::SET_LABEL => ("wallet.order.title", "tag"),
        budget::SET_BUDGET => ("wallet.budget.sheet", "target"),
        _ => return None,
    };
    Some(entry("", label, icon, "", 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_screens() {
        let path = |text: &str| path_of_link(&Link::parse(text).expect("a link"));
        assert_eq!(path("sampan://bills").as_deref(), Some("/wallet/bills"), "a word");
        assert_eq!(path("sampan://pay").as_deref(), Some("/wallet/pay"), "nobody in particular");
        assert_eq!(
            path("sampan://pay/mei?amount=5").as_deref(),
            Some("/wallet/scan?text=sampan%3A%2F%2Fpay%2Fmei%3Famount%3D5"),
            "somebody: read like a code"
        );
        assert_eq!(path("sampan://astrology/today"), None, "a word of somebody else");
    }

    #[test]
    fn every_operation_has_a_face() {
        for name in [
            ops::TRANSFER,
            ops::TOP_UP,
            ops::WITHDRAW,
            ops::ASK,
            ops::DECLINE,
            ops::CANCEL,
            ops::OPEN_ACCOUNT,
            label::SET_LABEL,
            budget::SET_BUDGET,
        ] {
            assert!(operation(name).is_some(), "{name} can be shown while it waits");
        }
        assert!(operation("people.update").is_none(), "what is somebody else's is left to them");
    }
}
