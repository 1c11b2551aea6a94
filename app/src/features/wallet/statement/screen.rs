//! Screen `statement`: an account, a period, what it adds up to, and the files of it.

use super::period::{Period, read_day, write_day};
use super::saved::SavedPlace;
use crate::act::Act;
use crate::answer::read;
use crate::features::wallet::currency_pick::currency_pick;
use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::features::wallet::reads::read_wallet;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::language;
use sampan_protocol::wallet::statement::{
    Format, GetStatement, SaveStatement, Saved, StatementSums, Wanted,
};
use sampan_protocol::wallet::{AccountView, rows};
use sampan_protocol::{Code, Money};

/// Statements.
#[component]
pub(crate) fn StatementScreen() -> View {
    let wallet = read_wallet();
    let state = wallet.state(|w| w.accounts.is_empty());
    // Only what the form starts with: it must not be made anew while somebody chooses.
    let accounts = Memo::new(move || {
        wallet.answer.with(|answer| match answer {
            Some(Ok(wallet)) => ids(&wallet.accounts),
            _ => Vec::new(),
        })
    });
    let body = move || match state.get() {
        ScreenState::Ready => view! { <Form accounts=accounts.get() /> },
        ScreenState::Empty => view! {
            <StateView icon="file-text" title=t!("wallet.empty") text=t!("wallet.empty.hint") />
        },
        ScreenState::Loading => view! { <SkeletonBlock lines=5 /> },
        ScreenState::Offline | ScreenState::Error => wallet.answer.with(|answer| match answer {
            Some(Err(error)) => failed(error, wallet.again),
            _ => View::none(),
        }),
    };
    view! { <Screen name="statement" title=t!("wallet.statement.short") back=links::BILLS state>{body}</Screen> }
}

type Account = (sampan_protocol::ids::AccountId, sampan_protocol::Currency);

fn ids(accounts: &[AccountView]) -> Vec<Account> {
    accounts.iter().map(|a| (a.account.id, a.account.currency)).collect()
}

#[component]
fn Form(accounts: Vec<Account>) -> View {
    let Some(first) = accounts.first().copied() else { return View::none() };
    let currency = RwSignal::new(first.1);
    let today = format::date_of(crate::clock::now());
    let period = RwSignal::new(Period::ThisMonth);
    let from = RwSignal::new(write_day((today.0, today.1, 1)));
    let to = RwSignal::new(write_day(today));
    let all = accounts.iter().map(|(_, currency)| *currency).collect();
    let pick = Callback::new(move |this| currency.set(this));
    let several = currency_pick(all, currency.into(), pick);
    let wanted = Memo::new(move || {
        let typed = || Some((read_day(&from.get())?, read_day(&to.get())?));
        let account = accounts.iter().find(|(_, of)| *of == currency.get())?.0;
        let (first, last) = period.get().days(today).or_else(typed)?;
        Some(Wanted { account, first, last, utc_offset: format::utc_offset() })
    });
    let periods = [
        (Period::ThisMonth, "wallet.statement.this_month"),
        (Period::LastMonth, "wallet.statement.last_month"),
        (Period::ThisYear, "wallet.statement.this_year"),
        (Period::Own, "wallet.statement.own"),
    ]
    .map(|(period, key)| (period, t!(key)));
    let days = move || {
        (period.get() == Period::Own).then(|| {
            view! {
                <div class="statement-days">
                    <Field label=t!("wallet.statement.first") value=from kind="date" test="statement-first" />
                    <Field label=t!("wallet.statement.last") value=to kind="date" test="statement-last" />
                </div>
            }
        })
    };
    view! {
        <div class="statement">
            {several}
            <Segmented label=t!("wallet.statement.period") options=periods.to_vec() value=period test="period" />
            {days}
            {move || wanted.get().map(|wanted| view! { <Chosen wanted /> })}
        </div>
    }
}

/// What a period adds up to, and the files of it.
#[component]
fn Chosen(wanted: Wanted) -> View {
    let asked = wanted.clone();
    let answer = read(&[rows::BILL], move || GetStatement { wanted: asked.clone() });
    let sums = Memo::new(move || answer.get());
    let again = Callback::new(move |()| answer.refetch());
    let saved = RwSignal::new(None::<Saved>);
    move || match sums.get() {
        None => view! { <SkeletonBlock lines=4 /> },
        // What was asked for cannot be had: that is no fault, and trying again changes nothing.
        Some(Err(error)) if matches!(error.code, Code::Refused | Code::Invalid) => view! {
            <p class="notice warning" role="alert" data-test="statement-refused">{crate::words::tell(&error)}</p>
        },
        Some(Err(error)) => failed(&error, again),
        Some(Ok(sums)) => view! {
            <Sums sums />
            <Files wanted=wanted.clone() saved />
            <SavedPlace saved />
        },
    }
}

#[component]
fn Sums(sums: StatementSums) -> View {
    let hidden = hidden_balances();
    let figure = |key: &'static str, test: &'static str, minor: i64| {
        let money = Money::new(minor, sums.currency);
        view! {
            <div class="statement-sum">
                <dt>{t!(key)}</dt>
                <dd data-test=test><MoneyText money hidden /></dd>
            </div>
        }
    };
    let period = match sums.first == sums.last {
        true => format::date(sums.first),
        false => format!("{} – {}", format::date(sums.first), format::date(sums.last)),
    };
    view! {
        <section class="card statement-sums">
            <p class="statement-period" data-test="statement-period">{period}</p>
            <dl>
                {figure("wallet.statement.opening", "opening", sums.opening)}
                {figure("wallet.statement.in", "money-in", sums.income)}
                {figure("wallet.statement.out", "money-out", sums.spending.saturating_neg())}
                {figure("wallet.statement.closing", "closing", sums.closing)}
            </dl>
            <p class="statement-count" data-test="movements">{crate::tn!("wallet.statement.movements", i64::from(sums.count))}</p>
        </section>
    }
}

#[component]
fn Files(wanted: Wanted, saved: RwSignal<Option<Saved>>) -> View {
    let act = Act::new();
    let busy = act.busy();
    let wanted = StoredValue::new(wanted);
    let file = move |format: Format,
                     icon: &'static str,
                     keys: [&'static str; 2],
                     test: &'static str| {
        let save = move |()| {
            let (wanted, language) = (wanted.get_value(), language());
            act.run_aloud(SaveStatement { wanted, format, language }, move |file| {
                saved.try_set(Some(file));
            });
        };
        let lead = move || view! { <Icon name=icon /> };
        let tail = move || view! { <Icon name="download" size=20 /> };
        view! {
            <ListItem title=t!(keys[0]) detail=t!(keys[1]) lead tail disabled=busy on_press=save test />
        }
    };
    view! {
        <ListSection title=t!("wallet.statement.save") foot=t!("wallet.statement.from_ledger")>
            {file(Format::Pdf, "file-text", ["wallet.statement.pdf", "wallet.statement.pdf.why"], "save-pdf")}
            {file(Format::Csv, "layout-grid", ["wallet.statement.csv", "wallet.statement.csv.why"], "save-csv")}
            {file(Format::Camt053, "landmark", ["wallet.statement.camt", "wallet.statement.camt.why"], "save-camt")}
        </ListSection>
    }
}
