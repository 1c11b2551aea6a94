//! Disputes of payments that are more than one movement: by coupon, with points, by family card.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, op_id, pay};
use crate::wallet::table::{points, standing};
use sampan_protocol::ids::{BillId, CardId};
use sampan_protocol::wallet::BillKind;
use sampan_protocol::wallet::coupon::{CAMPAIGN, COUPON, Campaign, Coupon, Offer, Way};
use sampan_protocol::wallet::dispute::{DISPUTE, Dispute, Reason, Stage, ops as acts};
use sampan_protocol::wallet::family::{
    CardAct, FamilyCard, GIVE, NewCard, PAY, PayCard, ROW, TAKE,
};
use sampan_protocol::wallet::operate::{Standing, Tiers};
use sampan_protocol::wallet::ops::{
    self, CLAIM_COUPON, ClaimCoupon, FUND_POINTS, FundPoints, MAKE_CAMPAIGN, MakeCampaign,
    PAY_LESS, PayLess,
};
use sampan_protocol::wallet::points::{POINTS, Points};
use sampan_protocol::wallet::refund::{GIVEN_BACK, GivenBack, REFUND, Refund};

/// The payment to the merchant 8, and the dispute about it.
const PAID: u128 = 1;
const DISPUTED: u128 = 2;

fn dispute(town: &Town, who: u128, op: u128, minor: i64) -> String {
    let args = acts::OpenDispute {
        bill: BillId(op_id(PAID).0),
        reason: Reason::NotReceived,
        amount: cny(minor),
        text: "Nothing came".to_owned(),
        pictures: Vec::new(),
    };
    key_of(town.act(who, op, acts::OPEN_DISPUTE, &args))
}

/// Each way in which money goes back of what is disputed.
#[derive(Debug, Clone, Copy)]
enum End {
    /// The merchant gives in.
    Accepted,
    /// The merchant gives back by themselves.
    Refunded,
    /// The operators decide.
    Decided,
}

const ENDS: [End; 3] = [End::Accepted, End::Refunded, End::Decided];

/// So much of what is disputed goes back; who gives in gives all of it.
fn goes_back(town: &Town, end: End, op: u128, minor: i64) -> String {
    let dispute = op_id(DISPUTED);
    match end {
        End::Accepted => {
            let args = acts::AcceptDispute { dispute, text: "Sorry".to_owned() };
            key_of(town.act(8, op, acts::ACCEPT_DISPUTE, &args))
        }
        End::Refunded => {
            let (bill, note) = (BillId(op_id(PAID).0), "Sorry".to_owned());
            key_of(town.act(8, op, REFUND, &Refund { bill, amount: cny(minor), note }))
        }
        End::Decided => {
            let text = "It was sent".to_owned();
            let args = acts::ContestDispute { dispute, text, pictures: Vec::new() };
            town.act(8, op + 50, acts::CONTEST_DISPUTE, &args).expect("contested");
            let (refund, reason) = (cny(minor), "It never left".to_owned());
            key_of(town.decide(op, &acts::ResolveDispute { dispute, refund, reason }))
        }
    }
}

fn points_of(town: &Town) -> i64 {
    let points: Points = town.rows(1, POINTS).pop().unwrap_or_default();
    let sum = town.db.write(|sql| points::sum(sql, id(1))).expect("it can be read");
    assert_eq!(points.balance(), sum, "every change of points is a line");
    sum
}

fn coupon(town: &Town) -> Coupon {
    town.rows(1, COUPON).pop().expect("the payer sees it")
}

