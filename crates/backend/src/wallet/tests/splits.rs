//! Bills that are split: everybody is asked for their part, or nobody; and reminded once a day.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, pay};
use sampan_protocol::wallet::split::{
    Item, REMIND, ROW, Remind, SPLIT, Sharer, Split, SplitBill, Way, with_requests,
};
use sampan_protocol::wallet::{MoneyRequest, RequestState, ops};

fn dinner(minor: i64, way: Way, people: &[(u128, u32)]) -> SplitBill {
    let sharer = |(n, weight): &(u128, u32)| Sharer { person: id(*n), weight: *weight };
    let people = people.iter().map(sharer).collect();
    let title = "火锅".to_owned();
    SplitBill { title, amount: cny(minor), way, people, items: Vec::new(), bill: None }
}

fn split(town: &Town, who: u128) -> Split {
    let split = town.rows::<Split>(who, ROW).pop().expect("they see their split");
    with_requests(split, &town.requests(who), &[])
}

#[test]
fn everybody_else_is_asked_for_their_part_and_who_has_paid_is_seen() {
    on_each(|db| {
        let town = Town::new(db);
        let args = dinner(10_000, Way::Shares, &[(1, 1), (2, 1), (3, 1), (4, 0)]);
        town.act(1, 1, SPLIT, &args).expect("it adds up");
        let made = split(&town, 1);
        let parts: Vec<i64> = made.parts.iter().map(|part| part.amount.minor).collect();
        assert_eq!(parts, [3_334, 3_333, 3_333, 0], "to the last cent");
        assert_eq!(made.parts.iter().filter(|p| p.request.is_some()).count(), 2, "the others");
        assert_eq!(town.rows::<Split>(2, ROW), [], "the split is the owner's");
        let asked = town.requests(2).pop().expect("they are asked");
        assert_eq!((asked.amount, asked.note.as_str()), (cny(3_333), "火锅"), "for their part");
        town.act(1, 2, ops::TRANSFER, &pay(2, cny(5_000))).expect("2 gets pocket money");
        let answer = ops::Transfer { request: Some(asked.id), ..pay(1, cny(3_333)) };
        assert_eq!(key_of(town.act(2, 3, ops::TRANSFER, &answer)), "applied", "2 pays");
        let states: Vec<_> = split(&town, 1).parts.iter().map(|part| part.state).collect();
        let expected = [None, Some(RequestState::Paid), Some(RequestState::Open), None];
        assert_eq!(states, expected, "the owner sees who has paid");
        let (asked, paid) = split(&town, 1).progress();
        assert_eq!((asked, paid), (cny(6_666), cny(3_333)), "and how much");
        town.is_whole();
    });
}

#[test]
fn a_split_that_cannot_be_asks_nobody() {
    on_each(|db| {
        let town = Town::new(db);
        let act = |op, args: &SplitBill| key_of(town.act(1, op, SPLIT, args));
        let items = |minor| SplitBill {
            items: vec![Item { name: "茶".to_owned(), minor, who: vec![id(2), id(3)] }],
            ..dinner(1_000, Way::Items, &[(1, 1), (2, 1), (3, 1)])
        };
        assert_eq!(act(1, &items(900)), "error.wallet.split_missing");
        assert_eq!(act(2, &items(1_100)), "error.wallet.split_over");
        assert_eq!(act(3, &dinner(900, Way::Equal, &[(1, 1)])), "error.wallet.split_alone");
        let stranger = dinner(900, Way::Equal, &[(2, 1), (3, 1), (55, 1)]);
        assert_eq!(act(4, &stranger), "error.wallet.unknown_payer", "the last is nobody");
        assert_eq!(town.requests(2), [], "so nobody is asked");
        assert_eq!(act(5, &items(1_000)), "applied", "what adds up is");
        assert_eq!(town.requests(2).len(), 1, "asked");
    });
}

#[test]
fn somebody_is_reminded_once_a_day_while_it_is_open() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, SPLIT, &dinner(900, Way::Equal, &[(2, 1), (3, 1)])).expect("it adds up");
        let asked: MoneyRequest = town.requests(2).pop().expect("they are asked");
        let remind = |who, op| key_of(town.act(who, op, REMIND, &Remind { request: asked.id }));
        assert_eq!(remind(2, 2), "error.wallet.request_unknown", "only who asked reminds");
        assert_eq!(remind(1, 3), "applied", "once");
        let seen = town.requests(2).pop().and_then(|request| request.reminded);
        assert_eq!(seen, Some(town.now()), "the other side sees it");
        assert_eq!(remind(1, 4), "error.wallet.reminded", "not again today");
        town.wait(86_400);
        assert_eq!(remind(1, 5), "applied", "tomorrow again");
        town.act(1, 6, ops::CANCEL, &ops::Cancel { request: asked.id }).expect("it is open");
        town.wait(86_400);
        assert_eq!(remind(1, 7), "error.wallet.request_cancelled", "not what is over");
    });
}
