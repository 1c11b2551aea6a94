//! The wallet: what there is, paying and collecting, bills, requests for money.

mod amount;
mod at_rail;
mod bank;
mod bill_row;
mod bill_split;
mod bills;
mod budgets;
mod cash;
mod category_pick;
mod charge;
mod clipboard;
mod collect;
mod costs;
mod countdown;
mod coupon;
mod currency_pick;
mod disputes;
mod exchange;
mod face;
mod family;
mod flow;
mod handed;
mod limits;
mod links;
mod mandates;
mod methods;
mod money;
mod movement;
mod operate;
mod operation;
mod overview;
mod packet;
mod pay;
mod pay_code;
mod pin_gate;
mod plan;
mod points;
mod pots;
mod rail_pick;
mod reads;
mod recents;
mod refund;
mod request;
mod requests;
mod scan;
mod spending;
mod statement;
mod waiting;

use super::{Entry, Feature};
use crate::link::Link;
use crate::prelude::*;
use crate::router::{Route, apart};
use disputes::DisputeNotices;
use operation::operation;
use overview::{Balances, OpenRequests, RecentBills};
use pay_code::AskedBanner;

/// What the wallet gives to the shell.
pub(crate) const FEATURE: Feature = Feature {
    name: "wallet",
    routes: ROUTES,
    parts: &[MORE, OPERATORS],
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
        entry("service-pay-code", "wallet.action.code", "scan-line", links::PAY_CODE, 0),
        entry("service-charge", "wallet.action.charge", "store", links::CHARGE, 1),
        entry("service-request", "wallet.action.request", "hand-coins", links::REQUEST, 4),
        entry("service-mandates", "wallet.mandates.title", "repeat", links::MANDATES, 2),
        entry("service-methods", "wallet.methods.title", "credit-card", links::METHODS, 4),
        entry("service-limits", "wallet.limits.title", "sliders-horizontal", links::LIMITS, 6),
        entry("service-exchange", "wallet.exchange.title", "arrow-left-right", links::EXCHANGE, 5),
        entry("service-banks", "wallet.bank.title", "landmark", bank::BANKS, 5),
        entry("service-requests", "wallet.requests.title", "inbox", links::REQUESTS, 5),
        entry("service-packets", "wallet.packet.title", "gift", packet::PACKETS, 3),
        entry("service-splits", "wallet.split.title", "split", bill_split::SPLITS, 1),
        entry("service-plans", "wallet.plan.title", "calendar-clock", plan::PLANS, 4),
        entry("service-spending", "wallet.spending.title", "chart-pie", links::SPENDING, 6),
        entry("service-statement", "wallet.statement.short", "file-text", links::STATEMENT, 7),
        entry("service-disputes", "wallet.dispute.title", "scale", disputes::DISPUTES, 6),
        entry("service-coupons", "wallet.coupon.title", "ticket", coupon::COUPONS, 3),
        entry("service-points", "wallet.points.title", "coins", points::PATH, 2),
        entry("service-budgets", "wallet.budget.title", "target", links::BUDGETS, 1),
        entry("service-pots", "wallet.pot.title", "piggy-bank", pots::POTS, 6),
        entry("service-family", "wallet.family.title", "heart-handshake", family::FAMILY, 3),
    ],
    operate: &[
        entry("operate-people", "wallet.holder.title", "users-round", operate::PEOPLE, 1),
        entry("operate-float", "wallet.float.title", "scale", operate::FLOAT, 2),
        entry("operate-bank", "wallet.desk.title", "landmark", operate::bank::DESK, 4),
        entry("operate-rails", "wallet.rails.title", "inbox", operate::rails::RAILS, 3),
        entry("operate-disputes", "wallet.dispute.title", "gavel", operate::DISPUTES, 6),
        entry("operate-rates", "wallet.rates.set.title", "arrow-left-right", operate::RATES, 5),
        entry("operate-points", "wallet.operate.points", "sparkles", points::OPERATE, 2),
        entry("operate-fees", "wallet.fees.title", "coins", operate::FEES, 7),
        entry("operate-money", "operate.money.title", "sliders-horizontal", operate::SETTINGS, 5),
    ],
    act: operate::face,
    home_top: Some(|| view! { <Balances /> }),
    home: Some(|| view! { <AskedBanner /><DisputeNotices /><OpenRequests /><RecentBills /> }),
    person_actions: &[
        entry("person-pay", "wallet.action.pay", "send", "/wallet/pay/", 0),
        entry("person-request", "wallet.action.request", "hand-coins", "/wallet/request?from=", 4),
        entry("person-packet", "wallet.packet.title", "gift", "/wallet/packets/new?to=", 3),
        entry("person-family", "wallet.family.one", "heart-handshake", "/wallet/family/new?to=", 6),
    ],
    chat_actions: &[entry("chat-packet", "wallet.packet.title", "gift", "/wallet/packets/new", 3)],
    cards: &[
        entry("wallet.transfer", "wallet.card.transfer", "send", "", 2),
        entry("wallet.packet", "wallet.card.packet", "gift", "", 3),
    ],
    merchant_actions: &[entry(
        "person-coupons",
        "wallet.coupon.title",
        "ticket",
        coupon::OFFERS,
        2,
    )],
    link: path_of_link,
    operation,
};

