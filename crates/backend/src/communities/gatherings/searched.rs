//! What people find of gatherings: never where exactly they are.

use super::shown;
use super::table::gathering;
use crate::db::Sql;
use crate::module::Refusal;
use crate::people::NOBODY;
use crate::ports::People;
use crate::search::Document;
use sampan_protocol::ids::GatheringId;

/// What there is to be found of a gathering; nothing of one that was called off.
///
/// # Errors
/// What the database says.
pub(in crate::communities) fn document(
    sql: &mut dyn Sql,
    people: &dyn People,
    id: &str,
) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<GatheringId>() else { return Ok(None) };
    let found = gathering::find(sql, id)?.filter(|found| !found.off);
    let Some(found) = found else { return Ok(None) };
    let shown = shown::gathering(sql, people, (&found, NOBODY), &[])?;
    let (of, at) = (Some(found.host), found.next);
    Ok(Some(Document { hit: shown.into(), of, to: None, at, liked: 0 }))
}
