//! What is told of a movement that a rail has, and what can be done about it.

use super::clipboard;
use super::reads::read_wallet;
use crate::act::Act;
use crate::answer::read;
use crate::bridge;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::wallet::refund::{GIVEN_BACK, GetGivenBack};
use sampan_protocol::wallet::{AtRail, Bill, BillKind, BillState, EndOrder, SendBack, rows};
use sampan_protocol::{Error, Money};

/// What it waits for.
pub(crate) fn why(kind: BillKind, at: &AtRail) -> String {
    if at.ending {
        return t!("wallet.at_rail.ending");
    }
    if at.act.is_some() {
        return t!("wallet.at_rail.act");
    }
    match (kind, at.due) {
        (BillKind::TopUp, Some(due)) => t!("wallet.at_rail.in", time = format::moment_within(due)),
        (BillKind::TopUp, None) => t!("wallet.at_rail.in.soon"),
        (_, Some(due)) => t!("wallet.at_rail.out", time = format::moment_within(due)),
        (_, None) => t!("wallet.at_rail.out.soon"),
    }
}

/// What can be done about a bill of a rail: pay it there, call it off, send it back.
#[component]
pub(crate) fn RailActions(
    /// The bill.
    bill: Bill,
) -> View {
    match (&bill.state, &bill.rail) {
        (BillState::AtRail(at), Some(_)) => {
            let pay = at.act.clone().map(|address| view! { <PayThere address /> });
            // A top-up that was told of before bills said so can be called off, too.
            let may_end = at.may_end || (bill.kind == BillKind::TopUp && !at.ending);
            let end = may_end.then(|| view! { <End bill=bill.clone() /> });
            view! { <div class="rail-actions">{pay}{end}</div> }
        }
        (BillState::Settled, Some(rail)) if bill.kind == BillKind::TopUp => {
            let rail = rail.clone();
            view! { <Back bill=bill.clone() rail /> }
        }
        _ => View::none(),
    }
}

/// The address of the page on which it is paid.
#[component]
fn PayThere(address: String) -> View {
    let toasts = use_toasts();
    let shown = address.clone();
    let copy = move |()| {
        let address = address.clone();
        spawn_local(async move {
            match clipboard::copy(&address).await {
                Ok(()) => toasts.say(t!("wallet.copied")),
                Err(error) => toasts.fail(&error),
            }
        });
    };
    view! {
        <p class="rail-address" data-test="rail-address">{shown}</p>
        <Button block=true icon="copy" on_press=copy test="copy-address">{t!("wallet.at_rail.copy")}</Button>
    }
}

/// Calls a top-up off, or a payout back, after asking once.
#[component]
fn End(bill: Bill) -> View {
    let act = Act::new();
    let toasts = use_toasts();
    let asked = RwSignal::new(false);
    let busy = act.busy();
    let id = bill.id;
    let [word, ask, said] = match bill.kind {
        BillKind::Withdrawal => [
            "wallet.at_rail.call_back",
            "wallet.at_rail.call_back.ask",
            "wallet.at_rail.called_back",
        ],
        _ => ["wallet.at_rail.end", "wallet.at_rail.end.ask", "wallet.at_rail.ending"],
    };
    let end = move |()| {
        act.run_aloud(EndOrder { op: new_op(), bill: id }, move |()| toasts.say(t!(said)));
    };
    view! {
        <Button block=true kind=ButtonKind::Soft icon="x" busy on_press=move |()| asked.set(true) test="end-order">
            {t!(word)}
        </Button>
        <Confirm open=asked title=t!(ask) confirm=t!(word) on_confirm=end test="end-order-ask" />
    }
}

/// Sends what is left of a top-up back, where its rail can.
#[component]
fn Back(bill: Bill, rail: String) -> View {
    let (id, amount) = (bill.id, bill.amount);
    let rails = read_wallet().part(|wallet| wallet.rails.clone());
    let name = rail.clone();
    let can = Memo::new(move || {
        rails.with(|all| all.iter().any(|info| info.name == name && info.refund))
    });
    let given = read(&[GIVEN_BACK, rows::BILL], move || GetGivenBack { bill: id });
    let left = Memo::new(move || {
        let back = match given.get() {
            Some(Ok(Some(given))) => given.left().minor,
            _ => amount.minor,
        };
        Money::new(back.min(amount.minor), amount.currency)
    });
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Error>);
    let toasts = use_toasts();
    let op = StoredValue::new(new_op());
    let send = move |pin: String| {
        let op = op.get_value();
        let command = SendBack {
            op,
            bill: id,
            rail: rail.clone(),
            amount: left.get_untracked(),
            pin: Some(pin),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = bridge::call(&command).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    open.try_set(false);
                    toasts.say(t!("wallet.at_rail.back.sent"));
                }
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
        });
    };
    let summary = move || {
        view! {
            <p class="pin-for">{t!("wallet.at_rail.back.why")}</p>
            <MoneyText money=left.get() size=MoneySize::Display />
        }
    };
    let button = move || {
        (can.get() && left.get().minor > 0).then(|| {
            view! {
                <Button block=true kind=ButtonKind::Soft icon="undo-2" on_press=move |()| open.set(true) test="send-back">
                    {t!("wallet.at_rail.back")}
                </Button>
            }
        })
    };
    view! {
        {button}
        <PinSheet open title=t!("wallet.at_rail.back") summary on_pin=send busy error=problem />
    }
}
