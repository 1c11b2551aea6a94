//! Pay codes: good once, for a minute or so, up to a cap, and beyond it with the payer's PIN.

use super::engines::on_each;
use super::somebody::{self, newcomer, op};
use super::town::{Town, cny, device, id, key_of, op_id, pay};
use crate::db::DbError;
use crate::wallet::table::pay_token::{self, Kept};
use crate::wallet::table::standing;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::BillId;
use sampan_protocol::sync::{Cursor, Outcome, Pull};
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::operate::{Standing, Tiers};
use sampan_protocol::wallet::pay_code::{MOST_MISSES, TOKEN_MISSES, make, step_at};
use sampan_protocol::wallet::{AskPayToken, Charge, ChargeState, PayToken, ops};

fn token(who: u128) -> PayToken {
    PayToken {
        id: u32::try_from(who).expect("few people"),
        secret: format!("{who:02}").repeat(32),
        shuffle: "5a".repeat(32),
        renew: Timestamp(0),
        expires: Timestamp(0),
    }
}

/// Gives a person's device its token.
fn give(town: &Town, who: u128) {
    let kept = Kept {
        id: token(who).id,
        device: device(who),
        person: id(who),
        secret: token(who).secret,
        expires: town.now().plus_seconds(86_400 * 14),
        misses: 0,
    };
    let given = town.db.write(|sql| {
        pay_token::key(sql, "shuffle", &token(who).shuffle)?;
        pay_token::insert(sql, &kept)
    });
    assert!(given.expect("the database answers"), "the number is free");
}

/// The code that a person's device shows so many minutes from now.
fn shown(town: &Town, who: u128, minutes: i64) -> String {
    make(&token(who), step_at(town.now()) + minutes).expect("a token")
}

/// Charges a code as person `who`; how the charge stands then, or the refusal.
fn charge(town: &Town, who: u128, op: u128, code: &str, minor: i64) -> String {
    let args =
        ops::ChargeCode { code: code.to_owned(), amount: cny(minor), note: "Tea".to_owned() };
    match key_of(town.act(who, op, ops::CHARGE_CODE, &args)).as_str() {
        "applied" => state(town, who, op),
        refused => refused.to_owned(),
    }
}

fn state(town: &Town, who: u128, op: u128) -> String {
    let charge = town.charges(who).into_iter().find(|charge| charge.id == op_id(op));
    match charge.expect("it is kept").state {
        ChargeState::Failed(error) => error.key,
        ChargeState::Paid(_) => "paid".to_owned(),
        ChargeState::Asking => "asking".to_owned(),
        ChargeState::Declined => "declined".to_owned(),
        other => panic!("the service never says {other:?}"),
    }
}

fn answer(town: &Town, op: u128, name: &str, charge: u128) -> String {
    let args = ops::ConfirmCharge { charge: op_id(charge) };
    key_of(town.act(1, op, name, &args))
}

#[test]
fn a_code_pays_once_and_both_sides_have_the_bill() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let code = shown(&town, 1, 0);
        assert_eq!(charge(&town, 2, 1, &code, 8_000), "paid", "80.00 need no PIN");
        assert_eq!(charge(&town, 3, 2, &code, 8_000), "error.wallet.pay_code_used", "once");
        assert_eq!(town.balance(1, "CNY"), Some(92_000), "the payer has paid");
        assert_eq!(town.balance(2, "CNY"), Some(8_000), "who charged has it");
        for (who, other) in [(1, 2), (2, 1)] {
            let bills = town.bills(who);
            let bill = bills.iter().find(|b| b.id == BillId(op_id(1).0)).expect("a bill");
            assert_eq!(bill.other.as_ref().map(|o| o.id), Some(id(other)), "it names the other");
            assert_eq!(bill.note, "Tea", "and says what for");
        }
        let told = &town.charges(1)[0];
        assert_eq!(told.state, ChargeState::Paid(BillId(op_id(1).0)), "the payer's screen is told");
        assert_eq!(told.step, Some(step_at(town.now())), "and which code not to show again");
        assert_eq!(town.charges(2)[0].step, None, "which is nobody else's business");
        town.is_whole();
    });
}

#[test]
fn clocks_may_be_a_minute_apart_and_no_more() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let unknown = "error.wallet.pay_code_unknown";
        let tries = [(-2, unknown), (-1, "paid"), (0, "paid"), (1, "paid"), (2, unknown)];
        for (n, (minutes, expected)) in (1..).zip(tries) {
            let code = shown(&town, 1, minutes);
            assert_eq!(charge(&town, 2, n, &code, 100), expected, "{minutes} minutes off");
        }
    });
}

