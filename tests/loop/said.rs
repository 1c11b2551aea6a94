//! What was said in one's chats is found on the device by whoever is in them, and by nobody else.

use crate::house::{Device, House, Way, new_op};
use sampan_protocol::ids::{ChatId, MessageId};
use sampan_protocol::messages::{
    ClearChat, Content, CreateGroup, GetChat, HideMessage, LeaveGroup, Place, RecallMessage,
    SendMessage, of_two, rule,
};
use sampan_protocol::search::{Found, Kind, Search};

fn message(place: Place, words: &str) -> SendMessage {
    let content = Content::Text(words.to_owned());
    let (op, message) = (new_op(), MessageId(new_op().0));
    SendMessage { op, message, place, content, answers: None, files: Vec::new() }
}

async fn say(device: &Device, place: Place, words: &str) -> MessageId {
    let new = message(place, words);
    let id = new.message;
    device.client.send_message(new).await.expect("said");
    id
}

async fn look(device: &Device, text: &str, kinds: &[Kind]) -> Found {
    let search = Search { text: text.to_owned(), kinds: kinds.to_vec(), after: String::new() };
    device.client.search(search).await.expect("looked for")
}

/// The words of the messages that somebody finds.
async fn messages(device: &Device, text: &str) -> Vec<String> {
    let found = look(device, text, &[Kind::Message]).await;
    assert!(!found.offline, "all there is of one's chats is here");
    found.hits.into_iter().map(|seen| seen.hit.text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_found_offline_and_leave_with_what_is_recalled_or_taken_away() {
    let house = House::new(Way::Http).await;
    let (ada, ben, eve) =
        (house.person("ada", 0).await, house.person("ben", 0).await, house.person("eve", 0).await);
    let (a, b) = (ada.me().await, ben.me().await);
    let (to_ada, to_ben) = (Place::Person(a.id), Place::Person(b.id));
    let first = say(&ada, to_ben, "The harbour tour begins at nine").await;
    let second = say(&ada, to_ben, "上海咖啡馆见").await;
    ben.until("both", || async {
        messages(&ben, "harb").await.len() == 1 && messages(&ben, "咖啡").await.len() == 1
    })
    .await;

    ben.line.cut(true);
    let found = look(&ben, "tour BEGINS", &[Kind::Message]).await;
    let hit = &found.hits[0].hit;
    assert_eq!(hit.text, "The harbour tour begins at nine", "by its words");
    assert_eq!((hit.title.as_str(), hit.by.as_ref()), ("ADA", Some(&a)), "in whose chat, by whom");
    let link = format!("/messages/{to_ada}?message={first}");
    assert_eq!(hit.link, link, "it leads to the message");
    say(&ben, to_ada, "I love a tour").await;
    assert_eq!(messages(&ben, "tour").await.len(), 2, "what waits is found as well");
    let beside = look(&ben, "harbour", &[]).await;
    assert_eq!((beside.messages.len(), beside.hits.len()), (1, 0), "beside other kinds");
    assert!(
        beside.offline && !beside.more_messages,
        "of those only this device was looked through"
    );
    let others = look(&ben, "harbour", &[Kind::Person, Kind::Post]).await;
    assert!(others.messages.is_empty(), "where messages are not wanted, there are none");
    ben.line.cut(false);

    let strange = look(&eve, "harbour", &[]).await;
    assert!(strange.messages.is_empty() && strange.hits.is_empty(), "nobody else finds any");

    let recall = RecallMessage { op: new_op(), message: first };
    ada.client.recall_message(recall).await.expect("in time");
    assert!(messages(&ada, "begins").await.is_empty(), "what was said is gone for who said it");
    ben.until("the recall", || async { messages(&ben, "begins").await.is_empty() }).await;
    ben.line.cut(true);
    let hide = HideMessage { op: new_op(), message: second };
    ben.client.hide_message(hide).await.expect("taken away");
    assert!(messages(&ben, "咖啡").await.is_empty(), "taken away here, offline");
    ben.line.cut(false);
    ben.sync().await.expect("synchronised");
    ben.until("everything to be done", || async { ben.waiting().await == 0 }).await;
    assert!(messages(&ben, "咖啡").await.is_empty(), "and it stays away");
    assert_eq!(messages(&ada, "咖啡").await.len(), 1, "for the other one it is there");

    let clear = ClearChat { op: new_op(), chat: of_two(a.id, b.id) };
    ben.client.clear_chat(clear).await.expect("cleared");
    assert!(messages(&ben, "tour").await.is_empty(), "with the chat all of it goes");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_a_group_finds_nothing_of_it_and_few_stand_beside_other_kinds() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 0).await, house.person("ben", 0).await);
    let chat = ChatId(new_op().0);
    let (name, people) = ("Walkers".to_owned(), vec![ben.me().await]);
    let create = CreateGroup { op: new_op(), chat, name, people, picture: None };
    ada.client.create_group(create).await.expect("made");
    let group = Place::Group(chat);
    for n in 0..25 {
        say(&ada, group, &format!("Mountain {n}")).await;
    }
    ben.until("all of it", || async {
        let all = look(&ben, "mountain", &[Kind::Message]).await;
        all.next.is_some() && messages(&ben, "24").await.len() == 1
    })
    .await;
    let beside = look(&ben, "mountain", &[]).await;
    assert_eq!((beside.messages.len(), beside.more_messages), (3, true), "the latest three");
    assert_eq!(beside.messages[0].hit.title, "Walkers", "in which group");
    let first = look(&ben, "mountain", &[Kind::Message]).await;
    let after = first.next.expect("there are more");
    let kinds = vec![Kind::Message];
    let rest = Search { text: "mountain".to_owned(), kinds, after };
    let rest = ben.client.search(rest).await.expect("looked for");
    assert_eq!((first.hits.len(), rest.hits.len()), (20, 5), "all of them, in parts");
    assert_eq!(rest.next, None, "and no more");

    ben.line.cut(true);
    ben.client.leave_group(LeaveGroup { op: new_op(), chat }).await.expect("left");
    assert!(messages(&ben, "mountain").await.is_empty(), "left, offline");
    ben.line.cut(false);
    ben.sync().await.expect("synchronised");
    ben.until("everything to be done", || async { ben.waiting().await == 0 }).await;
    assert!(messages(&ben, "mountain").await.is_empty(), "and it stays so");
    assert_eq!(messages(&ada, "24").await.len(), 1, "who is in it finds it");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_the_device_keeps_is_found_once_it_was_read() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 0).await, house.person("ben", 0).await);
    let to_ben = Place::Person(ben.me().await.id);
    say(&ada, to_ben, "Pumpernickel").await;
    for n in 0..rule::KEPT + 5 {
        say(&ada, to_ben, &format!("Number {n}")).await;
    }
    let last = format!("{}", rule::KEPT + 4);
    ada.until("everything to be said", || async { ada.waiting().await == 0 }).await;
    ada.until("the last one", || async { messages(&ada, &last).await.len() == 1 }).await;
    assert!(messages(&ada, "pumpernickel").await.is_empty(), "another stands in its place");
    ada.until("what is older", || async {
        // The first parts of what is older may still be among what is kept.
        let open = GetChat { place: to_ben, parts: 9 };
        ada.client.get_chat(open).await.expect("read");
        messages(&ada, "pumpernickel").await.len() == 1
    })
    .await;
    ada.line.cut(true);
    assert_eq!(messages(&ada, "pumper").await, ["Pumpernickel"], "offline as well");
}
