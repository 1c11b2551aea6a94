//! Red packets: shared out to the cent, once each, to those whom they are for, and nobody else.

use super::engines::on_each;
use super::somebody::{self, newcomer};
use super::town::{Town, cny, id, key_of, op_id};
use crate::wallet::table::packet;
use futures::future::join_all;
use sampan_protocol::ids::PacketId;
use sampan_protocol::wallet::BillKind;
use sampan_protocol::wallet::packet::{
    CLAIM, ClaimPacket, LookAtPacket, Packet, PacketState, ROW, SEND, SendPacket, Sharing, secret,
};

const SECRET: &str = "abcdefghijklmnopqrstuvwxyz";

fn to_friends(minor: i64, shares: u32, to: &[u128]) -> SendPacket {
    let to = to.iter().map(|n| id(*n)).collect();
    let (sharing, greeting) = (Sharing::Random, "大吉大利".to_owned());
    SendPacket { amount: cny(minor), shares, sharing, greeting, to, secret: None, chat: None }
}

fn linked(minor: i64, shares: u32) -> SendPacket {
    SendPacket { secret: Some(SECRET.to_owned()), ..to_friends(minor, shares, &[]) }
}

fn give(town: &Town, op: u128, args: &SendPacket) -> PacketId {
    town.act(1, op, SEND, args).expect("it is given");
    PacketId(op_id(op).0)
}

fn open(town: &Town, who: u128, op: u128, packet: PacketId, secret: Option<&str>) -> String {
    let args = ClaimPacket { packet, secret: secret.map(str::to_owned) };
    key_of(town.act(who, op, CLAIM, &args))
}

fn seen(town: &Town, who: u128) -> Packet {
    town.rows(who, ROW).pop().expect("they see the packet")
}

#[test]
fn a_packet_is_shared_out_to_the_cent_and_everybody_sees_their_share() {
    on_each(|db| {
        let town = Town::new(db);
        let packet = give(&town, 1, &to_friends(1_001, 2, &[2, 3]));
        assert_eq!(town.balance(1, "CNY"), Some(98_999), "the money went at once");
        assert_eq!(
            town.bills(1).last().map(|b| (b.kind, b.amount)),
            Some((BillKind::Packet, cny(-1_001)))
        );
        for who in [2, 3] {
            let row = seen(&town, who);
            assert_eq!((row.state, row.claims.len()), (PacketState::Open, 0), "it waits");
            assert_eq!((row.to.len(), row.secret), (0, None), "nobody is told who else is asked");
        }
        assert_eq!(open(&town, 2, 2, packet, None), "applied");
        assert_eq!(seen(&town, 1).claims.len(), 1, "the giver sees who opened it");
        assert_eq!(seen(&town, 3).claims, [], "the others do not yet");
        assert_eq!(open(&town, 3, 3, packet, None), "applied");
        let all = seen(&town, 1);
        assert_eq!((all.state, all.claimed()), (PacketState::Finished, cny(1_001)), "all of it");
        let gained = town.balance(2, "CNY").zip(town.balance(3, "CNY"));
        assert_eq!(gained.map(|(a, b)| a + b), Some(1_001), "and it is in their wallets");
        let share = seen(&town, 2).share_of(id(2)).map(|money| money.minor);
        assert_eq!(share, town.balance(2, "CNY"), "as their own row says");
        assert_eq!(seen(&town, 2).state, PacketState::Finished, "they hear that it is empty");
        town.wait(90_000);
        town.run_due();
        assert_eq!(town.balance(1, "CNY"), Some(98_999), "nothing comes back of an empty one");
        town.is_whole();
    });
}

