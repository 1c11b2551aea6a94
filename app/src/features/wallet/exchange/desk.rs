//! What is typed at the exchange: either amount, from which the other follows.

use crate::features::wallet::amount::{Verdict, judge};
use crate::features::wallet::reads::available;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::AccountView;
use sampan_protocol::wallet::exchange::{AskQuote, Fixed, Pair, Rates};
use sampan_protocol::{Currency, Money};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// What is given.
    pub(super) sell: RwSignal<Currency>,
    /// What is got.
    pub(super) buy: RwSignal<Currency>,
    give: RwSignal<String>,
    get: RwSignal<String>,
    fixed: RwSignal<Fixed>,
    /// What the two come to.
    pub(super) pair: Memo<Option<Pair>>,
    /// What is said about the amount that is given.
    verdict: Memo<Verdict>,
    accounts: Memo<Vec<AccountView>>,
}

impl Desk {
    /// A desk over these rates and accounts.
    pub(super) fn open(
        rates: Memo<Option<Rates>>,
        accounts: Memo<Vec<AccountView>>,
        limits: Memo<Vec<Money>>,
        (sell, buy, get): (Currency, Currency, String),
    ) -> Self {
        let fixed = if get.is_empty() { Fixed::Sell } else { Fixed::Buy };
        let (sell, buy) = (RwSignal::new(sell), RwSignal::new(buy));
        let (give, get) = (RwSignal::new(String::new()), RwSignal::new(get));
        let pair = Memo::new(move || {
            let (sell, buy) = (sell.get(), buy.get());
            rates.with(|rates| rates.as_ref().and_then(|rates| rates.pair(sell, buy).ok()))
        });
        let verdict = Memo::new(move || {
            let rest = accounts.with(|all| available(all, sell.get())).unwrap_or(0);
            limits.with(|limits| give.with(|typed| judge(typed, sell.get(), Some(rest), limits)))
        });
        let fixed = RwSignal::new(fixed);
        let desk = Self { sell, buy, give, get, fixed, pair, verdict, accounts };
        desk.follow();
        desk
    }

    /// Writes the amount that follows whenever the other, or a currency, changes.
    fn follow(self) {
        let written = StoredValue::new([String::new(), self.get.get_untracked()]);
        Effect::new(move |_| {
            let typed = [self.give.get(), self.get.get()];
            let (sell, buy, pair) = (self.sell.get(), self.buy.get(), self.pair.get());
            let before = written.get_value();
            if typed[0] != before[0] {
                self.fixed.set(Fixed::Sell);
            } else if typed[1] != before[1] {
                self.fixed.set(Fixed::Buy);
            }
            let plain = |money: Option<Money>| money.map(Money::to_plain).unwrap_or_default();
            let minor = |text: &str, currency| Money::parse(text, currency).map_or(0, |m| m.minor);
            let follows = match self.fixed.get_untracked() {
                Fixed::Sell => {
                    let got = pair.and_then(|pair| pair.bought(minor(&typed[0], sell)));
                    [typed[0].clone(), plain(got)]
                }
                Fixed::Buy => {
                    let given = pair.and_then(|pair| pair.sold(minor(&typed[1], buy)));
                    [plain(given), typed[1].clone()]
                }
            };
            written.set_value(follows.clone());
            for (signal, (text, was)) in
                [self.give, self.get].into_iter().zip(follows.into_iter().zip(typed))
            {
                if text != was {
                    signal.set(text);
                }
            }
        });
    }

    /// What is to be asked for, if it can be.
    pub(super) fn ask(self) -> Option<AskQuote> {
        let (sell, buy, fixed) = (self.sell.get(), self.buy.get(), self.fixed.get());
        self.verdict.with(Verdict::money)?;
        let typed = match fixed {
            Fixed::Sell => self.give.with(|text| Money::parse(text, sell)),
            Fixed::Buy => self.get.with(|text| Money::parse(text, buy)),
        };
        let minor = typed.ok().map(|money| money.minor).filter(|minor| *minor > 0)?;
        let whole = self.get.with(|text| Money::parse(text, buy)).is_ok_and(|m| m.minor > 0);
        whole.then_some(AskQuote { sell, buy, minor, fixed })
    }

    /// Turns it round.
    fn turn(self) {
        let (sell, buy) = (self.sell.get_untracked(), self.buy.get_untracked());
        self.sell.set(buy);
        self.buy.set(sell);
    }
}

/// Both amounts, one below the other.
#[component]
pub(super) fn DeskFields(
    /// The desk.
    desk: Desk,
    /// The currencies that are exchanged.
    currencies: Vec<Currency>,
) -> View {
    let problem = Signal::derive(move || desk.verdict.with(|v| v.error().map(tell)));
    let have = Signal::derive(move || {
        let currency = desk.sell.get();
        let rest = desk.accounts.with(|all| available(all, currency)).unwrap_or(0);
        Some(t!("wallet.exchange.have", amount = format::money(Money::new(rest, currency))))
    });
    let shapeless = Signal::derive(move || {
        let currency = desk.buy.get();
        let fault = |text: &String| match text.as_str() {
            "" => None,
            text => Money::parse(text, currency).err(),
        };
        desk.get.with(fault).map(|error| tell(&error))
    });
    let named = |c: &Currency| (*c, format!("{c} · {}", format::currency_name(*c)));
    let options: Vec<(Currency, String)> = currencies.iter().map(named).collect();
    // Nobody gets what they give: whichever was chosen last stays.
    let before = StoredValue::new(desk.sell.get_untracked());
    Effect::new(move |_| {
        let (sell, buy) = (desk.sell.get(), desk.buy.get());
        if sell == buy {
            let was = before.get_value();
            let other = currencies.iter().find(|c| **c != sell).copied();
            let other = Some(was).filter(|was| *was != sell).or(other);
            if let Some(other) = other {
                desk.buy.set(other);
            }
        }
        before.set_value(sell);
    });
    view! {
        <div class="exchange-desk">
            <section class="exchange-side card">
                <Select label=t!("wallet.exchange.give.currency") options=options.clone() value=desk.sell test="exchange-sell" />
                <Field label=t!("wallet.exchange.give") value=desk.give mode="decimal" max=16 hint=have error=problem test="exchange-give" />
            </section>
            <span class="exchange-turn">
                <IconButton icon="arrow-down" label=t!("wallet.exchange.turn") on_press=move |()| desk.turn() test="exchange-turn" />
            </span>
            <section class="exchange-side card">
                <Select label=t!("wallet.exchange.get.currency") options value=desk.buy test="exchange-buy" />
                <Field label=t!("wallet.exchange.get") value=desk.get mode="decimal" max=16 error=shapeless test="exchange-get" />
            </section>
        </div>
    }
}
