//! Makes folders, changes them, and takes them away.

use super::scope;
use super::table::{folder, kept};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::feed::{Folder, MOST_FOLDERS, check_folder, ops, rows};

/// Makes a folder, or changes it.
///
/// # Errors
/// `Invalid` for what is no name, `NotFound` for somebody else's.
pub(super) fn set(cx: &mut Context<'_>, wanted: &ops::SetFolder) -> Result<(), Refusal> {
    check_folder(&wanted.name)?;
    let found = folder::find(cx.sql, wanted.folder)?;
    let created = match found {
        Some((_, owner)) if owner != cx.me.id => {
            return Err(Error::not_found("error.feed.no_folder").into());
        }
        Some((before, _)) => before.created,
        None if folder::count(cx.sql, cx.me.id)? >= MOST_FOLDERS => {
            let many = Error::refused("error.feed.many_folders");
            return Err(many.with("limit", MOST_FOLDERS as i64).into());
        }
        None => cx.now,
    };
    let name = wanted.name.clone();
    let row = Folder { id: wanted.folder, name, public: wanted.public, created };
    folder::put(cx.sql, &row, cx.me.id)?;
    cx.put(&scope(cx.me.id), rows::FOLDER, row.id, &row)?;
    Ok(())
}

/// Takes a folder away; what is in it stays kept.
///
/// # Errors
/// What the database says.
pub(super) fn drop_it(cx: &mut Context<'_>, wanted: &ops::DropFolder) -> Result<(), Refusal> {
    let mine = folder::find(cx.sql, wanted.folder)?.filter(|(_, owner)| *owner == cx.me.id);
    if mine.is_some() {
        kept::empty(cx.sql, wanted.folder)?;
        folder::remove(cx.sql, wanted.folder)?;
        cx.delete(&scope(cx.me.id), rows::FOLDER, wanted.folder);
    }
    Ok(())
}
