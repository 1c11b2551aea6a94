//! Screen `bill`: all about one bill, and what can be done about it.

use super::linked::linked;
use super::order::OrderSheet;
use super::proof::Prove;
use crate::answer::read;
use crate::features::wallet::at_rail::{self, RailActions};
use crate::features::wallet::bill_row::{bill_picture, bill_title, by_card};
use crate::features::wallet::bill_split::path_of_bill;
use crate::features::wallet::clipboard;
use crate::features::wallet::disputes::DisputePart;
use crate::features::wallet::face::{self, category_icon, category_key, kind_key, rail_key};
use crate::features::wallet::family;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::pay::PricePart;
use crate::features::wallet::plan::CallBack;
use crate::features::wallet::pots;
use crate::features::wallet::reads::LABELLED;
use crate::features::wallet::refund::GivenBackPart;
use crate::features::wallet::statement::ShareReceipt;
use crate::features::wallet::waiting::{Drop, SendAgain, operation};
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use leptos::task::spawn_local;
use sampan_protocol::ids::{BillId, CardId, PotId};
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::{Bill, BillKind, BillState, GetBill, ThroughWhat};
use sampan_protocol::{Code, Error, Money};

/// One bill.
#[component]
pub(crate) fn BillScreen(
    /// Which.
    id: BillId,
) -> View {
    let answer = read(LABELLED, move || GetBill { id });
    let again = Callback::new(move |()| answer.refetch());
    // Made anew only when the bill itself has changed.
    let bill = Memo::new(move || answer.get());
    let state = Signal::derive(move || ScreenState::of(&bill.get(), |_| false));
    let order_open = RwSignal::new(false);
    let body = move || match bill.get() {
        Some(Err(Error { code: Code::NotFound, .. })) => unknown(),
        answer => loaded(answer, again, |bill| view! { <Detail bill order_open /> }),
    };
    let known = Signal::derive(move || bill.get().and_then(Result::ok));
    view! {
        <Screen name="bill" title=t!("wallet.bill.title") back=links::BILLS state>
            {body}
            <OrderSheet open=order_open bill=known />
        </Screen>
    }
}

fn unknown() -> View {
    view! {
        <StateView
            icon="receipt-text"
            title=t!("wallet.bill.unknown")
            text=t!("wallet.bill.unknown.hint")
            action=t!("wallet.recent.all")
            href=links::BILLS
        />
    }
}

#[component]
fn Detail(bill: Bill, order_open: RwSignal<bool>) -> View {
    let (state, tone) = face::state(&bill.state);
    let why = match &bill.state {
        BillState::Failed(error) => Some(tell(error)),
        BillState::Pending => Some(t!("wallet.receipt.pending.hint")),
        BillState::NeedsPin => Some(t!("wallet.receipt.needs_pin.hint")),
        BillState::Underway(until) if bill.amount.minor < 0 => {
            Some(t!("wallet.receipt.underway.hint", time = format::moment_within(*until)))
        }
        BillState::Underway(until) => {
            Some(t!("wallet.delay.arrives", time = format::moment_within(*until)))
        }
        BillState::AtRail(at) => Some(at_rail::why(bill.kind, at)),
        BillState::Held(until) => {
            Some(t!("wallet.held.until", time = format::moment_within(*until)))
        }
        BillState::Settled | BillState::CalledBack | BillState::Released => None,
    };
    let id = bill.id.to_string();
    // What somebody else's card paid stands in their account's journal, which is theirs.
    let given = bill.through.as_ref().is_some_and(|t| t.what == ThroughWhat::Given);
    view! {
        <article class="bill-detail" data-test="bill-detail" data-bill=id>
            <header class="bill-detail-head">
                {bill_picture(&bill, 56)}
                <p class="bill-detail-title">{bill_title(&bill)}</p>
                <p class="bill-detail-amount"><MoneyText money=bill.amount signed=true size=MoneySize::Display /></p>
                <p class=format!("bill-state {}", tone.word()) data-test="bill-state">{t!(state)}</p>
                {why.map(|why| view! { <p class="bill-why" data-test="bill-why">{why}</p> })}
            </header>
            <Facts bill=bill.clone() />
            {linked(&bill)}
            <PricePart bill=bill.clone() />
            <Written bill=bill.clone() order_open />
            <GivenBackPart bill=bill.clone() />
            <Actions bill=bill.clone() />
            <DisputePart bill=bill.clone() />
            {(bill.state == BillState::Settled && !given).then(|| view! { <Prove bill=bill.id /> })}
        </article>
    }
}

