//! Screen `spending`: a month's donut, the months before it, and whom it went to.

use super::top::Top;
use super::trend::Trend;
use crate::answer::read;
use crate::features::wallet::bills::{donut_parts, legend};
use crate::features::wallet::budgets::Budgets;
use crate::features::wallet::currency_pick::currency_pick;
use crate::features::wallet::face::{category_icon, category_key};
use crate::features::wallet::links;
use crate::features::wallet::money::first_currency;
use crate::features::wallet::overview::hidden_balances;
use crate::features::wallet::reads::{LABELLED, read_wallet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{Category, GetInsight, Insight};
use sampan_protocol::{Currency, Money};

/// What is looked at, as it stands in the address: `?month=2026-11&currency=CNY&category=food`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Year and month.
    pub(super) month: (i32, u8),
    /// The currency; none: the wallet's first.
    pub(super) currency: Option<Currency>,
    /// Only what was spent on this.
    pub(super) category: Option<Category>,
}

impl Look {
    fn from_query(get: impl Fn(&str) -> Option<String>, now: (i32, u8)) -> Self {
        let month = |text: String| {
            let (year, month) = text.split_once('-')?;
            Some((year.parse().ok()?, month.parse().ok().filter(|m| (1..=12).contains(m))?))
        };
        Self {
            month: get("month").and_then(month).filter(|month| *month <= now).unwrap_or(now),
            currency: get("currency").and_then(|code| code.parse().ok()),
            category: get("category").and_then(|word| Category::from_word(&word)),
        }
    }

    fn address(&self) -> String {
        let (year, month) = self.month;
        let pairs = [
            ("month", Some(format!("{year}-{month:02}"))),
            ("currency", self.currency.map(|currency| currency.code().to_owned())),
            ("category", self.category.map(|category| category.word().to_owned())),
        ];
        links::with_query(links::SPENDING, &pairs)
    }

    /// So many months later, earlier if negative.
    fn moved(&self, months: i32) -> Self {
        let at = self.month.0 * 12 + i32::from(self.month.1) - 1 + months;
        let month = u8::try_from(at.rem_euclid(12) + 1).unwrap_or(1);
        Self { month: (at.div_euclid(12), month), ..*self }
    }
}

fn this_month() -> (i32, u8) {
    let (year, month, _) = format::date_of(crate::clock::now());
    (year, month)
}

/// Spending.
#[component]
pub(crate) fn SpendingScreen() -> View {
    let wallet = read_wallet();
    let first = Memo::new(move || {
        wallet.answer.with(|answer| match answer {
            Some(Ok(wallet)) => first_currency(wallet, None),
            _ => None,
        })
    });
    let currencies =
        wallet.part(|w| w.accounts.iter().map(|a| a.account.currency).collect::<Vec<_>>());
    let state = wallet.state(|w| w.accounts.is_empty());
    let body = move || match (state.get(), first.get()) {
        (ScreenState::Ready, Some(first)) => view! { <Spending first currencies /> },
        (ScreenState::Offline | ScreenState::Error, _) => {
            wallet.answer.with(|answer| match answer {
                Some(Err(error)) => failed(error, wallet.again),
                _ => View::none(),
            })
        }
        (ScreenState::Empty, _) => view! {
            <StateView icon="chart-pie" title=t!("wallet.bills.empty") text=t!("wallet.bills.empty.hint") />
        },
        _ => view! { <SkeletonBlock lines=6 /> },
    };
    view! { <Screen name="spending" title=t!("wallet.spending.title") back=links::BILLS state wide=true>{body}</Screen> }
}

#[component]
fn Spending(first: Currency, currencies: Memo<Vec<Currency>>) -> View {
    let query = use_query_map();
    let look =
        Memo::new(move || query.with(|q| Look::from_query(|name| q.get(name), this_month())));
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |look: Look| {
        let options = NavigateOptions { replace: true, still: true };
        navigate.with_value(|navigate| navigate(&look.address(), options));
    });
    let span = RwSignal::new(6_u8);
    let currency = Memo::new(move || look.with(|look| look.currency).unwrap_or(first));
    let answer = read(LABELLED, move || {
        let Look { month, category, .. } = look.get();
        let utc_offset = format::utc_offset();
        GetInsight { month, span: span.get(), currency: currency.get(), category, utc_offset }
    });
    let insight = Memo::new(move || match answer.get() {
        Some(Ok(insight)) => insight,
        _ => Insight::default(),
    });
    let problem = Memo::new(move || answer.get().and_then(Result::err));
    let again = Callback::new(move |()| answer.refetch());
    let pick = Callback::new(move |this: Currency| {
        go.run(Look { currency: Some(this), ..look.get_untracked() });
    });
    let several = move || currency_pick(currencies.get(), currency.into(), pick);
    view! {
        <div class="spending">
            <MonthPick look go />
            {several}
            {move || problem.get().map(|error| failed(&error, again))}
            <div class="spending-columns">
                <div class="spending-main">
                    <Parts look go insight currency />
                    <Trend look insight currency span />
                </div>
                <div class="spending-side">
                    <Top insight currency />
                    <Budgets />
                </div>
            </div>
        </div>
    }
}

