//! Hands a dispute to the operators that the other side did not answer in time.

use super::{Said, proceed};
use crate::module::{Context, Refusal};
use crate::wallet::table::dispute;
use sampan_protocol::Error;
use sampan_protocol::wallet::dispute::{By, Event, Stage, What};

/// Does the job of this dispute.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let kept = dispute::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    if kept.dispute.state.stage != Stage::Answering {
        return Ok(());
    }
    let said = Said { by: By::Nobody, what: What::Unanswered, text: "", pictures: &[] };
    proceed(cx, kept, Event::Unanswered, said, None)
}
