//! The way of a movement of money from the form over the PIN to its receipt, as a pure rule.

use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::{Bill, BillState};
use sampan_protocol::{Code, Error};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The form is being filled in.
    Filling,
    /// The PIN is asked for.
    AskingPin,
    /// It was asked for and is not answered yet: pressing again does nothing.
    Sending,
    /// It is answered; a bill stands for what moves money.
    Done(Option<Box<Bill>>),
}

/// One movement, from the opening of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    /// Idempotency key: the same until it is certain that nothing moved under it.
    pub(crate) op: OpId,
    /// How far it is.
    pub(crate) stage: Stage,
    /// What went wrong the last time; what was typed stays.
    pub(crate) problem: Option<Error>,
}

impl Flow {
    /// A form that has just been opened.
    pub(crate) const fn open(op: OpId) -> Self {
        Self { op, stage: Stage::Filling, problem: None }
    }

    /// Whether the PIN sheet is up, also while its PIN is being checked.
    pub(crate) fn wants_pin(&self) -> bool {
        matches!(self.stage, Stage::AskingPin)
    }

    /// Whether an answer is awaited.
    pub(crate) fn is_sending(&self) -> bool {
        matches!(self.stage, Stage::Sending)
    }

    /// Forgets what went wrong, because the form was changed.
    pub(crate) fn edited(&mut self) {
        if self.stage == Stage::Filling {
            self.problem = None;
        }
    }

    /// The form was confirmed, and the PIN is to be given.
    pub(crate) fn ask_pin(&mut self) {
        if self.stage == Stage::Filling {
            self.problem = None;
            self.stage = Stage::AskingPin;
        }
    }

    /// The PIN sheet was closed.
    pub(crate) fn close_pin(&mut self) {
        if self.stage == Stage::AskingPin {
            self.problem = None;
            self.stage = Stage::Filling;
        }
    }

    /// Says whether it is to be sent now: once, however often it is pressed.
    pub(crate) fn send(&mut self) -> bool {
        let first = matches!(self.stage, Stage::Filling | Stage::AskingPin);
        if first {
            self.problem = None;
            self.stage = Stage::Sending;
        }
        first
    }

    /// Takes the answer. `fresh` makes another key for the next attempt where this one is spent.
    pub(crate) fn answered(
        &mut self,
        answer: Result<Option<Bill>, Error>,
        fresh: impl FnOnce() -> OpId,
    ) {
        if self.stage != Stage::Sending {
            return;
        }
        match answer.and_then(refusal_is_an_error) {
            Ok(bill) => self.stage = Stage::Done(bill.map(Box::new)),
            Err(error) => {
                let again = matches!(error.code, Code::WrongPin | Code::NeedsPin);
                self.stage = if again { Stage::AskingPin } else { Stage::Filling };
                if is_final(&error) {
                    self.op = fresh();
                }
                self.problem = Some(error);
            }
        }
    }
}

/// A bill that failed tells the same as an error, and keeps the form on the screen.
fn refusal_is_an_error(bill: Option<Bill>) -> Result<Option<Bill>, Error> {
    match bill {
        Some(Bill { state: BillState::Failed(error), .. }) => Err(error),
        other => Ok(other),
    }
}

/// Whether the backend has answered for good: the same key would be given the same answer again.
/// Where that is not certain the key stays, so that trying again never moves money twice; nor does
/// it where an earlier attempt under this key may still be on its way.
fn is_final(error: &Error) -> bool {
    matches!(error.code, Code::Refused | Code::Invalid | Code::NotFound)
        && !UNDERWAY.contains(&error.key.as_str())
}

