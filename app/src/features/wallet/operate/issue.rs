//! Screen `operate-issue`: proposes to issue money, or to take issued money back.

use super::FLOAT;
use crate::answer::read;
use crate::features::wallet::amount::judge;
use crate::features::wallet::currency_pick::currency_pick;
use crate::operate::{PersonChoice, Proposal, ProposeSheet, Proposer, only};
use crate::prelude::*;
use crate::router::use_query_map;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Currency;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::GetPayee;
use sampan_protocol::wallet::operate::{self, Issue, REASON_LIMIT, WithdrawIssue};

/// Issues money: `/operate/issue?to=<person>`; takes it back: `?back=yes`.
#[component]
pub(crate) fn IssueScreen() -> View {
    let query = use_query_map();
    let (back, to) = query.with_untracked(|query| {
        (query.get("back").is_some(), query.get("to").and_then(|id| id.parse::<PersonId>().ok()))
    });
    let title = if back { t!("wallet.float.take_back") } else { t!("wallet.float.issue") };
    let content = only(move || match to {
        None => view! { <Form back to=None /> },
        Some(person) => view! { <FormTo person /> },
    });
    view! { <Screen name="operate-issue" title back=FLOAT>{content}</Screen> }
}

#[component]
fn FormTo(person: PersonId) -> View {
    let payee = read(&[people::rows::CONTACT], move || GetPayee { person });
    move || {
        loaded(
            payee.get(),
            move |()| payee.refetch(),
            |person| view! { <Form back=false to=Some(person) /> },
        )
    }
}

#[component]
fn Form(back: bool, to: Option<Person>) -> View {
    let currencies = use_session().with_untracked(|s| {
        s.service.as_ref().map(|s| s.settings.currencies.clone()).unwrap_or_default()
    });
    let Some(first) = currencies.first().copied() else { return View::none() };
    let (typed, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let currency = RwSignal::new(first);
    let to = RwSignal::new(to);
    let proposer = Proposer::new();
    let verdict = move || typed.with(|typed| judge(typed, currency.get(), None, &[]));
    let wrong = Signal::derive(move || verdict().error().map(tell));
    let incomplete = Signal::derive(move || {
        verdict().money().is_none() || reason.with(|reason| reason.trim().is_empty())
    });
    let propose = move |()| {
        let Some(amount) = untrack(verdict).money() else { return };
        let reason = reason.with_untracked(|reason| reason.trim().to_owned());
        let person = to.get_untracked();
        proposer.ask(match (back, person) {
            (true, _) => Proposal::new(operate::WITHDRAW_ISSUE, &WithdrawIssue { amount, reason }),
            (false, None) => Proposal::new(operate::ISSUE, &Issue { person: None, amount, reason }),
            (false, Some(person)) => {
                let issue = Issue { person: Some(person.id), amount, reason };
                Proposal::new(operate::ISSUE, &issue).about(person)
            }
        });
    };
    let pick = currency_pick(
        currencies,
        currency.into(),
        Callback::new(move |this: Currency| currency.set(this)),
    );
    let says = if back { "wallet.float.back_text" } else { "wallet.float.issue_text" };
    view! {
        <div class="form">
            {(!back).then(|| view! { <Whom to /> })}
            <AmountField value=typed currency=currency label=t!("wallet.float.amount") error=wrong test="issue-amount" />
            {pick}
            <Field label=t!("operate.fact.reason") value=reason max=REASON_LIMIT as u32 placeholder=t!("wallet.float.reason.example") test="issue-reason" />
            <Button block=true disabled=incomplete on_press=propose test="issue-propose">{t!("operate.propose.ask")}</Button>
            <p class="list-foot">{t!(says)}</p>
        </div>
        <ProposeSheet proposer />
    }
}

/// Into whose account: the float's, or a person's.
#[component]
fn Whom(to: RwSignal<Option<Person>>) -> View {
    let open = RwSignal::new(false);
    let chosen = Callback::new(move |person: Person| {
        to.set(Some(person));
        open.set(false);
    });
    let title = Signal::derive(move || match to.get() {
        Some(person) => person.name,
        None => t!("wallet.float.float"),
    });
    let detail = Signal::derive(move || match to.get() {
        Some(person) => format!("@{}", person.handle),
        None => t!("wallet.float.float_text"),
    });
    let lead = move || match to.get() {
        Some(person) => view! { <PersonAvatar person size=40 /> },
        None => view! { <span class="tile hue-1"><Icon name="landmark" size=20 /></span> },
    };
    let tail = move || match to.with(Option::is_some) {
        true => {
            view! { <IconButton icon="x" label=t!("wallet.float.to_float") on_press=move |()| to.set(None) test="issue-to-float" /> }
        }
        false => View::none(),
    };
    view! {
        <ListSection title=t!("operate.fact.into")>
            <ListItem title detail lead tail test="issue-to">
                <Sheet open title=t!("wallet.float.choose") test="issue-to-sheet"><PersonChoice chosen /></Sheet>
            </ListItem>
            <ListItem title=t!("wallet.float.choose") lead=|| view! { <Icon name="user-round-plus" /> } on_press=move |()| open.set(true) test="issue-choose" />
        </ListSection>
    }
}
