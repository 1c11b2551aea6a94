//! How the price of a bill came about: what a coupon and points took off.

use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::wallet::price::{GetPrice, PRICE, Price};
use sampan_protocol::wallet::{Bill, BillKind};

/// The parts of a price; nothing where nothing was taken off.
#[component]
pub(crate) fn PricePart(
    /// The payment.
    bill: Bill,
) -> View {
    if bill.kind != BillKind::Payment {
        return View::none();
    }
    let (id, incoming) = (bill.id, bill.amount.minor > 0);
    let price = read(&[PRICE], move || GetPrice { bill: id });
    let body = move || match price.get() {
        Some(Ok(Some(price))) => parts(&price, incoming),
        _ => View::none(),
    };
    body.view()
}

fn parts(price: &Price, incoming: bool) -> View {
    let minus = |minor: i64| format::money(Money::new(-minor, price.amount.currency));
    let coupon = (price.coupon_off > 0).then(|| {
        let name = price.coupon.clone().unwrap_or_default();
        (t!("wallet.price.coupon", name = name), minus(price.coupon_off))
    });
    let points = (price.points > 0).then(|| {
        let label = t!("wallet.price.points", points = format::number(price.points));
        (label, minus(price.points_off))
    });
    let lines = [
        Some((t!("wallet.price.amount"), format::money(price.amount))),
        coupon,
        points,
        Some((t!("wallet.price.pays"), format::money(price.pays))),
    ];
    let fact = |(label, value): (String, String)| {
        view! { <div class="fact"><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let lines = lines.into_iter().flatten().map(fact).collect_view();
    let besides = price.funded || price.points > 0;
    let hint = (incoming && besides).then(|| {
        view! { <p class="list-foot">{t!("wallet.price.refund")}</p> }
    });
    view! {
        <dl class="facts" data-test="price">{lines}</dl>
        {hint}
    }
}
