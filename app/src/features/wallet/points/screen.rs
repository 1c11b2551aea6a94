//! Screen `points`: the balance, what ends soon, what points are exchanged for, and the history.

use super::ending::ending;
use super::history::history;
use crate::answer::read;
use crate::features::wallet::coupon::{OfferTicket, path};
use crate::features::wallet::links;
use crate::features::wallet::reads::read_wallet;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::service::NEWS;
use sampan_protocol::wallet::coupon::{COUPON, Campaign, ListOffers};
use sampan_protocol::wallet::points::{GetPoints, POINTS, POINTS_ENTRY, PointsRules, PointsView};
use sampan_protocol::{Currency, Money};

/// My points.
#[component]
pub(crate) fn PointsScreen() -> View {
    let points = read(&[POINTS, POINTS_ENTRY, NEWS], || GetPoints {});
    let wallet = read_wallet();
    let currency = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    let none = |view: &PointsView| !view.rules.is_on() && view.history.is_empty();
    let state = Signal::derive(move || ScreenState::of(&points.get(), none));
    let again = Callback::new(move |()| points.refetch());
    let body = move |view: PointsView| match none(&view) {
        true => {
            view! { <StateView icon="coins" title=t!("wallet.points.off") text=t!("wallet.points.off.hint") /> }
        }
        false => view! { <Whole points=view currency=currency.get() /> },
    };
    let operator = use_session().with_untracked(|s| s.me.as_ref().is_some_and(|me| me.operator));
    let actions = move || {
        operator.then(|| view! { <IconButton icon="sliders-horizontal" label=t!("wallet.operate.points") href=super::OPERATE test="operate-points" /> })
    };
    view! {
        <Screen name="points" title=t!("wallet.points.title") back=links::WALLET state actions>
            {move || loaded(points.get(), again, body)}
        </Screen>
    }
}

#[component]
fn Whole(points: PointsView, currency: Option<Currency>) -> View {
    let worth = currency.map(|currency| points.rules.value(points.balance, currency));
    let worth = worth.filter(|worth| worth.minor > 0).map(|worth| {
        view! { <p class="points-worth">{t!("wallet.points.worth", amount = format::money(worth))}</p> }
    });
    let waiting = (points.waiting > 0).then(|| {
        let n = format::number(points.waiting);
        view! { <p class="points-worth">{t!("wallet.points.waiting", points = n)}</p> }
    });
    let owed = (points.balance < 0).then(|| {
        view! { <p class="notice warning">{t!("wallet.points.owed")}</p> }
    });
    let none = points.history.is_empty();
    view! {
        <div class="stack points">
            <header class="card points-head">
                <p class="points-label">{t!("wallet.points.balance")}</p>
                <p class="points-balance" data-test="points-balance">{format::number(points.balance)}</p>
                {worth}
                {waiting}
            </header>
            {owed}
            {ending(&points)}
            <Exchange />
            {(!none).then(|| history(&points.history))}
            {none.then(|| view! { <p class="coupons-none">{t!("wallet.points.none")}</p> })}
            {rules(&points.rules, currency)}
        </div>
    }
}

/// What merchants give for points; nothing where there is nothing.
#[component]
fn Exchange() -> View {
    let offers = read(&[COUPON], || ListOffers { merchant: None });
    let all = move |offers: Vec<Campaign>| {
        let tickets = offers.into_iter().map(|campaign| {
            let (href, cost) = (path(campaign.id), cost(&campaign));
            view! { <OfferTicket campaign><Button small=true href>{cost}</Button></OfferTicket> }
        });
        let tickets = tickets.collect_view();
        view! {
            <section class="list-section" data-test="points-exchange">
                <h2 class="list-title">{t!("wallet.points.exchange")}</h2>
                <ul class="tickets">{tickets}</ul>
            </section>
        }
    };
    move || match offers.get() {
        Some(Ok(offers)) if !offers.is_empty() => all(offers),
        _ => View::none(),
    }
}

fn cost(campaign: &Campaign) -> String {
    use sampan_protocol::wallet::coupon::Way;
    match campaign.way {
        Way::Points(cost) => t!("wallet.points.cost", points = format::number(i64::from(cost))),
        _ => String::new(),
    }
}

/// How it works, in this service's numbers.
fn rules(rules: &PointsRules, currency: Option<Currency>) -> Option<View> {
    let currency = currency.filter(|_| rules.is_on())?;
    let unit = sampan_protocol::caps::Caps::money(1, currency);
    let unit = format::money(Money::new(unit.minor, currency));
    let given = t!("wallet.points.rule.given", points = rules.each, amount = unit);
    let worth = (rules.worth > 0)
        .then(|| t!("wallet.points.rule.worth", points = rules.worth, amount = unit));
    let lines = [
        Some(given),
        worth,
        Some(t!("wallet.points.rule.months", months = rules.months)),
        Some(t!("wallet.points.rule.refund")),
    ];
    let lines = lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect_view();
    Some(view! {
        <section class="list-section">
            <h2 class="list-title">{t!("wallet.points.rules")}</h2>
            <ul class="points-rules" data-test="points-rules">{lines}</ul>
        </section>
    })
}
