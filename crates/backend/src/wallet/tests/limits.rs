//! What goes without PIN, what a new device may move, how a PIN is changed, and what is told of it.

use super::engines::on_each;
use super::somebody::{self, PIN, newcomer, op};
use super::town::{Town, cny, id, key_of, op_id, pay};
use crate::wallet::table::standing;
use sampan_protocol::ids::CardId;
use sampan_protocol::pin::{ChangePin, ResetPin, reset_bytes};
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::family::{CardAct, GIVE, NewCard, PAY, PayCard, TAKE};
use sampan_protocol::wallet::operate::{Standing, Tiers};
use sampan_protocol::wallet::{AskLimits, LimitKind, ops};
use sampan_protocol::{Code, Error};

fn small(town: &Town, op: u128, minor: i64) -> String {
    key_of(town.act(1, op, ops::PAY_SMALL, &pay(2, cny(minor))))
}

const OVER: &str = "error.wallet.small_over";

#[test]
fn small_payments_go_without_pin_once_that_was_chosen() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(small(&town, 1, 1), OVER, "nothing is small before that was chosen");
        let much = ops::SmallOn { each: 201, day: 1_000 };
        let refused = key_of(town.act(1, 2, ops::SMALL_ON, &much));
        assert_eq!(refused, "error.wallet.small_choice", "the service allows 200");
        town.act(1, 3, ops::SMALL_ON, &ops::SmallOn { each: 50, day: 100 }).expect("chosen");
        town.wait(60);
        assert_eq!(small(&town, 4, 5_001), OVER, "50.01 is not small");
        assert_eq!(small(&town, 5, 5_000), "applied", "50.00 is");
        assert_eq!(small(&town, 6, 5_000), "applied", "twice");
        assert_eq!(small(&town, 7, 1), OVER, "the day is used up");
        town.wait(60);
        town.act(1, 8, ops::TRANSFER, &pay(2, cny(100))).expect("paid with PIN");
        town.wait(60);
        assert_eq!(small(&town, 9, 5_000), "applied", "a PIN begins the day anew");
        town.act(1, 10, ops::SMALL_OFF, &ops::SmallOff {}).expect("switched off");
        assert_eq!(small(&town, 11, 1), OVER, "off is off");
        assert_eq!(town.balance(2, "CNY"), Some(15_100), "what was paid and no more");
        town.is_whole();
    });
}

#[test]
fn a_day_of_small_payments_ends_after_24_hours() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, ops::SMALL_ON, &ops::SmallOn { each: 50, day: 50 }).expect("chosen");
        town.wait(10);
        assert_eq!(small(&town, 2, 5_000), "applied", "all of it");
        town.wait(86_399);
        assert_eq!(small(&town, 3, 1), OVER, "it is the same day still");
        town.wait(2);
        assert_eq!(small(&town, 4, 5_000), "applied", "and then it is not");
    });
}

#[test]
fn a_new_device_moves_less_for_a_day() {
    on_each(|db| {
        let town = Town::new(db);
        let top_up = ops::TopUp { amount: cny(900_000), rail: "sandbox".to_owned() };
        town.act(5, 1, ops::OPEN_ACCOUNT, &ops::OpenAccount { currency: cny(0).currency })
            .expect("opened");
        town.act(5, 2, ops::TOP_UP, &top_up).expect("money in is no matter");
        let out = |op, minor| town.act(5, op, ops::TRANSFER, &pay(2, cny(minor)));
        assert_eq!(key_of(out(3, 200_001)), "error.wallet.new_device", "2,000.00 is the most");
        out(4, 150_000).expect("some of it");
        let withdraw =
            ops::Withdraw { amount: cny(50_001), rail: "sandbox".to_owned(), bank: None };
        let refused = town.act(5, 5, ops::WITHDRAW, &withdraw).expect_err("one fen too much");
        assert_eq!(refused.key, "error.wallet.new_device", "whichever way it leaves");
        let told = |error: &Error, name: &str| error.args.get(name).cloned();
        assert_eq!(told(&refused, "left"), Some(cny(50_000).into()), "what is left is told");
        assert!(told(&refused, "until").is_some(), "and until when");
        out(6, 50_000).expect("the rest");
        town.wait(86_400);
        out(7, 600_000).expect("after a day it is an old device");
        town.is_whole();
    });
}

#[test]
fn only_a_device_that_joined_others_is_new() {
    somebody::on_each(|backend| async move {
        let mut me = newcomer(&backend, "meili", 900_000).await;
        let friend = newcomer(&backend, "friend", 0).await;
        let scope = Scope::of("wallet", me.id);
        let mut second = me.second_device(&backend, "meili").await;
        let args = somebody::pay(friend.id, cny(200_001));
        let id = op(&backend);
        let refused = second.act(id, &scope, ops::TRANSFER, &args, Some(PIN)).await;
        assert_eq!(refused.expect_err("too much").key, "error.wallet.new_device", "it joined now");
        let lines = second.ask(&AskLimits {}).await.expect("its limits").lines;
        let line = lines.iter().find(|line| line.kind == LimitKind::NewDevice).expect("told");
        assert_eq!((line.most, line.used), (cny(200_000), Some(0)), "plainly");
        me.act(&backend, ops::TRANSFER, &args).await.expect("the first device is not limited");
        let lines = me.device.ask(&AskLimits {}).await.expect("its limits").lines;
        assert!(lines.iter().all(|line| line.kind != LimitKind::NewDevice), "nor told so");
        let of = |kind| lines.iter().find(|line| line.kind == kind).map(|line| line.used);
        assert_eq!(of(LimitKind::TopUp), Some(Some(900_000)), "what came in is counted");
        assert_eq!(of(LimitKind::Withdraw), Some(Some(0)), "and what went out");
    });
}

