//! Messages: the list of chats, one chat, groups, who may not write, and sharing into a chat.

mod badge;
mod blocked;
mod card;
mod chat;
mod group;
mod info;
mod large;
mod links;
mod list;
mod members;
mod new;
mod operation;
mod reads;
mod recorder;
mod requests;
mod share;
mod told;
mod voice;
mod words;

pub(crate) use badge::Unread;
pub(crate) use links::{ROOT, of_link, share as share_path, with as path_with};
pub(crate) use operation::operation;

use crate::router::apart;

apart! {
    /// The screens of messages.
    PART = messages {
        links::REQUESTS => requests::RequestsScreen(),
        links::NEW => new::NewScreen(),
        links::BLOCKED => blocked::BlockedScreen(),
        links::SHARE => share::ShareScreen(),
        "/messages/:place?" => list::ChatsScreen(),
        "/messages/:place/info" => info::InfoScreen(),
    }
}
