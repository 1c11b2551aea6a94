//! What is wrong with a file that should be a statement, told so that it can be looked up in it.

use sampan_protocol::{Error, Money};

/// Where in a file, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Line.
    pub(crate) line: u32,
    /// Column, in characters.
    pub(crate) column: u32,
}

impl Place {
    /// The place of a byte.
    pub(super) fn of(text: &str, byte: usize) -> Self {
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { line: small(line), column: small(column) }
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// It has more bytes than are read.
    #[error("the file is too large")]
    TooLarge,
    /// It is in no encoding that is known.
    #[error("the file is not text")]
    NotText,
    /// It is no XML.
    #[error("the file is not XML at {0:?}: {1}")]
    Broken(Place, String),
    /// It has what no statement needs and only does harm: a document type, an entity, a depth.
    #[error("the file has what is not read at {0:?}")]
    Unsafe(Place),
    /// It is XML of another kind.
    #[error("the file is no camt.053 of a version that is read: {0}")]
    Other(String),
    /// It tells of no account, or of several.
    #[error("the file has {0} statements")]
    Several(usize),
    /// It is a part of a statement.
    #[error("the file is one page of several")]
    Page,
    /// Something is not there.
    #[error("{what} is missing at {at:?}")]
    Missing {
        /// Where it should be.
        at: Place,
        /// The element.
        what: &'static str,
    },
    /// Something cannot be what it is.
    #[error("{what} at {at:?} is not valid")]
    Wrong {
        /// Where.
        at: Place,
        /// The element.
        what: &'static str,
    },
    /// It is in another currency than the account.
    #[error("{found} at {at:?} is not {expected}")]
    Foreign {
        /// Where.
        at: Place,
        /// What it is in.
        found: String,
        /// What the account is in.
        expected: String,
    },
    /// Opening balance and lines do not make the closing balance.
    #[error("{expected} was to be the closing balance, and it is {found}")]
    Balance {
        /// What they make.
        expected: Money,
        /// What it says.
        found: Money,
    },
}

impl Fault {
    /// How it is told.
    pub(crate) fn told(&self) -> Error {
        let at = |key: &str, place: &Place| {
            Error::invalid(key)
                .with("line", i64::from(place.line))
                .with("column", i64::from(place.column))
        };
        match self {
            Self::TooLarge => Error::invalid("error.bank.file_too_large"),
            Self::NotText => Error::invalid("error.bank.file_not_text"),
            Self::Broken(place, _) => at("error.bank.file_broken", place),
            Self::Unsafe(place) => at("error.bank.file_unsafe", place),
            Self::Other(found) => {
                Error::invalid("error.bank.file_other").with("found", found.as_str())
            }
            Self::Several(count) => Error::invalid("error.bank.file_several")
                .with("count", i64::try_from(*count).unwrap_or(i64::MAX)),
            Self::Page => Error::invalid("error.bank.file_page"),
            Self::Missing { at: place, what } => {
                at("error.bank.file_missing", place).with("what", *what)
            }
            Self::Wrong { at: place, what } => {
                at("error.bank.file_wrong", place).with("what", *what)
            }
            Self::Foreign { at: place, found, expected } => at("error.bank.file_foreign", place)
                .with("found", found.as_str())
                .with("expected", expected.as_str()),
            Self::Balance { expected, found } => Error::invalid("error.bank.file_balance")
                .with("expected", *expected)
                .with("found", *found),
        }
    }
}
