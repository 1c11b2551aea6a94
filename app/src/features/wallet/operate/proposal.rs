//! Proposes something to the other operators: asks for the PIN, and says that it waits for them.

use crate::act::Act;
use crate::bridge;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{ActState, Propose};
use sampan_protocol::{Code, Error};
use serde::Serialize;

/// Something that an operator may propose.
#[derive(Clone, Copy)]
pub(crate) struct Proposal {
    open: RwSignal<bool>,
    wanted: StoredValue<Option<(OpId, &'static str, String)>>,
    act: Act,
    toasts: Toasts,
}

impl Proposal {
    /// Nothing has been proposed yet.
    pub(crate) fn new() -> Self {
        let (open, wanted) = (RwSignal::new(false), StoredValue::new(None));
        Self { open, wanted, act: Act::new(), toasts: use_toasts() }
    }

    /// Asks for the PIN, to propose this.
    pub(crate) fn ask(self, kind: &'static str, args: &impl Serialize) {
        self.wanted.set_value(Some((new_op(), kind, bridge::text(args))));
        self.act.error().set(None);
        self.open.set(true);
    }

    /// The sheet that asks for the PIN, and what went wrong otherwise.
    pub(crate) fn sheet(self, title: String, text: String) -> View {
        let Self { open, wanted, act, toasts } = self;
        let send = move |pin: String| {
            let Some((op, kind, args)) = wanted.get_value() else { return };
            let kind = kind.to_owned();
            let command = Propose { op, kind, args, about: None, pin };
            act.run(command, move |act| {
                open.try_set(false);
                let said = match act.state {
                    ActState::Proposed => "wallet.desk.proposed",
                    _ => "wallet.desk.done",
                };
                toasts.say(t!(said));
            });
        };
        // What is wrong with the PIN is said where it is typed; everything else ends the sheet.
        let of_pin = |e: &Error| matches!(e.code, Code::WrongPin | Code::PinLocked);
        let wrong = Signal::derive(move || act.error().get().filter(of_pin));
        Effect::new(move |_| {
            if act.error().with(|e| e.as_ref().is_some_and(|e| !of_pin(e))) {
                open.try_set(false);
            }
        });
        let other = move || {
            let error = act.error().get().filter(|e| !of_pin(e));
            error.map(|e| view! { <p class="callout danger" role="alert" data-test="proposal-problem">{tell(&e)}</p> })
        };
        let summary = move || view! { <p class="pin-for">{text.clone()}</p> };
        view! {
            {other}
            <PinSheet open title summary on_pin=send busy=act.busy() error=wrong />
        }
    }
}
