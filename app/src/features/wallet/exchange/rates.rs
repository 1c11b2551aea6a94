//! Screen `rates`: what each currency costs, and since when.

use super::{age, no_rates, percent, read_rates, told};
use crate::features::wallet::links;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::wallet::exchange::{Rate, RateBoard};

/// All rates.
#[component]
pub(crate) fn RatesScreen() -> View {
    let rates = read_rates();
    let state = Signal::derive(move || {
        ScreenState::of(&rates.get(), |board: &RateBoard| board.rates.is_none())
    });
    let online = Signal::derive(move || use_session().with(|s| s.sync.online));
    let body = move || {
        online.track();
        loaded(rates.get(), move |()| rates.refetch(), |board| list(&board))
    };
    view! { <Screen name="rates" title=t!("wallet.rates.title") back=links::EXCHANGE state>{body}</Screen> }
}

fn list(board: &RateBoard) -> View {
    let Some(rates) = &board.rates else {
        return no_rates();
    };
    let row = |rate: &Rate| {
        let rated = rates.pair(rate.currency, rates.base).ok();
        rated.map(|pair| {
            line(rate.currency, told(rate.currency, rates.base, pair.told(true)), pair.spread)
        })
    };
    let rows: Vec<View> = rates.rates.iter().filter_map(row).collect();
    let title = t!("wallet.rates.in", currency = format::currency_name(rates.base));
    view! {
        <ListSection title foot=t!("wallet.rates.foot")>{rows.collect_view()}</ListSection>
        {age(board)}
    }
}

fn line(currency: Currency, rate: String, spread: u32) -> View {
    let href = links::with_query(links::EXCHANGE, &[("buy", Some(currency.to_string()))]);
    let detail = t!("wallet.exchange.spread", percent = percent(spread));
    let name = format!("{currency} · {}", format::currency_name(currency));
    view! {
        <ListItem title=name detail=format!("{rate} · {detail}") href test=format!("rate-{currency}") />
    }
}
