//! Makes groups, and changes how they present themselves.

use super::say::note;
use super::shows::CHAT;
use super::table::{chat, member};
use super::{Open, admit, shown};
use crate::media;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::messages::ops::Face;
use sampan_protocol::messages::{Kind, Line, MEMBERS, check_face, ops};

pub(super) fn create(cx: &mut Context<'_>, new: &ops::Create) -> Result<(), Refusal> {
    check(cx, &new.face)?;
    admit::may_begin(cx)?;
    let chat = chat::Stored { id: new.chat, kind: Kind::Group, face: new.face.clone(), last: 0 };
    if !chat::insert(cx.sql, &chat, cx.me.id, cx.now)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    media::uses_changed(cx, CHAT, new.chat)?;
    let mine = member::Member { admin: true, ..member::Member::new(cx.me.id, 0, cx.now) };
    member::put(cx.sql, new.chat, &mine)?;
    let mut open = Open { chat, members: vec![mine] };
    super::belong::add(cx, &mut open, &new.people)?;
    note(cx, open, Line::Made { by: cx.me.name.clone() })
}

pub(super) fn update(cx: &mut Context<'_>, op: &ops::Update) -> Result<(), Refusal> {
    check(cx, &op.face)?;
    let mut open = Open::mine(cx, op.chat)?;
    must_decide(cx, &mut open)?;
    let renamed = open.chat.face.name != op.face.name;
    open.chat.face = op.face.clone();
    chat::set_face(cx.sql, op.chat, &op.face)?;
    media::uses_changed(cx, CHAT, op.chat)?;
    if renamed {
        let line = Line::Renamed { by: cx.me.name.clone(), name: op.face.name.clone() };
        return note(cx, open, line);
    }
    Ok(shown::put_chat_to_all(cx, &open)?)
}

/// Refuses who does not decide about a group.
///
/// # Errors
/// `Refused`.
pub(super) fn must_decide(cx: &Context<'_>, open: &mut Open) -> Result<(), Refusal> {
    match open.me(cx)?.admin {
        true => Ok(()),
        false => Err(Error::refused("error.messages.admins_only").into()),
    }
}

/// Refuses more members than a group has.
///
/// # Errors
/// `Invalid` with the limit.
pub(super) fn must_fit(members: usize) -> Result<(), Refusal> {
    if members <= MEMBERS {
        return Ok(());
    }
    Err(Error::invalid("error.messages.members").with("limit", MEMBERS as i64).into())
}

fn check(cx: &mut Context<'_>, face: &Face) -> Result<(), Refusal> {
    check_face(face)?;
    if let Some(picture) = &face.picture
        && media::table::item::find(cx.sql, picture)?.is_none()
    {
        return Err(Error::invalid("error.messages.media_missing").into());
    }
    Ok(())
}
