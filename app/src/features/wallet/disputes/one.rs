//! Screen `dispute`: how a dispute stands, everything that was said and done, and what I can do.

use super::say::Say;
use super::timeline::Timeline;
use super::{DISPUTES, read_disputes, stage_of};
use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::features::wallet::pay::PayeeHead;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::dispute::{By, ChangeDispute, Dispute, DisputeChange, Stage};
use sampan_protocol::{Error, Money};

/// What of the screen is up.
#[derive(Clone, Copy)]
struct Sheets {
    pin: RwSignal<bool>,
    contest: RwSignal<bool>,
    add: RwSignal<bool>,
}

/// One dispute.
#[component]
pub(crate) fn DisputeScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("dispute").and_then(|id| id.parse::<OpId>().ok()));
    let id = id.unwrap_or(OpId(Default::default()));
    let all = read_disputes();
    let one = Memo::new(move || {
        let unknown = || Error::not_found("error.wallet.dispute_unknown");
        let of = |all: Vec<Dispute>| all.into_iter().find(|dispute| dispute.id == id);
        all.get().map(|all| all.and_then(|all| of(all).ok_or_else(unknown)))
    });
    let sheet = || RwSignal::new(false);
    let sheets = Sheets { pin: sheet(), contest: sheet(), add: sheet() };
    let state = Signal::derive(move || ScreenState::of(&one.get(), |_| false));
    let body = move || {
        loaded(one.get(), move |()| all.refetch(), |dispute| view! { <Detail dispute sheets /> })
    };
    // Sheets stand beside what is shown: a row that changes does not take away what is typed.
    view! {
        <Screen name="dispute" title=t!("wallet.dispute.one") back=DISPUTES state>
            {body}
            <Say open=sheets.contest dispute=id contest=true />
            <Say open=sheets.add dispute=id contest=false />
            <Accept open=sheets.pin dispute=id one />
        </Screen>
    }
}

#[component]
fn Detail(dispute: Dispute, sheets: Sheets) -> View {
    let me = my_person().get_untracked().map(|me| me.id);
    let side = me.and_then(|me| dispute.side(me));
    let other = if side == Some(By::Payer) { dispute.payee.clone() } else { dispute.payer.clone() };
    let (word, tone) = stage_of(&dispute);
    let amount = dispute.money(dispute.state.asked);
    let bill = links::bill(dispute.bill);
    view! {
        <article class="dispute stack" data-test="dispute-detail" data-stage=dispute.state.stage.word()>
            <PayeeHead person=other />
            <div class="dispute-head">
                <MoneyText money=amount size=MoneySize::Display />
                <Badge tone>{word}</Badge>
                <p class="dispute-now" data-test="dispute-now">{now(&dispute, side)}</p>
            </div>
            <Facts dispute=dispute.clone() />
            <Timeline dispute=dispute.clone() />
            <Acts dispute side sheets />
            <Button block=true kind=ButtonKind::Quiet icon="receipt-text" href=bill test="dispute-bill">{t!("wallet.dispute.bill")}</Button>
        </article>
    }
}

/// What is to happen now, or what became of it.
fn now(dispute: &Dispute, side: Option<By>) -> String {
    let until = format::moment_within(dispute.answer_by);
    match dispute.state.stage {
        Stage::Answering if side == Some(By::Payee) => {
            t!("wallet.dispute.now.answer", time = until)
        }
        Stage::Answering => {
            t!("wallet.dispute.now.wait", name = dispute.payee.name, time = until)
        }
        Stage::Reviewing => t!("wallet.dispute.now.review"),
        _ if dispute.state.back > 0 => {
            let amount = format::money(dispute.money(dispute.state.back));
            t!("wallet.dispute.now.back", name = dispute.payer.name, amount = amount)
        }
        _ => t!("wallet.dispute.now.none"),
    }
}

