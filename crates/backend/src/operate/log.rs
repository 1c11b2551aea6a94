//! Writes the operators' log: a line for each step of each act, chained to the line before.

use super::table::log;
use crate::db::{DbError, Sql};
use crate::module::Context;
use sampan_protocol::operate::{Act, Line, Sealed, rows};
use sampan_protocol::people::Person;

/// Has everybody else who would act wait until this transaction is over.
pub(crate) fn lock(sql: &mut dyn Sql) -> Result<(), DbError> {
    log::lock(sql).map(drop)
}

/// Adds the step that an act came to.
pub(super) fn append(cx: &mut Context<'_>, act: &Act, by: Option<&Person>) -> Result<(), DbError> {
    let line = Line {
        at: cx.now,
        by: by.cloned(),
        step: act.state.step(),
        act: act.id,
        kind: act.kind.clone(),
        args: act.args.clone(),
        about: act.about.clone(),
        why: act.why.clone(),
        problem: act.problem.clone(),
    };
    let text = serde_json::to_string(&line)
        .map_err(|error| DbError::Other(format!("a line of the log: {error}")))?;
    let (seq, before) = log::lock(cx.sql)?;
    let sealed = Sealed::new(seq + 1, text, &before);
    log::append(cx.sql, &sealed)?;
    let scope = cx.operators_scope();
    cx.put(&scope, rows::LINE, format!("{:010}", sealed.seq), &sealed)
}