/// Label and value of everything there is to say.
fn facts(bill: &Bill) -> Vec<(&'static str, String)> {
    let side = if bill.amount.minor < 0 { "wallet.bill.to" } else { "wallet.bill.from" };
    let other = bill.other.as_ref().map(|other| match other.handle.as_str() {
        "" => other.name.clone(),
        handle => format!("{} · @{handle}", other.name),
    });
    let account = Money::new(bill.balance_after.unwrap_or(0), bill.amount.currency);
    let given = bill.through.as_ref().is_some_and(|t| t.what == ThroughWhat::Given);
    let own = (!given).then(|| t!("wallet.account.name", currency = bill.amount.currency));
    let facts = [
        (side, other),
        ("wallet.bill.rail", bill.rail.as_deref().map(|rail| t!(&rail_key(rail)))),
        ("wallet.bill.note", Some(bill.note.clone()).filter(|note| !note.is_empty())),
        ("wallet.bill.kind", Some(t!(&kind_key(bill.kind)))),
        ("wallet.bill.time", Some(format::full(bill.at))),
        ("wallet.bill.by_card", bill.through.as_ref().and_then(by_card)),
        ("wallet.bill.account", own),
        ("wallet.bill.after", bill.balance_after.map(|_| format::money(account))),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}

/// What its owner says about it: category, tags, a note; pressing it changes them.
#[component]
fn Written(bill: Bill, order_open: RwSignal<bool>) -> View {
    let label = bill.label.unwrap_or_default();
    let tag = |tag: String| {
        let href = links::with_query(links::BILLS, &[("tag", Some(tag.clone()))]);
        view! { <a class="bill-tag" href=href data-test="bill-tag">{format!("#{tag}")}</a> }
    };
    let tags: Vec<View> = label.tags.into_iter().map(tag).collect();
    let tags = (!tags.is_empty()).then(|| view! { <p class="bill-tags">{tags.collect_view()}</p> });
    let note = Some(label.note).filter(|note| !note.is_empty());
    view! {
        <section class="card bill-written" data-test="bill-written">
            <button class="bill-order" type="button" on:click=move |_| order_open.set(true) data-test="order-bill">
                <span class="bill-order-icon"><Icon name=category_icon(bill.category) size=20 /></span>
                <span class="bill-order-name" data-test="bill-category">{t!(&category_key(bill.category))}</span>
                <span class="bill-order-edit">{t!("wallet.order.edit")}</span>
                <Icon name="chevron-right" size=20 />
            </button>
            {tags}
            {note.map(|note| view! { <p class="bill-own-note" data-test="bill-own-note">{note}</p> })}
        </section>
    }
}

#[component]
fn Facts(bill: Bill) -> View {
    let toasts = use_toasts();
    let id = bill.id.to_string();
    let shown = id.clone();
    let copy = move |()| {
        let id = id.clone();
        spawn_local(async move {
            match clipboard::copy(&id).await {
                Ok(()) => toasts.say(t!("wallet.copied")),
                Err(error) => toasts.fail(&error),
            }
        });
    };
    let fact = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    view! {
        <dl class="facts">
            {facts(&bill).into_iter().map(fact).collect_view()}
            <div class="fact">
                <dt>{t!("wallet.bill.id")}</dt>
                <dd class="bill-id">
                    <span>{shown}</span>
                    <IconButton icon="copy" label=t!("wallet.copy") on_press=copy test="copy-id" />
                </dd>
            </div>
        </dl>
    }
}

/// What can be done: whatever the bill's state allows, and nothing else.
#[component]
fn Actions(bill: Bill) -> View {
    // What failed at a rail is over: nothing waits on this device that could be sent again.
    let failed = matches!(bill.state, BillState::Failed(_)) && bill.account.is_none();
    let again_label = match bill.state {
        BillState::NeedsPin => Some("wallet.receipt.give_pin"),
        BillState::Failed(_) if failed => Some("wallet.bill.try_again"),
        _ => None,
    };
    let send_again =
        again_label.map(|label| view! { <SendAgain bill=bill.clone() label=t!(label) /> });
    let droppable = failed || bill.state == BillState::NeedsPin;
    let navigate = StoredValue::new_local(use_navigate());
    let on_dropped = move |()| navigate.with_value(|go| go(links::BILLS, Default::default()));
    let again = bill.other.as_ref().filter(|_| bill.amount.minor < 0).map(|other| {
        let key = match other.kind {
            _ if failed => "wallet.bill.change",
            Kind::Merchant => "wallet.bill.again.merchant",
            Kind::Person => "wallet.bill.again",
        };
        let same = PayLink {
            amount: failed.then(|| bill.amount.negated().to_plain()),
            currency: Some(bill.amount.currency),
            note: if failed { bill.note.clone() } else { String::new() },
            ..PayLink::to(other.id)
        };
        (t!(key), same.path())
    });
    let again = again.filter(|_| failed || bill.state == BillState::Settled).map(|(label, href)| {
        view! { <Button block=true kind=ButtonKind::Soft href test="pay-again">{label}</Button> }
    });
    let pay_back = bill.other.as_ref().filter(|_| bill.amount.minor > 0).map(|other| {
        let href = PayLink::to(other.id).path();
        view! { <Button block=true kind=ButtonKind::Soft icon="send" href test="pay-back">{t!("wallet.pay.title")}</Button> }
    });
    let ask = bill
        .other
        .as_ref()
        .filter(|other| other.kind == Kind::Person && bill.state == BillState::Settled);
    let ask = ask.map(|other| {
        let href = links::request_from(other.id);
        view! { <Button block=true kind=ButtonKind::Soft icon="hand-coins" href test="ask">{t!("wallet.bill.ask")}</Button> }
    });
    let paid = bill.amount.minor < 0 && bill.state == BillState::Settled;
    let split = (paid && matches!(bill.kind, BillKind::Payment | BillKind::Transfer)).then(|| {
        let href = path_of_bill(bill.id);
        view! { <Button block=true kind=ButtonKind::Soft icon="split" href test="split-this">{t!("wallet.split.this")}</Button> }
    });
    let underway = bill.amount.minor < 0 && matches!(bill.state, BillState::Underway(_));
    let call_back = underway.then(|| view! { <CallBack bill=bill.id /> });
    let of_rail = view! { <RailActions bill=bill.clone() /> };
    let through = bill.through.as_ref().map(|through| {
        let (key, href) = match through.what {
            ThroughWhat::Pot => ("wallet.bill.pot", pots::path(PotId(through.id))),
            ThroughWhat::Given | ThroughWhat::Used => {
                ("wallet.bill.card", family::path(CardId(through.id)))
            }
        };
        view! { <Button block=true kind=ButtonKind::Soft href test="bill-through">{t!(key)}</Button> }
    });
    let drop = droppable.then(|| view! { <Drop op=operation(&bill) on_dropped /> });
    let share = view! { <ShareReceipt bill=bill.id /> };
    view! { <div class="bill-actions">{send_again}{of_rail}{call_back}{again}{pay_back}{split}{ask}{through}{share}{drop}</div> }
}
