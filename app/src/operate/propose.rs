//! Proposing an act: what is asked before, and where it leads. Screens of features use it:
//!
//! ```text
//! let proposer = Proposer::new();
//! … on_press=move |()| proposer.ask(Proposal::new("wallet.freeze", &args).about(person))
//! <ProposeSheet proposer />
//! ```

use super::face::{face_of, path_of};
use crate::act::Act as Doing;
use crate::bridge;
use crate::clock::{new_op, now};
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Act, ActState, Propose};
use sampan_protocol::people::Person;

/// What is to be proposed.
#[derive(Clone)]
pub(crate) struct Proposal {
    kind: &'static str,
    args: String,
    about: Option<Person>,
    two: bool,
}

impl Proposal {
    /// An act of a kind, with the struct of its arguments; it takes two operators.
    pub(crate) fn new<T: serde::Serialize>(kind: &'static str, args: &T) -> Self {
        Self { kind, args: bridge::text(args), about: None, two: true }
    }

    /// The same, about somebody: the one whom the argument `person` names.
    pub(crate) fn about(mut self, person: Person) -> Self {
        self.about = Some(person);
        self
    }

    /// The same, where one operator may be enough.
    pub(crate) fn takes_two(mut self, two: bool) -> Self {
        self.two = two;
        self
    }
}

/// Asks for the PIN, and proposes.
#[derive(Clone, Copy)]
pub(crate) struct Proposer {
    what: RwSignal<Option<(OpId, Proposal)>>,
    open: RwSignal<bool>,
    doing: Doing,
}

impl Proposer {
    /// Nothing is proposed yet.
    pub(crate) fn new() -> Self {
        Self { what: RwSignal::new(None), open: RwSignal::new(false), doing: Doing::new() }
    }

    /// Begins to ask.
    pub(crate) fn ask(self, proposal: Proposal) {
        self.doing.error().set(None);
        self.what.set(Some((new_op(), proposal)));
        self.open.set(true);
    }
}

/// The sheet of a proposer. What was proposed is shown afterwards.
#[component]
pub(crate) fn ProposeSheet(
    /// Whose.
    proposer: Proposer,
) -> View {
    let Proposer { what, open, doing } = proposer;
    let (navigate, toasts) = (StoredValue::new_local(use_navigate()), use_toasts());
    let me = use_session().with_untracked(|session| session.me.clone());
    let send = move |pin: String| {
        let Some((op, Proposal { kind, args, about, .. })) = what.get_untracked() else { return };
        let command = Propose { op, kind: kind.to_owned(), args, about, pin };
        doing.run(command, move |act| {
            open.try_set(false);
            toasts.say(match act.state {
                ActState::Done => t!("operate.propose.done"),
                _ => t!("operate.propose.sent"),
            });
            navigate.try_with_value(|go| go(&path_of(&act), Default::default()));
        });
    };
    let title = Signal::derive(move || match what.get() {
        Some((_, proposal)) => t!(&format!("operate.act.{}", proposal.kind)),
        None => String::new(),
    });
    let summary = move || {
        let (op, proposal) = what.get()?;
        let by = me.clone()?.person;
        let Proposal { kind, args, about, two } = proposal;
        let act = Act {
            id: op,
            kind: kind.to_owned(),
            args,
            by,
            about,
            at: now(),
            two,
            state: ActState::Proposed,
            decided_by: None,
            decided_at: None,
            why: String::new(),
            problem: None,
            pending: false,
        };
        let says = if two { t!("operate.propose.two") } else { t!("operate.propose.one") };
        Some(view! { {summary_of(&act)}<p class="hint">{says}</p> })
    };
    view! {
        <PinSheet open title summary=move || summary().view() on_pin=send busy=doing.busy() error=doing.error() />
    }
}

/// What the PIN is given for: the amount, and whom it is about.
pub(crate) fn summary_of(act: &Act) -> View {
    let (_, face) = face_of(act);
    let about = act.about.as_ref().map(|person| person.name.clone());
    view! {
        {face.amount.map(|money| view! { <MoneyText money size=MoneySize::Display /> })}
        {about.map(|name| view! { <p class="pin-for">{name}</p> })}
    }
}
