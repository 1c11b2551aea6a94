//! Changes how the service is set up, setting by setting.

use super::note;
use crate::module::{Context, Refusal};
use crate::service;
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Act, ActState, CONFIGURE, Change, Configure, changed};
use sampan_protocol::service::Settings;

/// The settings as they will be, if they may be so.
pub(super) fn check(cx: &mut Context<'_>, wanted: &Configure) -> Result<Settings, Refusal> {
    // As they are under the lock, not as they were when the transaction began.
    let settings = changed(&service::settings(cx.sql)?, &wanted.changes)?;
    service::check_settings(&settings)?;
    Ok(settings)
}

pub(super) fn carry_out(cx: &mut Context<'_>, wanted: &Configure) -> Result<(), Refusal> {
    let settings = check(cx, wanted)?;
    cx.changes.note_news(cx.service_id);
    Ok(service::put_settings(cx.sql, &settings)?)
}

/// Notes changes that one operator made outside of an act: they stand in the log like one. The log
/// is locked.
///
/// # Errors
/// What the database says.
pub(crate) fn note_changes(cx: &mut Context<'_>, changes: Vec<Change>) -> Result<(), Refusal> {
    let args = serde_json::to_string(&Configure { changes }).map_err(|_| Error::internal())?;
    let me = cx.me;
    let act = Act {
        id: OpId::new(cx.clock, cx.random),
        kind: CONFIGURE.to_owned(),
        args,
        by: me.clone(),
        about: None,
        at: cx.now,
        two: false,
        state: ActState::Done,
        decided_by: Some(me.clone()),
        decided_at: Some(cx.now),
        why: String::new(),
        problem: None,
        pending: false,
    };
    Ok(note(cx, &act, Some(me))?)
}
