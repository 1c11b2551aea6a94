//! Proposes an act, or does it where one operator is enough.

use super::{carry_out, expire, kind_of, note};
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::operate::{Act, ActState, DAYS, ops};
use sampan_protocol::people::Person;
use serde::Deserialize;

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Propose) -> Result<(), Refusal> {
    let (module, kind) = kind_of(cx, &wanted.kind)?;
    let two = module.takes_two(cx, kind, &wanted.args)?;
    module.check_act(cx, kind.name, &wanted.args)?;
    super::show_operators(cx)?;
    let mut act = Act {
        id: cx.op_id,
        kind: kind.name.to_owned(),
        args: wanted.args.to_string(),
        by: cx.me.clone(),
        about: about(cx, &wanted.args)?,
        at: cx.now,
        two,
        state: ActState::Proposed,
        decided_by: None,
        decided_at: None,
        why: String::new(),
        problem: None,
        pending: false,
    };
    let me = cx.me;
    if two {
        let due = cx.now.plus_seconds(DAYS * 86_400);
        let (subject, person) = (act.id.to_string(), me.id);
        let module = super::SCOPE;
        cx.schedule(&NewJob { module, kind: expire::EXPIRE, subject: &subject, person, due })?;
    } else {
        carry_out(cx, module, &act)?;
        act.state = ActState::Done;
        act.decided_by = Some(me.clone());
        act.decided_at = Some(cx.now);
    }
    Ok(note(cx, &act, Some(me))?)
}

/// Whom an act is about, if its arguments name a person.
fn about(cx: &mut Context<'_>, args: &serde_json::Value) -> Result<Option<Person>, Refusal> {
    let Some(id) = args.get("person").filter(|id| !id.is_null()) else { return Ok(None) };
    let id = PersonId::deserialize(id).map_err(|_| Error::invalid("error.sync.arguments"))?;
    let found = cx.ports.people.person(cx.sql, id)?;
    found.map(Some).ok_or_else(|| Error::not_found("error.people.unknown").into())
}
