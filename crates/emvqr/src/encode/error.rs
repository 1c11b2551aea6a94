//! Says why a payload cannot be written.

use core::fmt;

use crate::id::Id;

/// A data object at the root, or one inside a template of the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The data object at the root.
    pub root: Id,
    /// The data object inside it.
    pub sub: Option<Id>,
}

/// Why a payload cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// A mandatory data object was not given.
    Missing(Id),
    /// No account was given.
    NoMerchantAccount,
    /// A value is empty, which EMVCo does not allow.
    Empty(Place),
    /// A value has more characters than its data object takes.
    TooLong {
        /// Where.
        place: Place,
        /// How many it takes.
        max: usize,
    },
    /// A value is not of the form that its data object takes, or holds control characters.
    BadValue(Place),
    /// The amount has more decimals than its currency.
    AmountTooPrecise,
    /// A data object was given twice.
    Duplicate(Place),
    /// This number names no data object of the kind asked for.
    BadId(u8),
    /// The payload has more than 512 bytes.
    PayloadTooLong(usize),
}

impl Place {
    /// A place at the root.
    #[must_use]
    pub const fn root(root: Id) -> Place {
        Place { root, sub: None }
    }

    /// A place inside a template.
    #[must_use]
    pub const fn sub(root: Id, sub: Id) -> Place {
        Place { root, sub: Some(sub) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sub {
            Some(sub) => write!(f, "{}.{sub}", self.root),
            None => write!(f, "{}", self.root),
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EncodeError::Missing(id) => write!(f, "{id} is mandatory"),
            EncodeError::NoMerchantAccount => f.write_str("a payload needs an account"),
            EncodeError::Empty(place) => write!(f, "{place} is empty"),
            EncodeError::TooLong { place, max } => {
                write!(f, "{place} takes at most {max} characters")
            }
            EncodeError::BadValue(place) => write!(f, "{place} is malformed"),
            EncodeError::AmountTooPrecise => {
                f.write_str("the amount has more decimals than its currency")
            }
            EncodeError::Duplicate(place) => write!(f, "{place} stands twice"),
            EncodeError::BadId(number) => write!(f, "{number} cannot be used here"),
            EncodeError::PayloadTooLong(bytes) => {
                write!(f, "{bytes} bytes are more than the 512 of a payload")
            }
        }
    }
}

impl core::error::Error for EncodeError {}
