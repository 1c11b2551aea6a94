//! One search for everything in the app: what is looked for, what is found, and by which rules.

#[cfg(feature = "text")]
mod among;
mod ask;
mod kind;
pub mod rank;
#[cfg(feature = "text")]
mod shown;
#[cfg(feature = "text")]
mod words;

#[cfg(feature = "text")]
pub use among::among;
pub use ask::*;
pub use kind::Kind;
pub use rank::Place;
#[cfg(feature = "text")]
pub use shown::{EXCERPT, excerpt, pieces, plain};
#[cfg(feature = "text")]
pub use words::{BEGINNING, Query, TERMS, Wanted, beginnings, terms};

/// The longest text that is looked for, in characters.
pub const TEXT_LIMIT: usize = 100;
/// The most words of it that count.
pub const WORDS_LIMIT: usize = 12;
/// How many of a person's searches their device remembers.
pub const RECENT: usize = 12;
