//! Screen `split`: who has paid; the others can be reminded, or let off.

use super::{SPLITS, called};
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::{RequestId, SplitId};
use sampan_protocol::wallet::split::{GetSplit, Part, REMIND_SECONDS, ROW, RemindPayer, Split};
use sampan_protocol::wallet::{CloseRequest, RequestState, rows};

/// One split bill.
#[component]
pub(crate) fn SplitScreen() -> View {
    let params = use_params_map();
    let split = Memo::new(move || {
        let id = params.with(|p| p.get("split").and_then(|id| id.parse::<SplitId>().ok()));
        id.unwrap_or(SplitId(Default::default()))
    });
    let answer = read(&[ROW, rows::REQUEST], move || GetSplit { split: split.get() });
    let state = Signal::derive(move || ScreenState::of(&answer.get(), |_| false));
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Screen name="split" title=t!("wallet.split.title") back=SPLITS state>
            {move || loaded(answer.get(), again, |split| view! { <Detail split /> })}
        </Screen>
    }
}

#[component]
fn Detail(split: Split) -> View {
    let (asked, paid) = split.progress();
    let of = asked.minor.max(1).to_string();
    let now = paid.minor.to_string();
    let words = t!("wallet.split.paid_of", paid = format::money(paid), all = format::money(asked));
    let open: Vec<RequestId> = split
        .parts
        .iter()
        .filter(|part| part.state == Some(RequestState::Open))
        .filter_map(|part| part.request)
        .collect();
    let rows = split.parts.iter().map(row).collect_view();
    let bill = split.bill.map(|bill| {
        view! { <a class="link-button" href=links::bill(bill) data-test="split-bill">{t!("wallet.split.bill")}</a> }
    });
    view! {
        <article class="split-detail" data-test="split-detail">
            <header class="split-head">
                <p class="split-title">{called(&split)}</p>
                <MoneyText money=split.amount size=MoneySize::Display />
                <progress class="split-bar" max=of value=now aria-label=words.clone()></progress>
                <p class="split-progress" data-test="split-progress">{words}</p>
                {split.pending.then(|| view! { <p class="notice" role="status">{t!("wallet.requests.unsent")}</p> })}
                {bill}
            </header>
            <ul class="list split-parts">{rows}</ul>
            {(open.len() > 1).then(|| view! { <CancelAll open /> })}
        </article>
    }
}

fn row(part: &Part) -> View {
    let (key, tone) = match (part.state, part.request) {
        (Some(RequestState::Paid), _) => ("wallet.split.state.paid", Tone::Success),
        (Some(RequestState::Declined), _) => ("wallet.split.state.declined", Tone::Danger),
        (Some(RequestState::Cancelled), _) => ("wallet.split.state.cancelled", Tone::Plain),
        (Some(RequestState::Open), _) | (None, Some(_)) => {
            ("wallet.split.state.open", Tone::Warning)
        }
        (None, None) => ("wallet.split.state.own", Tone::Plain),
    };
    let open = part.request.filter(|_| part.state == Some(RequestState::Open));
    let reminded = part
        .reminded
        .filter(|at| crate::clock::now().micros() < at.plus_seconds(REMIND_SECONDS).micros());
    let name = part.person.name.clone();
    let acts = open.map(|request| acts(request, name.clone(), reminded.is_some()));
    let when = reminded.filter(|_| open.is_some());
    let when = when.map(|at| t!("wallet.split.reminded", time = format::moment_within(at)));
    view! {
        <li class="item split-part" data-test="split-part">
            <PersonAvatar person=part.person.clone() size=40 />
            <span class="split-part-name">
                {name}
                <Badge tone>{t!(key)}</Badge>
                {when.map(|when| view! { <span class="split-when">{when}</span> })}
            </span>
            <span class="split-part-money"><MoneyText money=part.amount /></span>
            {acts}
        </li>
    }
}

fn acts(request: RequestId, name: String, reminded: bool) -> View {
    let act = Act::new();
    let toasts = use_toasts();
    let asked = RwSignal::new(false);
    let remind = {
        let name = name.clone();
        move |()| {
            let said = t!("wallet.split.remind.done", name = name);
            act.run_aloud(RemindPayer { op: new_op(), request }, move |()| toasts.say(said));
        }
    };
    let cancel = move |()| {
        act.run_aloud(CloseRequest { op: new_op(), request }, move |()| {
            toasts.say(t!("wallet.requests.cancelled"));
        });
    };
    let busy = act.busy();
    view! {
        <span class="split-acts">
            <Button small=true kind=ButtonKind::Soft icon="bell" busy disabled=Signal::stored(reminded) on_press=remind test="split-remind">
                {t!("wallet.split.remind")}
            </Button>
            <Button small=true kind=ButtonKind::Quiet on_press=move |()| asked.set(true) test="split-cancel">
                {t!("wallet.requests.cancel")}
            </Button>
            <Confirm open=asked title=t!("wallet.split.cancel.ask", name = name) confirm=t!("wallet.requests.cancel")
                danger=true on_confirm=cancel />
        </span>
    }
}

/// Takes back everything that is still open.
#[component]
fn CancelAll(open: Vec<RequestId>) -> View {
    let act = Act::new();
    let asked = RwSignal::new(false);
    let cancel = move |()| {
        for request in &open {
            Act::new().run_aloud(CloseRequest { op: new_op(), request: *request }, |()| ());
        }
    };
    let busy = act.busy();
    view! {
        <Button block=true kind=ButtonKind::Grave icon="undo-2" busy on_press=move |()| asked.set(true) test="split-cancel-all">
            {t!("wallet.split.cancel_all")}
        </Button>
        <Confirm open=asked title=t!("wallet.split.cancel_all.ask") confirm=t!("wallet.split.cancel_all") danger=true on_confirm=cancel />
    }
}
