//! Mandates: what somebody agreed that another may charge by themselves, up to caps.

use super::overlay::{Waiting, WaitingState};
use crate::error::Error;
use crate::ids::OpId;
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Mandate`] rows, key: mandate; in the wallets of both sides.
pub const MANDATE: &str = "wallet.mandate";
/// The longest text of what it is for, in characters.
pub const TEXT_LIMIT: usize = 60;

/// What somebody may charge, once the other side agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// The operation that asked for it.
    pub id: OpId,
    /// Who charges.
    pub merchant: Person,
    /// Who pays.
    pub payer: Person,
    /// What for.
    pub text: String,
    /// The most that one charge may be.
    pub each: Money,
    /// The most that all charges of a calendar month (UTC) may be.
    pub month: Money,
    /// Minor units charged in the month of the latest charge.
    pub used: i64,
    /// When the latest charge was, if there was one.
    pub charged: Option<Timestamp>,
    /// How it stands.
    pub state: MandateState,
    /// When it was asked for.
    pub at: Timestamp,
    /// Whether something about it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// How a mandate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateState {
    /// It waits for who is to pay.
    Asked,
    /// It may be charged.
    Agreed,
    /// One of both ended it, or never agreed.
    Ended,
}

impl MandateState {
    /// Its word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Ended => "ended",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Asked, Self::Agreed, Self::Ended].into_iter().find(|state| state.word() == word)
    }
}

/// When the calendar month (UTC) that holds a moment begins.
#[must_use]
pub fn month_of(now: Timestamp) -> Timestamp {
    let (year, month, _) = now.date(0);
    crate::time::month_start(year, month, 0)
}

impl Mandate {
    /// Minor units that are used of the month that holds `now`.
    #[must_use]
    pub fn used_at(&self, now: Timestamp) -> i64 {
        if self.charged.is_some_and(|at| at >= month_of(now)) { self.used } else { 0 }
    }
}

/// Refuses caps that make no sense: none, of two currencies, or a month smaller than one charge.
///
/// # Errors
/// `Invalid` with what to change.
pub fn check_caps(each: Money, month: Money) -> Result<(), Error> {
    if each.minor <= 0 || each.currency != month.currency {
        return Err(Error::invalid("error.wallet.not_positive"));
    }
    if month.minor < each.minor {
        return Err(Error::invalid("error.wallet.mandate_caps"));
    }
    Ok(())
}

/// Refuses a text that says nothing, or too much.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_text(text: &str) -> Result<(), Error> {
    let plain = text.chars().all(|c| !c.is_control());
    if text.trim().is_empty() || text.chars().count() > TEXT_LIMIT || !plain {
        return Err(Error::invalid("error.wallet.mandate_text").with("limit", TEXT_LIMIT as i64));
    }
    Ok(())
}

/// Operations in scope `wallet:<me>`, re-exported by [`super::ops`].
pub mod ops {
    use super::{Deserialize, Money, OpId, Serialize};
    use crate::ids::PersonId;

    /// Asks somebody to agree to charges. The mandate's id is the operation's.
    /// `wallet.ask_mandate`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct AskMandate {
        /// Who is to pay.
        pub payer: PersonId,
        /// What for.
        pub text: String,
        /// The most that one charge may be.
        pub each: Money,
        /// The most that all charges of a month may be.
        pub month: Money,
    }

    /// Agrees to a mandate; needs the PIN. `wallet.agree_mandate`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct AgreeMandate {
        /// Which.
        pub mandate: OpId,
        /// As asked for, or less.
        pub each: Money,
        /// As asked for, or less.
        pub month: Money,
    }

    /// Lowers the caps of a mandate. `wallet.lower_mandate`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct LowerMandate {
        /// Which.
        pub mandate: OpId,
        /// As it is, or less.
        pub each: Money,
        /// As it is, or less.
        pub month: Money,
    }

    /// Ends a mandate, or declines it, or takes it back. `wallet.end_mandate`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct EndMandate {
        /// Which.
        pub mandate: OpId,
    }

    /// Charges under a mandate. The transfer's id is the operation's. `wallet.charge_mandate`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct ChargeMandate {
        /// Which.
        pub mandate: OpId,
        /// How much; positive.
        pub amount: Money,
        /// What for.
        pub note: String,
    }

    /// Name of [`AskMandate`].
    pub const ASK_MANDATE: &str = "wallet.ask_mandate";
    /// Name of [`AgreeMandate`].
    pub const AGREE_MANDATE: &str = "wallet.agree_mandate";
    /// Name of [`LowerMandate`].
    pub const LOWER_MANDATE: &str = "wallet.lower_mandate";
    /// Name of [`EndMandate`].
    pub const END_MANDATE: &str = "wallet.end_mandate";
    /// Name of [`ChargeMandate`].
    pub const CHARGE_MANDATE: &str = "wallet.charge_mandate";
}

/// Reads all mandates, newest first, with what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMandates {}

/// Asks somebody to agree to charges; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskMandate {
    /// Idempotency key.
    pub op: OpId,
    /// Who is to pay.
    pub payer: Person,
    /// What for.
    pub text: String,
    /// The most that one charge may be.
    pub each: Money,
    /// The most that all charges of a month may be.
    pub month: Money,
}

/// Changes a mandate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeMandate {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub mandate: OpId,
    /// How.
    pub change: MandateChange,
}

/// How a mandate is changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateChange {
    /// The payer agrees: now, with the PIN.
    Agree {
        /// As asked for, or less.
        each: Money,
        /// As asked for, or less.
        month: Money,
        /// The PIN.
        pin: String,
    },
    /// The payer lowers the caps.
    Lower {
        /// As it is, or less.
        each: Money,
        /// As it is, or less.
        month: Money,
    },
    /// One of both ends it.
    End,
}

/// Charges under a mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeMandate {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub mandate: OpId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
}

/// Mandates with what waiting operations will make of them, newest first.
#[must_use]
pub fn seen(known: &[Mandate], waiting: &[Waiting], me: &Person) -> Vec<Mandate> {
    let open = waiting.iter().filter(|w| !matches!(w.state, WaitingState::Rejected(_)));
    let mut all: Vec<Mandate> = known.to_vec();
    for w in open {
        match w.name.as_str() {
            ops::ASK_MANDATE => {
                let asked = asked(w, me).filter(|new| all.iter().all(|m| m.id != new.id));
                all.extend(asked);
            }
            ops::LOWER_MANDATE => {
                if let Ok(args) = serde_json::from_value::<ops::LowerMandate>(w.args.clone()) {
                    change(&mut all, args.mandate, |m| (m.each, m.month) = (args.each, args.month));
                }
            }
            ops::END_MANDATE => {
                if let Ok(args) = serde_json::from_value::<ops::EndMandate>(w.args.clone()) {
                    change(&mut all, args.mandate, |m| m.state = MandateState::Ended);
                }
            }
            _ => {}
        }
    }
    all.sort_by_key(|mandate| std::cmp::Reverse((mandate.at, mandate.id)));
    all
}

fn asked(w: &Waiting, me: &Person) -> Option<Mandate> {
    let args: ops::AskMandate = serde_json::from_value(w.args.clone()).ok()?;
    Some(Mandate {
        id: w.op_id,
        merchant: me.clone(),
        payer: w.other.clone()?,
        text: args.text,
        each: args.each,
        month: args.month,
        used: 0,
        charged: None,
        state: MandateState::Asked,
        at: w.at,
        pending: true,
    })
}

fn change(all: &mut [Mandate], id: OpId, with: impl FnOnce(&mut Mandate)) {
    if let Some(mandate) = all.iter_mut().find(|mandate| mandate.id == id) {
        with(mandate);
        mandate.pending = true;
    }
}

#[cfg(test)]
mod tests;
