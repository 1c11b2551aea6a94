//! Groups.

use super::{chats, done, group, keep, refused, say, text, words};
use crate::world::{key, on_each};
use sampan_protocol::ids::PersonId;
use sampan_protocol::messages::ops::Face;
use sampan_protocol::messages::{AskGroup, Content, GroupPart, Line, Place, SCOPE, ops, rows};
use sampan_protocol::page::Part;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn members_alone_read_a_group_and_what_came_before_them_is_not_theirs() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let mut cleo = world.someone("cleo", "Cleo").await;
        keep(&mut ben, ada.id()).await;
        let chat = group(&world, &mut ada, &[ben.id()]).await;
        let place = Place::Group(chat);
        assert!(!chats(&mut ben).await[0].request, "he knows her");
        say(&world, &mut ada, place, "before").await;
        let send = text(&cleo, place, "let me in");
        let told = refused(&mut cleo, ops::SEND, &send).await;
        assert_eq!(told, "error.messages.unknown", "it is not there for others");
        done(&mut ben, ops::INVITE, &ops::Invite { chat, people: vec![cleo.id()] }).await;
        say(&world, &mut ada, place, "after").await;
        let hers = words(&mut cleo).await;
        assert_eq!(hers.len(), 2, "what came before is not hers: {hers:?}");
        assert!(chats(&mut cleo).await[0].request, "she does not know who added her");
        let ask = GroupPart { list: AskGroup { chat }, part: Part::default() };
        let members = cleo.device.ask(&ask).await.expect("she belongs to it").items;
        assert_eq!(members.len(), 3, "three belong to it");

        let remove = ops::Remove { chat, person: cleo.id() };
        let told = refused(&mut ben, ops::REMOVE, &remove).await;
        assert_eq!(told, "error.messages.admins_only", "he does not decide");
        done(&mut ada, ops::REMOVE, &remove).await;
        assert!(words(&mut cleo).await.is_empty(), "nothing of it is left with her");
        assert!(cleo.rows(SCOPE, rows::CHAT).await.is_empty(), "not even the chat");
        assert_eq!(key(cleo.device.ask(&ask).await), "error.messages.unknown", "nor who is in it");
        let send = text(&cleo, place, "hey");
        let told = refused(&mut cleo, ops::SEND, &send).await;
        assert_eq!(told, "error.messages.unknown", "nor can she write");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_always_decides_and_a_group_has_bounds() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let mut eve = world.someone("eve", "Eve").await;
        let chat = group(&world, &mut ada, &[ben.id()]).await;
        let face = Face { name: "Boats".into(), picture: None };
        let rename = ops::Update { chat, face };
        let told = refused(&mut ben, ops::UPDATE, &rename).await;
        assert_eq!(told, "error.messages.admins_only", "not everybody");
        let step_down = ops::SetAdmin { chat, person: ada.id(), admin: false };
        let told = refused(&mut ada, ops::SET_ADMIN, &step_down).await;
        assert_eq!(told, "error.messages.last_admin", "nobody would decide");
        done(&mut ada, ops::LEAVE, &ops::Leave { chat }).await;
        assert!(chats(&mut ada).await.is_empty(), "it is gone for her");
        assert!(chats(&mut ben).await[0].admin, "who is left decides");
        done(&mut ben, ops::UPDATE, &rename).await;
        let latest = chats(&mut ben).await[0].latest.clone().expect("a line");
        let line = Line::Renamed { by: "Ben".into(), name: "Boats".into() };
        assert_eq!(latest.content, Content::Line(line), "everybody is told");

        let people = (0..200).map(|n| PersonId(Uuid::from_u128(n))).collect();
        let told = refused(&mut ben, ops::INVITE, &ops::Invite { chat, people }).await;
        assert_eq!(told, "error.messages.members", "two hundred at most");
        done(&mut eve, ops::BLOCK, &ops::Block { person: ben.id() }).await;
        let invite = ops::Invite { chat, people: vec![eve.id()] };
        let told = refused(&mut ben, ops::INVITE, &invite).await;
        assert_eq!(told, "error.messages.not_added", "who blocked him is not dragged in");
        let nameless = ops::Create {
            chat: sampan_protocol::ids::ChatId(ben.new_op().0),
            face: Face::default(),
            people: Vec::new(),
        };
        let told = refused(&mut ben, ops::CREATE, &nameless).await;
        assert_eq!(told, "error.messages.name", "a group is called something");
    })
    .await;
}
