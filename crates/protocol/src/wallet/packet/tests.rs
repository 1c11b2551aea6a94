//! Which packets can be, and who was luckiest.

use super::*;
use crate::money::Currency;
use crate::people::Kind;
use uuid::Uuid;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

fn id(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn person(n: u128) -> Person {
    let name = format!("Person {n}");
    let handle = format!("person{n}");
    Person { id: id(n), handle, name, avatar: None, kind: Kind::Person, mcc: None }
}

fn to_friends() -> SendPacket {
    let (sharing, greeting) = (Sharing::Random, "恭喜发财".to_owned());
    SendPacket {
        amount: cny(500),
        shares: 3,
        sharing,
        greeting,
        to: vec![id(2), id(3), id(4)],
        secret: None,
        chat: None,
    }
}

fn refusal(op: &SendPacket) -> String {
    check(op).map_or_else(|error| error.key, |()| "none".to_owned())
}

#[test]
fn a_packet_has_shares_of_something_for_somebody() {
    let good = to_friends();
    assert_eq!(refusal(&good), "none", "three shares for three");
    let with = |change: fn(&mut SendPacket)| {
        let mut op = to_friends();
        change(&mut op);
        refusal(&op)
    };
    assert_eq!(with(|op| op.shares = 0), "error.wallet.packet_shares");
    assert_eq!(with(|op| op.shares = 101), "error.wallet.packet_shares");
    assert_eq!(with(|op| op.amount = cny(2)), "error.wallet.packet_too_little");
    assert_eq!(with(|op| op.shares = 4), "error.wallet.packet_more_shares");
    assert_eq!(with(|op| op.to = vec![]), "error.wallet.packet_nobody");
    assert_eq!(with(|op| op.to.push(id(2))), "error.wallet.packet_people", "named twice");
    assert_eq!(with(|op| op.greeting = "a\nb".into()), "error.wallet.packet_greeting");
    assert_eq!(with(|op| op.greeting = "福".repeat(61)), "error.wallet.packet_greeting");
    assert_eq!(with(|op| op.secret = Some("a".repeat(26))), "error.wallet.packet_people");
    let linked =
        |secret: &str| SendPacket { to: vec![], secret: Some(secret.into()), ..to_friends() };
    assert_eq!(refusal(&linked("short")), "error.wallet.packet_link", "a secret can be guessed");
    assert_eq!(refusal(&linked(&"a2".repeat(13))), "none", "anybody with the link");
}

#[test]
fn a_secret_is_one_and_each_is_another() {
    struct Count(std::sync::atomic::AtomicU8);
    impl crate::time::Random for Count {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }
    let count = Count(std::sync::atomic::AtomicU8::new(0));
    let (one, other) = (secret(&count), secret(&count));
    assert!(is_secret(&one) && is_secret(&other), "{one} {other}");
    assert_ne!(one, other, "other bytes, another secret");
}

#[test]
fn the_luckiest_is_told_only_when_nobody_can_be_luckier() {
    let claim = |n, minor| Claim { person: person(n), amount: cny(minor), at: Timestamp(0) };
    let op = to_friends();
    let mut packet = Packet {
        id: PacketId(Uuid::from_u128(9)),
        sender: person(1),
        amount: op.amount,
        shares: 3,
        sharing: op.sharing,
        greeting: op.greeting,
        to: Vec::new(),
        secret: None,
        state: PacketState::Open,
        made: Timestamp(0),
        ends: Timestamp(1),
        claims: vec![claim(2, 100), claim(3, 200), claim(4, 200)],
        whole: true,
        pending: false,
    };
    assert_eq!(packet.luckiest(), None, "somebody may still be luckier");
    packet.state = PacketState::Finished;
    assert_eq!(packet.luckiest(), Some(id(3)), "of two with the most, the first");
    assert_eq!(packet.claimed(), cny(500), "all of it was claimed");
    assert_eq!(packet.share_of(id(2)), Some(cny(100)), "what somebody got");
    packet.whole = false;
    assert_eq!(packet.luckiest(), None, "one's own share alone does not tell");
    packet.whole = true;
    packet.sharing = Sharing::Equal;
    assert_eq!(packet.luckiest(), None, "equal shares know no luck");
}

#[test]
fn what_waits_is_seen_at_once_and_what_was_refused_is_not() {
    use crate::wallet::overlay::{Waiting, WaitingState, bill};
    let waiting = |n: u128, name: &str, args: serde_json::Value, state| Waiting {
        op_id: crate::ids::OpId(Uuid::from_u128(n)),
        name: name.to_owned(),
        args,
        other: None,
        at: Timestamp(5),
        state,
    };
    let give = serde_json::to_value(to_friends()).expect("plain data");
    let sent = waiting(9, SEND, give, WaitingState::NeedsPin);
    let find = |who| (who != id(4)).then(|| person(2));
    let seen = with_waiting(Vec::new(), std::slice::from_ref(&sent), &person(1), &find);
    assert_eq!(
        (seen.len(), seen[0].pending, seen[0].to.len()),
        (1, true, 2),
        "it is there, pending"
    );
    assert_eq!(bill(&sent).map(|bill| bill.amount), Some(cny(-500)), "and so is its bill");
    let known = Packet { pending: false, ..seen[0].clone() };
    let twice = with_waiting(vec![known.clone()], &[sent], &person(1), &find);
    assert_eq!(twice, std::slice::from_ref(&known), "what the service has counts, once");

    let open = ClaimPacket { packet: known.id, secret: None };
    let open = serde_json::to_value(open).expect("plain data");
    let opening = |state| waiting(10, CLAIM, open.clone(), state);
    let queued = one_with_waiting(known.clone(), &[opening(WaitingState::Queued)]);
    assert!(queued.pending, "it is going to be opened");
    let refused = WaitingState::Rejected(Error::refused("error.wallet.packet_empty"));
    let refused = one_with_waiting(known, &[opening(refused)]);
    assert!(!refused.pending, "what was refused is not going to happen");
}