#[test]
fn who_may_not_open_a_packet_is_told_why() {
    on_each(|db| {
        let town = Town::new(db);
        let packet = give(&town, 1, &to_friends(500, 1, &[2, 3]));
        assert_eq!(open(&town, 1, 10, packet, None), "error.wallet.packet_mine");
        assert_eq!(open(&town, 4, 11, packet, None), "error.wallet.packet_not_invited");
        assert_eq!(open(&town, 4, 12, packet, Some(SECRET)), "error.wallet.packet_not_invited");
        let nothing = PacketId(op_id(77).0);
        assert_eq!(open(&town, 2, 13, nothing, None), "error.wallet.packet_unknown");
        assert_eq!(open(&town, 2, 14, packet, None), "applied");
        assert_eq!(open(&town, 2, 15, packet, None), "error.wallet.packet_claimed", "once each");
        assert_eq!(open(&town, 3, 16, packet, None), "error.wallet.packet_empty", "too late");
        assert_eq!(town.balance(2, "CNY"), Some(500), "one share");
        assert_eq!(town.balance(3, "CNY"), Some(0), "nothing more");

        let link = give(&town, 2, &linked(400, 2));
        assert_eq!(open(&town, 2, 20, link, None), "error.wallet.packet_not_invited");
        let wrong = "b".repeat(26);
        assert_eq!(open(&town, 2, 21, link, Some(&wrong)), "error.wallet.packet_not_invited");
        assert_eq!(open(&town, 2, 22, link, Some(SECRET)), "applied", "whoever has the link");
        town.wait(86_400);
        assert_eq!(
            open(&town, 3, 23, link, Some(SECRET)),
            "error.wallet.packet_over",
            "its day is over"
        );
        town.is_whole();
    });
}

#[test]
fn what_is_left_returns_after_a_day() {
    on_each(|db| {
        let town = Town::new(db);
        let packet = give(&town, 1, &linked(1_000, 3));
        assert_eq!(open(&town, 2, 2, packet, Some(SECRET)), "applied");
        let got = town.balance(2, "CNY").expect("an account");
        town.wait(86_399);
        town.run_due();
        assert_eq!(seen(&town, 1).state, PacketState::Open, "not before its time");
        town.wait(1);
        town.run_due();
        assert_eq!(town.balance(1, "CNY"), Some(100_000 - got), "the rest is back");
        let back =
            town.bills(1).into_iter().find(|b| b.kind == BillKind::Packet && b.amount.minor > 0);
        assert_eq!(back.map(|b| b.amount.minor), Some(1_000 - got), "a bill says so");
        assert_eq!(seen(&town, 1).state, PacketState::Returned, "the giver sees it");
        assert_eq!(seen(&town, 2).state, PacketState::Returned, "and who opened it");
        assert_eq!(open(&town, 3, 3, packet, Some(SECRET)), "error.wallet.packet_over");
        town.is_whole();
    });
}

#[test]
fn a_packet_that_cannot_be_takes_no_money() {
    on_each(|db| {
        let town = Town::new(db);
        let act = |op, args: &SendPacket| key_of(town.act(1, op, SEND, args));
        assert_eq!(act(1, &to_friends(500, 1, &[1])), "error.wallet.packet_own");
        assert_eq!(act(2, &to_friends(500, 1, &[55])), "error.wallet.unknown_payee");
        assert_eq!(act(3, &to_friends(200_000, 2, &[2, 3])), "error.wallet.too_little");
        assert_eq!(act(4, &to_friends(5_000_001, 2, &[2, 3])), "error.wallet.over_limit");
        assert_eq!(act(5, &to_friends(1, 2, &[2, 3])), "error.wallet.packet_too_little");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "nothing moved");
        assert_eq!(town.rows::<Packet>(2, ROW), [], "and nobody was told of anything");
    });
}

#[test]
fn a_hundred_people_open_ten_shares_at_once() {
    somebody::on_each(|backend| async move {
        let mut giver = newcomer(&backend, "giver", 10_000).await;
        let secret = secret(backend.random());
        let args = SendPacket { secret: Some(secret.clone()), ..linked(8_888, 10) };
        let op = somebody::op(&backend);
        let (scope, pin) = (giver.scope.clone(), Some(somebody::PIN));
        giver.device.act(op, &scope, SEND, &args, pin).await.expect("it is given");
        let packet = PacketId(op.0);
        let mut crowd = Vec::new();
        for n in 0..100 {
            crowd.push(newcomer(&backend, &format!("guest{n}"), 0).await);
        }
        let tasks = crowd.into_iter().map(|mut guest| {
            let (backend, secret) = (backend.clone(), Some(secret.clone()));
            tokio::spawn(async move {
                let args = ClaimPacket { packet, secret };
                let outcome = guest.act(&backend, CLAIM, &args).await;
                let told = outcome.map_or_else(|error| error.key, |_| "applied".to_owned());
                (told, guest.balance().await)
            })
        });
        let (mut lucky, mut sum) = (0, 0);
        for done in join_all(tasks).await {
            let (told, balance) = done.expect("the task ends");
            match told.as_str() {
                "applied" => lucky += 1,
                "error.wallet.packet_empty" => assert_eq!(balance, 0, "nothing for the others"),
                other => panic!("{other} is no answer to who comes too late"),
            }
            sum += balance;
        }
        assert_eq!((lucky, sum), (10, 8_888), "ten shares, nothing lost and nothing added");
        let all = look(&mut giver, packet).await;
        assert_eq!((all.state, all.claims.len()), (PacketState::Finished, 10), "as the giver sees");
        assert!(all.luckiest().is_some(), "somebody was luckiest");
    });
}

