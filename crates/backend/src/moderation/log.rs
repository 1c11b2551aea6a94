//! Writes the public log: a line for each step of each decision, chained to the line before.

use super::table::decision::Stored;
use super::table::log;
use crate::db::DbError;
use crate::module::Context;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::moderation::{Line, Step, Target};
use sampan_protocol::operate::Sealed;

/// Adds the step that a decision came to.
///
/// # Errors
/// What the database says.
pub(super) fn append(
    cx: &mut Context<'_>,
    made: &Stored,
    step: Step,
    why: &str,
) -> Result<(), DbError> {
    let told = made.told.as_ref().filter(|_| step == Step::Decided);
    let line = Line {
        at: cx.now,
        decision: made.id,
        step,
        action: made.action,
        about: pseudonym(&made.target, cx.service_id),
        place: made.place.clone(),
        statement: told.map(|told| told.statement.clone()),
        why: why.to_owned(),
    };
    let text = serde_json::to_string(&line)
        .map_err(|error| DbError::Other(format!("a line of the log: {error}")))?;
    let (seq, before) = log::lock(cx.sql)?;
    log::append(cx.sql, &Sealed::new(seq + 1, text, &before))
}

/// The kind of a target, and a name that is the same each time and leads nowhere.
fn pseudonym(target: &Target, service: &str) -> String {
    let hash = sha256_hex(format!("sampan-moderation-v1\n{service}\n{}", target.key()).as_bytes());
    format!("{}/{}", target.kind, hash.get(..16).unwrap_or_default())
}
