//! Ends an act that nobody decided in time.

use super::{log, note, table};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::operate::ActState;

/// The kind of job; its subject is the act.
pub(super) const EXPIRE: &str = "act.expire";

pub(super) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    log::lock(cx.sql)?;
    let id = subject.parse().map_err(|_| Error::internal())?;
    match table::act::find(cx.sql, id)? {
        Some(mut act) if act.state == ActState::Proposed => {
            act.state = ActState::Expired;
            act.decided_at = Some(cx.now);
            Ok(note(cx, &act, None)?)
        }
        _ => Ok(()),
    }
}