/// Person 1 pays 50.00 to the merchant 8 by a voucher of 20.00 that lies in the ledger and 600
/// points that take 6.00 off, which leaves 24.00; the service gives one point for each yuan.
fn bought(db: &crate::db::Db) -> Town {
    let mut town = Town::new(db);
    town.give_points(1);
    let open = ops::OpenAccount { currency: cny(0).currency };
    town.act(8, 900, ops::OPEN_ACCOUNT, &open).expect("it is offered");
    for (who, op) in [(8, 910), (3, 911)] {
        let top_up = ops::TopUp { amount: cny(100_000), rail: "sandbox".to_owned() };
        town.act(who, op, ops::TOP_UP, &top_up).expect("the sandbox gives");
    }
    town.act(3, 912, FUND_POINTS, &FundPoints { amount: cny(10_000) }).expect("funded");
    town.act(1, 913, ops::TRANSFER, &pay(9, cny(60_000))).expect("which gives 600 points");
    let voucher = MakeCampaign {
        name: "Spring".to_owned(),
        offer: Offer::Cash(cny(2_000)),
        minimum: cny(0),
        pieces: 10,
        each: 1,
        from: town.now(),
        until: town.now().plus_seconds(30 * 86_400),
        way: Way::Open,
        code: None,
    };
    town.act(8, 914, MAKE_CAMPAIGN, &voucher).expect("200.00 are put aside");
    let claim = ClaimCoupon { campaign: op_id(914), code: None };
    town.act(1, 915, CLAIM_COUPON, &claim).expect("there are ten");
    let args = PayLess {
        to: id(8),
        amount: cny(5_000),
        pays: cny(2_400),
        coupon: Some(op_id(915)),
        points: 600,
        note: String::new(),
        request: None,
        code: None,
    };
    town.act(1, PAID, PAY_LESS, &args).expect("paid");
    assert_eq!(town.balance(8, "CNY"), Some(85_000), "the merchant has the whole price");
    assert_eq!((town.balance(1, "CNY"), points_of(&town)), (Some(37_600), 24), "24 new points");
    town
}

#[test]
fn what_was_taken_off_a_disputed_payment_goes_back_with_all_of_it() {
    for end in ENDS {
        on_each(|db| {
            let town = bought(db);
            assert_eq!(dispute(&town, 1, 9, 2_401), "error.wallet.dispute_amount", "as was paid");
            assert_eq!(dispute(&town, 1, DISPUTED, 2_400), "applied", "all that they paid");
            assert!(coupon(&town).used.is_some(), "it is used until something goes back");
            assert_eq!(goes_back(&town, end, 3, 2_400), "applied", "{end:?}");
            assert_eq!(
                town.balance(1, "CNY"),
                Some(40_000),
                "{end:?}: the payer has what they paid"
            );
            assert_eq!(points_of(&town), 600, "{end:?}: and the points, without those it gave");
            assert_eq!(coupon(&town).used, None, "{end:?}: and the voucher");
            assert_eq!(
                town.balance(8, "CNY"),
                Some(80_000),
                "{end:?}: out of the merchant's account"
            );
            assert_eq!(town.held(8), 0, "{end:?}: where nothing is held");
            let campaign = town.rows::<Campaign>(8, CAMPAIGN).remove(0);
            assert_eq!(campaign.used, 0, "{end:?}: as the merchant sees");
            town.wait(30 * 86_400);
            town.run_due();
            assert_eq!(
                town.balance(8, "CNY"),
                Some(100_000),
                "{end:?}: all vouchers' money returns"
            );
            town.is_whole();
        });
    }
}

#[test]
fn a_part_of_a_disputed_payment_takes_its_share_of_what_was_taken_off() {
    for end in [End::Refunded, End::Decided] {
        on_each(|db| {
            let town = bought(db);
            assert_eq!(dispute(&town, 1, DISPUTED, 1_600), "applied", "two thirds");
            assert_eq!(goes_back(&town, end, 3, 800), "applied", "{end:?}: a third");
            assert_eq!(town.balance(1, "CNY"), Some(38_400), "{end:?}: of what they paid");
            assert_eq!(points_of(&town), 24 + 200 - 8, "{end:?}: of both kinds of points");
            let all = 800 + 666 + 200;
            assert_eq!(town.balance(8, "CNY"), Some(85_000 - all), "{end:?}: of every part");
            assert!(coupon(&town).used.is_some(), "{end:?}: the voucher stays used");
            let seen: Dispute = town.rows(1, DISPUTE).remove(0);
            let held = if seen.state.stage == Stage::Answering { 800 } else { 0 };
            assert_eq!(town.held(8), held, "{end:?}: what is disputed still is held");
            town.is_whole();
        });
    }
}

