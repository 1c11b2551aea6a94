//! What a message says, in one line of the reader's language.

use super::reads::my_id;
use crate::t;
use crate::ui::format;
use sampan_protocol::messages::{Chat, Content, Line, Message, Place};
use sampan_protocol::people::Person;

/// What a chat is called.
pub(super) fn name(chat: &Chat) -> String {
    chat.other.as_ref().map_or_else(|| chat.name.clone(), |other| other.name.clone())
}

/// Where a chat is written to.
pub(super) fn place(chat: &Chat) -> Place {
    sampan_protocol::messages::overlay::place(chat)
}

/// What a message says, in short; nothing for what nobody said.
pub(super) fn content(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Pictures(_) => t!("messages.say.pictures"),
        Content::Voice(_) => t!("messages.say.voice"),
        Content::Card(card) => {
            let title = card.amount.map_or_else(|| card.title.clone(), format::money);
            t!("messages.say.card", title = title)
        }
        Content::Line(line) => self::line(line),
        Content::Recalled => String::new(),
    }
}

/// The last message of a chat in its list.
pub(super) fn preview(chat: &Chat) -> String {
    let Some(latest) = &chat.latest else { return String::new() };
    match (&latest.content, &latest.sender) {
        (Content::Recalled, Some(sender)) => recalled(sender),
        (said, Some(sender)) if chat.other.is_none() && Some(sender.id) != my_id() => {
            t!("messages.say.by", name = sender.name.clone(), text = content(said))
        }
        (said, _) => content(said),
    }
}

/// That somebody took a message back.
pub(super) fn recalled(sender: &Person) -> String {
    match Some(sender.id) == my_id() {
        true => t!("messages.recalled.mine"),
        false => t!("messages.recalled", name = sender.name.clone()),
    }
}

/// What happened in a group.
fn line(line: &Line) -> String {
    match line {
        Line::Made { by } => t!("messages.line.made", by = by.clone()),
        Line::Invited { by, who } => {
            let who = who.join(&t!("messages.line.comma"));
            t!("messages.line.invited", by = by.clone(), who = who)
        }
        Line::Left { who } => t!("messages.line.left", who = who.clone()),
        Line::Removed { by, who } => {
            t!("messages.line.removed", by = by.clone(), who = who.clone())
        }
        Line::Renamed { by, name } => {
            t!("messages.line.renamed", by = by.clone(), name = name.clone())
        }
    }
}

/// What stands in the middle instead of in a bubble: what happened, and what was taken back.
pub(super) fn aside(message: &Message) -> Option<String> {
    match (&message.content, &message.sender) {
        (Content::Line(line), _) => Some(self::line(line)),
        (Content::Recalled, Some(sender)) => Some(recalled(sender)),
        _ => None,
    }
}
