//! Media: kept by content, served over HTTP with ranges.

pub(crate) mod picture;
mod serve;
mod store;
pub(crate) mod table;

pub(crate) use serve::serve;
pub(crate) use store::MediaStore;

use crate::db::Migration;

/// The steps of its table.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration { version: 1, sql: table::item::CREATE }];

/// Whether a text can name a file of the store: SHA-256 in lower-case hexadecimal.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
