//! Screens `operate-disputes` and `operate-dispute`: the queue of disputes, and deciding one.

use super::DISPUTES;
use crate::answer::{Answer, read};
use crate::bridge::parse;
use crate::features::wallet::disputes::{Facts, Timeline, stage_of};
use crate::operate::{Proposal, ProposeSheet, Proposer, act_row, only};
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Act, ListActs, rows};
use sampan_protocol::wallet::dispute::ops::ResolveDispute;
use sampan_protocol::wallet::dispute::{
    DISPUTE, Dispute, ListAllDisputes, RESOLVE_DISPUTE, Stage, TEXT_LIMIT,
};
use sampan_protocol::{Error, Money};

/// All disputes of the service: those that are to be decided first.
#[component]
pub(crate) fn QueueScreen() -> View {
    let all = read(&[DISPUTE], || ListAllDisputes {});
    let state = Signal::derive(move || ScreenState::of(&all.get(), Vec::is_empty));
    let content = only(move || loaded(all.get(), move |()| all.refetch(), lists));
    view! { <Screen name="operate-disputes" title=t!("wallet.dispute.title") back="/operate" state>{content}</Screen> }
}

fn lists(all: Vec<Dispute>) -> View {
    if all.is_empty() {
        return view! { <StateView icon="scale" title=t!("wallet.dispute.empty") text=t!("wallet.dispute.queue.empty") /> };
    }
    let section = |key: &str, of: fn(Stage) -> bool| {
        let rows: Vec<View> =
            all.iter().filter(|dispute| of(dispute.state.stage)).map(row).collect();
        let title = t!(key);
        (!rows.is_empty()).then(|| view! { <ListSection title>{rows.collect_view()}</ListSection> })
    };
    let review = section("wallet.dispute.queue.review", |stage| stage == Stage::Reviewing);
    let waiting = section("wallet.dispute.queue.waiting", |stage| stage == Stage::Answering);
    let over = section("wallet.dispute.past", |stage| !stage.is_open());
    view! { <div class="stack">{review}{waiting}{over}</div> }
}

fn row(dispute: &Dispute) -> View {
    let amount = format::money(dispute.money(dispute.state.asked));
    let title = format!("{} → {} · {amount}", dispute.payer.name, dispute.payee.name);
    let reason = t!(&format!("wallet.dispute.reason.{}", dispute.reason.word()));
    let detail = format!("{reason} · {}", format::moment(dispute.changed()));
    let person = dispute.payer.clone();
    let lead = move || view! { <PersonAvatar person=person.clone() size=40 /> };
    let (word, tone) = stage_of(dispute);
    let tail = move || {
        let word = word.clone();
        view! { <Badge tone>{word}</Badge> }
    };
    let href = format!("{DISPUTES}/{}", dispute.id);
    view! { <ListItem title detail lead tail href test="queue-dispute" /> }
}

/// One dispute, with both statements, and the form by which it is decided.
#[component]
pub(crate) fn DecideScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("dispute").and_then(|id| id.parse::<OpId>().ok()));
    let id = id.unwrap_or(OpId(Default::default()));
    let all = read(&[DISPUTE], || ListAllDisputes {});
    let acts = read(&[rows::ACT], || ListActs {});
    let one = Memo::new(move || {
        let unknown = || Error::not_found("error.wallet.dispute_unknown");
        let of = |all: Vec<Dispute>| all.into_iter().find(|dispute| dispute.id == id);
        all.get().map(|all| all.and_then(|all| of(all).ok_or_else(unknown)))
    });
    let state = Signal::derive(move || ScreenState::of(&one.get(), |_| false));
    let content = only(move || {
        let again = move |()| all.refetch();
        loaded(one.get(), again, |dispute| view! { <Detail dispute acts /> })
    });
    view! { <Screen name="operate-dispute" title=t!("wallet.dispute.one") back=DISPUTES state>{content}</Screen> }
}

#[component]
fn Detail(dispute: Dispute, acts: Answer<Vec<Act>>) -> View {
    let (word, tone) = stage_of(&dispute);
    let side = |key: &str, person: &sampan_protocol::people::Person| {
        let (title, detail, person) =
            (person.name.clone(), format!("{} · @{}", t!(key), person.handle), person.clone());
        let href = super::holder(person.id);
        let lead = move || view! { <PersonAvatar person=person.clone() size=40 /> };
        view! { <ListItem title detail lead href /> }
    };
    let payer = side("wallet.dispute.payer", &dispute.payer);
    let payee = side("wallet.dispute.payee", &dispute.payee);
    let id = dispute.id;
    let about = move |act: &Act| {
        act.kind == RESOLVE_DISPUTE
            && parse::<ResolveDispute>(&act.args).is_some_and(|args| args.dispute == id)
    };
    let proposals = move || {
        let all = acts.get().and_then(Result::ok).unwrap_or_default();
        let rows: Vec<View> = all.iter().filter(|act| about(act)).map(act_row).collect();
        (!rows.is_empty()).then(|| view! {
            <ListSection title=t!("wallet.dispute.queue.proposals")>{rows.collect_view()}</ListSection>
        })
    };
    let decide = (dispute.state.stage == Stage::Reviewing)
        .then(|| view! { <Decide dispute=dispute.clone() /> });
    let amount = dispute.money(dispute.state.asked);
    view! {
        <article class="dispute stack" data-test="queue-detail" data-stage=dispute.state.stage.word()>
            <div class="dispute-head">
                <MoneyText money=amount size=MoneySize::Display />
                <Badge tone>{word}</Badge>
            </div>
            <ListSection>{payer}{payee}</ListSection>
            <Facts dispute=dispute.clone() />
            <Timeline dispute />
            {proposals}
            {decide}
        </article>
    }
}

/// How much goes back, and why: proposed to another operator.
#[component]
fn Decide(dispute: Dispute) -> View {
    let left = dispute.money(dispute.state.left());
    let (amount, reason) = (RwSignal::new(left.to_plain()), RwSignal::new(String::new()));
    let proposer = Proposer::new();
    let typed = move || amount.with(|text| Money::parse(text, left.currency));
    let within = move || typed().is_ok_and(|money| (0..=left.minor).contains(&money.minor));
    let wrong = Signal::derive(move || {
        let fine = amount.with(String::is_empty) || within();
        (!fine).then(|| t!("wallet.dispute.amount.hint", left = format::money(left)))
    });
    let incomplete =
        Signal::derive(move || !within() || reason.with(|reason| reason.trim().is_empty()));
    let (id, payer) = (dispute.id, dispute.payer.clone());
    let propose = move |()| {
        let Ok(refund) = untrack(typed) else { return };
        let reason = reason.with_untracked(|reason| reason.trim().to_owned());
        let args = ResolveDispute { dispute: id, refund, reason };
        proposer.ask(Proposal::new(RESOLVE_DISPUTE, &args));
    };
    view! {
        <section class="form" data-test="decide-form">
            <h2 class="list-title">{t!("wallet.dispute.decide")}</h2>
            <Field label=t!("wallet.dispute.decide.amount", name = payer.name, currency = left.currency) value=amount mode="decimal" max=16
                hint=t!("wallet.dispute.decide.hint", left = format::money(left)) error=wrong test="decide-amount" />
            <TextArea label=t!("operate.fact.reason") value=reason max=TEXT_LIMIT as u32
                placeholder=t!("wallet.dispute.decide.reason") test="decide-reason" />
            <Button block=true disabled=incomplete on_press=propose test="decide-propose">{t!("operate.propose.ask")}</Button>
        </section>
        <ProposeSheet proposer />
    }
}
