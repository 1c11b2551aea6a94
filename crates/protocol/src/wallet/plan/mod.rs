//! Transfers that happen by themselves: at a time, again and again, or after a while in which they
//! can be called back.

pub mod calendar;
mod overlay;

pub use overlay::with_waiting;

use super::rows::Bill;
use crate::error::Error;
use crate::ids::{BillId, OpId, PersonId, PlanId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Plan`] rows of the scope `wallet:<person>`, key: plan.
pub const ROW: &str = "wallet.plan";
/// The most times that a plan pays.
pub const MOST_TIMES: u32 = 1_000;
/// How far ahead a plan may begin, in days.
pub const FARTHEST_DAYS: i64 = 3_660;
/// The most plans of one person that are active or paused.
pub const MOST_PLANS: i64 = 100;
/// After how many seconds a payment that was refused is tried once more.
pub const RETRY_SECONDS: i64 = 6 * 3_600;
/// For how many seconds a delayed transfer may be underway.
pub const DELAYS: [i64; 2] = [7_200, 86_400];

/// How often a plan pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Once.
    Once,
    /// Each day.
    Day,
    /// Each week.
    Week,
    /// Each month, on the same day, or on the month's last where it is shorter.
    Month,
}

impl Every {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Once, Self::Day, Self::Week, Self::Month];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// When a plan pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// The first time.
    pub first: Timestamp,
    /// How often.
    pub every: Every,
    /// The time zone of its days: minutes east of UTC.
    pub utc_offset: i32,
    /// Nothing is paid after this.
    pub until: Option<Timestamp>,
    /// At most so many times.
    pub times: Option<u32>,
}

/// How a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// It pays when it is time.
    Active,
    /// It waits until it is to go on.
    Paused,
    /// It has paid for the last time.
    Ended,
    /// It was taken back.
    Cancelled,
}

impl PlanState {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What came of the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// It was paid.
    Paid(Timestamp),
    /// It was refused, and is tried once more.
    Retrying(Timestamp, Error),
    /// It was refused twice, and left out.
    Skipped(Timestamp, Error),
}

/// A plan as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Identifier: that of the operation which made it.
    pub id: PlanId,
    /// To whom.
    pub to: Person,
    /// How much each time.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// When.
    pub rhythm: Rhythm,
    /// How it stands.
    pub state: PlanState,
    /// When it pays next, if it does.
    pub next: Option<Timestamp>,
    /// How often it has paid.
    pub paid: u32,
    /// What came of the last time.
    pub last: Option<Run>,
    /// When it was made.
    pub made: Timestamp,
    /// Whether it, or what was done with it, still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// Plans transfers to somebody; needs the PIN, once for all of them. `wallet.plan`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakePlan {
    /// To whom.
    pub to: PersonId,
    /// How much each time; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// When.
    pub rhythm: Rhythm,
}

/// Pauses a plan, has it go on, or takes it back. `wallet.set_plan`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPlan {
    /// Which.
    pub plan: PlanId,
    /// How it is to stand.
    pub state: PlanState,
}

/// Moves money to somebody after a while; needs the PIN. Until then it is held, and can be called
/// back. Its transfer's id is the operation's. `wallet.delay`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// To whom.
    pub to: PersonId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// After how many seconds; one of [`DELAYS`].
    pub seconds: i64,
}

/// Calls a delayed transfer back. `wallet.call_back`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallBack {
    /// Which.
    pub bill: BillId,
}

/// Name of [`MakePlan`].
pub const PLAN: &str = "wallet.plan";
/// Name of [`SetPlan`].
pub const SET: &str = "wallet.set_plan";
/// Name of [`Delay`].
pub const DELAY: &str = "wallet.delay";
/// Name of [`CallBack`].
pub const CALL_BACK: &str = "wallet.call_back";

/// Refuses a rhythm that makes no sense.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_rhythm(rhythm: &Rhythm, now: Timestamp) -> Result<(), Error> {
    let ahead = rhythm.first.seconds().saturating_sub(now.seconds());
    if ahead > FARTHEST_DAYS * 86_400 {
        return Err(Error::invalid("error.wallet.plan_far"));
    }
    if rhythm.until.is_some_and(|until| until < rhythm.first) {
        return Err(Error::invalid("error.wallet.plan_until"));
    }
    if rhythm.times.is_some_and(|times| !(1..=MOST_TIMES).contains(&times)) {
        return Err(Error::invalid("error.wallet.plan_times").with("limit", i64::from(MOST_TIMES)));
    }
    if !(-900..=900).contains(&rhythm.utc_offset) {
        return Err(Error::invalid("error.sync.arguments"));
    }
    Ok(())
}

/// Reads my plans, and what of mine is underway; what is next comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPlans {}

/// My plans, and what of mine is underway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plans {
    /// Plans: those that pay next first, those that are over last.
    pub plans: Vec<Plan>,
    /// Delayed transfers that are underway, mine and to me.
    pub underway: Vec<Bill>,
}

/// Plans transfers to somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTransfer {
    /// Idempotency key.
    pub op: OpId,
    /// To whom.
    pub to: Person,
    /// How much each time.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// When.
    pub rhythm: Rhythm,
    /// The PIN; without it the plan waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Pauses a plan, has it go on, or takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePlan {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub plan: PlanId,
    /// How it is to stand.
    pub state: PlanState,
}

/// Pays somebody after a while.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayDelayed {
    /// Idempotency key.
    pub op: OpId,
    /// To whom.
    pub to: Person,
    /// How much.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// After how many seconds.
    pub seconds: i64,
    /// The PIN; without it the payment waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Calls a delayed transfer back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallPaymentBack {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub bill: BillId,
}