#[test]
fn more_than_the_cap_asks_the_payer_if_they_are_there() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let away = charge(&town, 2, 1, &shown(&town, 1, 0), 50_001);
        assert_eq!(away, "error.wallet.charge_unreachable", "nobody is there to confirm");
        town.wait(60);
        let here = town.arrives(1);
        assert_eq!(charge(&town, 2, 2, &shown(&town, 1, 0), 50_001), "asking", "now somebody is");
        assert_eq!(town.balance(2, "CNY"), Some(0), "no money has moved");
        let other =
            key_of(town.act(3, 3, ops::CONFIRM_CHARGE, &ops::ConfirmCharge { charge: op_id(2) }));
        assert_eq!(other, "error.wallet.charge_unknown", "nobody else may answer");
        assert_eq!(answer(&town, 4, ops::CONFIRM_CHARGE, 2), "applied", "the payer may");
        assert_eq!(state(&town, 2, 2), "paid", "and who charged is told");
        assert_eq!(answer(&town, 5, ops::CONFIRM_CHARGE, 2), "error.wallet.charge_closed", "once");
        town.wait(60);
        assert_eq!(charge(&town, 2, 6, &shown(&town, 1, 0), 30_000), "paid", "the code alone");
        town.wait(60);
        assert_eq!(charge(&town, 2, 7, &shown(&town, 1, 0), 19_999), "paid", "to the last fen");
        drop(here);
        assert_eq!(town.balance(2, "CNY"), Some(100_000), "what was paid and no more");
        town.is_whole();
    });
}

#[test]
fn a_payer_may_say_no_and_has_two_minutes() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let _here = town.arrives(1);
        assert_eq!(charge(&town, 2, 1, &shown(&town, 1, 0), 60_000), "asking", "too much");
        assert_eq!(answer(&town, 2, ops::REFUSE_CHARGE, 1), "applied", "no is an answer");
        assert_eq!(state(&town, 2, 1), "declined", "and is told");
        assert_eq!(answer(&town, 3, ops::CONFIRM_CHARGE, 1), "error.wallet.charge_closed", "final");
        town.wait(60);
        assert_eq!(charge(&town, 2, 4, &shown(&town, 1, 0), 60_000), "asking", "again");
        town.wait(120);
        assert_eq!(answer(&town, 5, ops::CONFIRM_CHARGE, 4), "error.wallet.charge_over", "late");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "nothing has moved");
    });
}

#[test]
fn all_codes_of_a_day_have_a_cap_too() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let top_up = ops::TopUp { amount: cny(900_000), rail: "sandbox".to_owned() };
        town.act(1, 100, ops::TOP_UP, &top_up).expect("the sandbox gives");
        for n in 1..=4 {
            assert_eq!(charge(&town, 2, n, &shown(&town, 1, 0), 50_000), "paid", "{n} of four");
            town.wait(60);
        }
        let fifth = charge(&town, 2, 5, &shown(&town, 1, 0), 1);
        assert_eq!(fifth, "error.wallet.charge_unreachable", "one fen more than 2,000.00");
        town.wait(86_401);
        assert_eq!(charge(&town, 2, 6, &shown(&town, 1, 0), 50_000), "paid", "the next day");
        assert_eq!(town.charges(2).len(), 1, "and yesterday's charges are cleared away");
    });
}

#[test]
fn who_has_too_little_is_not_told_on() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 3);
        let code = shown(&town, 3, 0);
        assert_eq!(charge(&town, 2, 1, &code, 500), "error.wallet.charge_short", "3 has nothing");
        let told = town.charges(2).remove(0).state;
        let ChargeState::Failed(error) = told else { panic!("it failed: {told:?}") };
        assert!(error.args.is_empty(), "how much is missing is the payer's own: {error:?}");
        let again = charge(&town, 2, 2, &code, 1);
        assert_eq!(again, "error.wallet.pay_code_used", "no second amount is tried on a code");
    });
}

#[test]
fn a_code_takes_no_more_than_the_payers_tier_lets_leave() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let unverified = Standing { tier: Tiers::UNVERIFIED, frozen: None };
        town.db
            .write(|sql| standing::put(sql, id(1), &unverified))
            .expect("200 at once, 500 a day");
        let take = |op, minor| {
            town.wait(60);
            charge(&town, 2, op, &shown(&town, 1, 0), minor)
        };
        let short = "error.wallet.charge_short";
        assert_eq!(take(1, 20_001), short, "more than they may send at once");
        assert_eq!([take(2, 20_000), take(3, 20_000)], ["paid", "paid"], "as much as that");
        assert_eq!(take(4, 10_001), short, "100.00 are left of the day");
        assert_eq!(take(5, 10_000), "paid", "which can be taken");
        town.is_whole();
    });
}

#[test]
fn codes_of_revoked_devices_and_frozen_people_are_none() {
    on_each(|db| {
        let town = Town::new(db);
        for who in [6, 7] {
            give(&town, who);
            let refused = charge(&town, 2, who, &shown(&town, who, 0), 100);
            assert_eq!(refused, "error.wallet.pay_code_unknown", "person {who}");
        }
        give(&town, 1);
        let own = charge(&town, 1, 1, &shown(&town, 1, 0), 100);
        assert_eq!(own, "error.wallet.own_charge", "nobody charges themselves");
    });
}

