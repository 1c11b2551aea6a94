//! Reports something: moderators see it, whoever reports it does not any more.

use super::table::queue::{self, Waits};
use super::table::report::{self, Report};
use super::{check, scope, subject, telling, veil};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::moderation::trust::Doing;
use sampan_protocol::moderation::{Hidden, check_words, ops, rows};

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Report) -> Result<(), Refusal> {
    veil::check_label(&new.label)?;
    check_words(&new.text, 0, "error.moderation.text")?;
    let (module, found) = subject::find(cx.modules, cx.sql, &new.target)?;
    if !module.may_see(cx.sql, &new.target, cx.me.id)? {
        return Err(Error::not_found("error.moderation.unknown").into());
    }
    if found.author == Some(cx.me.id) {
        return Err(Error::refused("error.moderation.own_report").into());
    }
    check::within(cx, &found.place, Doing::Report)?;
    let (key, me) = (new.target.key(), cx.me.id);
    let said = Report { reason: new.reason, said: new.text.trim().to_owned() };
    report::put(cx.sql, &key, me, &said, cx.now)?;
    let (place, held_for) = (found.place, String::new());
    telling::waits(cx, &place, "moderation.case")?;
    queue::put(cx.sql, &Waits { target: key.clone(), place, held_for, at: cx.now })?;
    let hidden = Hidden {
        target: new.target.clone(),
        label: new.label.clone(),
        reason: Some(new.reason),
        at: cx.now,
    };
    cx.put(&scope(me), rows::HIDDEN, key, &hidden)?;
    Ok(())
}