/// The month, with the one before and the one after.
#[component]
fn MonthPick(look: Memo<Look>, go: Callback<Look>) -> View {
    let title = move || look.with(|look| format::month(look.month.0, look.month.1));
    let last = Memo::new(move || look.with(|look| look.month >= this_month()));
    let before = move |()| go.run(look.get_untracked().moved(-1));
    let after = move |()| go.run(look.get_untracked().moved(1));
    let onward = move || {
        (!last.get()).then(|| view! {
            <IconButton icon="chevron-right" label=t!("wallet.spending.next") on_press=after test="month-after" />
        })
    };
    view! {
        <div class="spending-month">
            <IconButton icon="chevron-left" label=t!("wallet.spending.before") on_press=before test="month-before" />
            <h2 data-test="spending-month">{title}</h2>
            <span class="spending-onward">{onward}</span>
        </div>
    }
}

/// The donut, and the categories as a list of which one can be chosen.
#[component]
fn Parts(
    look: Memo<Look>,
    go: Callback<Look>,
    insight: Memo<Insight>,
    currency: Memo<Currency>,
) -> View {
    let hidden = hidden_balances();
    let by_category = Memo::new(move || insight.with(|i| i.by_category.clone()));
    let donut = move || {
        let by_category = by_category.get();
        let spent = by_category.iter().fold(0, |sum: i64, (_, minor)| sum.saturating_add(*minor));
        let money = Money::new(spent, currency.get());
        view! {
            <div class="spent">
                <Donut slices=donut_parts(&by_category) label=t!("wallet.bills.spent")>
                    <span class="spent-label">{t!("wallet.bills.spent")}</span>
                    <MoneyText money hidden />
                </Donut>
                <div class="spent-side">{legend(&by_category)}</div>
            </div>
        }
    };
    let row = move |(category, minor): (Category, i64)| {
        let money = Money::new(minor, currency.get_untracked());
        let selected = move || look.with(|look| look.category == Some(category));
        let press = move |_| {
            let now = look.get_untracked();
            let chosen = (now.category != Some(category)).then_some(category);
            go.run(Look { category: chosen, ..now });
        };
        view! {
            <li class="item">
                <button
                    class="item-row spending-category"
                    type="button"
                    aria-pressed=move || selected().to_string()
                    on:click=press
                    data-test=format!("spent-{}", category.word())
                >
                    <span class="spending-icon"><Icon name=category_icon(category) size=20 /></span>
                    <span class="item-text"><span class="item-title">{t!(&category_key(category))}</span></span>
                    <MoneyText money hidden />
                </button>
            </li>
        }
    };
    let rows = move || {
        let all = by_category.get();
        (!all.is_empty())
            .then(|| view! { <ul class="list">{all.into_iter().map(row).collect_view()}</ul> })
    };
    view! { <section class="list-section">{donut}{rows}</section> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(query: &[(&str, &str)]) -> Look {
        let get = |name: &str| {
            query.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        Look::from_query(get, (2026, 11))
    }

    #[test]
    fn a_look_stands_in_the_address() {
        let told = look(&[("month", "2025-12"), ("currency", "JPY"), ("category", "food")]);
        assert_eq!(told.month, (2025, 12), "the month");
        assert_eq!(
            told.address(),
            "/wallet/spending?month=2025-12&currency=JPY&category=food",
            "and back"
        );
        for wrong in ["2026-13", "x", "2026", "2027-01"] {
            assert_eq!(look(&[("month", wrong)]).month, (2026, 11), "{wrong} is no month to show");
        }
    }

    #[test]
    fn months_are_walked_over_the_new_year() {
        let january = look(&[("month", "2026-01")]);
        assert_eq!(january.moved(-1).month, (2025, 12), "back");
        assert_eq!(january.moved(-1).moved(1).month, (2026, 1), "and forth");
    }
}
