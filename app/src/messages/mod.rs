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
mod outward;
mod reads;
mod recorder;
mod requests;
mod share;
mod told;
mod voice;

pub(crate) use badge::Unread;
pub(crate) use links::{ROOT, of_link, share as share_path, with as path_with};
pub(crate) use operation::operation;

use crate::router::Route;

/// The screens of messages.
pub(crate) const ROUTES: &[Route] = &[
    Route { path: links::REQUESTS, view: || requests::RequestsScreen() },
    Route { path: links::NEW, view: || new::NewScreen() },
    Route { path: links::BLOCKED, view: || blocked::BlockedScreen() },
    Route { path: links::SHARE, view: || share::ShareScreen() },
    Route { path: "/messages/:place?", view: || list::ChatsScreen() },
    Route { path: "/messages/:place/info", view: || info::InfoScreen() },
];
