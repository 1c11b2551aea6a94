//! Media: kept by content, served over HTTP with ranges.

pub(crate) mod picture;
mod serve;
mod store;
pub(crate) mod table;
pub(crate) mod thumb;

pub(crate) use serve::serve;
pub(crate) use store::MediaStore;

use crate::backend::Backend;
use crate::db::Migration;
use crate::moderation;
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::PersonId;

/// The steps of its table.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::item::CREATE },
    Migration { version: 2, sql: table::item::THUMB },
];

/// Keeps a file that somebody handed in, with what it looks like in a few bytes, if it is a picture; answers
/// its name. It blocks.
///
/// # Errors
/// `Storage` where it cannot be kept.
pub(crate) fn keep(
    backend: &Backend,
    keeper: PersonId,
    bytes: Vec<u8>,
    (mime, thumb): (&str, &str),
) -> Result<String, Error> {
    let sha256 = sha256_hex(&bytes);
    if backend.db().read(|sql| table::item::find(sql, &sha256))?.is_none() {
        let (size, now) = (bytes.len() as u64, backend.now());
        backend.block_on(backend.media().put(&sha256, bytes))?;
        let note = |sql: &mut dyn crate::db::Sql| {
            table::item::insert(sql, &sha256, (mime, size, thumb), keeper, now)
        };
        backend.db().write(note)?;
    }
    Ok(sha256)
}

/// Keeps a picture, by whom, unless it looks like one that is blocked; answers its name.
///
/// # Errors
/// `Refused` for a picture that operators blocked, `Storage` where the store does not take it.
pub(crate) fn keep_picture(
    backend: &Backend,
    keeper: PersonId,
    picture: picture::Picture,
) -> Result<String, Error> {
    let sha256 = sha256_hex(&picture.bytes);
    let blocked = backend.db().write(|sql| {
        moderation::table::picture::put(sql, &sha256, &picture.look)?;
        moderation::is_blocked(sql, &sha256)
    })?;
    if blocked {
        return Err(Error::refused("error.moderation.picture"));
    }
    keep(backend, keeper, picture.bytes, (picture.mime, &picture.thumb))
}

/// Whether a text can name a file of the store: SHA-256 in lower-case hexadecimal.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
