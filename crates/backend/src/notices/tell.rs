//! Tells somebody of something, in the transaction in which it happens.

use super::scope;
use super::table::{choice, notice};
use crate::db::DbError;
use crate::module::Context;
use sampan_protocol::Arg;
use sampan_protocol::ids::PersonId;
use sampan_protocol::notices::{KEPT, Notice, rows};

/// What somebody is told of.
pub(crate) struct Told<'a> {
    /// What happened: one of [`sampan_protocol::features::notice_kinds`].
    pub(crate) kind: &'a str,
    /// What it is about; a newer notice of the same kind about the same takes its place.
    pub(crate) about: String,
    /// What the message is filled with.
    pub(crate) args: &'a [(&'a str, Arg)],
    /// Where in the app it leads: a path that begins with `/`.
    pub(crate) link: String,
}

/// Tells a person of something, unless it is their own doing or they want to hear nothing of its
/// kind.
///
/// # Errors
/// What the database says.
pub(crate) fn tell(cx: &mut Context<'_>, to: PersonId, told: &Told<'_>) -> Result<(), DbError> {
    let own_doing = to == cx.me.id && cx.device.is_some();
    if own_doing || choice::find(cx.sql, to)?.quiet.iter().any(|kind| kind == told.kind) {
        return Ok(());
    }
    let args = told.args.iter().map(|(name, arg)| ((*name).to_owned(), arg.clone())).collect();
    let new = Notice {
        kind: told.kind.to_owned(),
        about: told.about.clone(),
        args,
        link: told.link.clone(),
        at: cx.now,
    };
    notice::put(cx.sql, to, &new)?;
    cx.put(&scope(to), rows::NOTICE, new.key(), &new)?;
    for key in notice::remove_beyond(cx.sql, to, KEPT)? {
        cx.delete(&scope(to), rows::NOTICE, key);
    }
    Ok(())
}
