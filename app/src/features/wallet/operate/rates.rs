//! Screen `operate-rates`: what currencies cost, as the operators set it.

use crate::answer::read;
use crate::operate::{Proposal, ProposeSheet, Proposer, only};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::exchange::{
    GetRates, MOST_SPREAD, Rate, RateBoard, SET_RATES, SetRates,
};
use sampan_protocol::{Currency, Error};

/// The rates, to be changed.
#[component]
pub(crate) fn OperateRatesScreen() -> View {
    let rates = read(&[], || GetRates {});
    let state = Signal::derive(move || ScreenState::of(&rates.get(), |_: &RateBoard| false));
    let body = only(move || {
        loaded(rates.get(), move |()| rates.refetch(), |board| view! { <RatesForm board /> })
    });
    view! { <Screen name="operate-rates" title=t!("wallet.rates.set.title") back="/operate" state>{body}</Screen> }
}

/// One currency as it is typed.
#[derive(Clone, Copy)]
struct Line {
    currency: Currency,
    price: RwSignal<String>,
    spread: RwSignal<String>,
}

impl Line {
    fn of(currency: Currency, board: &RateBoard) -> Self {
        let mut known = board.rates.iter().flat_map(|rates| &rates.rates);
        let known = known.rfind(|rate| rate.currency == currency);
        let price = known.map(|rate| rate.price.to_string()).unwrap_or_default();
        let spread = known.map(|rate| plain_percent(rate.spread)).unwrap_or_default();
        Self { currency, price: RwSignal::new(price), spread: RwSignal::new(spread) }
    }

    /// The rate; none where nothing is typed.
    fn read(self) -> Result<Option<Rate>, Error> {
        let price = self.price.with(|text| text.trim().to_owned());
        if price.is_empty() {
            return Ok(None);
        }
        let spread = self.spread.with(|text| points(text))?;
        Ok(Some(Rate { currency: self.currency, price: price.parse()?, spread }))
    }
}

/// Hundredths of a percent without the sign: `0.5`.
pub(super) fn plain_percent(points: u32) -> String {
    let text = format!("{}.{:02}", points / 100, points % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A typed percentage as hundredths of a percent; nothing is nought.
pub(super) fn points(text: &str) -> Result<u32, Error> {
    let fault =
        || Error::invalid("error.wallet.rate_spread").with("limit", i64::from(MOST_SPREAD / 100));
    let text = text.trim().trim_end_matches('%');
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 2 || whole.len() > 4 {
        return Err(fault());
    }
    format!("0{whole}{fraction:0<2}").parse().map_err(|_| fault())
}

#[component]
fn RatesForm(board: RateBoard) -> View {
    let session = use_session();
    let listed = session.with_untracked(|s| {
        s.service.as_ref().map_or(Vec::new(), |service| service.settings.currencies.clone())
    });
    let Some(base) = listed.first().copied() else {
        return view! { <StateView icon="coins" title=t!("wallet.exchange.none") /> };
    };
    let lines: Vec<Line> =
        listed.into_iter().filter(|c| *c != base).map(|c| Line::of(c, &board)).collect();
    let rows = lines.iter().map(|line| row(*line, base)).collect_view();
    let wanted = Memo::new(move || {
        let read: Result<Vec<_>, Error> = lines.iter().map(|line| line.read()).collect();
        read.map(|rates| SetRates { base, rates: rates.into_iter().flatten().collect() })
    });
    let proposer = Proposer::new();
    let cannot = Signal::derive(move || wanted.with(Result::is_err));
    let propose = move |()| {
        if let Ok(rates) = wanted.get_untracked() {
            proposer.ask(Proposal::new(SET_RATES, &rates).takes_two(false));
        }
    };
    let wrong = move || {
        wanted.with(|w| w.as_ref().err().map(|error| {
            view! { <p class="field-foot error" role="alert" data-test="rates-wrong">{tell(error)}</p> }
        }))
    };
    let since = board.rates.map(|rates| {
        view! { <p class="list-foot">{t!("wallet.exchange.as_of", at = format::moment_within(rates.at))}</p> }
    });
    view! {
        <div class="form">
            <p class="lead">{t!("wallet.rates.lead", currency = format::currency_name(base))}</p>
            {rows}
            {since}
            {wrong}
            <Button block=true disabled=cannot on_press=propose test="rates-save">{t!("wallet.rates.set")}</Button>
        </div>
        <ProposeSheet proposer />
    }
}

fn row(line: Line, base: Currency) -> View {
    let Line { currency, price, spread } = line;
    view! {
        <div class="rate-line card">
            <p class="rate-name">{format!("{currency} · {}", format::currency_name(currency))}</p>
            <Field label=t!("wallet.rates.price", currency = currency, base = base) value=price mode="decimal" max=16 test="rate-price" />
            <Field label=t!("wallet.rates.spread") value=spread mode="decimal" max=6 placeholder="0.5" test="rate-spread" />
        </div>
    }
}
