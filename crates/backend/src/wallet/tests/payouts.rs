//! Payouts by bank: what operators saw is what is done, people may call them back in time, and they
//! have fee and daily limit.

use super::banks::{
    agrees, bill, book, eur, file_of, line, lines, make_file, operate, payout, read, see_to,
    statement, take, town,
};
use super::engines::on_each;
use super::town::{id, key_of, op_id};
use crate::wallet::rail::bank::camt::tests::{Entry, Sample};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::bank::desk::acts as kinds;
use sampan_protocol::wallet::bank::desk::{Finding, PayoutState, Way};
use sampan_protocol::wallet::fee::{Fee, FeeOn, FeeRule};
use sampan_protocol::wallet::{BillState, ops};

#[test]
fn what_is_not_what_the_act_says_is_not_carried_out() {
    on_each(|db| {
        const CHANGED: &str = "error.bank.act_changed";
        let town = town(db);
        assert_eq!(take(&town, 20, 5_000), "applied", "one waits");
        let seen = file_of(&town);
        let more = kinds::MakeFile { sum: eur(5_001), ..seen.clone() };
        assert_eq!(key_of(operate(&town, 21, kinds::MAKE_FILE, &more)), CHANGED, "another sum");
        let many = kinds::MakeFile { count: 2, ..seen.clone() };
        assert_eq!(key_of(operate(&town, 22, kinds::MAKE_FILE, &many)), CHANGED, "another number");
        assert_eq!(take(&town, 23, 700), "applied", "another one comes");
        assert_eq!(
            key_of(operate(&town, 24, kinds::MAKE_FILE, &seen)),
            "applied",
            "which was not seen"
        );
        assert_eq!(payout(&town, 20).file, Some(op_id(24)), "so only the first is in the file");
        assert_eq!(payout(&town, 23).state, PayoutState::Waiting, "and the other waits");

        let back = kinds::GiveBack::of(&payout(&town, 20), "Closed".to_owned());
        let less = kinds::GiveBack { amount: eur(4_999), ..back.clone() };
        assert_eq!(key_of(operate(&town, 25, kinds::GIVE_BACK, &less)), CHANGED, "another amount");
        let whose = kinds::GiveBack { person: Some(id(2)), ..back };
        assert_eq!(
            key_of(operate(&town, 26, kinds::GIVE_BACK, &whose)),
            CHANGED,
            "somebody else's"
        );

        let entries = vec![Entry { minor: 700, text: "hello".to_owned(), ..Entry::default() }];
        let (book, _) = read(&town, &statement(entries)).expect("read");
        assert_eq!((book.lines, book.sum), (1, eur(700)), "it says what moves");
        let closing = kinds::Book { closing: eur(1), ..book.clone() };
        assert_eq!(key_of(operate(&town, 27, kinds::BOOK, &closing)), CHANGED, "another balance");
        let two = kinds::Book { lines: 2, ..book.clone() };
        assert_eq!(key_of(operate(&town, 28, kinds::BOOK, &two)), CHANGED, "more lines");
        assert_eq!(key_of(operate(&town, 29, kinds::BOOK, &book)), "applied", "as it is");

        let see = kinds::SeeTo::of(&lines(&town)[0], Way::Assign { to: id(2) });
        let other = kinds::SeeTo { person: Some(id(3)), ..see.clone() };
        assert_eq!(
            key_of(operate(&town, 30, kinds::SEE_TO, &other)),
            CHANGED,
            "it names somebody else"
        );
        let text = kinds::SeeTo { text: "salary".to_owned(), ..see.clone() };
        assert_eq!(key_of(operate(&town, 31, kinds::SEE_TO, &text)), CHANGED, "nobody wrote that");
        assert_eq!(key_of(operate(&town, 32, kinds::SEE_TO, &see)), "applied", "as it is");
        assert_eq!(town.balance(2, "EUR"), Some(700), "and it is 2's");
    });
}

