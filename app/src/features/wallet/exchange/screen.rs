//! Screen `exchange`: what is given and what is got, until there is an offer for it.

use super::desk::{Desk, DeskFields};
use super::offer::OfferCard;
use super::{age, no_rates, read_rates, spread, told};
use crate::act::Act;
use crate::features::wallet::links;
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::prelude::*;
use crate::router::use_query_map;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Currency;
use sampan_protocol::wallet::exchange::{QuoteExchange, RateBoard};
use sampan_protocol::wallet::{Quote, Wallet};

/// Changes money of one currency into another.
#[component]
pub(crate) fn ExchangeScreen() -> View {
    let wallet = read_wallet();
    let rates = read_rates();
    let ready = wallet.part(|w| !w.accounts.is_empty());
    let state = Signal::derive(move || {
        ScreenState::of(&rates.get(), |board: &RateBoard| board.rates.is_none())
    });
    let again = Callback::new(move |()| rates.refetch());
    let body = move || {
        loaded(rates.get(), again, move |board| match (&board.rates, ready.get()) {
            (None, _) => no_rates(),
            (Some(_), false) => view! { <SkeletonBlock lines=4 /> },
            (Some(_), true) => view! { <Exchange wallet board /> },
        })
    };
    view! { <Screen name="exchange" title=t!("wallet.exchange.title") back=links::WALLET state>{body}</Screen> }
}

/// The currencies to begin with: those that were asked for, else my first ones.
fn first(wallet: &Wallet, all: &[Currency]) -> Option<(Currency, Currency, String)> {
    let query = use_query_map();
    let given = |name: &str| query.with_untracked(|q| q.get(name));
    let wished = |name: &str| given(name).and_then(|code| code.parse::<Currency>().ok());
    let listed = |currency: &Currency| all.contains(currency);
    let buy = wished("buy").filter(listed);
    let mine = wallet.accounts.iter().filter(|a| Some(a.account.currency) != buy);
    let richest = mine.clone().find(|a| a.available > 0).or_else(|| mine.clone().next());
    let richest = richest.map(|a| a.account.currency).filter(listed);
    let sell = wished("sell").filter(listed).or(richest).or_else(|| all.first().copied())?;
    let buy = buy.or_else(|| all.iter().find(|c| **c != sell).copied())?;
    Some((sell, buy, given("get").unwrap_or_default()))
}

#[component]
fn Exchange(wallet: Read<Wallet>, board: RateBoard) -> View {
    let session = use_session();
    let offered = session.with_untracked(|s| {
        s.service.as_ref().map_or(Vec::new(), |service| service.settings.currencies.clone())
    });
    let mut all: Vec<Currency> =
        board.rates.iter().flat_map(sampan_protocol::wallet::exchange::Rates::currencies).collect();
    all.retain(|currency| offered.contains(currency));
    let began = wallet.answer.with_untracked(|w| match w {
        Some(Ok(wallet)) => first(wallet, &all),
        _ => None,
    });
    let Some(began) = began else {
        return no_rates();
    };
    let rates = board.rates.clone();
    let rates = Memo::new(move || rates.clone());
    let desk = Desk::open(rates, accounts(wallet), wallet.part(|w| w.limits.clone()), began);
    let quote = RwSignal::new(None::<Quote>);
    let ask = Act::new();
    let renew = Callback::new(move |()| {
        if let Some(wanted) = untrack(move || desk.ask()) {
            ask.run(QuoteExchange { ask: wanted }, move |offer| quote.set(Some(offer)));
        }
    });
    let online = Signal::derive(move || session.with(|s| s.sync.online));
    let stale = board.stale;
    let cannot = Signal::derive(move || !online.get() || stale || desk.ask().is_none());
    let problem = move || {
        ask.error().get().map(|e| {
            view! { <p class="callout danger" role="alert" data-test="exchange-problem">{tell(&e)}</p> }
        })
    };
    let typing = move || {
        let board = board.clone();
        view! {
            <DeskFields desk currencies=all.clone() />
            {rate_line(desk)}
            {move || { online.track(); age(&board) }}
            {problem}
            <Button block=true busy=ask.busy() disabled=cannot on_press=renew test="exchange-quote">{t!("wallet.exchange.quote")}</Button>
            <Button block=true kind=ButtonKind::Quiet href=links::RATES test="exchange-rates">{t!("wallet.rates.title")}</Button>
        }
    };
    let open = Memo::new(move || quote.with(Option::is_some));
    view! {
        <div class="form exchange">
            {move || match open.get() {
                true => view! { <OfferCard quote renew ask /> },
                false => typing(),
            }}
        </div>
    }
}

/// What the two currencies come to, and what the service keeps.
fn rate_line(desk: Desk) -> View {
    let line = move || {
        let pair = desk.pair.get()?;
        let (sell, buy) = (desk.sell.get(), desk.buy.get());
        Some(view! {
            <p class="exchange-rate" data-test="exchange-rate">
                <strong>{told(sell, buy, pair.told(false))}</strong>
                <span>{t!("wallet.exchange.middle", rate = told(sell, buy, pair.told(true)))}</span>
                <span>{spread(&pair)}</span>
            </p>
        })
    };
    line.view()
}