#[test]
fn guessing_is_counted_and_ends() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        let wrong = |minutes| shown(&town, 1, minutes);
        for n in 0..MOST_MISSES {
            let op = u128::try_from(n + 1).expect("few");
            let missed = charge(&town, 2, op, &wrong(n + 5), 100);
            assert_eq!(missed, "error.wallet.pay_code_unknown", "guess {n}");
        }
        let right = charge(&town, 2, 20, &shown(&town, 1, 0), 100);
        assert_eq!(right, "error.wallet.pay_code_guessed", "no more guesses for an hour");
        assert_eq!(charge(&town, 3, 21, &shown(&town, 1, 0), 100), "paid", "others may go on");
        town.wait(3_601);
        assert_eq!(charge(&town, 2, 22, &shown(&town, 1, 0), 100), "paid", "an hour later");
        town.wait(60);
        for n in MOST_MISSES..TOKEN_MISSES {
            let missed = town.db.write(|sql| pay_token::missed(sql, 1));
            missed.map_err(|e: DbError| format!("{n}: {e}")).expect("counted");
        }
        let dead = charge(&town, 2, 23, &shown(&town, 1, 0), 100);
        assert_eq!(dead, "error.wallet.pay_code_unknown", "the token was guessed at too often");
    });
}

#[test]
fn of_twenty_who_charge_a_code_at_once_one_is_paid() {
    somebody::on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let token = payer.device.ask(&AskPayToken {}).await.expect("every device gets one");
        let code = make(&token, step_at(backend.now())).expect("a token");
        let mut crowd = Vec::new();
        for n in 0..20 {
            let mut merchant = newcomer(&backend, &format!("merchant{n}"), 0).await;
            let (backend, code) = (backend.clone(), code.clone());
            crowd.push(tokio::spawn(async move {
                let args = ops::ChargeCode { code, amount: cny(700), note: String::new() };
                let id = op(&backend);
                let scope = merchant.scope.clone();
                let done = merchant.device.act(id, &scope, ops::CHARGE_CODE, &args, None).await;
                assert!(matches!(done, Ok(Outcome::Applied { .. })), "it is answered: {done:?}");
                let cursor = Cursor { scope, epoch: 0, seq: 0 };
                let pull = Pull { cursors: vec![cursor], limit: 1_000 };
                let pulled = merchant.device.ask(&pull).await.expect("they may read");
                let changes = &pulled.scopes[0].changes;
                let row = changes.iter().find(|change| change.kind == CHARGE).expect("a row");
                let text = row.value.as_deref().expect("it is there");
                let charge: Charge = serde_json::from_str(text).expect("as promised");
                matches!(charge.state, ChargeState::Paid(_))
            }));
        }
        let mut paid = 0;
        for one in crowd {
            paid += u32::from(one.await.expect("it ends"));
        }
        assert_eq!(paid, 1, "a code is good once");
        assert_eq!(payer.balance().await, 9_300, "and so is the money");
    });
}

#[test]
fn a_token_that_ran_out_makes_no_codes() {
    on_each(|db| {
        let town = Town::new(db);
        give(&town, 1);
        town.wait(86_400 * 14 - 60);
        assert_eq!(charge(&town, 2, 1, &shown(&town, 1, 0), 100), "paid", "a minute before");
        town.wait(60);
        let late = charge(&town, 2, 2, &shown(&town, 1, 0), 100);
        assert_eq!(late, "error.wallet.pay_code_unknown", "two weeks are over");
    });
}

#[test]
fn what_is_confirmed_is_within_the_limits_of_who_confirms() {
    on_each(|db| {
        let mut town = Town::new(db);
        give(&town, 1);
        let top_up = ops::TopUp { amount: cny(900_000), rail: "sandbox".to_owned() };
        town.act(1, 100, ops::TOP_UP, &top_up).expect("the sandbox gives");
        let here = town.arrives(1);
        assert_eq!(charge(&town, 2, 1, &shown(&town, 1, 0), 200_001), "asking", "over the cap");
        town.biometric = true;
        let finger = answer(&town, 2, ops::CONFIRM_CHARGE, 1);
        assert_eq!(finger, "error.wallet.biometric_over", "a finger moves 2,000.00 at most");
        town.biometric = false;
        assert_eq!(answer(&town, 3, ops::CONFIRM_CHARGE, 1), "applied", "the PIN moves it");
        drop(here);

        // Person 5 has a device that joined others just now: 2,000.00 a day leave by it.
        give(&town, 5);
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(5, 101, ops::OPEN_ACCOUNT, &open).expect("they have an account");
        town.act(5, 102, ops::TOP_UP, &top_up).expect("they have money");
        let _here = town.arrives(5);
        let over = charge(&town, 2, 4, &shown(&town, 5, 0), 200_001);
        assert_eq!(over, "error.wallet.charge_short", "it is not even asked");
        town.wait(60);
        assert_eq!(charge(&town, 2, 5, &shown(&town, 5, 0), 150_000), "asking", "within it");
        town.act(5, 6, ops::TRANSFER, &pay(3, cny(60_000))).expect("spent meanwhile");
        let args = ops::ConfirmCharge { charge: op_id(5) };
        let refused = key_of(town.act(5, 7, ops::CONFIRM_CHARGE, &args));
        assert_eq!(refused, "error.wallet.new_device", "both are more than it may");
        assert_eq!(town.balance(2, "CNY"), Some(200_001), "only what was confirmed came");
        town.is_whole();
    });
}
