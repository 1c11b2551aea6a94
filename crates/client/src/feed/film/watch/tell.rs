//! Tells how far videos were watched, without by whom, if that is wished: several at once.

use super::super::super::SCOPE;
use super::wishes;
use crate::core::Core;
use crate::db::{Fault, Transaction, blocking};
use crate::table::known;
use sampan_protocol::Error;
use sampan_protocol::feed::ops::{self, Watched};
use sampan_protocol::ids::OpId;

/// Under which name it is known what is not told yet.
const NAME: &str = "feed/untold";
/// How many are told at once.
const MANY: usize = 10;

/// Keeps what is to be told, and tells it once there is enough.
///
/// # Errors
/// `Storage` where it cannot be kept.
pub(super) async fn tell(core: &Core, watched: Watched) -> Result<(), Error> {
    let own = core.own.clone();
    let enough = blocking(move || {
        own.write(|tx| {
            if !wishes::read(tx)?.tells {
                return Ok(Vec::new());
            }
            let mut untold: Vec<Watched> = known::get(tx, NAME)?.unwrap_or_default();
            untold.push(watched);
            if untold.len() >= MANY {
                forget(tx)?;
                return Ok(untold);
            }
            known::set(tx, NAME, &untold)?;
            Ok::<_, Fault>(Vec::new())
        })
    })
    .await?;
    put(core, enough).await
}

/// Tells what is not told yet.
///
/// # Errors
/// `Storage` where it cannot be kept.
pub(super) async fn tell_all(core: &Core) -> Result<(), Error> {
    let own = core.own.clone();
    let untold = blocking(move || {
        if own.read(|db| known::get::<Vec<Watched>>(db, NAME))?.is_none() {
            return Ok(Vec::new());
        }
        // What was told in between is told with it.
        own.write(|tx| {
            let all = known::get::<Vec<Watched>>(tx, NAME)?.unwrap_or_default();
            forget(tx)?;
            Ok(all)
        })
    })
    .await?;
    put(core, untold).await
}

/// Forgets what is not told yet.
pub(super) fn forget(tx: &Transaction<'_>) -> Result<(), Fault> {
    known::remove(tx, NAME)
}

async fn put(core: &Core, watched: Vec<Watched>) -> Result<(), Error> {
    if watched.is_empty() {
        return Ok(());
    }
    let op = OpId::new(&*core.clock, &*core.random);
    core.put(SCOPE, op, ops::WATCH, &ops::Watch { watched }).await
}
