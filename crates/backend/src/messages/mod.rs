//! Messages: chats of two and of groups, what is said in them, who read it, and who may not write.
//!
//! Each member has a chat in their own scope `messages:<person>`: the chat, its last messages (as many
//! as [`sampan_protocol::messages::rule::KEPT`]) and how far others have read. What is older is asked
//! for in parts. A feature that has something to say in a chat calls [`post_card`] in the transaction
//! of its own operation.

mod admit;
mod belong;
mod block;
mod group;
mod hide;
mod look;
mod mark;
mod moderated;
mod recall;
mod say;
mod shown;
mod shows;
pub(crate) mod table;
mod voice;

pub(crate) use say::{people_in, post_card};
pub(crate) use table::block::is_blocked;

use crate::db::Migration;
use crate::endpoint::Endpoint;
use crate::media::Shows;
use crate::moderation::Moderated;
use crate::module::{Context, Module, Refusal, arguments, unknown_operation};
use sampan_protocol::Error;
use sampan_protocol::ids::{ChatId, PersonId};
use sampan_protocol::messages::{SCOPE, ops};
use sampan_protocol::sync::{Operation, Scope};
use table::{chat, member};

/// The module.
pub(crate) struct Messages;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: chat::CREATE },
    Migration { version: 2, sql: member::CREATE },
    Migration { version: 3, sql: table::message::CREATE },
    Migration { version: 4, sql: table::block::CREATE },
    Migration { version: 5, sql: table::message::KEEP_TAKEN },
];

impl Module for Messages {
    fn name(&self) -> &'static str {
        "messages"
    }

    fn scope_word(&self) -> &'static str {
        SCOPE
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        look::endpoints()
    }

    /// What is said to one person does not wait for what somebody else may not be told.
    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, _: &str) -> bool {
        false
    }

    fn moderated(&self) -> Option<&dyn Moderated> {
        Some(self)
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::SEND => say::apply(cx, &arguments(op)?),
            ops::RECALL => recall::apply(cx, &arguments(op)?),
            ops::HIDE => hide::hide(cx, &arguments(op)?),
            ops::CLEAR => hide::clear(cx, &arguments(op)?),
            ops::READ => mark::read(cx, &arguments(op)?),
            ops::SET => mark::set(cx, &arguments(op)?),
            ops::ACCEPT => mark::accept(cx, &arguments(op)?),
            ops::CREATE => group::create(cx, &arguments(op)?),
            ops::UPDATE => group::update(cx, &arguments(op)?),
            ops::INVITE => belong::invite(cx, &arguments(op)?),
            ops::REMOVE => belong::remove(cx, &arguments(op)?),
            ops::LEAVE => belong::leave(cx, &arguments(op)?),
            ops::SET_ADMIN => belong::set_admin(cx, &arguments(op)?),
            ops::BLOCK => block::block(cx, &arguments(op)?),
            ops::UNBLOCK => block::unblock(cx, &arguments(op)?),
            _ => Err(unknown_operation(op)),
        }
    }
}

/// The scope of a person's chats.
fn scope(person: PersonId) -> Scope {
    Scope::of(SCOPE, person)
}

/// A chat that is changed: locked until the end of the transaction, with everybody in it.
struct Open {
    chat: chat::Stored,
    members: Vec<member::Member>,
}

impl Open {
    /// A chat that I belong to.
    ///
    /// # Errors
    /// `NotFound` for who does not belong to it: they do not learn that it is there.
    fn mine(cx: &mut Context<'_>, id: ChatId) -> Result<Self, Refusal> {
        let unknown = || Error::not_found("error.messages.unknown");
        let chat = chat::lock(cx.sql, id)?.ok_or_else(unknown)?;
        let members = member::all(cx.sql, id)?;
        let open = Self { chat, members };
        open.position(cx.me.id).ok_or_else(unknown)?;
        Ok(open)
    }

    /// Where somebody stands among the members.
    fn position(&self, person: PersonId) -> Option<usize> {
        self.members.iter().position(|member| member.person == person)
    }

    /// Me.
    ///
    /// # Errors
    /// As [`Open::mine`].
    fn me(&mut self, cx: &Context<'_>) -> Result<&mut member::Member, Refusal> {
        let me = self.members.iter_mut().find(|member| member.person == cx.me.id);
        me.ok_or_else(|| Error::not_found("error.messages.unknown").into())
    }
}
