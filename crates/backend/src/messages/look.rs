//! Answers what devices ask of chats: older messages, who belongs to a group; keeps recordings.

use super::table::{member, message};
use super::voice;
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::page;
use crate::people::Known;
use sampan_protocol::Error;
use sampan_protocol::ids::{ChatId, PersonId};
use sampan_protocol::messages::{GroupPart, Member, Message, OlderPart};
use sampan_protocol::page::Page;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Lists messages of a chat that are older than one.", older),
        Endpoint::new("Lists who belongs to a group.", group),
        Endpoint::new("Keeps a recording.", voice::answer).with_body_limit(voice::BODY_LIMIT),
    ]
}

fn me_in(sql: &mut dyn Sql, chat: ChatId, person: PersonId) -> Result<member::Member, Refusal> {
    let found = member::find(sql, chat, person)?;
    found.ok_or_else(|| Error::not_found("error.messages.unknown").into())
}

fn older(caller: &Caller, asked: &OlderPart) -> Result<Page<Message>, Error> {
    let after = page::after(&asked.part)?;
    let people = caller.backend.ports().people.clone();
    let (chat, before) = (asked.list.chat, asked.list.before);
    let found = caller.backend.db().read(|sql| {
        let me = me_in(sql, chat, caller.me)?;
        let within = (me.since.max(me.cleared), before);
        let listed = message::list(sql, chat, caller.me, within, after.as_ref())?;
        let mut known = Known::default();
        let mut messages = Vec::with_capacity(listed.len());
        for (after, stored) in listed {
            messages.push((after, known.message(sql, people.as_ref(), stored)?));
        }
        Ok::<_, Refusal>(messages)
    })?;
    page::of(found, &asked.part)
}

fn group(caller: &Caller, asked: &GroupPart) -> Result<Page<Member>, Error> {
    let after = page::after(&asked.part)?;
    let people = caller.backend.ports().people.clone();
    let chat = asked.list.chat;
    let found = caller.backend.db().read(|sql| {
        me_in(sql, chat, caller.me)?;
        let mut known = Known::default();
        let mut members = Vec::new();
        for (after, stored) in member::list(sql, chat, after.as_ref())? {
            let person = known.get(sql, people.as_ref(), stored.person)?;
            let (admin, since) = (stored.admin, stored.joined);
            members.push((after, Member { person, admin, since }));
        }
        Ok::<_, Refusal>(members)
    })?;
    page::of(found, &asked.part)
}
