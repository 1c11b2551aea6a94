//! Screen `dispute-new`: disputes a payment.

use super::evidence::PicturesField;
use super::path;
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::features::wallet::links;
use crate::features::wallet::pay::PayeeHead;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_params_map};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Money;
use sampan_protocol::ids::BillId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::dispute::{OpenDispute, Reason, TEXT_LIMIT};
use sampan_protocol::wallet::refund::{GIVEN_BACK, GetGivenBack};
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::wallet::{Bill, GetBill};

/// Disputes the payment of a bill.
#[component]
pub(crate) fn NewDisputeScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("bill").and_then(|id| id.parse::<BillId>().ok()));
    let id = id.unwrap_or(BillId(Default::default()));
    let bill = read(&[BILL], move || GetBill { id });
    let given = read(&[BILL, GIVEN_BACK], move || GetGivenBack { bill: id });
    // What the form is about: it is not made anew while somebody types.
    let start = RwSignal::new(None::<(Bill, Money)>);
    Effect::new(move |_| {
        let (Some(Ok(bill)), Some(Ok(Some(given)))) = (bill.get(), given.get()) else { return };
        if start.with_untracked(Option::is_none) {
            start.set(Some((bill, given.left())));
        }
    });
    let state = Signal::derive(move || match start.with(Option::is_some) {
        true => ScreenState::Ready,
        false => ScreenState::of(&bill.get(), |_| false),
    });
    // The bill is not looked at once the form is there: it changes while the dispute is handed in.
    let body = move || match start.get() {
        Some((Bill { other: Some(payee), .. }, left)) => view! { <Form bill=id payee left /> },
        Some(_) => nothing(),
        None => match bill.get() {
            Some(Err(error)) => failed(&error, move |()| bill.refetch()),
            _ => view! { <SkeletonBlock lines=5 /> },
        },
    };
    view! { <Screen name="dispute-new" title=t!("wallet.dispute.new") back=links::BILLS state>{body}</Screen> }
}

fn nothing() -> View {
    view! {
        <StateView icon="scale" title=t!("wallet.dispute.empty") text=t!("wallet.dispute.empty.hint")
            action=t!("wallet.recent.all") href=links::BILLS />
    }
}

#[component]
fn Form(bill: BillId, payee: Person, left: Money) -> View {
    let reason = RwSignal::new(None::<Reason>);
    let (amount, text) = (RwSignal::new(left.to_plain()), RwSignal::new(String::new()));
    let pictures = RwSignal::new(Vec::<String>::new());
    let (act, op) = (Act::new(), new_op());
    let navigate = StoredValue::new_local(use_navigate());
    let typed = move || amount.with(|text| Money::parse(text, left.currency));
    let within = move || typed().is_ok_and(|money| (1..=left.minor).contains(&money.minor));
    let wrong = Signal::derive(move || {
        let fine = amount.with(String::is_empty) || within();
        (!fine).then(|| t!("wallet.dispute.amount.hint", left = format::money(left)))
    });
    let incomplete = Signal::derive(move || {
        reason.get().is_none() || !within() || text.with(|text| text.trim().is_empty())
    });
    let open = move |()| {
        let (Some(reason), Ok(amount)) = (reason.get_untracked(), untrack(typed)) else { return };
        let text = text.with_untracked(|text| text.trim().to_owned());
        let pictures = pictures.get_untracked();
        let command = OpenDispute { op, bill, reason, amount, text, pictures };
        act.run(command, move |id| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&path(id), options));
        });
    };
    let problem = move || {
        act.error().get().map(|e| view! { <p class="callout danger" role="alert" data-test="dispute-problem">{tell(&e)}</p> })
    };
    let hint = t!("wallet.dispute.open.hint", name = payee.name);
    view! {
        <div class="form">
            <PayeeHead person=payee />
            <Reasons reason />
            <Field label=t!("wallet.dispute.amount", currency = left.currency) value=amount mode="decimal" max=16
                hint=t!("wallet.dispute.amount.hint", left = format::money(left)) error=wrong test="dispute-amount" />
            <TextArea label=t!("wallet.dispute.text") value=text max=TEXT_LIMIT as u32 rows=4
                placeholder=t!("wallet.dispute.text.hint") test="dispute-text" />
            <PicturesField names=pictures />
            <p class="callout">{hint}</p>
            {problem}
            <Button block=true busy=act.busy() disabled=incomplete on_press=open test="confirm">{t!("wallet.dispute.open")}</Button>
        </div>
    }
}

/// One of the reasons.
#[component]
fn Reasons(reason: RwSignal<Option<Reason>>) -> View {
    let row = |this: Reason| {
        let checked = move || reason.get() == Some(this);
        let test = format!("reason-{}", this.word());
        view! {
            <label class="dispute-reason" data-test=test>
                <input type="radio" name="dispute-reason" prop:checked=checked on:change=move |_| reason.set(Some(this)) />
                <span>{t!(&format!("wallet.dispute.reason.{}", this.word()))}</span>
            </label>
        }
    };
    view! {
        <fieldset class="dispute-reasons">
            <legend>{t!("wallet.dispute.reason")}</legend>
            <div class="list">{Reason::ALL.map(row).into_iter().collect_view()}</div>
        </fieldset>
    }
}
