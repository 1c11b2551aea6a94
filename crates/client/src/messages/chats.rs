//! Lists one's chats: those above the others first, then the latest first.

use super::{SCOPE, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::table::row;
use crate::view::{View, Wait};
use sampan_protocol::messages::{Chat, ChatSeen, Chats, ListChats, rule};
use sampan_protocol::people::{Contact, rows as people};
use sampan_protocol::sync::Scope;
use sampan_protocol::{Reply, Timestamp};
use std::cmp::Reverse;

impl Client {
    /// Answers [`ListChats`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_chats(&self, _: ListChats) -> Reply<ListChats> {
        self.core.view(SCOPE, listed).await
    }
}

fn listed(db: &Connection, view: &View) -> Result<Chats, Fault> {
    let mut seen: Vec<ChatSeen> = own::chats(db, view)?
        .into_iter()
        .filter(|(chat, _)| is_listed(chat))
        .map(|(chat, wait)| ChatSeen {
            unread: rule::unread(&chat),
            waits: wait.as_ref().is_some_and(|wait| !matches!(wait, Wait::Decision(_))),
            failed: matches!(wait, Some(Wait::Decision(_))),
            chat,
        })
        .collect();
    seen.sort_by_key(|seen| Reverse((seen.chat.pinned, at(&seen.chat), seen.chat.id)));
    let mut requests = Vec::new();
    let mut chats = Vec::new();
    for one in seen {
        match is_request(db, view, &one.chat)? {
            true => requests.push(one),
            false => chats.push(one),
        }
    }
    let told = chats.iter().filter(|seen| !seen.chat.muted);
    let unread = told.map(|seen| seen.unread).sum();
    Ok(Chats { chats, requests, unread })
}

/// A chat is on the list from its first message on, and again when one comes after it was taken off.
/// A group is there from the start.
fn is_listed(chat: &Chat) -> bool {
    chat.latest.is_some() || (chat.other.is_none() && chat.last == 0)
}

fn at(chat: &Chat) -> Timestamp {
    // A group that waits to be made was made just now.
    chat.latest.as_ref().map_or(Timestamp(i64::MAX), |latest| latest.sent)
}

/// Whether somebody whom I do not know began it: whom I keep I know, whatever the service has seen.
pub(super) fn is_request(db: &Connection, view: &View, chat: &Chat) -> Result<bool, Fault> {
    let Some(other) = chat.other.as_ref().filter(|_| chat.request) else {
        return Ok(chat.request);
    };
    let scope = Scope::of(crate::people::SCOPE, view.me.id);
    let kept: Option<Contact> = row::get(db, &scope, people::CONTACT, &other.id.to_string())?;
    Ok(kept.is_none())
}
