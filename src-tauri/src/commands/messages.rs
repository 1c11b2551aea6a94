//! Commands about messages, and what of them the system is told.

use crate::notify::News;
use sampan_client::Client;
use sampan_protocol::Timestamp;
use sampan_protocol::locale::Language;
use sampan_protocol::messages::{
    AcceptChat, BlockPerson, ChatSeen, ClearChat, Content, CreateGroup, GetChat, HideMessage,
    InviteToGroup, LeaveGroup, ListBlocked, ListChats, ListGroup, ReadChat, RecallMessage,
    RemoveFromGroup, SendMessage, SetChat, SetGroupAdmin, UnblockPerson, UpdateGroup, overlay,
    rows,
};

super::forward! { "messages";
    list_chats: ListChats,
    get_chat: GetChat,
    send_message: SendMessage,
    recall_message: RecallMessage,
    hide_message: HideMessage,
    clear_chat: ClearChat,
    read_chat: ReadChat,
    set_chat: SetChat,
    accept_chat: AcceptChat,
    create_group: CreateGroup,
    update_group: UpdateGroup,
    invite_to_group: InviteToGroup,
    remove_from_group: RemoveFromGroup,
    leave_group: LeaveGroup,
    set_group_admin: SetGroupAdmin,
    list_group: ListGroup,
    list_blocked: ListBlocked,
    block_person: BlockPerson,
    unblock_person: UnblockPerson,
}

/// Kinds of rows that may be news.
pub(crate) const NEWS_KINDS: &[&str] = &[rows::CHAT];

/// What others wrote to me since `told` and I have not read, a line a chat; nothing of chats that are
/// muted, or that wait to be accepted.
pub(crate) async fn news(client: &Client, told: Timestamp, language: Language) -> Vec<News> {
    let listed = client.list_chats(ListChats {}).await.unwrap_or_default();
    let is_news = |seen: &&ChatSeen| {
        let latest = seen.chat.latest.as_ref();
        seen.unread > 0 && !seen.chat.muted && latest.is_some_and(|latest| latest.sent > told)
    };
    listed.chats.iter().filter(is_news).filter_map(|seen| tell(seen, language)).collect()
}

/// How many messages I have not read, in chats that are not muted.
#[cfg(desktop)]
pub(crate) async fn unread(client: &Client) -> i64 {
    client.list_chats(ListChats {}).await.map_or(0, |listed| listed.unread)
}

fn tell(seen: &ChatSeen, language: Language) -> Option<News> {
    let latest = seen.chat.latest.as_ref()?;
    let sender = latest.sender.as_ref()?.name.clone();
    let say = |key: &str| Some(language.text(&format!("messages.say.{key}"), &[]));
    let text = match &latest.content {
        Content::Text(text) => Some(text.clone()),
        Content::Pictures(_) => say("pictures"),
        Content::Voice(_) => say("voice"),
        Content::Card(card) => {
            Some(language.text("messages.say.card", &[("title", card.title.clone())]))
        }
        Content::Line(_) | Content::Recalled => None,
    }?;
    let by = |text| language.text("messages.say.by", &[("name", sender.clone()), ("text", text)]);
    let (title, text) = match &seen.chat.other {
        Some(other) => (other.name.clone(), text),
        None => (seen.chat.name.clone(), by(text)),
    };
    let link = format!("/messages/{}", overlay::place(&seen.chat));
    Some(News { title, text, at: latest.sent, link })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::messages::{Message, Place};
    use sampan_protocol::people::{Kind, Person};

    #[test]
    fn what_somebody_wrote_is_told_and_what_was_recalled_is_not() {
        let id = |n: u8| format!("00000000-0000-7000-8000-00000000000{n}");
        let mei = Person {
            id: id(1).parse().expect("an identifier"),
            handle: "mei".into(),
            name: "Mei".into(),
            avatar: None,
            kind: Kind::Person,
            mcc: None,
        };
        let chat = overlay::empty_two(Place::Person(mei.id).chat(mei.id), mei.clone());
        let seen = |content| ChatSeen {
            chat: sampan_protocol::messages::Chat {
                latest: Some(Message {
                    id: id(3).parse().expect("an identifier"),
                    chat: chat.id,
                    seq: 1,
                    sender: Some(mei.clone()),
                    content,
                    sent: Timestamp::from_seconds(1),
                    answers: None,
                }),
                ..chat.clone()
            },
            unread: 1,
            waits: false,
            failed: false,
        };
        let told = tell(&seen(Content::Text("在吗".into())), Language::En).expect("it is news");
        assert_eq!((told.title.as_str(), told.text.as_str()), ("Mei", "在吗"), "who, and what");
        assert_eq!(told.link, format!("/messages/person.{}", mei.id), "it leads to the chat");
        let shown = tell(&seen(Content::Pictures(Vec::new())), Language::ZhCn).expect("news");
        assert_eq!(shown.text, "[图片]", "in the reader's language");
        assert!(tell(&seen(Content::Recalled), Language::En).is_none(), "it was taken back");
    }
}
