//! Who may read what is kept: what something shows to everybody is anybody's, and anything else whose
//! who is shown it. The first costs no more than finding the file, so that a player may ask for part
//! after part.

use super::is_name;
use super::shows::{Reader, owner};
use super::store::unknown;
use super::table::item::{self, Kept};
use super::table::{hand, uses, video};
use crate::auth::authenticate;
use crate::backend::Backend;
use crate::db::{DbError, Sql};
use crate::endpoint::Access;
use sampan_protocol::Error;
use sampan_protocol::auth::Signed;
use sampan_protocol::ids::{PersonId, VideoId};

/// How many of the things that show something are asked.
const MOST: i64 = 64;

/// A file, for whoever signed if not everybody may read it. It blocks.
///
/// # Errors
/// `NotFound` where there is none that they may read.
pub(super) fn file(
    backend: &Backend,
    sha256: &str,
    signed: Option<&Signed>,
) -> Result<Kept, Error> {
    let kept = find(backend, sha256)?;
    // What nothing ever showed is known to nobody but whoever handed it in and whom they told.
    if !kept.shown.unwrap_or(!kept.shut) {
        let me = reader(backend, signed)?;
        let handed = |sql: &mut dyn Sql| hand::is(sql, sha256, me);
        let is_mine = kept.keeper == me && kept.shown.is_none();
        if !is_mine && !backend.db().read(handed)? {
            must_see(backend, sha256, me)?;
        }
    }
    Ok(kept)
}

/// Something of a video, by its name there; likewise.
///
/// # Errors
/// As [`file`].
pub(super) fn of_video(
    backend: &Backend,
    (id, name): (VideoId, &str),
    signed: Option<&Signed>,
) -> Result<Kept, Error> {
    let found = backend.db().read(|sql| video::watched(sql, id))?.ok_or_else(unknown)?;
    if !found.shown.unwrap_or(!found.is_known) {
        let me = reader(backend, signed)?;
        if found.owner != me {
            must_see(backend, &id.to_string(), me)?;
        }
    }
    let made = found.made.ok_or_else(unknown)?;
    find(backend, made.named(name).ok_or_else(unknown)?)
}

fn find(backend: &Backend, sha256: &str) -> Result<Kept, Error> {
    if !is_name(sha256) {
        return Err(unknown());
    }
    backend.db().read(|sql| item::kept(sql, sha256))?.ok_or_else(unknown)
}

/// Who asks. Whoever does not say so is told what a stranger is told.
fn reader(backend: &Backend, signed: Option<&Signed>) -> Result<PersonId, Error> {
    let signed = signed.ok_or_else(unknown)?;
    Ok(authenticate(backend, signed, Access::ActiveOrFrozen)?.me)
}

/// Refuses who sees nothing that shows it; they do not learn that it is there.
fn must_see(backend: &Backend, what: &str, me: PersonId) -> Result<(), Error> {
    let people = backend.ports().people.clone();
    let modules = backend.modules();
    let reader = Reader { person: me, people: people.as_ref(), modules };
    let sees = backend.db().read(|sql| {
        for (kind, id) in uses::of(sql, what, MOST)? {
            if let Some(owner) = owner(modules, &kind)
                && owner.sees(sql, &reader, (&kind, &id))?
            {
                return Ok(true);
            }
        }
        Ok::<_, DbError>(false)
    })?;
    if sees { Ok(()) } else { Err(unknown()) }
}
