//! What stands between a form that moves money and its sending: the PIN, or, where the service is
//! out of reach, the question whether to keep it for later.

use super::money::Form;
use crate::bridge::{Question, decode};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Bill;
use sampan_protocol::{Code, Command, Error, Money};
use std::pin::Pin;
use wasm_bindgen::JsValue;

/// What a form asks before it is sent.
#[derive(Clone, Copy)]
pub(crate) struct Gate {
    form: Form,
    keep_open: RwSignal<bool>,
    /// Begins to ask.
    pub(crate) ask: Callback<()>,
}

impl Gate {
    /// The gate of a form.
    pub(crate) fn of(form: Form) -> Self {
        let session = use_session();
        let keep_open = RwSignal::new(false);
        let ask = Callback::new(move |()| {
            if session.with_untracked(|s| s.sync.online) {
                form.movement.ask_pin();
            } else {
                keep_open.set(true);
            }
        });
        Self { form, keep_open, ask }
    }
}

/// What a form waits for.
pub(crate) type Submitted = Pin<Box<dyn Future<Output = Result<Option<Bill>, Error>>>>;

/// Sends a command of a form whose answer is no bill, and keeps where to go afterwards.
pub(crate) fn submit<C: Command>(
    command: &C,
    made: RwSignal<Option<String>>,
    path: fn(C::Reply) -> String,
) -> Submitted {
    let keep = move |answer| decode::<C::Reply>(answer).map(|reply| made.set(Some(path(reply))));
    Box::pin(kept(Question::of(command), Box::new(keep)))
}

/// What does not depend on the command's type, and exists once.
async fn kept(
    question: Question,
    keep: Box<dyn FnOnce(JsValue) -> Result<(), Error>>,
) -> Result<Option<Bill>, Error> {
    question.send().await.and_then(keep)?;
    Ok(None)
}

/// The sheets of a gate, and a way to keep what could not be sent.
#[component]
pub(crate) fn GateSheets(
    /// The gate.
    gate: Gate,
    /// What is approved by the PIN, in a few words.
    #[prop(into)]
    says: Signal<String>,
    /// Sends it, with the PIN if there is one.
    send: Callback<Option<String>>,
    /// Whether fingerprint or face may stand for the PIN.
    #[prop(optional)]
    touch: bool,
) -> View {
    let Gate { form, keep_open, .. } = gate;
    let movement = form.movement;
    let summary = move || {
        let money = form.money().unwrap_or(Money::new(0, form.currency.get_untracked()));
        view! {
            <p class="pin-for">{says}</p>
            <MoneyText money size=MoneySize::Display />
        }
    };
    let problem = movement.problem();
    let offline = move || problem.with(|p| p.as_ref().is_some_and(|e| e.code == Code::Offline));
    view! {
        {move || offline().then(|| view! {
            <Button kind=ButtonKind::Soft block=true on_press=move |()| keep_open.set(true) test="keep-for-later">
                {t!("wallet.pay.keep")}
            </Button>
        })}
        <PinSheet
            open=movement.pin_open
            title=t!("wallet.pay.confirm")
            summary
            on_pin=Callback::new(move |pin| send.run(Some(pin)))
            touch
            busy=movement.is_sending()
            error=movement.pin_problem()
        />
        <Confirm
            open=keep_open
            title=t!("wallet.pay.keep")
            text=t!("wallet.pay.offline")
            confirm=t!("wallet.pay.keep")
            on_confirm=Callback::new(move |()| send.run(None))
            test="keep"
        />
    }
}
