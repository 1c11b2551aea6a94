//! Operators: their acts and their log, on the devices of operators only.

mod decide;
mod list_acts;
mod list_log;
mod list_operators;
mod overlay;
mod propose;

use crate::core::Core;
use crate::db::{Fault, Transaction};
use crate::table::{person, row};
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Act, CONFIGURE, rows};
use sampan_protocol::people::Person;

/// The word of the operators' scope.
pub(crate) use sampan_protocol::operate::SCOPE;

/// Kinds of rows of that scope that are of no feature.
pub(crate) const KINDS: &[&str] = &[rows::ACT, rows::LINE, rows::OPERATOR];

/// Remembers the people whom rows tell of.
pub(crate) fn project(tx: &Transaction<'_>, kind: &str, value: Option<&str>) -> Result<(), Fault> {
    let people = match (kind, value) {
        (rows::OPERATOR, Some(value)) => {
            serde_json::from_str::<Person>(value).into_iter().collect()
        }
        (rows::ACT, Some(value)) => serde_json::from_str::<Act>(value)
            .map_or(Vec::new(), |act| act.about.into_iter().chain([act.by]).collect()),
        _ => Vec::new(),
    };
    people.iter().try_for_each(|seen| person::remember(tx, seen))
}

/// All acts, newest first, with what waits.
async fn acts(core: &Core) -> Result<Vec<Act>, Error> {
    core.view(SCOPE, |db, view| {
        Ok(overlay::acts(row::all(db, &view.scope, rows::ACT)?, &view.waiting, &view.me))
    })
    .await
}

/// One act, as it stands on this device.
async fn act(core: &Core, id: OpId) -> Result<Act, Error> {
    let found = acts(core).await?.into_iter().find(|act| act.id == id);
    found.ok_or_else(|| Error::not_found("error.operate.unknown"))
}

/// What an act came to; whoever set the service up sees at once that it is.
async fn outcome(core: &Core, id: OpId) -> Result<Act, Error> {
    let act = act(core, id).await?;
    if act.kind == CONFIGURE {
        let mut turn = core.turn.lock().await;
        turn.looked = None;
        // What was done is done, and is seen with the next look.
        if let Err(error) = core.look(&mut turn).await {
            tracing::warn!(%error, "the new settings are not here yet");
        }
    }
    Ok(act)
}