#[test]
fn two_devices_of_one_person_get_one_share() {
    somebody::on_each(|backend| async move {
        let mut giver = newcomer(&backend, "giver", 10_000).await;
        let mut guest = newcomer(&backend, "guest", 0).await;
        let friend = newcomer(&backend, "friend", 0).await.id;
        let mut second = guest.second_device(&backend, "guest").await;
        let op = somebody::op(&backend);
        let args = SendPacket { to: vec![guest.id, friend], ..to_friends(900, 2, &[]) };
        let scope = giver.scope.clone();
        giver.device.act(op, &scope, SEND, &args, Some(somebody::PIN)).await.expect("given");
        let claim = ClaimPacket { packet: PacketId(op.0), secret: None };
        let scope = guest.scope.clone();
        let (a, b) = (somebody::op(&backend), somebody::op(&backend));
        let (one, other) = tokio::join!(
            guest.device.act(a, &scope, CLAIM, &claim, None),
            second.act(b, &scope, CLAIM, &claim, None),
        );
        let keys: Vec<String> =
            [one, other].into_iter().filter_map(Result::err).map(|error| error.key).collect();
        assert_eq!(keys, ["error.wallet.packet_claimed"], "the later one hears that it is open");
        let share = look(&mut giver, claim.packet).await.claimed().minor;
        assert_eq!(guest.balance().await, share, "one share");
    });
}

async fn look(who: &mut somebody::Somebody, packet: PacketId) -> Packet {
    who.device.ask(&LookAtPacket { packet, secret: None }).await.expect("they may look")
}

#[test]
fn only_whom_it_concerns_may_look() {
    somebody::on_each(|backend| async move {
        let mut giver = newcomer(&backend, "giver", 10_000).await;
        let mut guest = newcomer(&backend, "guest", 0).await;
        let mut stranger = newcomer(&backend, "stranger", 0).await;
        let op = somebody::op(&backend);
        let args = SendPacket { to: vec![guest.id], ..to_friends(900, 1, &[]) };
        let scope = giver.scope.clone();
        giver.device.act(op, &scope, SEND, &args, Some(somebody::PIN)).await.expect("given");
        let packet = PacketId(op.0);
        assert_eq!(look(&mut giver, packet).await.to.len(), 1, "the giver sees whom it is for");
        assert_eq!(look(&mut guest, packet).await.to, [], "the guest does not");
        let refused = stranger.device.ask(&LookAtPacket { packet, secret: None }).await;
        let key = refused.expect_err("it is none of theirs").key;
        assert_eq!(key, "error.wallet.packet_not_invited", "and is told so");
    });
}

#[test]
fn the_table_notes_one_share_for_each_person() {
    on_each(|db| {
        let town = Town::new(db);
        let packet = give(&town, 1, &linked(1_000, 3));
        let note = |who, place, minor| {
            let got = packet::Got { person: id(who), minor, at: town.now() };
            town.db.write(|sql| packet::claim(sql, packet, place, &got)).expect("it answers")
        };
        assert!(note(2, 0, 300), "the first");
        assert!(!note(2, 1, 400), "no second one, whatever was looked at before");
        assert!(note(3, 1, 400), "but one for somebody else");
        let all = town.db.read(|sql| packet::claims(sql, packet)).expect("it answers");
        assert_eq!(all.iter().map(|got| got.minor).collect::<Vec<_>>(), [300, 400], "as noted");
    });
}
