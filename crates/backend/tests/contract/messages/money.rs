//! Money in chats: the card and what it tells of are there together, or not at all.

use super::{done, group, refused, said};
use crate::world::{PIN, Someone, on_each, rejection};
use sampan_protocol::ids::{MessageId, PacketId};
use sampan_protocol::messages::{Card, Content, Place, ops};
use sampan_protocol::sync::Outcome;
use sampan_protocol::wallet::ops as wallet;
use sampan_protocol::wallet::packet::{self, ClaimPacket, SendPacket, Sharing};
use sampan_protocol::{Currency, Money};
use serde::Serialize;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("a currency"))
}

async fn pay(who: &mut Someone, name: &str, args: &impl Serialize) -> (Outcome, uuid::Uuid) {
    let (op, scope) = (who.new_op(), who.scope("wallet"));
    let outcome = who.device.act(op, &scope, name, args, Some(PIN)).await;
    (outcome.unwrap_or_else(Outcome::Rejected), op.0)
}

async fn rich(who: &mut Someone) {
    let top_up = wallet::TopUp { amount: cny(10_000), rail: "sandbox".into() };
    let (done, _) = pay(who, wallet::TOP_UP, &top_up).await;
    assert!(matches!(done, Outcome::Applied { .. }), "{done:?}");
}

async fn cards(who: &mut Someone) -> Vec<Card> {
    let card = |content| match content {
        Content::Card(card) => Some(card),
        _ => None,
    };
    said(who).await.into_iter().filter_map(|message| card(message.content)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_and_its_card_come_together() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let eve = world.someone("eve", "Eve").await;
        rich(&mut ada).await;
        let chat = Some(Place::Person(ben.id()));
        let to = |minor, person| wallet::Transfer {
            to: person,
            amount: cny(minor),
            note: "Noodles".into(),
            request: None,
            code: None,
            chat,
        };
        let (paid, id) = pay(&mut ada, wallet::TRANSFER, &to(1_200, ben.id())).await;
        assert!(matches!(paid, Outcome::Applied { .. }), "{paid:?}");
        let shown = cards(&mut ben).await;
        assert_eq!(shown.len(), 1, "one card");
        assert!(shown[0].posted, "the service says so");
        assert_eq!(shown[0].amount, Some(cny(1_200)), "of this much");
        assert_eq!(shown[0].link, format!("/wallet/bills/{id}"), "it leads to the bill");
        let (elsewhere, _) = pay(&mut ada, wallet::TRANSFER, &to(100, eve.id())).await;
        assert_eq!(rejection(&elsewhere), "error.messages.card_payee", "she is not in that chat");
        let (broke, _) = pay(&mut ada, wallet::TRANSFER, &to(1_000_000, ben.id())).await;
        assert!(matches!(broke, Outcome::Rejected(_)), "{broke:?}");
        assert_eq!(cards(&mut ben).await.len(), 1, "no money, no card");
        done(&mut ben, ops::BLOCK, &ops::Block { person: ada.id() }).await;
        let (blocked, _) = pay(&mut ada, wallet::TRANSFER, &to(100, ben.id())).await;
        assert_eq!(rejection(&blocked), "error.messages.refused", "no card, no money");

        let forged = Card { posted: true, ..shown[0].clone() };
        let content = Content::Card(forged);
        let send = ops::Send {
            place: Place::Person(eve.id()),
            message: MessageId(ada.new_op().0),
            content,
            answers: None,
        };
        let told = refused(&mut ada, ops::SEND, &send).await;
        assert_eq!(told, "error.messages.card", "nobody says that money moved");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_packet_in_a_group_is_for_everybody_else_there() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let mut cleo = world.someone("cleo", "Cleo").await;
        let mut eve = world.someone("eve", "Eve").await;
        rich(&mut ada).await;
        let chat = group(&world, &mut ada, &[ben.id(), cleo.id()]).await;
        let packet = |shares| SendPacket {
            amount: cny(1_000),
            shares,
            sharing: Sharing::Equal,
            greeting: "Happy rowing".into(),
            to: Vec::new(),
            secret: None,
            chat: Some(Place::Group(chat)),
        };
        let (many, _) = pay(&mut ada, packet::SEND, &packet(3)).await;
        assert_eq!(rejection(&many), "error.wallet.packet_more_shares", "two can open it");
        let (given, id) = pay(&mut ada, packet::SEND, &packet(2)).await;
        assert!(matches!(given, Outcome::Applied { .. }), "{given:?}");
        assert_eq!(cards(&mut cleo).await[0].title, "Happy rowing", "it stands in the chat");
        let claim = ClaimPacket { packet: PacketId(id), secret: None };
        let (nosy, _) = pay(&mut eve, packet::CLAIM, &claim).await;
        assert!(matches!(nosy, Outcome::Rejected(_)), "not for others: {nosy:?}");
        for who in [&mut ben, &mut cleo] {
            let (opened, _) = pay(who, packet::CLAIM, &claim).await;
            assert!(matches!(opened, Outcome::Applied { .. }), "{opened:?}");
        }
        let (outside, _) = pay(&mut eve, packet::SEND, &packet(1)).await;
        assert_eq!(rejection(&outside), "error.messages.unknown", "members give");
    })
    .await;
}