/// The screens of every day.
const ROUTES: &[Route] = &[
    Route { path: "/wallet", view: || overview::WalletScreen() },
    Route { path: "/wallet/pay/:person?", view: || pay::PayScreen() },
    Route { path: "/wallet/receipt/:bill", view: || pay::ReceiptScreen() },
    Route { path: "/wallet/scan", view: || scan::ScanScreen() },
    Route { path: "/wallet/collect", view: || collect::CollectScreen() },
    Route { path: "/wallet/bills/:bill?", view: || bills::BillsScreen() },
];

apart! {
    /// Its other screens.
    MORE = wallet {
        "/wallet/code" => pay_code::PayCodeScreen(),
        "/wallet/charge" => charge::ChargeScreen(),
        "/wallet/charge/:charge" => charge::ChargeStateScreen(),
        "/wallet/limits" => limits::LimitsScreen(),
        "/wallet/mandates" => mandates::MandatesScreen(),
        "/wallet/mandates/new" => mandates::AskMandateScreen(),
        "/wallet/mandates/:mandate" => mandates::MandateScreen(),
        links::EXCHANGE => exchange::ExchangeScreen(),
        links::RATES => exchange::RatesScreen(),
        "/wallet/disputes" => disputes::DisputesScreen(),
        "/wallet/disputes/new/:bill" => disputes::NewDisputeScreen(),
        "/wallet/disputes/:dispute" => disputes::DisputeScreen(),
        "/wallet/methods" => methods::MethodsScreen(),
        "/wallet/spending" => spending::SpendingScreen(),
        "/wallet/statement" => statement::StatementScreen(),
        "/wallet/budgets" => budgets::BudgetsScreen(),
        "/wallet/top-up" => cash::TopUpScreen(),
        "/wallet/withdraw" => cash::WithdrawScreen(),
        bank::BANKS => bank::BanksScreen(),
        bank::TOP_UP => bank::BankTopUpScreen(),
        bank::WITHDRAW => bank::BankWithdrawScreen(),
        "/wallet/refund/:bill" => refund::RefundScreen(),
        "/wallet/request" => request::RequestScreen(),
        "/wallet/requests" => requests::RequestsScreen(),
        "/wallet/splits" => bill_split::SplitsScreen(),
        "/wallet/splits/new" => bill_split::NewSplitScreen(),
        "/wallet/split/:split" => bill_split::SplitScreen(),
        "/wallet/plans" => plan::PlansScreen(),
        "/wallet/plans/new" => plan::NewPlanScreen(),
        "/wallet/packets" => packet::PacketsScreen(),
        "/wallet/packets/new" => packet::GivePacketScreen(),
        "/wallet/coupons" => coupon::CouponsScreen(),
        "/wallet/offers/:person" => coupon::OffersScreen(),
        "/wallet/campaigns" => coupon::CampaignsScreen(),
        "/wallet/campaigns/new" => coupon::NewCampaignScreen(),
        "/wallet/campaign/:campaign" => coupon::CampaignScreen(),
        points::OPERATE => points::OperatePointsScreen(),
        "/wallet/points" => points::PointsScreen(),
        "/wallet/packet/:packet" => packet::PacketScreen(),
        "/wallet/pots" => pots::PotsScreen(),
        "/wallet/pots/new" => pots::NewPotScreen(),
        "/wallet/pots/:pot" => pots::PotScreen(),
        "/wallet/family" => family::FamilyScreen(),
        "/wallet/family/new" => family::GiveCardScreen(),
        "/wallet/family/:card" => family::CardScreen(),
    }
}

apart! {
    /// The operators' screens.
    OPERATORS = operators {
        "/operate/float" => operate::FloatScreen(),
        "/operate/issue" => operate::IssueScreen(),
        "/operate/people" => operate::PeopleScreen(),
        "/operate/people/:person" => operate::HolderScreen(),
        operate::DISPUTES => operate::QueueScreen(),
        "/operate/disputes/:dispute" => operate::DecideScreen(),
        operate::RATES => operate::OperateRatesScreen(),
        operate::FEES => operate::OperateFeesScreen(),
        "/operate/money" => operate::MoneySettingsScreen(),
        operate::bank::DESK => operate::bank::BankDeskScreen(),
        operate::rails::RAILS => operate::rails::RailDeskScreen(),
        "/operate/rails/:line" => operate::rails::RailLineScreen(),
        "/operate/bank/accounts" => operate::bank::BankHouseScreen(),
        "/operate/bank/statement/:statement" => operate::bank::BankStatementScreen(),
        "/operate/bank/line/:line" => operate::bank::BankLineScreen(),
    }
}

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
        "packet" => {
            let id = link.rest.parse().ok()?;
            let secret = link.query.iter().find(|(name, _)| name == "s").map(|(_, s)| s.clone());
            return Some(packet::path(id, secret));
        }
        "coupon" => return Some(coupon::path(link.rest.parse().ok()?)),
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
        "code" => links::PAY_CODE,
        "charge" => links::CHARGE,
        "coupons" => coupon::COUPONS,
        "points" => points::PATH,
        "bills" => links::BILLS,
        "wallet" => links::WALLET,
        _ => return None,
    };
    Some(fixed.to_owned())
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
        let id = "01890000-0000-7000-8000-000000000001";
        assert_eq!(
            path(&format!("sampan://packet/{id}?s=abc")),
            Some(format!("/wallet/packet/{id}?s=abc")),
            "a red packet, with its secret"
        );
        let coupon = Some(format!("/wallet/campaign/{id}"));
        assert_eq!(path(&format!("sampan://coupon/{id}")), coupon, "a campaign of coupons");
        assert_eq!(path("sampan://packet/nonsense"), None, "no packet is called that");
        assert_eq!(path("sampan://astrology/today"), None, "a word of somebody else");
    }
}
