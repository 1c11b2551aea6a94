//! Screen `bills`: months of bills, of which only those in sight are made.

use super::days::{told, weekday};
use super::feed::Feed;
use super::filter_sheet::FilterSheet;
use super::month_head::MonthHead;
use super::month_sheet::MonthSheet;
use super::places::{ROW, groups, is_first_of_month};
use super::query::Narrowing;
use crate::features::wallet::bill_row::bill_row;
use crate::features::wallet::budgets::BudgetStrip;
use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::features::wallet::reads::screen_state;
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::wallet::{Bill, Month};
use std::time::Duration;

/// How long typing has to pause before it is searched.
const PAUSE: Duration = Duration::from_millis(220);

/// The list of bills.
#[component]
pub(crate) fn BillList(
    /// What it shows.
    feed: Feed,
    /// The bill that is shown beside it.
    picked: Memo<Option<String>>,
) -> View {
    let filter_open = RwSignal::new(false);
    let month_open = RwSignal::new(false);
    let place = NodeRef::<html::Div>::new();
    let state =
        Signal::derive(move || feed.months.with(|m| screen_state(m.as_ref(), Vec::is_empty)));
    let count = Memo::new(move || feed.narrowing.with(Narrowing::count));
    let actions = move || {
        let label = Signal::derive(move || match count.get() {
            0 => t!("wallet.bills.filter"),
            n => t!("wallet.bills.filter.n", n = n),
        });
        view! {
            <a class="icon-button" href=links::STATEMENT aria-label=t!("wallet.statement.short") data-test="statement">
                <Icon name="file-text" />
            </a>
            <a class="icon-button" href=links::SPENDING aria-label=t!("wallet.spending.title") data-test="spending">
                <Icon name="chart-pie" />
            </a>
            <span class="filter-button" class:set=move || { count.get() > 0 }>
                <IconButton icon="list-filter" label on_press=move |()| filter_open.set(true) test="filter" />
            </span>
        }
    };
    let narrowed = feed.narrowing;
    Effect::new(move |before: Option<Narrowing>| {
        let now = narrowed.get();
        if before.is_some_and(|before| before != now)
            && let Some(body) =
                place.get_untracked().and_then(|p| p.closest(".screen-body").ok().flatten())
        {
            body.set_scroll_top(0);
        }
        now
    });
    let body = move || match state.get() {
        ScreenState::Ready => view! { <Months feed picked month_open /> },
        ScreenState::Loading => view! { <SkeletonRows count=8 /> },
        ScreenState::Empty => empty(feed),
        ScreenState::Offline | ScreenState::Error => feed.months.with(|months| match months {
            Some(Err(error)) => failed(error, Callback::new(move |()| feed.again())),
            _ => View::none(),
        }),
    };
    view! {
        <Screen
            name="bills"
            title=t!("wallet.bills.title")
            back=links::WALLET
            state
            actions
            beside=beside(Signal::derive(move || picked.with(Option::is_some)))
        >
            <div class="bills" node_ref=place>
                <Search feed />
                <BudgetStrip />
                {body}
            </div>
            <FilterSheet open=filter_open narrowing=feed.narrowing />
            <MonthSheet open=month_open feed place />
        </Screen>
    }
}

/// Words that bills are searched for; they stand in the address, so that going back finds them.
#[component]
fn Search(feed: Feed) -> View {
    let value = RwSignal::new(feed.narrowing.with_untracked(|n| n.text.clone()));
    let sent = StoredValue::new(value.get_untracked());
    let navigate = use_navigate();
    let go = StoredValue::new_local(navigate);
    Effect::new(move |_| {
        let text = value.get();
        let search = move || {
            let now = feed.narrowing.get_untracked();
            if value.try_get_untracked().as_ref() == Some(&text) && now.text != text {
                sent.set_value(text.clone());
                let address = Narrowing { text: text.clone(), ..now }.address(links::BILLS);
                let options = NavigateOptions { replace: true, still: true };
                go.with_value(|navigate| navigate(&address, options));
            }
        };
        set_timeout(search, PAUSE);
    });
    // "Show all" and going back change it, too; what was typed since the last search stays.
    Effect::new(move |_| {
        let text = feed.narrowing.with(|n| n.text.clone());
        if sent.with_value(|sent| *sent != text) {
            sent.set_value(text.clone());
            value.set(text);
        }
    });
    view! { <SearchField value label=t!("wallet.bills.search") test="bills-search" /> }
}

fn empty(feed: Feed) -> View {
    if feed.narrowing.with_untracked(Narrowing::is_open) {
        return view! {
            <StateView icon="receipt-text" title=t!("wallet.bills.empty") text=t!("wallet.bills.empty.hint")
                action=t!("wallet.top_up.title") href=links::TOP_UP />
        };
    }
    view! {
        <StateView
            icon="search"
            title=t!("wallet.bills.none")
            text=t!("wallet.bills.none.hint")
            action=t!("wallet.bills.clear")
            href=links::BILLS
            test="clear-filter"
        />
    }
}

#[component]
fn Months(feed: Feed, picked: Memo<Option<String>>, month_open: RwSignal<bool>) -> View {
    let months = Memo::new(move || feed.known());
    let donuts = Memo::new(move || feed.narrowing.with(Narrowing::is_open));
    let laid_out = Signal::derive(move || months.with(|months| groups(months, donuts.get())));
    let currency = RwSignal::new(None);
    let header = Callback::new(move |at: usize| {
        let month = Memo::new(move || months.with(|all| all.get(at).cloned()));
        view! { <MonthHead month currency donuts month_open /> }
    });
    let row = move |number: usize| view! { <Line feed months picked number /> };
    let on_range = Callback::new(move |range| feed.see(range));
    view! { <VirtualList groups=laid_out row_height=ROW row header on_range test="bill-list" /> }
}

/// A bill with the day at its left, or a shadow of it until it is read.
#[component]
fn Line(feed: Feed, months: Memo<Vec<Month>>, picked: Memo<Option<String>>, number: usize) -> View {
    let bill = feed.bill(number);
    let hidden = hidden_balances();
    move || match bill.get() {
        None => {
            view! { <div class="bill-line"><span class="bill-day"></span><SkeletonRows count=1 /></div> }
        }
        Some((bill, above)) => {
            let first = months.with_untracked(|months| is_first_of_month(months, number));
            let day = day_beside(&bill, above.as_ref(), first);
            let begins = day.is_some();
            let id = bill.id.to_string();
            let when = format::clock_time(bill.at);
            let query = feed.narrowing.with_untracked(|n| n.address(""));
            view! {
                <div class="bill-line" class:begins=begins class:picked=move || picked.with(|p| p.as_ref() == Some(&id))>
                    <span class="bill-day">{day}</span>
                    {bill_row(&bill, when, &query, hidden)}
                </div>
            }
        }
    }
}

fn day_beside(bill: &Bill, above: Option<&Bill>, first_of_month: bool) -> Option<View> {
    let this = format::date_of(bill.at);
    let (_, _, day) = told(this, above.map(|above| format::date_of(above.at)), first_of_month)?;
    let today = format::date_of(crate::clock::now());
    let yesterday = format::date_of(crate::clock::now().plus_seconds(-86_400));
    let name = match this {
        _ if this == today => t!("wallet.bills.today"),
        _ if this == yesterday => t!("wallet.bills.yesterday"),
        _ => {
            let weekday = weekday(bill.at, format::utc_offset());
            t!(&format!("wallet.weekday.{weekday}"))
        }
    };
    Some(
        view! { <span class="bill-day-number">{day.to_string()}</span><span class="bill-day-name">{name}</span> },
    )
}
