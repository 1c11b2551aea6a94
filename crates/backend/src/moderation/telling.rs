//! Who is told of what moderators do, and have to do.

use crate::db::DbError;
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use sampan_protocol::ids::PersonId;

/// Tells those who keep a place, or who run the service, that something waits for them; each of them
/// has one such notice at most that they have not seen.
///
/// # Errors
/// What the database says.
pub(super) fn waits(cx: &mut Context<'_>, place: &str, kind: &str) -> Result<(), Refusal> {
    let me = cx.me.id;
    for keeper in keepers(cx, place)?.into_iter().filter(|keeper| *keeper != me) {
        let (about, link) = (format!("queue/{place}"), "/moderation".to_owned());
        tell(cx, keeper, &Told { kind, about, args: &[], link })?;
    }
    Ok(())
}

/// Tells who reported something what came of it.
///
/// # Errors
/// What the database says.
pub(super) fn outcome(
    cx: &mut Context<'_>,
    reporter: PersonId,
    (key, label): (&str, &str),
    acted: bool,
) -> Result<(), Refusal> {
    let kind = if acted { "moderation.acted" } else { "moderation.kept" };
    let (about, link) = (format!("report/{key}"), "/settings/mutes".to_owned());
    tell(cx, reporter, &Told { kind, about, args: &[("what", label.into())], link })?;
    Ok(())
}

fn keepers(cx: &mut Context<'_>, place: &str) -> Result<Vec<PersonId>, DbError> {
    if let Some((kind, id)) = place.split_once('/') {
        let mut modules = cx.modules.iter().filter_map(|module| module.moderated());
        if let Some(module) = modules.find(|module| module.place_kind() == Some(kind)) {
            return module.keepers(cx.sql, id);
        }
    }
    cx.ports.people.clone().operators(cx.sql)
}
