//! A form that moves money, or asks for it: its flow, kept in signals.

use super::flow::{Flow, Stage};
use crate::clock::new_op;
use crate::prelude::*;
use leptos::task::spawn_local;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::Bill;
use sampan_protocol::{Code, Currency, Error, Money};

/// The flow of one form, from its opening.
#[derive(Clone, Copy)]
pub(crate) struct Movement {
    flow: RwSignal<Flow>,
    /// What was sent under which key: until that is answered, it is held by this very form.
    attempted: RwSignal<Option<(OpId, Money)>>,
    /// Whether the PIN sheet is up.
    pub(crate) pin_open: RwSignal<bool>,
}

impl Movement {
    /// A form that opens now.
    pub(crate) fn open() -> Self {
        let flow = RwSignal::new(Flow::open(new_op()));
        let pin_open = RwSignal::new(false);
        Effect::new(move |_| match flow.with(|f| f.stage.clone()) {
            Stage::AskingPin => pin_open.set(true),
            Stage::Filling | Stage::Done(_) => pin_open.set(false),
            Stage::Sending => {}
        });
        Effect::new(move |was: Option<bool>| {
            let is = pin_open.get();
            if was == Some(true) && !is && flow.with_untracked(Flow::wants_pin) {
                flow.update(Flow::close_pin);
            }
            is
        });
        Self { flow, attempted: RwSignal::new(None), pin_open }
    }

    /// Asks for the PIN.
    pub(crate) fn ask_pin(self) {
        self.flow.update(Flow::ask_pin);
    }

    /// Forgets what went wrong, because the form was changed.
    pub(crate) fn edited(self) {
        if self.flow.with_untracked(|f| f.problem.is_some()) {
            self.flow.update(Flow::edited);
        }
    }

    /// Minor units that an earlier attempt of this form holds, which paying again would not add to.
    pub(crate) fn own(self, currency: Currency) -> i64 {
        let op = self.flow.with(|f| f.op);
        let mine = |(of, money): (OpId, Money)| {
            (of == op && money.currency == currency).then_some(money.minor)
        };
        self.attempted.get().and_then(mine).unwrap_or(0)
    }

    /// Sends it, once however often it is pressed; `amount` is what leaves by it.
    pub(crate) fn send<F>(self, amount: Option<Money>, command: impl FnOnce(OpId) -> F)
    where
        F: Future<Output = Result<Option<Bill>, Error>> + 'static,
    {
        if self.flow.try_update(Flow::send) != Some(true) {
            return;
        }
        let op = self.flow.with_untracked(|f| f.op);
        self.attempted.set(amount.map(|amount| (op, amount)));
        let answer = command(op);
        spawn_local(async move {
            let answer = answer.await;
            self.flow.try_update(|f| f.answered(answer, new_op));
        });
    }

    /// Whether an answer is awaited.
    pub(crate) fn is_sending(self) -> Signal<bool> {
        Signal::derive(move || self.flow.with(Flow::is_sending))
    }

    /// What the PIN sheet tells: that the PIN was wrong, never anything else.
    pub(crate) fn pin_problem(self) -> Signal<Option<Error>> {
        let of_pin = |e: &Error| matches!(e.code, Code::WrongPin);
        Signal::derive(move || self.flow.with(|f| f.problem.clone().filter(of_pin)))
    }

    /// What the form tells.
    pub(crate) fn problem(self) -> Signal<Option<Error>> {
        Signal::derive(move || {
            self.flow.with(|f| f.problem.clone().filter(|_| f.stage == Stage::Filling))
        })
    }

    /// Does something with the outcome, once there is one.
    pub(crate) fn on_done(self, act: impl Fn(Option<Bill>) + 'static) {
        Effect::new(move |_| {
            if let Stage::Done(bill) = self.flow.with(|f| f.stage.clone()) {
                act(bill.map(|bill| *bill));
            }
        });
    }
}
