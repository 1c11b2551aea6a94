//! What can be done about a movement that waits on this device: give the PIN, or drop it.

use crate::bridge;
use crate::features::wallet::bill_row::{bill_title, without_sign};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::device::{DiscardWaiting, RetryWaiting};
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::Bill;
use sampan_protocol::{Code, Error};

/// The operation that a bill comes from.
pub(crate) const fn operation(bill: &Bill) -> OpId {
    OpId(bill.id.0)
}

/// Sends a movement that waits or was refused, asking for the PIN where it needs one.
#[component]
pub(crate) fn SendAgain(
    /// The bill that waits.
    bill: Bill,
    /// What the button says.
    label: String,
) -> View {
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Error>);
    let toasts = use_toasts();
    let op = operation(&bill);
    let send = move |pin: Option<String>| {
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = bridge::call(&RetryWaiting { op, pin }).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    open.try_set(false);
                }
                Err(error) if matches!(error.code, Code::WrongPin | Code::PinLocked) => {
                    problem.try_set(Some(error));
                }
                Err(error) => {
                    open.try_set(false);
                    toasts.fail(&error);
                }
            }
        });
    };
    let needs_pin = bill.amount.minor < 0;
    let press = move |()| {
        if needs_pin { open.set(true) } else { send(None) }
    };
    let summary = move || {
        view! {
            <p class="pin-for">{bill_title(&bill)}</p>
            <MoneyText money=without_sign(bill.amount) size=MoneySize::Display />
        }
    };
    view! {
        <Button block=true icon=if needs_pin { "lock" } else { "refresh-cw" } busy on_press=press test="send-again">
            {label}
        </Button>
        <PinSheet
            open
            title=t!("wallet.pay.confirm")
            summary
            on_pin=move |pin| send(Some(pin))
            busy
            error=problem
        />
    }
}

/// Drops what waits or was refused, after asking once.
#[component]
pub(crate) fn Drop(
    /// The operation that waits.
    op: OpId,
    /// What is done then.
    #[prop(into)]
    on_dropped: Callback<()>,
) -> View {
    let open = RwSignal::new(false);
    let toasts = use_toasts();
    let drop_it = move |()| {
        spawn_local(async move {
            match bridge::call(&DiscardWaiting { op }).await {
                Ok(()) => {
                    toasts.say(t!("wallet.bill.dropped"));
                    on_dropped.run(());
                }
                Err(error) => toasts.fail(&error),
            }
        });
    };
    view! {
        <Button block=true kind=ButtonKind::Grave icon="trash-2" on_press=move |()| open.set(true) test="drop-bill">
            {t!("wallet.bill.drop")}
        </Button>
        <Confirm
            open
            title=t!("wallet.bill.drop.ask")
            confirm=t!("wallet.bill.drop")
            danger=true
            on_confirm=drop_it
        />
    }
}
