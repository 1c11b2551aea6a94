//! One search for everything in the app: the words by which things are found, kept in a table that
//! both engines have, and who finds what.
//!
//! Whoever owns things says what there is to be found in [`Searched`], and calls [`touched`] in the
//! transaction in which one of them changes. What is found is read from its owner again each time it
//! is shown, and its owner says who may see it: the words decide about the order, and never about
//! that. Everything is gone over once a day ([`walk`]), so that what was there before there was a
//! search is found, and how much something is liked counts.

mod document;
mod find;
mod index;
pub(crate) mod table;
mod walk;

pub(crate) use document::{Document, Searched};
pub(crate) use index::touched;

use crate::db::{DbError, Migration, Sql};
use crate::endpoint::Endpoint;
use crate::jobs::Job;
use crate::module::{Context, Module, Refusal, unknown_operation};
use sampan_protocol::Timestamp;
use sampan_protocol::search::Kind;
use sampan_protocol::sync::Operation;

/// The module.
pub(crate) struct Search;

/// The module's word.
const WORD: &str = "search";

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::document::CREATE },
    Migration { version: 2, sql: table::term::CREATE },
    Migration { version: 3, sql: table::walk::CREATE },
];

impl Module for Search {
    fn name(&self) -> &'static str {
        WORD
    }

    fn scope_word(&self) -> &'static str {
        WORD
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        vec![Endpoint::new("Finds whatever has these words, of what one may see.", find::answer)]
    }

    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, _: &str) -> bool {
        false
    }

    fn apply(&self, _: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        Err(unknown_operation(op))
    }

    fn on_register(&self, cx: &mut Context<'_>) -> Result<(), Refusal> {
        touched(cx, Kind::Person, cx.me.id)
    }

    fn keep(&self, sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
        walk::begin(sql, now)
    }

    fn due(&self, cx: &mut Context<'_>, _: &Job) -> Result<(), Refusal> {
        walk::due(cx)
    }
}