/// The payment, and the reason.
#[component]
pub(crate) fn Facts(dispute: Dispute) -> View {
    let state = dispute.state;
    let money = |minor: i64| format::money(dispute.money(minor));
    let open = state.stage.is_open() && !dispute.pending;
    let held = match state.held {
        0 => t!("wallet.dispute.fact.held.none"),
        held => money(held),
    };
    let facts = [
        (
            "wallet.dispute.reason",
            Some(t!(&format!("wallet.dispute.reason.{}", dispute.reason.word()))),
        ),
        ("wallet.dispute.fact.paid", Some(format::money(dispute.paid))),
        ("wallet.bill.time", Some(format::full(dispute.paid_at))),
        ("wallet.bill.note", Some(dispute.note.clone()).filter(|note| !note.is_empty())),
        ("wallet.dispute.fact.held", open.then_some(held)),
        ("wallet.dispute.fact.back", (state.back > 0).then(|| money(state.back))),
    ];
    let fact = |(label, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> })
    };
    view! { <dl class="facts" data-test="dispute-facts">{facts.into_iter().filter_map(fact).collect_view()}</dl> }
}

/// What I can do: whatever side and stage allow, and nothing else.
#[component]
fn Acts(dispute: Dispute, side: Option<By>, sheets: Sheets) -> View {
    let stage = dispute.state.stage;
    if !stage.is_open() || dispute.pending {
        return View::none();
    }
    let left = format::money(dispute.money(dispute.state.left()));
    let payee = side == Some(By::Payee);
    let accept = payee.then(|| view! {
        <Button block=true icon="undo-2" on_press=move |()| sheets.pin.set(true) test="dispute-accept">{t!("wallet.dispute.accept", amount = left)}</Button>
    });
    let contest = (payee && stage == Stage::Answering).then(|| view! {
        <Button block=true kind=ButtonKind::Soft on_press=move |()| sheets.contest.set(true) test="dispute-contest">{t!("wallet.dispute.contest")}</Button>
    });
    let withdraw = (!payee).then(|| view! { <Withdraw dispute=dispute.id /> });
    view! {
        <div class="stack">
            {accept}
            {contest}
            <Button block=true kind=ButtonKind::Soft icon="plus" on_press=move |()| sheets.add.set(true) test="dispute-add">{t!("wallet.dispute.add")}</Button>
            {withdraw}
        </div>
    }
}

/// Gives back what is disputed, with the PIN.
#[component]
fn Accept(open: RwSignal<bool>, dispute: OpId, one: Memo<Option<Result<Dispute, Error>>>) -> View {
    let (act, op) = (Act::new(), new_op());
    let accept = move |pin: String| {
        let change = DisputeChange::Accept { text: String::new(), pin };
        act.run(ChangeDispute { op, dispute, change }, move |()| {
            open.try_set(false);
        });
    };
    let summary = move || {
        let known = one.get().and_then(Result::ok);
        known.map_or_else(View::none, |dispute| {
            let left: Money = dispute.money(dispute.state.left());
            view! {
                <p class="pin-for">{t!("wallet.refund.pin", name = dispute.payer.name)}</p>
                <MoneyText money=left size=MoneySize::Display />
            }
        })
    };
    view! { <PinSheet open title=t!("wallet.dispute.accept.title") summary on_pin=accept busy=act.busy() error=act.error() /> }
}

#[component]
fn Withdraw(dispute: OpId) -> View {
    let (ask, act) = (RwSignal::new(false), Act::new());
    let withdraw = move |()| {
        let change = DisputeChange::Withdraw;
        act.run_aloud(ChangeDispute { op: new_op(), dispute, change }, |()| {});
    };
    view! {
        <Button block=true kind=ButtonKind::Grave busy=act.busy() on_press=move |()| ask.set(true) test="dispute-withdraw">{t!("wallet.dispute.withdraw")}</Button>
        <Confirm open=ask danger=true title=t!("wallet.dispute.withdraw.ask") text=t!("wallet.dispute.withdraw.text") confirm=t!("wallet.dispute.withdraw") on_confirm=withdraw />
    }
}
