//! Screen `bank-line`: a line of a statement, and its ways on.

use super::lines::title_of;
use super::{DESK, found, read_desk, statement_path, way_key, why_of};
use crate::features::wallet::pay::PayeeHead;
use crate::operate::{Proposal, ProposeSheet, Proposer};
use crate::people::PeopleChoice;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::Error;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::bank::BankDesk;
use sampan_protocol::wallet::bank::desk::acts::{SEE_TO, SeeTo};
use sampan_protocol::wallet::bank::desk::{BankLine, WHY_LIMIT, Way, WayKind};

/// A line.
#[component]
pub(crate) fn BankLineScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("line").unwrap_or_default());
    let all = read_desk();
    let one = Memo::new(move || {
        let unknown = || Error::not_found("error.bank.no_line");
        let of = |desk: BankDesk| desk.lines.into_iter().find(|line| line.id == id);
        all.get().map(|desk| desk.and_then(|desk| of(desk).ok_or_else(unknown)))
    });
    let state = Signal::derive(move || ScreenState::of(&one.get(), |_| false));
    let body = move || loaded(one.get(), move |()| all.refetch(), |line| view! { <Detail line /> });
    view! { <Screen name="bank-line" title=t!("wallet.desk.line") back=DESK state>{body}</Screen> }
}

#[component]
fn Detail(line: BankLine) -> View {
    let (key, tone) = found(line.finding);
    let account = line.account.as_ref().map_or_else(|| "–".to_owned(), |a| a.number.shown());
    let facts = [
        ("wallet.desk.fact.day", line.day.clone()),
        ("wallet.desk.fact.text", line.text.clone()),
        ("wallet.desk.fact.account", account),
    ];
    let fact = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    let facts = facts.map(fact).into_iter().collect_view();
    let ways = line.ways();
    let ways = (!ways.is_empty()).then(|| {
        let ways = ways.into_iter().map(|kind| view! { <WayOn line=line.clone() kind /> }).collect_view();
        view! { <section class="form" data-test="bank-ways"><h2 class="list-title">{t!("wallet.desk.ways")}</h2>{ways}</section> }
    });
    let seen = line.way.clone().map(|way| {
        let said = format!("{} {}", t!(way_key(&way)), why_of(way));
        view! { <p class="callout" data-test="bank-seen-to">{said}</p> }
    });
    let amount = line.amount;
    view! {
        <article class="stack bank" data-test="bank-line-detail" data-state=line.finding.word()>
            <header class="desk-line-head">
                <p>{title_of(&line)}</p>
                <MoneyText money=amount size=MoneySize::Display signed=true />
                <Badge tone>{t!(key)}</Badge>
            </header>
            {line.person.clone().map(|person| view! { <PayeeHead person /> })}
            <dl class="facts">{facts}</dl>
            {seen}
            {ways}
            <Button kind=ButtonKind::Quiet block=true href=statement_path(line.statement) test="bank-to-statement">{t!("wallet.desk.to_statement")}</Button>
        </article>
    }
}

#[component]
fn WayOn(line: BankLine, kind: WayKind) -> View {
    let (open, proposer) = (RwSignal::new(false), Proposer::new());
    let (why, whom) = (RwSignal::new(String::new()), RwSignal::new(Vec::<Person>::new()));
    let (key, text, test) = words(kind);
    let line = StoredValue::new(line);
    let way = move || match kind {
        WayKind::Assign => match whom.get().as_slice() {
            [only] => Some(Way::Assign { to: only.id }),
            _ => None,
        },
        WayKind::SendBack => Some(Way::SendBack),
        WayKind::Settle => Some(Way::Settle),
        WayKind::WriteOff => {
            let why = why.get().trim().to_owned();
            (!why.is_empty()).then_some(Way::WriteOff { why })
        }
    };
    let incomplete = Signal::derive(move || way().is_none());
    let go = move |()| {
        let Some(way) = untrack(way) else { return };
        open.set(false);
        let proposal = line.with_value(|line| Proposal::new(SEE_TO, &SeeTo::of(line, way)));
        let gets = whom.with_untracked(|whom| whom.first().cloned());
        proposer.ask(match gets {
            Some(person) => proposal.about(person),
            None => proposal,
        });
    };
    let asks = move || match kind {
        WayKind::Assign => view! { <PeopleChoice chosen=whom /> },
        WayKind::WriteOff => view! {
            <Field label=t!("wallet.desk.why") value=why max=WHY_LIMIT as u32 test="bank-why" />
        },
        WayKind::SendBack | WayKind::Settle => View::none(),
    };
    view! {
        <Button kind=ButtonKind::Soft block=true on_press=move |()| open.set(true) test>{t!(key)}</Button>
        <Sheet open title=t!(key) test="bank-way-sheet">
            <div class="form">
                <p class="lead">{t!(text)}</p>
                {asks()}
                <Button block=true disabled=incomplete on_press=go test="bank-way-go">{t!(key)}</Button>
            </div>
        </Sheet>
        <ProposeSheet proposer />
    }
}

const fn words(kind: WayKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        WayKind::Assign => {
            ("wallet.desk.way.assign", "wallet.desk.way.assign.text", "bank-way-assign")
        }
        WayKind::SendBack => {
            ("wallet.desk.way.send_back", "wallet.desk.way.send_back.text", "bank-way-send-back")
        }
        WayKind::Settle => {
            ("wallet.desk.way.settle", "wallet.desk.way.settle.text", "bank-way-settle")
        }
        WayKind::WriteOff => {
            ("wallet.desk.way.write_off", "wallet.desk.way.write_off.text", "bank-way-write-off")
        }
    }
}
