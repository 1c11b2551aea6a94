//! Screen `rail-line`: an event that does not fit, and its ways on.

use super::{RAILS, named, odd_key, read_rails, tone_of, way_key};
use crate::features::wallet::pay::PayeeHead;
use crate::operate::{Proposal, ProposeSheet, Proposer, only};
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::rail_desk::{
    RailDesk, RailLine, RailOrder, RailWay, RailWayKind, SEE_TO, SeeTo, WHY_LIMIT,
};

/// An event.
#[component]
pub(crate) fn RailLineScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("line").unwrap_or_default());
    let all = read_rails();
    let one = Memo::new(move || {
        let of = |desk: RailDesk| {
            let mut lines = desk.open.into_iter().chain(desk.seen);
            lines.find(|line| line.id() == id).ok_or_else(|| Error::not_found("error.bank.no_line"))
        };
        all.get().map(|desk| desk.and_then(of))
    });
    let state = Signal::derive(move || ScreenState::of(&one.get(), |_| false));
    let body = only(move || {
        let again = move |()| all.refetch();
        loaded(one.get(), again, |line| view! { <Detail line /> })
    });
    view! { <Screen name="rail-line" title=t!("wallet.rails.line") back=RAILS state>{body}</Screen> }
}

#[component]
fn Detail(line: RailLine) -> View {
    let aside = line.aside.filter(|aside| aside.minor != 0);
    let ordered = line.order.as_ref().map(|order| order.amount);
    let facts = [
        ("wallet.rails.fact.rail", Some(named(&line.rail))),
        ("wallet.rails.fact.at", Some(format::full(line.at))),
        ("wallet.rails.fact.reference", Some(line.reference.clone())),
        ("wallet.rails.fact.ordered", ordered.map(format::money)),
        ("wallet.rails.fact.aside", aside.map(format::money)),
    ];
    let fact = |(label, value): (&'static str, Option<String>)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> })
    };
    let facts = facts.into_iter().filter_map(fact).collect::<Vec<_>>();
    let ways = line.ways();
    let ways = (!ways.is_empty()).then(|| {
        let ways = ways.into_iter().map(|kind| view! { <WayOn line=line.clone() kind /> });
        let ways = ways.collect::<Vec<_>>();
        view! { <section class="form" data-test="rail-ways"><h2 class="list-title">{t!("wallet.desk.ways")}</h2>{ways.collect_view()}</section> }
    });
    let seen = line.way.as_ref().map(|way| {
        let why = match way {
            RailWay::SetAside { why } => why.clone(),
            RailWay::Belongs { .. } | RailWay::Settle | RailWay::SentBack => String::new(),
        };
        let said = format!("{} {why}", t!(&way_key(way.kind())));
        view! { <p class="callout" data-test="rail-seen-to">{said}</p> }
    });
    let (word, tone) = (t!(&odd_key(line.why)), tone_of(line.why));
    view! {
        <article class="stack bank" data-test="rail-line-detail" data-state=line.why.word()>
            <header class="desk-line-head">
                {line.amount.map(|money| view! { <MoneyText money size=MoneySize::Display /> })}
                <Badge tone>{word}</Badge>
            </header>
            {line.order.clone().map(|order| view! { <PayeeHead person=order.person /> })}
            <dl class="facts">{facts.collect_view()}</dl>
            {seen}
            {ways}
        </article>
    }
}

#[component]
fn WayOn(line: RailLine, kind: RailWayKind) -> View {
    let (open, proposer) = (RwSignal::new(false), Proposer::new());
    let (why, chosen) = (RwSignal::new(String::new()), RwSignal::new(None::<OpId>));
    let test = match kind {
        RailWayKind::Belongs => "rail-way-belongs",
        RailWayKind::Settle => "rail-way-settle",
        RailWayKind::SentBack => "rail-way-sent-back",
        RailWayKind::SetAside => "rail-way-set-aside",
    };
    let maybe = StoredValue::new(line.maybe.clone());
    let line = StoredValue::new(line);
    let way = move || match kind {
        RailWayKind::Belongs => chosen.get().map(|order| RailWay::Belongs { order }),
        RailWayKind::Settle => Some(RailWay::Settle),
        RailWayKind::SentBack => Some(RailWay::SentBack),
        RailWayKind::SetAside => {
            let why = why.get().trim().to_owned();
            (!why.is_empty()).then_some(RailWay::SetAside { why })
        }
    };
    let incomplete = Signal::derive(move || way().is_none());
    let go = move |()| {
        let Some(way) = untrack(way) else { return };
        open.set(false);
        let args = line.with_value(|line| SeeTo::of(line, way));
        let whose = line.with_value(|line| {
            let all = line.maybe.iter().chain(&line.order);
            let mut people = all.map(|order| order.person.clone());
            people.find(|person| Some(person.id) == args.person)
        });
        let proposal = Proposal::new(SEE_TO, &args);
        proposer.ask(match whose {
            Some(person) => proposal.about(person),
            None => proposal,
        });
    };
    let asks = move || match kind {
        RailWayKind::Belongs => orders(&maybe.get_value(), chosen),
        RailWayKind::SetAside => view! {
            <Field label=t!("wallet.desk.why") value=why max=WHY_LIMIT as u32 test="rail-why" />
        },
        RailWayKind::Settle | RailWayKind::SentBack => View::none(),
    };
    view! {
        <Button kind=ButtonKind::Soft block=true on_press=move |()| open.set(true) test>{t!(&way_key(kind))}</Button>
        <Sheet open title=t!(&way_key(kind)) test="rail-way-sheet">
            <div class="form">
                <p class="lead">{t!(&format!("{}.text", way_key(kind)))}</p>
                {asks()}
                <Button block=true disabled=incomplete on_press=go test="rail-way-go">{t!(&way_key(kind))}</Button>
            </div>
        </Sheet>
        <ProposeSheet proposer />
    }
}

/// The orders that an event may be about, one of which is chosen.
fn orders(all: &[RailOrder], chosen: RwSignal<Option<OpId>>) -> View {
    if all.is_empty() {
        return view! { <p class="hint">{t!("wallet.rails.no_orders")}</p> };
    }
    let row = |order: &RailOrder| {
        let id = order.id;
        let tail =
            move || (chosen.get() == Some(id)).then(|| view! { <Icon name="check" size=20 /> });
        let detail = format!("{} · {}", format::money(order.amount), format::moment(order.at));
        view! { <ListItem title=order.person.name.clone() detail tail on_press=move |()| chosen.set(Some(id)) test="rail-order" /> }
    };
    let rows = all.iter().map(row).collect::<Vec<_>>();
    view! { <ul class="list">{rows.collect_view()}</ul> }
}
