//! Asks the world outside, such as rails: with no transaction open, beside the jobs.

use super::keeper::until;
use crate::backend::Backend;
use sampan_protocol::{Error, Timestamp};
use std::time::Duration;

/// The longest sleep: other processes put things in, too, and clocks are set.
const LONGEST: Duration = Duration::from_secs(60);

/// Lets every module ask what it has to.
///
/// # Errors
/// What the database says; what does not answer is asked again later.
pub(crate) async fn reach_out(backend: &Backend, now: Timestamp) -> Result<usize, Error> {
    let mut asked = 0;
    for module in backend.modules() {
        asked += module.reach_out(backend, now).await?;
    }
    Ok(asked)
}

/// Asks whenever there is something to ask, until the backend closes.
pub(crate) async fn keep_reaching(backend: Backend) {
    let mut closed = backend.closed();
    loop {
        if let Err(error) = reach_out(&backend, backend.now()).await {
            tracing::error!(%error, "the world outside cannot be asked");
        }
        let next = backend.blocking(next).await.unwrap_or_default();
        let sleep = next.map_or(LONGEST, |due| until(due, backend.now()));
        tokio::select! {
            _ = closed.wait_for(|closed| *closed) => return,
            () = backend.reaching() => {}
            () = tokio::time::sleep(sleep) => {}
        }
    }
}

fn next(backend: &Backend) -> Result<Option<Timestamp>, Error> {
    let mut first: Option<Timestamp> = None;
    for module in backend.modules() {
        let next = backend.db().read(|sql| module.next_reach(sql))?;
        first = [first, next].into_iter().flatten().min();
    }
    Ok(first)
}
