//! The heading of a month: what it was spent on, and below, in sight for all of its bills, its sums.

use super::spending::slices;
use crate::features::wallet::face::category_key;
use crate::features::wallet::overview::hidden_balances;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{Category, Month, MonthSum};
use sampan_protocol::{Currency, Money};

/// A month's heading.
#[component]
pub(crate) fn MonthHead(
    /// The month.
    month: Memo<Option<Month>>,
    /// The currency that is summed up, where there are several; none: the first.
    currency: RwSignal<Option<Currency>>,
    /// Whether there is a donut.
    donuts: Memo<bool>,
    /// Opens the choice of a month.
    month_open: RwSignal<bool>,
) -> View {
    let hidden = hidden_balances();
    let sum = Memo::new(move || month.with(|month| summed(month.as_ref()?, currency.get())));
    let title = move || month.with(|m| m.as_ref().map(|m| format::month(m.year, m.month)));
    let spent = move || {
        donuts.get().then(|| {
            let (count, currencies) =
                month.with(|m| m.as_ref().map(|m| (m.count, currencies(m))).unwrap_or_default());
            view! { <Spent sum=sum.get() count=i64::from(count) currencies currency hidden /> }
        })
    };
    view! {
        <div class="month-head" class:compact=move || !donuts.get()>
            {spent}
            <div class="month-strip">
                <button class="month-name" type="button" on:click=move |_| month_open.set(true) data-test="month">
                    <h2>{title}</h2>
                    <Icon name="chevron-down" size=16 />
                </button>
                {move || sum.get().map(|sum| totals(&sum, hidden))}
            </div>
        </div>
    }
}

fn summed(month: &Month, currency: Option<Currency>) -> Option<MonthSum> {
    let wanted = month.sums.iter().find(|sum| Some(sum.income.currency) == currency);
    wanted.or_else(|| month.sums.first()).cloned()
}

fn currencies(month: &Month) -> Vec<Currency> {
    month.sums.iter().map(|sum| sum.income.currency).collect()
}

/// Money out and money in.
fn totals(sum: &MonthSum, hidden: Signal<bool>) -> View {
    let figure = |class: &'static str, label: &'static str, money: Money| {
        view! {
            <span class="month-total-label">{t!(label)}</span>
            <span class=format!("month-total {class}")><MoneyText money hidden /></span>
        }
    };
    view! {
        <span class="month-totals">
            {figure("out", "wallet.bills.out", sum.spending.negated())}
            {figure("in", "wallet.bills.in", sum.income)}
        </span>
    }
}

/// The donut with its legend.
#[component]
fn Spent(
    sum: Option<MonthSum>,
    count: i64,
    currencies: Vec<Currency>,
    currency: RwSignal<Option<Currency>>,
    hidden: Signal<bool>,
) -> View {
    let by_category = sum.as_ref().map(|sum| sum.by_category.clone()).unwrap_or_default();
    let total = sum.map(|sum| sum.spending.negated());
    let shown = total.map_or_else(|| currencies.first().copied(), |total| Some(total.currency));
    let several = currencies.len() > 1;
    let pick = currencies.into_iter().map(|this| {
        let on_press = move |()| currency.set(Some(this));
        view! { <Chip label=this.to_string() selected=shown == Some(this) on_press test="sum-currency" /> }
    });
    view! {
        <div class="spent">
            <Donut slices=donut_parts(&by_category) label=t!("wallet.bills.spent")>
                <span class="spent-label">{t!("wallet.bills.spent")}</span>
                {total.map(|money| view! { <MoneyText money hidden /> })}
                <span class="spent-count">{crate::tn!("wallet.bills.count", count)}</span>
            </Donut>
            <div class="spent-side">
                {several.then(|| view! { <div class="spent-currencies">{pick.collect_view()}</div> })}
                {legend(&by_category)}
            </div>
        </div>
    }
}

/// The parts of a donut.
pub(crate) fn donut_parts(by_category: &[(Category, i64)]) -> Vec<Slice> {
    let parts = slices(by_category).into_iter().enumerate();
    parts
        .map(|(at, part)| Slice {
            label: t!(&category_key(part.category)),
            value: part.minor,
            hue: hue(at, part.category),
        })
        .collect()
}

/// The legend of a donut, or that there is nothing in it.
pub(crate) fn legend(by_category: &[(Category, i64)]) -> View {
    let parts = slices(by_category);
    if parts.is_empty() {
        return view! { <p class="spent-nothing">{t!("wallet.bills.nothing_spent")}</p> };
    }
    let lines = parts.iter().enumerate().map(|(at, part)| {
        view! {
            <li>
                <span class=format!("legend-dot hue-{}", hue(at, part.category)) aria-hidden="true"></span>
                <span class="legend-name">{t!(&category_key(part.category))}</span>
                <span class="legend-share">{percent(part.share)}</span>
            </li>
        }
    });
    view! { <ul class="legend">{lines.collect_view()}</ul> }
}

/// The colour of a part: by its rank, and always the same grey for the rest.
fn hue(rank: usize, category: Category) -> u8 {
    match category {
        Category::Other => 8,
        _ => u8::try_from(rank % 8).unwrap_or(0),
    }
}

/// Per mille as per cent: `12.5 %` below ten, whole above.
fn percent(share: u32) -> String {
    match share {
        0..100 => format!("{}.{}%", share / 10, share % 10),
        _ => format!("{}%", (share + 5) / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_short() {
        let told = [4, 99, 100, 125, 1_000].map(percent);
        assert_eq!(
            told,
            ["0.4%", "9.9%", "10%", "13%", "100%"],
            "a decimal only where it says something"
        );
    }

    #[test]
    fn the_rest_is_always_grey() {
        assert_eq!((hue(0, Category::Other), hue(5, Category::Other)), (8, 8), "whatever its rank");
        assert_eq!(hue(0, Category::Food), 0, "the largest has the first colour");
    }

    #[test]
    fn another_currency_is_summed_up_where_there_is_one() {
        let sum = |code: &str| {
            let currency = Currency::new(code).expect("a listed currency");
            let zero = Money::new(0, currency);
            MonthSum { income: zero, spending: zero, by_category: Vec::new() }
        };
        let month = Month { year: 2026, month: 11, count: 1, sums: vec![sum("CNY"), sum("JPY")] };
        let code = |wanted: Option<&str>| {
            let wanted = wanted.and_then(|code| Currency::new(code).ok());
            summed(&month, wanted).map(|sum| sum.income.currency.to_string())
        };
        assert_eq!(code(None).as_deref(), Some("CNY"), "the first by itself");
        assert_eq!(code(Some("JPY")).as_deref(), Some("JPY"), "the one that was picked");
        assert_eq!(code(Some("EUR")).as_deref(), Some("CNY"), "a month without it shows its first");
    }
}