#[test]
fn a_pin_is_changed_by_the_old_one_and_guessing_it_is_counted() {
    somebody::on_each(|backend| async move {
        let mut me = newcomer(&backend, "meili", 0).await;
        let id = op(&backend);
        let change =
            |op, old: &str, new: &str| ChangePin { op, old: old.to_owned(), new: new.to_owned() };
        let weak = me.device.ask(&change(id, PIN, "111111")).await.expect_err("too easy");
        assert_eq!(weak.key, "error.pin.weak", "and says so");
        me.device.ask(&change(id, PIN, "141421")).await.expect("changed");
        me.device.ask(&change(id, PIN, "141421")).await.expect("a lost answer is asked for again");
        let on = ops::SmallOn { each: 50, day: 50 };
        let scope = me.scope.clone();
        let old = me.device.act(op(&backend), &scope, ops::SMALL_ON, &on, Some(PIN)).await;
        assert_eq!(
            old.expect_err("no longer the PIN").code,
            Code::WrongPin,
            "the old one is wrong"
        );
        me.device
            .act(op(&backend), &scope, ops::SMALL_ON, &on, Some("141421"))
            .await
            .expect("the new one is right");
        for n in 1..=5 {
            let wrong = me.device.ask(&change(op(&backend), "999990", "173205")).await;
            let code = wrong.expect_err("a guess").code;
            let expected = if n < 5 { Code::WrongPin } else { Code::PinLocked };
            assert_eq!(code, expected, "guess {n}");
        }
        let locked = me.device.act(op(&backend), &scope, ops::SMALL_ON, &on, Some("141421")).await;
        assert_eq!(locked.expect_err("locked").code, Code::PinLocked, "paying is locked with it");
    });
}

#[test]
fn a_forgotten_pin_is_set_by_the_recovery_key_alone() {
    somebody::on_each(|backend| async move {
        let mut me = newcomer(&backend, "meili", 0).await;
        let stranger = newcomer(&backend, "stranger", 0).await;
        let id = op(&backend);
        let bytes = reset_bytes(id, me.device.id);
        let forged = stranger.device.sign(&bytes);
        let pin = "141421".to_owned();
        let reset = ResetPin { op: id, pin: pin.clone(), proof: forged };
        let refused = me.device.ask(&reset).await.expect_err("another's phrase");
        assert_eq!(refused.key, "error.pin.phrase", "is told so");
        // The device's key is the recovery key as well here.
        let reset = ResetPin { proof: me.device.sign(&bytes), ..reset };
        me.device.ask(&reset).await.expect("set");
        let on = ops::SmallOn { each: 50, day: 50 };
        let scope = me.scope.clone();
        me.device.act(op(&backend), &scope, ops::SMALL_ON, &on, Some(&pin)).await.expect("it is");
        let other = ResetPin { op: op(&backend), ..reset };
        let replayed = me.device.ask(&other).await.expect_err("the proof is for one request");
        assert_eq!(replayed.key, "error.pin.phrase", "and for no other");
    });
}

#[test]
fn a_tier_holds_whoever_takes_the_money() {
    on_each(|db| {
        let town = Town::new(db);
        let unverified = Standing { tier: Tiers::UNVERIFIED, frozen: None };
        town.db
            .write(|sql| standing::put(sql, id(1), &unverified))
            .expect("200 at once, 500 a day");
        let (each, month) = (cny(50_000), cny(50_000));
        let ask = ops::AskMandate { payer: id(1), text: "Gym".to_owned(), each, month };
        town.act(2, 1, ops::ASK_MANDATE, &ask).expect("asked");
        let agree = ops::AgreeMandate { mandate: op_id(1), each, month };
        town.act(1, 2, ops::AGREE_MANDATE, &agree).expect("agreed");
        let charge = |op, minor| {
            let (amount, note) = (cny(minor), String::new());
            let args = ops::ChargeMandate { mandate: op_id(1), amount, note };
            key_of(town.act(2, op, ops::CHARGE_MANDATE, &args))
        };
        let short = "error.wallet.mandate_short";
        assert_eq!(charge(3, 20_001), short, "a mandate takes no more at once than they may send");
        assert_eq!(charge(4, 20_000), "applied", "as much as that");
        let (name, utc_offset) = (String::new(), 0);
        let card = NewCard { to: id(2), name, month, each: None, utc_offset };
        town.act(1, 5, GIVE, &card).expect("given");
        let card = CardId(op_id(5).0);
        town.act(2, 6, TAKE, &CardAct { card }).expect("taken");
        let by_card =
            |op, minor| key_of(town.act(2, op, PAY, &PayCard::by(card, pay(8, cny(minor)))));
        let cannot = "error.wallet.family_cannot";
        assert_eq!(by_card(7, 20_001), cannot, "a card pays no more at once, either");
        assert_eq!(by_card(8, 20_000), "applied", "as much as that");
        assert_eq!(by_card(9, 10_001), cannot, "100.00 are left of the day");
        assert_eq!(charge(10, 10_001), short, "for whoever takes them");
        assert_eq!(charge(11, 10_000), "applied", "which are taken");
        assert_eq!(town.balance(1, "CNY"), Some(50_000), "500.00 in all");
        town.is_whole();
    });
}
