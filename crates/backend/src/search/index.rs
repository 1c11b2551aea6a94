//! Keeps by which words something is found, in the transaction in which it changes.

use super::document::{name, owner};
use super::table::{document, term};
use crate::module::{Context, Refusal};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::search::{Kind, plain, rank, terms};
use std::collections::BTreeMap;
use std::fmt::Display;

/// Has something be found by what it says now, or no longer. Words are written only where they are
/// others than before.
///
/// # Errors
/// What the database says.
pub(crate) fn touched(cx: &mut Context<'_>, kind: Kind, id: impl Display) -> Result<(), Refusal> {
    let id = id.to_string();
    let Some(owner) = owner(cx.modules, kind) else { return Ok(()) };
    let people = cx.ports.people.clone();
    let name = name(kind, &id);
    let Some(found) = owner.document(cx.sql, people.as_ref(), (kind, &id))? else {
        term::replace(cx.sql, &name, &BTreeMap::new())?;
        return Ok(document::remove(cx.sql, &name)?);
    };
    let (title, text) = (found.hit.own_title(), plain(&found.hit.words()));
    let standing = rank::standing(found.at, found.liked);
    let print = sha256_hex(format!("{title}\n{text}").as_bytes());
    let before = document::find(cx.sql, &name)?;
    let differs = before.as_ref().is_none_or(|before| before.print != print);
    let now = document::Stored { standing, print };
    if before.as_ref() != Some(&now) {
        document::put(cx.sql, (&name, kind), &now)?;
    }
    if differs {
        term::replace(cx.sql, &name, &terms(kind, title, &text))?;
    }
    Ok(())
}