#[test]
fn a_payout_is_called_back_until_it_is_in_a_file() {
    on_each(|db| {
        let town = town(db);
        let end = |who, op, payout: u128| {
            let bill = BillId(op_id(payout).0);
            key_of(town.act(who, op, ops::RAIL_END, &ops::RailEnd { bill }))
        };
        let may_end = |payout| match bill(&town, 1, payout).state {
            BillState::AtRail(at) => at.may_end,
            other => panic!("it is underway: {other:?}"),
        };
        assert_eq!(take(&town, 20, 30_000), "applied", "held");
        assert_eq!(take(&town, 21, 20_000), "applied", "held, too");
        assert!(may_end(20), "its bill says that it can be called back");
        assert_eq!(end(2, 22, 20), "error.wallet.no_bill", "not by somebody else");
        let seen = file_of(&town);
        assert_eq!(end(1, 23, 20), "applied", "by its person");
        assert_eq!(bill(&town, 1, 20).state, BillState::CalledBack, "the bill says so");
        assert_eq!(town.held(1), 20_000, "only the other one is held");
        assert_eq!(end(1, 24, 20), "error.bank.too_late", "once");
        let stale = key_of(operate(&town, 25, kinds::MAKE_FILE, &seen));
        assert_eq!(stale, "error.bank.act_changed", "operators had seen it in the file");
        assert_eq!(make_file(&town, 26), "applied", "the other one is filed");
        assert!(!may_end(21), "its bill says that it is too late");
        assert_eq!(end(1, 27, 21), "error.bank.too_late", "and so it is");
        book(&town, 28, &statement(vec![line(-20_000, 21)])).expect("booked");
        assert_eq!(town.balance(1, "EUR"), Some(80_000), "one left");
        agrees(&town);
    });
}

#[test]
fn what_goes_by_bank_has_its_fee_and_its_daily_limit() {
    on_each(|db| {
        let mut town = town(db);
        let (on, currency) = (FeeOn::Withdrawal("bank".to_owned()), eur(0).currency);
        let fee = Fee { basis_points: 100, ..Fee::default() };
        town.settings.fees.rules = vec![FeeRule { on, currency, fee }];
        assert_eq!(take(&town, 20, 30_000), "applied", "all of it is held");
        assert_eq!(town.held(1), 30_000, "the fee, too");
        assert_eq!(payout(&town, 20).amount, eur(29_700), "the bank pays what is left");
        let BillState::AtRail(at) = bill(&town, 1, 20).state else { panic!("underway") };
        assert_eq!(at.fee, eur(300), "the bill tells the fee");
        assert_eq!(take(&town, 21, 10_000), "applied", "another");
        assert_eq!(take(&town, 22, 20_000), "applied", "a third");
        assert_eq!(make_file(&town, 23), "applied", "filed");
        let lines_of = vec![line(-29_700, 20), line(-9_000, 21), line(-19_800, 22)];
        book(&town, 24, &statement(lines_of)).expect("booked");
        assert_eq!(town.balance(1, "EUR"), Some(50_000), "what left, and its fees");
        assert_eq!(bill(&town, 1, 20).amount, eur(-30_000), "the fee is part of what left");
        let wrong = lines(&town).into_iter().find(|l| l.finding == Finding::WrongAmount);
        let wrong = wrong.expect("one is less than was ordered");
        assert_eq!(see_to(&town, 25, &wrong, Way::Settle), "applied", "what really moved");
        assert_eq!(bill(&town, 1, 21).amount, eur(-9_100), "and the fee that was agreed");
        agrees(&town);
        town.wait(86_400);
        let back = Entry { returned: true, ..line(19_800, 22) };
        let next = Sample { id: "S-2", number: 2, opening: -58_500, ..statement(vec![back]) };
        book(&town, 26, &next).expect("booked");
        assert_eq!(town.balance(1, "EUR"), Some(40_900 + 19_800), "less the fee");
        agrees(&town);

        let more = ops::TopUp { amount: eur(10_000_000), rail: "sandbox".to_owned() };
        town.act(1, 30, ops::TOP_UP, &more).expect("the sandbox gives");
        assert_eq!(take(&town, 31, 10_000_000), "applied", "the most of a day");
        assert_eq!(take(&town, 32, 100), "error.wallet.over_day", "and no more");
        town.wait(86_400);
        assert_eq!(take(&town, 33, 100), "applied", "but the next day");
    });
}
