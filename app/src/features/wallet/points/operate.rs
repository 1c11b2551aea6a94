//! Screen `operate.points`: how points are given and what they are worth, and the money for them.

use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::reads::read_wallet;
use crate::operate::{Proposal, ProposeSheet, Proposer};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::operate::{CONFIGURE, Configure, differences};
use sampan_protocol::service::Settings;
use sampan_protocol::wallet::PointsRules;
use sampan_protocol::wallet::points::FundFloat;
use sampan_protocol::{Currency, Money};

/// Points, for operators.
#[component]
pub(crate) fn OperatePointsScreen() -> View {
    let session = use_session();
    let settings = Memo::new(move || {
        session.with(|session| {
            let operator = session.me.as_ref().is_some_and(|me| me.operator);
            session.service.as_ref().filter(|_| operator).map(|service| service.settings.clone())
        })
    });
    let wallet = read_wallet();
    let currency = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    let state = Signal::derive(move || {
        if settings.with(Option::is_some) { ScreenState::Ready } else { ScreenState::Empty }
    });
    let content = move || match settings.get() {
        Some(settings) => view! {
            <div class="stack">
                <RulesForm settings />
                {currency.get().map(|currency| view! { <Float currency /> })}
            </div>
        },
        None => {
            view! { <StateView icon="coins" title=t!("operate.not_you") text=t!("operate.not_you_text") /> }
        }
    };
    view! { <Screen name="operate.points" title=t!("wallet.operate.points") back="/operate" state>{content}</Screen> }
}

#[component]
fn RulesForm(settings: Settings) -> View {
    let number = |n: u32| RwSignal::new(n.to_string());
    let rules = settings.points;
    let (each, worth, months) = (number(rules.each), number(rules.worth), number(rules.months));
    let proposer = Proposer::new();
    let typed = move || {
        let parse = |typed: RwSignal<String>| typed.with(|text| text.trim().parse::<u32>().ok());
        let typed =
            PointsRules { each: parse(each)?, worth: parse(worth)?, months: parse(months)? };
        typed.check().is_ok().then_some(typed)
    };
    let cannot = Signal::derive(move || typed().is_none_or(|typed| typed == rules));
    let settings = StoredValue::new(settings);
    let propose = move |()| {
        let Some(points) = untrack(typed) else { return };
        let old = settings.get_value();
        let changes = differences(&old, &Settings { points, ..old.clone() });
        proposer.ask(Proposal::new(CONFIGURE, &Configure { changes }));
    };
    view! {
        <section class="card form">
            <Field label=t!("wallet.operate.points.each") value=each mode="numeric" max=4 hint=t!("wallet.operate.points.each.hint") test="points-each" />
            <Field label=t!("wallet.operate.points.worth") value=worth mode="numeric" max=7 hint=t!("wallet.operate.points.worth.hint") test="points-worth" />
            <Field label=t!("wallet.operate.points.months") value=months mode="numeric" max=3 test="points-months" />
            <p class="hint">{t!("wallet.operate.points.two")}</p>
            <Button block=true disabled=cannot on_press=propose test="points-save">{t!("wallet.operate.points.propose")}</Button>
        </section>
        <ProposeSheet proposer />
    }
}

/// Puts money aside, out of the operator's own account.
#[component]
fn Float(currency: Currency) -> View {
    let (amount, pin) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (act, toasts, op) = (Act::new(), use_toasts(), RwSignal::new(new_op()));
    let typed = move || amount.with(|text| Money::parse(text, currency)).ok();
    let cannot = Signal::derive(move || typed().is_none_or(|money| money.minor <= 0));
    let fund = move |given: String| {
        let Some(money) = untrack(typed) else { return };
        let command = FundFloat { op: op.get_untracked(), amount: money, pin: given };
        act.run(command, move |_| {
            pin.try_set(false);
            amount.try_set(String::new());
            op.try_set(new_op());
            toasts.say(t!("wallet.operate.points.funded", amount = format::money(money)));
        });
    };
    let wrong = move || {
        act.error().get().map(|e| view! { <p class="field-foot error" role="alert">{tell(&e)}</p> })
    };
    view! {
        <section class="card form">
            <h2 class="card-title">{t!("wallet.points.fund")}</h2>
            <p class="hint">{t!("wallet.operate.points.fund.hint")}</p>
            <Field label=t!("wallet.operate.points.amount", currency = currency) value=amount mode="decimal" max=16 test="points-amount" />
            {wrong}
            <Button block=true kind=ButtonKind::Soft icon="coins" disabled=cannot on_press=move |()| pin.set(true) test="points-fund">{t!("wallet.points.fund")}</Button>
        </section>
        <PinSheet open=pin title=t!("wallet.points.fund") on_pin=fund busy=act.busy() error=act.error() />
    }
}
