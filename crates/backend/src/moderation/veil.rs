//! What one does not want to see: hidden things, muted words, people and places.

use super::scope;
use super::table::{queue, report};
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::sync::table::row;
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::{Hidden, LABEL_LIMIT, Target, Veil, ops, rows};

pub(super) fn hide(cx: &mut Context<'_>, wanted: &ops::Hide) -> Result<(), Refusal> {
    check_label(&wanted.label)?;
    check_target(&wanted.target)?;
    let (key, me) = (wanted.target.key(), cx.me.id);
    if wanted.hidden {
        let (target, label) = (wanted.target.clone(), wanted.label.clone());
        let hidden = Hidden { target, label, reason: None, at: cx.now };
        cx.put(&scope(me), rows::HIDDEN, key, &hidden)?;
        return Ok(());
    }
    cx.delete(&scope(me), rows::HIDDEN, &key);
    let was = report::withdraw(cx.sql, &key, me)?;
    if was && report::open(cx.sql, &key)?.is_empty() {
        let held = queue::find(cx.sql, &key)?.is_some_and(|waits| !waits.held_for.is_empty());
        if !held {
            queue::close(cx.sql, &key)?;
        }
    }
    Ok(())
}

pub(super) fn mute(cx: &mut Context<'_>, wanted: &ops::SetMute) -> Result<(), Refusal> {
    check_label(&wanted.mute.label)?;
    match &wanted.mute.veil {
        Veil::Word(word) => {
            if word.trim() != word || !(1..=LABEL_LIMIT).contains(&word.chars().count()) {
                return Err(Error::invalid("error.moderation.mute").into());
            }
        }
        Veil::Target(target) => {
            check_target(target)?;
            if target.id == cx.me.id.to_string() {
                return Err(Error::invalid("error.moderation.mute").into());
            }
        }
    }
    let (key, mine) = (wanted.mute.key(), scope(cx.me.id));
    if wanted.on {
        cx.put(&mine, rows::MUTE, key, &wanted.mute)?;
    } else {
        cx.delete(&mine, rows::MUTE, key);
    }
    Ok(())
}

/// Whether `person` wants to see nothing of `other`.
///
/// # Errors
/// What the database says.
pub(crate) fn is_muted(
    sql: &mut dyn Sql,
    person: PersonId,
    other: PersonId,
) -> Result<bool, DbError> {
    let key = Target::new("person", other).key();
    Ok(row::value(sql, &scope(person), rows::MUTE, &key)?.is_some())
}

/// Refuses a label that is too long or more than a line.
///
/// # Errors
/// `Invalid`.
pub(super) fn check_label(label: &str) -> Result<(), Refusal> {
    if label.chars().count() > LABEL_LIMIT || label.chars().any(char::is_control) {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    Ok(())
}

fn check_target(target: &Target) -> Result<(), Refusal> {
    match Target::from_key(&target.key()) {
        Some(_) => Ok(()),
        None => Err(Error::invalid("error.sync.arguments").into()),
    }
}
