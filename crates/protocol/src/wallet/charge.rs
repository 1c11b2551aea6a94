//! Charges: what somebody takes by the pay code that a payer shows, and how the payer answers.

use super::rows::BillState;
use crate::device::Symbol;
use crate::error::Error;
use crate::ids::{BillId, OpId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Charge`] rows, key: the operation that charged; in the wallets of both sides, where it
/// stays for about a day: what moved money has a bill.
pub const CHARGE: &str = "wallet.charge";

/// How long a payer has to confirm, in seconds.
pub const CONFIRM_SECONDS: i64 = 120;

/// A code that was charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// The operation that charged it.
    pub id: OpId,
    /// Who charged.
    pub merchant: Person,
    /// Whose code it is; none if it is nobody's.
    pub payer: Option<Person>,
    /// How much.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// How it stands.
    pub state: ChargeState,
    /// When it was charged.
    pub at: Timestamp,
    /// Until when the payer may confirm.
    pub expires: Timestamp,
    /// The step of the payer's token that it used up; only the payer is told.
    #[serde(default)]
    pub step: Option<i64>,
}

/// How a charge stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeState {
    /// It waits on this device to be sent.
    Pending,
    /// The payer is asked for the PIN.
    Asking,
    /// The money moved; this is the bill.
    Paid(BillId),
    /// The payer said no.
    Declined,
    /// The payer did not answer in time.
    Expired,
    /// It could not be; no money moved.
    Failed(Error),
}

impl Charge {
    /// The charge as it is at `now`: nobody is told that a time has passed.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        if self.state == ChargeState::Asking && now >= self.expires {
            self.state = ChargeState::Expired;
        }
        self
    }
}

/// Operations in scope `wallet:<me>`, re-exported by [`super::ops`].
pub mod ops {
    use super::{Deserialize, Money, OpId, Serialize};

    /// Takes an amount by a payer's pay code. The charge's id is the operation's. `wallet.charge_code`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct ChargeCode {
        /// The 18 digits.
        pub code: String,
        /// How much; positive.
        pub amount: Money,
        /// What for.
        pub note: String,
    }

    /// Lets a charge have the money; needs the PIN. The transfer's id is the operation's.
    /// `wallet.confirm_charge`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct ConfirmCharge {
        /// Which.
        pub charge: OpId,
    }

    /// Says no to a charge. `wallet.refuse_charge`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct RefuseCharge {
        /// Which.
        pub charge: OpId,
    }

    /// Name of [`ChargeCode`].
    pub const CHARGE_CODE: &str = "wallet.charge_code";
    /// Name of [`ConfirmCharge`].
    pub const CONFIRM_CHARGE: &str = "wallet.confirm_charge";
    /// Name of [`RefuseCharge`].
    pub const REFUSE_CHARGE: &str = "wallet.refuse_charge";
}

/// Asks for a token that pay codes are made from; the older ones of the device stay good until
/// they run out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskPayToken {}

/// Makes the pay code of this moment; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakePayCode {}

/// A pay code to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayCode {
    /// The 18 digits; none while the one of this minute and of the next are used up.
    pub digits: Option<String>,
    /// The QR symbol of the digits.
    pub symbol: Option<Symbol>,
    /// In how many seconds the next one is to be shown.
    pub seconds: u32,
    /// The most that a code moves without being confirmed, by currency of the accounts.
    pub caps: Vec<Money>,
    /// The latest charge of a code of mine.
    pub latest: Option<Charge>,
}

/// Takes an amount by a payer's pay code; online only, as a code runs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeCode {
    /// Idempotency key.
    pub op: OpId,
    /// The 18 digits, as typed or scanned.
    pub code: String,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
}

/// Reads one charge as this device knows it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCharge {
    /// Which.
    pub id: OpId,
}

/// Answers a charge of my code: yes with the PIN, no without.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCharge {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub charge: OpId,
    /// The PIN.
    pub pin: Option<String>,
}

/// What the charge of a waiting operation is, before the service has answered.
#[must_use]
pub fn pending(
    id: OpId,
    args: &ops::ChargeCode,
    me: &Person,
    at: Timestamp,
    state: &BillState,
) -> Charge {
    let state = match state {
        BillState::Failed(error) => ChargeState::Failed(error.clone()),
        _ => ChargeState::Pending,
    };
    Charge {
        id,
        merchant: me.clone(),
        payer: None,
        amount: args.amount,
        note: args.note.clone(),
        state,
        at,
        expires: at,
        step: None,
    }
}
