//! Operators: what they do to the service, by two of them where it moves or freezes money, and the
//! log of all of it.
//!
//! What an operator does is an **act** of a kind, such as `wallet.issue`. Most kinds take two
//! operators: one proposes, another confirms, and it happens in the transaction of the second one.
//! To add a kind: name it in the backend module's `act_kinds`, check and carry it out there
//! (`check_act`, `carry_out`), give it a face in the app's `Feature::act`, and words under
//! `operate.act.<kind>` in the catalogues. Its arguments are a struct; a field `person` is whom it
//! is about.

mod commands;
mod line;
mod setting;

pub use commands::*;
pub use line::{Line, Sealed, Step, first_broken};
pub use setting::{Change, Configure, changed, differences, is_appearance, takes_two};

use crate::auth::sha256_hex;
use crate::error::Error;
use crate::ids::OpId;
use crate::people::Person;
use crate::time::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The word of the operators' scope, `operate:<service id>`: only they may read it.
pub const SCOPE: &str = "operate";

/// For how many days an act waits for a second operator.
pub const DAYS: i64 = 7;

/// The longest reason for declining, in characters.
pub const WHY_LIMIT: usize = 200;

/// Makes a person an operator; takes one where there is only one yet.
pub const APPOINT: &str = "operate.appoint";
/// Takes the role from an operator.
pub const DISMISS: &str = "operate.dismiss";
/// Changes how the service is set up; arguments are [`Configure`].
pub const CONFIGURE: &str = "operate.configure";

/// Appoints somebody on the server's own machine, by whoever runs that; arguments are [`Console`]. No
/// device can propose it.
pub const CONSOLE: &str = "operate.console";

/// Arguments of [`CONSOLE`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Console {
    /// Who becomes an operator.
    pub person: crate::ids::PersonId,
    /// Who is none any more: they cannot act.
    pub replaces: Option<Person>,
}

/// Arguments of an act that is about a person and says nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Whom.
    pub person: crate::ids::PersonId,
}

/// What an operator does. Row [`rows::ACT`], key: its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The operation that proposed it; what it moves has this identifier, too.
    pub id: OpId,
    /// What is done, e.g. `wallet.issue`.
    pub kind: String,
    /// With what: the JSON text of the kind's arguments.
    pub args: String,
    /// Who proposed it.
    pub by: Person,
    /// Whom it is about: the argument `person`, if there is one.
    pub about: Option<Person>,
    /// When it was proposed.
    pub at: Timestamp,
    /// Whether it takes a second operator.
    pub two: bool,
    /// How it stands.
    pub state: ActState,
    /// Who decided; none before, and for what ended by itself.
    pub decided_by: Option<Person>,
    /// When that was.
    pub decided_at: Option<Timestamp>,
    /// Why it was declined.
    #[serde(default)]
    pub why: String,
    /// Why it could not be carried out.
    pub problem: Option<Error>,
    /// Whether something about it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// How an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActState {
    /// It waits for a second operator.
    Proposed,
    /// It was carried out.
    Done,
    /// Another operator said no.
    Declined,
    /// Whoever proposed it took it back.
    Withdrawn,
    /// It was confirmed, and could not be carried out.
    Failed,
    /// Nobody decided in time.
    Expired,
}

impl ActState {
    /// The step by which it came to stand so.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Proposed => Step::Proposed,
            Self::Done => Step::Done,
            Self::Declined => Step::Declined,
            Self::Withdrawn => Step::Withdrawn,
            Self::Failed => Step::Failed,
            Self::Expired => Step::Expired,
        }
    }
}

impl Act {
    /// Its arguments.
    ///
    /// # Errors
    /// `Invalid` if they do not have the shape that its kind promises.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(&self.args).map_err(|_| Error::invalid("error.sync.arguments"))
    }

    /// What a second operator signs to have seen.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self.id, &self.kind, &self.args)
    }
}

/// [`Act::digest`] of an act with this identifier, kind and arguments.
#[must_use]
pub fn digest(id: OpId, kind: &str, args: &str) -> String {
    sha256_hex(format!("{id}\n{kind}\n{args}").as_bytes())
}

/// Refuses a reason that is too long or no plain text.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_why(why: &str) -> Result<(), Error> {
    let plain = |c: char| !c.is_control() || c == '\n';
    if why.chars().count() > WHY_LIMIT || !why.chars().all(plain) {
        return Err(Error::invalid("error.operate.why").with("limit", WHY_LIMIT as i64));
    }
    Ok(())
}

/// Row kinds of the operators' scope.
pub mod rows {
    /// [`super::Act`], key: its identifier.
    pub const ACT: &str = "operate.act";
    /// [`super::Sealed`], key: its number in ten digits.
    pub const LINE: &str = "operate.line";
    /// [`crate::people::Person`] who runs the service, key: the person.
    pub const OPERATOR: &str = "operate.operator";
}

/// Operations in the operators' scope.
pub mod ops {
    use super::{Deserialize, OpId, Serialize};
    use serde_json::Value;

    /// Proposes an act, or does it where one operator is enough; needs the PIN. The act's
    /// identifier is the operation's. `operate.propose`
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    pub struct Propose {
        /// What is done.
        pub kind: String,
        /// With what.
        pub args: Value,
    }

    /// Confirms another operator's act, which does it; needs the PIN. `operate.confirm`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Confirm {
        /// Which.
        pub act: OpId,
        /// [`super::Act::digest`] of what was seen: nothing else is carried out.
        pub digest: String,
    }

    /// Says no to another operator's act. `operate.decline`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Decline {
        /// Which.
        pub act: OpId,
        /// Why.
        pub why: String,
    }

    /// Takes one's own act back. `operate.withdraw`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Withdraw {
        /// Which.
        pub act: OpId,
    }

    /// Name of [`Propose`].
    pub const PROPOSE: &str = "operate.propose";
    /// Name of [`Confirm`].
    pub const CONFIRM: &str = "operate.confirm";
    /// Name of [`Decline`].
    pub const DECLINE: &str = "operate.decline";
    /// Name of [`Withdraw`].
    pub const WITHDRAW: &str = "operate.withdraw";

    /// Says whether an operation of this name needs the payment PIN.
    #[must_use]
    pub fn needs_pin(name: &str) -> bool {
        matches!(name, PROPOSE | CONFIRM)
    }
}

#[cfg(test)]
mod tests;
