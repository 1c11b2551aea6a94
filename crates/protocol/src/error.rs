//! The one error that crosses a boundary: what happened, told in the reader's language.

use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What the caller may branch on; everything else is in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The input is at fault; changing it helps.
    Invalid,
    /// A rule forbids it; the same input may be allowed at another time.
    Refused,
    /// What was named does not exist, or not for this person.
    NotFound,
    /// The backend could not be reached; nothing is lost, it is tried again.
    Offline,
    /// The operation waits for the payment PIN.
    NeedsPin,
    /// The payment PIN was wrong.
    WrongPin,
    /// The PIN is locked for a while after too many wrong ones.
    PinLocked,
    /// This device may not speak for the person (unknown, revoked, frozen, badly signed).
    Unauthorized,
    /// The request's counter was used before or is too old; `args.next` says where to go on.
    Replayed,
    /// The other side speaks another version; one of both has to be updated.
    Incompatible,
    /// A file of the profile or the database cannot be read or written.
    Storage,
    /// A fault of ours; the log says more.
    Internal,
}

/// An argument of a message, kept typed so that it can be formatted for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Text shown as it is.
    Text(String),
    /// A number.
    Count(i64),
    /// An amount of money.
    Money(Money),
    /// A point in time.
    Time(Timestamp),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}
impl From<Money> for Arg {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}
impl From<Timestamp> for Arg {
    fn from(time: Timestamp) -> Self {
        Self::Time(time)
    }
}

/// An error that can be told to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Error {
    /// What the caller may branch on.
    pub code: Code,
    /// Key of the message in the catalogues (`assets/locales`), e.g. `error.wallet.too_little`.
    pub key: String,
    /// What the message is filled with.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Arg>,
}

impl Error {
    /// An error with the message `key`.
    #[must_use]
    pub fn new(code: Code, key: &str) -> Self {
        Self { code, key: key.to_owned(), args: BTreeMap::new() }
    }

    /// The input is at fault.
    #[must_use]
    pub fn invalid(key: &str) -> Self {
        Self::new(Code::Invalid, key)
    }

    /// A rule forbids it.
    #[must_use]
    pub fn refused(key: &str) -> Self {
        Self::new(Code::Refused, key)
    }

    /// What was named does not exist.
    #[must_use]
    pub fn not_found(key: &str) -> Self {
        Self::new(Code::NotFound, key)
    }

    /// A fault of ours. The details belong in the log, never in the message.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(Code::Internal, "error.internal")
    }

    /// The same error with an argument for its message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// Says whether trying the very same again later can succeed.
    #[must_use]
    pub fn is_retriable(&self) -> bool {
        matches!(self.code, Code::Offline | Code::Storage | Code::Internal | Code::Replayed)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.key, self.args)
    }
}

impl std::error::Error for Error {}