/// Keys of the messages that an earlier attempt, with other details, was sent.
const UNDERWAY: [&str; 2] = ["error.device.sent_already", "error.wallet.id_taken"];

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::ids::BillId;
    use sampan_protocol::wallet::{BillKind, Category};
    use sampan_protocol::{Currency, Money, Timestamp};

    fn op(n: u8) -> OpId {
        format!("00000000-0000-7000-8000-0000000000{n:02}").parse().expect("a UUID")
    }

    fn bill(state: BillState) -> Bill {
        let cny = Currency::new("CNY").expect("a listed currency");
        Bill {
            id: BillId(op(1).0),
            account: None,
            kind: BillKind::Transfer,
            amount: Money::new(-500, cny),
            other: None,
            rail: None,
            note: String::new(),
            category: Category::Transfer,
            at: Timestamp::default(),
            state,
            balance_after: None,
            linked: Vec::new(),
            label: None,
            through: None,
        }
    }

    fn sending() -> Flow {
        let mut flow = Flow::open(op(1));
        flow.ask_pin();
        assert!(flow.send(), "the first press sends");
        flow
    }

    #[test]
    fn pressing_twice_pays_once() {
        let mut flow = sending();
        assert!(!flow.send(), "the second press does nothing");
        flow.ask_pin();
        assert!(flow.is_sending(), "nor does confirming again");
        flow.close_pin();
        assert!(flow.is_sending(), "nor does closing the sheet");
        flow.answered(Ok(Some(bill(BillState::Settled))), || op(2));
        assert!(!flow.send(), "what is done is not done again");
        assert_eq!(
            flow.stage,
            Stage::Done(Some(Box::new(bill(BillState::Settled)))),
            "the receipt stays"
        );
    }

    #[test]
    fn a_wrong_pin_asks_again_under_the_same_key() {
        let mut flow = sending();
        let wrong = Error::new(Code::WrongPin, "error.pin.wrong");
        flow.answered(Err(wrong.clone()), || op(2));
        assert!(flow.wants_pin(), "the sheet is still up");
        assert_eq!(flow.problem, Some(wrong), "and says why");
        assert_eq!(flow.op, op(1), "nothing was sent yet, so the key is not spent");
        assert!(flow.send(), "the next PIN is taken");
    }

    #[test]
    fn a_locked_pin_goes_back_to_the_form() {
        let mut flow = sending();
        flow.answered(Err(Error::new(Code::PinLocked, "error.pin.locked")), || op(2));
        assert_eq!(flow.stage, Stage::Filling, "there is nothing to type into the sheet");
        assert_eq!(flow.op, op(1), "and the key is not spent");
    }

    #[test]
    fn a_refusal_spends_the_key_and_an_unknown_end_does_not() {
        let mut flow = sending();
        flow.answered(Err(Error::refused("error.wallet.too_little")), || op(2));
        assert_eq!(flow.op, op(2), "the backend would answer the old key with the same refusal");
        let mut flow = sending();
        let refused = BillState::Failed(Error::refused("error.wallet.too_little"));
        flow.answered(Ok(Some(bill(refused))), || op(2));
        assert_eq!((flow.stage, flow.op), (Stage::Filling, op(2)), "a failed bill is a refusal");
        for code in [Code::Offline, Code::Storage, Code::Internal] {
            let mut flow = sending();
            flow.answered(Err(Error::new(code, "error.internal")), || op(2));
            assert_eq!(flow.op, op(1), "{code:?} does not tell whether money moved");
        }
    }

    #[test]
    fn an_attempt_that_is_underway_is_not_made_a_second_time() {
        for key in UNDERWAY {
            let mut flow = sending();
            flow.answered(Err(Error::refused(key)), || op(2));
            assert_eq!(flow.op, op(1), "{key} means that the first one may still arrive");
        }
    }

    #[test]
    fn what_waits_is_done_for_the_form() {
        for state in [BillState::Pending, BillState::NeedsPin] {
            let mut flow = sending();
            flow.answered(Ok(Some(bill(state.clone()))), || op(2));
            assert_eq!(
                flow.stage,
                Stage::Done(Some(Box::new(bill(state)))),
                "its receipt says it waits"
            );
        }
    }

    #[test]
    fn changing_the_form_forgets_the_problem() {
        let mut flow = sending();
        flow.answered(Err(Error::refused("error.wallet.too_little")), || op(2));
        flow.edited();
        assert_eq!(flow.problem, None, "the problem was about what stood there before");
    }
}
