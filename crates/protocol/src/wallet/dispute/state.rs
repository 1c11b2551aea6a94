//! How a dispute goes on, as a pure rule.

use crate::error::Error;
use serde::{Deserialize, Serialize};

/// How a dispute stands. Amounts are minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// How far it is.
    pub stage: Stage,
    /// How much was disputed.
    pub asked: i64,
    /// How much of that has gone back.
    pub back: i64,
    /// How much of the rest is held on the other side's account.
    pub held: i64,
}

/// How far a dispute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The other side is to answer.
    Answering,
    /// The operators are to decide.
    Reviewing,
    /// Over: the other side gave in.
    Accepted,
    /// Over: the other side gave everything back by themselves.
    Refunded,
    /// Over: who opened it took it back.
    Withdrawn,
    /// Over: the operators gave back what was disputed.
    InFull,
    /// Over: the operators gave back a part.
    InPart,
    /// Over: the operators gave nothing back.
    Rejected,
}

impl Stage {
    /// Whether something can still happen.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Answering | Self::Reviewing)
    }

    /// Its word in keys and in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answering => "answering",
            Self::Reviewing => "reviewing",
            Self::Accepted => "accepted",
            Self::Refunded => "refunded",
            Self::Withdrawn => "withdrawn",
            Self::InFull => "in_full",
            Self::InPart => "in_part",
            Self::Rejected => "rejected",
        }
    }
}

/// What happens to a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// One of both sides adds words or pictures.
    Add,
    /// The other side gives in.
    Accept,
    /// The other side does not agree.
    Contest,
    /// The other side did not answer in time.
    Unanswered,
    /// The other side gives so much of the payment back by themselves.
    Refund(i64),
    /// Who opened it takes it back.
    Withdraw,
    /// The operators decide that so much goes back.
    Decide(i64),
}

impl State {
    /// A dispute about `asked` of a payment of which `left` has not come back, with `held` of it
    /// held on the other side's account.
    ///
    /// # Errors
    /// `Invalid` where that is nothing, or more than is left.
    pub fn open(left: i64, asked: i64, held: i64) -> Result<Self, Error> {
        if asked <= 0 {
            return Err(Error::invalid("error.wallet.not_positive"));
        }
        if asked > left || held < 0 || held > asked {
            return Err(Error::refused("error.wallet.dispute_amount"));
        }
        Ok(Self { stage: Stage::Answering, asked, back: 0, held })
    }

    /// What is disputed and has not gone back.
    #[must_use]
    pub const fn left(&self) -> i64 {
        self.asked.saturating_sub(self.back)
    }

    const fn over(self, stage: Stage, back: i64) -> Self {
        Self { stage, back, held: 0, ..self }
    }
}

/// What becomes of a dispute. Whatever goes back goes out of what is held first.
///
/// # Errors
/// `Refused` for what cannot happen now; what is over stays as it is.
pub fn step(state: &State, event: Event) -> Result<State, Error> {
    let (state, left) = (*state, state.left());
    if !state.stage.is_open() {
        return Err(Error::refused("error.wallet.dispute_closed"));
    }
    match event {
        Event::Add => Ok(state),
        Event::Accept => Ok(state.over(Stage::Accepted, state.asked)),
        Event::Withdraw => Ok(state.over(Stage::Withdrawn, state.back)),
        Event::Contest | Event::Unanswered if state.stage == Stage::Answering => {
            Ok(State { stage: Stage::Reviewing, ..state })
        }
        Event::Contest | Event::Unanswered => Err(Error::refused("error.wallet.dispute_answered")),
        Event::Refund(minor) if minor <= 0 => Err(Error::invalid("error.wallet.not_positive")),
        Event::Refund(minor) if minor >= left => Ok(state.over(Stage::Refunded, state.asked)),
        Event::Refund(minor) => {
            Ok(State { back: state.back + minor, held: (state.held - minor).max(0), ..state })
        }
        Event::Decide(_) if state.stage == Stage::Answering => {
            Err(Error::refused("error.wallet.dispute_early"))
        }
        Event::Decide(minor) if minor < 0 || minor > left => {
            Err(Error::invalid("error.wallet.dispute_over"))
        }
        Event::Decide(0) => Ok(state.over(Stage::Rejected, state.back)),
        Event::Decide(minor) if minor == left => Ok(state.over(Stage::InFull, state.asked)),
        Event::Decide(minor) => Ok(state.over(Stage::InPart, state.back + minor)),
    }
}
