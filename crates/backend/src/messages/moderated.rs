//! What moderators see of what is said in chats, and do with it: the one message that somebody in the
//! chat reported, and what it answers. Chats belong to the whole service, which operators keep.

use super::shows::MESSAGE;
use super::table::{chat, member, message};
use super::{Messages, Open, recall};
use crate::db::{DbError, Sql};
use crate::media::uses_changed;
use crate::moderation::{Moderated, Subject};
use crate::module::{Context, Refusal};
use crate::people::Known;
use sampan_protocol::Error;
use sampan_protocol::ids::{MessageId, PersonId};
use sampan_protocol::messages::Content;
use sampan_protocol::moderation::Target;

impl Moderated for Messages {
    fn kinds(&self) -> &'static [&'static str] {
        &["message"]
    }

    fn subject(&self, sql: &mut dyn Sql, target: &Target) -> Result<Option<Subject>, DbError> {
        let Some(stored) = find(sql, target)? else { return Ok(None) };
        let taken = message::taken(sql, stored.id)?;
        let gone = taken.is_some() || stored.content == Content::Recalled;
        let mut subject = Subject {
            author: stored.sender,
            above: stored.answers.map(|quote| words(&quote.content)).unwrap_or_default(),
            written: Some(stored.sent),
            gone,
            ..Subject::default()
        };
        let content = taken.unwrap_or(stored.content);
        subject.body = words(&content);
        match content {
            Content::Pictures(pictures) => subject.pictures = pictures,
            Content::Card(card) => {
                subject.pictures.extend(card.picture);
                subject.link = card.link;
            }
            _ => {}
        }
        Ok(Some(subject))
    }

    fn may_see(
        &self,
        sql: &mut dyn Sql,
        target: &Target,
        person: PersonId,
    ) -> Result<bool, DbError> {
        let Some(stored) = find(sql, target)? else { return Ok(false) };
        let members = member::all(sql, stored.chat)?;
        Ok(members.iter().any(|member| member.person == person && member.sees(stored.seq)))
    }

    fn show(&self, cx: &mut Context<'_>, target: &Target, shown: bool) -> Result<(), Refusal> {
        let Some(stored) = find(cx.sql, target)? else { return Ok(()) };
        // It tells of money that moved, and says nothing of its own.
        if matches!(&stored.content, Content::Card(card) if card.posted) {
            return Err(Error::refused("error.moderation.cannot").into());
        }
        let Some(chat) = chat::lock(cx.sql, stored.chat)? else { return Ok(()) };
        let changed = match shown {
            true => message::give_back(cx.sql, stored.id)?,
            false => message::take(cx.sql, stored.id)?,
        };
        if !changed {
            return Ok(());
        }
        uses_changed(cx, MESSAGE, stored.id)?;
        let open = Open { members: member::all(cx.sql, chat.id)?, chat };
        let people = cx.ports.people.clone();
        let Some(now) = message::find(cx.sql, stored.id)? else { return Ok(()) };
        let message = Known::default().message(cx.sql, people.as_ref(), now)?;
        recall::tell(cx, &open, &message)
    }
}

fn find(sql: &mut dyn Sql, target: &Target) -> Result<Option<message::Stored>, DbError> {
    match target.id.parse::<MessageId>() {
        Ok(id) => message::find(sql, id),
        Err(_) => Ok(None),
    }
}

/// What something says in words: of a recording, how long it is.
fn words(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Voice(voice) => format!("\u{1f3a4} {} s", voice.millis / 1_000),
        Content::Card(card) => format!("{}\n{}", card.title, card.text).trim().to_owned(),
        Content::Pictures(_) | Content::Line(_) | Content::Recalled => String::new(),
    }
}
