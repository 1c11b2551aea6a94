//! How months compare: bars, of one category when one is chosen.

use super::screen::Look;
use crate::features::wallet::face::category_key;
use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{Insight, MonthSpent};
use sampan_protocol::{Currency, Money};

/// The bars of the last 6 or 12 months.
#[component]
pub(super) fn Trend(
    /// What is looked at.
    look: Memo<Look>,
    /// What is known about it.
    insight: Memo<Insight>,
    /// The currency.
    currency: Memo<Currency>,
    /// How many months.
    span: RwSignal<u8>,
) -> View {
    let hidden = hidden_balances();
    let category = Memo::new(move || look.with(|look| look.category));
    let title = move || match category.get() {
        Some(category) => t!("wallet.spending.trend.of", name = t!(&category_key(category))),
        None => t!("wallet.spending.trend"),
    };
    let bars = move || {
        let months = insight.with(|i| i.months.clone());
        let told = told(&months, currency.get());
        let bars = months.iter().map(|month| Bar {
            label: format::month_short(month.year, month.month),
            value: month.spent,
            current: look.with(|look| look.month == (month.year, month.month)),
        });
        view! { <Bars bars=bars.collect() label=told /> }
    };
    let average = move || {
        let minor = insight.with(|i| average(&i.months))?;
        let money = Money::new(minor, currency.get());
        Some(view! {
            <p class="spending-average">{t!("wallet.spending.average")}<MoneyText money hidden /></p>
        })
    };
    let bills = move || {
        category.get().map(|category| {
            let href = links::with_query(links::BILLS, &[("category", Some(category.word().to_owned()))]);
            view! { <a class="link-button" href=href data-test="category-bills">{t!("wallet.spending.bills")}</a> }
        })
    };
    let spans =
        [6_u8, 12].map(|n| (n, crate::tn!("wallet.spending.months", i64::from(n)))).to_vec();
    view! {
        <section class="card trend" data-test="trend">
            <header class="section-head"><h2 class="trend-title">{title}</h2>{bills}</header>
            {bars}
            {average}
            <Segmented label=t!("wallet.spending.span") options=spans value=span test="span" />
        </section>
    }
}

/// The mean of the months before the last, which is not over yet; none where nothing was spent.
fn average(months: &[MonthSpent]) -> Option<i64> {
    let (_, over) = months.split_last()?;
    let begun = over.iter().skip_while(|month| month.spent == 0);
    let spent: Vec<i64> = begun.map(|month| month.spent).collect();
    let count = i64::try_from(spent.len()).ok().filter(|count| *count > 0)?;
    Some(spent.iter().fold(0_i64, |sum, month| sum.saturating_add(*month)) / count)
}

/// The bars in words, for those who cannot see them.
fn told(months: &[MonthSpent], currency: Currency) -> String {
    let one = |month: &MonthSpent| {
        let amount = format::money(Money::new(month.spent, currency));
        format!("{} {amount}", format::month_short(month.year, month.month))
    };
    months.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_is_of_months_that_are_over_and_had_begun() {
        let months = |spent: &[i64]| {
            let month = |(n, spent): (usize, &i64)| MonthSpent {
                year: 2026,
                month: u8::try_from(n + 1).expect("few"),
                spent: *spent,
            };
            spent.iter().enumerate().map(month).collect::<Vec<_>>()
        };
        assert_eq!(average(&months(&[0, 0, 100, 0, 200, 999])), Some(100), "(100 + 0 + 200) / 3");
        assert_eq!(average(&months(&[0, 0, 5])), None, "the first month is not over");
        assert_eq!(average(&[]), None, "no months");
    }
}
