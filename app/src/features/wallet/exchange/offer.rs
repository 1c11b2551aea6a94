//! An offer: both amounts, what it costs, how long it holds, and the PIN that takes it.

use super::{percent, told};
use crate::act::Act;
use crate::clock::{new_op, now};
use crate::features::wallet::countdown::{Left, clock};
use crate::features::wallet::links;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::Quote;
use sampan_protocol::wallet::exchange::{ExchangeMoney, QUOTE_OVER};
use std::time::Duration;

/// The offer, in place of what was typed.
#[component]
pub(super) fn OfferCard(
    /// The offer; none leads back to what was typed.
    quote: RwSignal<Option<Quote>>,
    /// Asks for another one for the same.
    renew: Callback<()>,
    /// How far that is.
    ask: Act,
) -> View {
    let (pin, act, op) = (RwSignal::new(false), Act::new(), new_op());
    let renewed = RwSignal::new(false);
    let left = countdown(quote);
    let over = Memo::new(move || left.get() == Left::Over);
    let navigate = StoredValue::new_local(use_navigate());
    let take = move |given: String| {
        let Some(quote) = quote.get_untracked() else { return };
        act.run(ExchangeMoney { op, quote, pin: given }, move |receipt| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&links::receipt(receipt.bill.id), options));
        });
    };
    // An offer that ended while the PIN was typed is followed by the next one, in its place.
    Effect::new(move |_| {
        if act.error().with(|e| e.as_ref().is_some_and(|e| e.key == QUOTE_OVER)) {
            act.error().set(None);
            pin.set(false);
            renewed.set(true);
            renew.run(());
        }
    });
    let again = move |()| {
        renewed.set(false);
        renew.run(());
    };
    let summary = move || {
        quote.get().map(|quote| {
            let (sell, buy) = (format::money(quote.sell), format::money(quote.buy));
            view! { <p class="pin-for">{t!("wallet.exchange.pin", sell = sell, buy = buy)}</p> }
        })
    };
    let problem = move || {
        let error = ask.error().get().or_else(|| act.error().get().filter(|_| !pin.get()));
        error.map(|e| {
            view! { <p class="callout danger" role="alert" data-test="exchange-problem">{tell(&e)}</p> }
        })
    };
    view! {
        {move || renewed.get().then(|| view! {
            <p class="notice warning" role="status" data-test="exchange-renewed">{t!("wallet.exchange.renewed")}</p>
        })}
        {move || quote.get().map(|quote| facts(&quote))}
        <p class="exchange-left" class:over=move || over.get() role="timer" data-test="exchange-left">
            <Icon name="clock" size=16 />
            <span>{move || match left.get() {
                Left::Seconds(seconds) => t!("wallet.exchange.left", time = clock(seconds)),
                _ => t!("wallet.exchange.over"),
            }}</span>
        </p>
        {problem}
        {move || match over.get() {
            true => view! { <Button block=true icon="refresh-cw" busy=ask.busy() on_press=again test="exchange-renew">{t!("wallet.exchange.renew")}</Button> },
            false => view! { <Button block=true busy=ask.busy() on_press=move |()| pin.set(true) test="exchange-take">{t!("wallet.exchange.take")}</Button> },
        }}
        <Button block=true kind=ButtonKind::Quiet on_press=move |()| quote.set(None) test="exchange-change">{t!("wallet.exchange.change")}</Button>
        <PinSheet open=pin title=t!("wallet.exchange.title") summary touch=true on_pin=take busy=act.busy() error=act.error() />
    }
}

/// Everything there is to know before one agrees.
fn facts(quote: &Quote) -> View {
    let cost = t!(
        "wallet.exchange.cost",
        percent = percent(quote.spread),
        amount = format::money(quote.cost())
    );
    let rate = told(quote.sell.currency, quote.buy.currency, (quote.units, quote.rate.clone()));
    let rows = [
        ("wallet.exchange.fact.rate", rate),
        ("wallet.exchange.fact.keeps", cost),
        ("wallet.exchange.fact.as_of", format::moment(quote.rates_at)),
    ];
    let row = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    view! {
        <article class="card exchange-offer" data-test="exchange-offer">
            <p class="exchange-label">{t!("wallet.exchange.give")}</p>
            <p data-test="offer-give"><MoneyText money=quote.sell size=MoneySize::Title /></p>
            <p class="exchange-label">{t!("wallet.exchange.get")}</p>
            <p data-test="offer-get"><MoneyText money=quote.buy size=MoneySize::Display /></p>
            <dl class="facts">{rows.map(row).into_iter().collect_view()}</dl>
        </article>
    }
}

/// What is left of the offer, told every second.
fn countdown(quote: RwSignal<Option<Quote>>) -> Memo<Left> {
    let time = RwSignal::new(now());
    if let Ok(ticker) = set_interval_with_handle(
        move || {
            time.try_set(now());
        },
        Duration::from_secs(1),
    ) {
        on_cleanup(move || ticker.clear());
    }
    Memo::new(move || Left::at(quote.with(|q| q.as_ref().map(|q| q.expires)), time.get()))
}
