//! Changes how others see me; whoever keeps me sees it as well.

use super::scope_of;
use super::shows::PERSON;
use super::table::{contact, person, term};
use crate::media::{self, table::item};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::operate::rows::OPERATOR;
use sampan_protocol::people::{Contact, check_name, ops, rows};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, change: &ops::Update) -> Result<(), Refusal> {
    check_name(&change.name)?;
    if let Some(sha256) = &change.avatar
        && (!media::is_name(sha256) || item::find(cx.sql, sha256)?.is_none())
    {
        return Err(Error::not_found("error.people.picture_unknown").into());
    }
    let id = cx.me.id;
    person::update(cx.sql, id, &change.name, change.avatar.as_deref())?;
    let me = super::put_me(cx.sql, cx.changes, id, Some(cx.op_id))?;
    term::replace(cx.sql, &me.person)?;
    media::uses_changed(cx, PERSON, id)?;
    touched(cx, Kind::Person, id)?;
    for (keeper, note) in contact::keepers(cx.sql, id)? {
        let kept = Contact { person: me.person.clone(), note };
        cx.put(&scope_of(keeper), rows::CONTACT, id, &kept)?;
    }
    if me.operator {
        let scope = cx.operators_scope();
        cx.put(&scope, OPERATOR, id, &me.person)?;
    }
    Ok(())
}