/// Person 2 pays 50.00 to the merchant 8 by a card of person 1's, who lets them spend 100.00.
fn paid_by_card(db: &crate::db::Db) -> Town {
    let town = Town::new(db);
    let (name, month) = (String::new(), cny(10_000));
    let new = NewCard { to: id(2), name, month, each: None, utc_offset: 480 };
    town.act(1, 10, GIVE, &new).expect("given");
    let card = CardId(op_id(10).0);
    town.act(2, 11, TAKE, &CardAct { card }).expect("taken");
    let args = PayCard::by(card, pay(8, cny(5_000)));
    town.act(2, PAID, PAY, &args).expect("paid");
    town
}

#[test]
fn what_goes_back_of_a_disputed_payment_by_card_is_the_givers() {
    for end in ENDS {
        on_each(|db| {
            let town = paid_by_card(db);
            let left = || {
                let card: FamilyCard = town.rows(2, ROW).pop().expect("they see the card");
                card.allowance.left_at(town.now()).minor
            };
            assert_eq!(dispute(&town, 2, 9, 3_000), "error.wallet.no_bill", "it was not 2's money");
            assert_eq!(dispute(&town, 1, DISPUTED, 3_000), "applied", "it was 1's");
            assert_eq!((town.held(8), left()), (3_000, 5_000), "held, and not back yet");
            assert_eq!(goes_back(&town, end, 3, 3_000), "applied", "{end:?}");
            assert_eq!(town.balance(1, "CNY"), Some(98_000), "{end:?}: the giver has it");
            assert_eq!(town.balance(2, "CNY"), Some(0), "{end:?}: and not who paid by the card");
            assert_eq!((town.balance(8, "CNY"), town.held(8)), (Some(2_000), 0), "{end:?}");
            assert_eq!(left(), 8_000, "{end:?}: the card may spend it again");
            for who in [1, 2, 8] {
                let given: Vec<GivenBack> = town.rows(who, GIVEN_BACK);
                assert_eq!(given[0].back, cny(3_000), "{end:?}: {who} knows");
                let bills = town.bills(who).into_iter();
                let bills = bills.filter(|bill| bill.kind == BillKind::Refund).count();
                assert_eq!(bills, 1, "{end:?}: {who} has a bill");
            }
            town.is_whole();
        });
    }
}

/// Lets 200.00 at once and 500.00 a day leave what somebody has.
fn is_unverified(town: &Town, who: u128) {
    let unverified = Standing { tier: Tiers::UNVERIFIED, frozen: None };
    town.db.write(|sql| standing::put(sql, id(who), &unverified)).expect("it is kept");
}

#[test]
fn what_is_given_back_leaves_within_the_limits_of_who_gives_it() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, PAID, ops::TRANSFER, &pay(8, cny(40_000))).expect("paid");
        assert_eq!(dispute(&town, 1, DISPUTED, 20_001), "applied", "half of it");
        is_unverified(&town, 8);
        let over = goes_back(&town, End::Accepted, 3, 20_001);
        assert_eq!(over, "error.wallet.over_tier_each", "more than 8 may send at once");
        assert_eq!(town.held(8), 20_001, "it is held still");
        assert_eq!(goes_back(&town, End::Decided, 4, 20_001), "applied", "operators are not bound");
        town.is_whole();
    });
    on_each(|db| {
        let mut town = bought(db);
        is_unverified(&town, 8);
        town.settings.tiers.unverified.each = Some(49);
        let over = goes_back(&town, End::Refunded, 3, 2_400);
        assert_eq!(over, "error.wallet.over_tier_each", "50.00 leave with all its parts");
        town.settings.tiers.unverified.each = Some(50);
        let all = goes_back(&town, End::Refunded, 4, 2_400);
        assert_eq!(all, "applied", "and may, if so much does");
        town.is_whole();
    });
}
