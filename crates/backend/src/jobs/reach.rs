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

/// Asks whenever there is something to ask, until the backend closes: each module by itself, so that
/// none waits for what another one asks.
pub(crate) async fn keep_reaching(backend: Backend) {
    let all = (0..backend.modules().len()).map(|at| keep_one(&backend, at));
    futures::future::join_all(all).await;
}

async fn keep_one(backend: &Backend, at: usize) {
    let mut closed = backend.closed();
    loop {
        let module = &backend.modules()[at];
        if let Err(error) = module.reach_out(backend, backend.now()).await {
            tracing::error!(%error, module = module.name(), "the world outside cannot be asked");
        }
        let next = backend
            .blocking(move |backend| {
                Ok(backend.db().read(|sql| backend.modules()[at].next_reach(sql))?)
            })
            .await
            .unwrap_or_default();
        let sleep = next.map_or(LONGEST, |due| until(due, backend.now()));
        tokio::select! {
            _ = closed.wait_for(|closed| *closed) => return,
            () = backend.reaching(at) => {}
            () = tokio::time::sleep(sleep) => {}
        }
    }
}
