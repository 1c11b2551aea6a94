//! Wakes when the next job is due, for as long as the backend is open.

use super::{next_due, run_due};
use crate::backend::Backend;
use sampan_protocol::{Error, Timestamp};
use std::time::Duration;

/// The longest sleep: other processes put jobs in, too, and clocks are set.
const LONGEST: Duration = Duration::from_secs(60);

/// Does what is due, whenever it is, until the backend closes.
pub(crate) async fn keep(backend: Backend) {
    let mut closed = backend.closed();
    loop {
        let next = backend.blocking(round).await.unwrap_or_else(|error| {
            tracing::error!(%error, "jobs cannot be looked for");
            None
        });
        let sleep = next.map_or(LONGEST, |due| until(due, backend.now()));
        tokio::select! {
            _ = closed.wait_for(|closed| *closed) => return,
            () = backend.scheduled() => {}
            () = tokio::time::sleep(sleep) => {}
        }
    }
}

fn round(backend: &Backend) -> Result<Option<Timestamp>, Error> {
    let now = backend.now();
    for module in backend.modules() {
        backend.db().write(|sql| module.keep(sql, now))?;
    }
    run_due(backend, now)?;
    next_due(backend)
}

/// How long to sleep; a moment at least, so that what cannot be done does not spin.
pub(super) fn until(due: Timestamp, now: Timestamp) -> Duration {
    let micros = due.micros().saturating_sub(now.micros()).max(50_000);
    Duration::from_micros(micros.unsigned_abs()).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_ends_when_a_job_is_due_and_after_a_minute_at_most() {
        let now = Timestamp::from_seconds(1_000);
        assert_eq!(until(now.plus_seconds(7), now), Duration::from_secs(7), "until it is due");
        assert_eq!(until(now.plus_seconds(7_000), now), LONGEST, "a minute at most");
        assert_eq!(until(now.plus_seconds(-9), now), Duration::from_millis(50), "no spinning");
    }
}
