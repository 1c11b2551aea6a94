//! Coupons: exactly as many as there are, used once, and exact to the cent when money goes back.

use super::engines::on_each;
use super::somebody::{self, newcomer};
use super::town::{Town, cny, id, key_of, op_id, pay};
use crate::local_device::LocalDevice;
use futures::future::join_all;
use sampan_protocol::ids::{BillId, OpId, PersonId};
use sampan_protocol::people::Kind;
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::coupon::{
    AskOffers, CAMPAIGN, COUPON, Campaign, Coupon, LookAtCampaign, Offer, Way,
};
use sampan_protocol::wallet::ops::{
    self, CLAIM_COUPON, ClaimCoupon, GIVE_COUPON, GiveCoupon, MAKE_CAMPAIGN, MakeCampaign,
    PAY_LESS, PayLess,
};
use sampan_protocol::wallet::price::{PRICE, Price};
use sampan_protocol::wallet::refund::{REFUND, Refund};
use sampan_protocol::wallet::{BillKind, RequestState};
use sampan_protocol::{Money, Timestamp};

const DAY: i64 = 86_400;

fn campaign(now: Timestamp, offer: Offer, minimum: i64) -> MakeCampaign {
    MakeCampaign {
        name: "Spring".to_owned(),
        offer,
        minimum: cny(minimum),
        pieces: 10,
        each: 1,
        from: now,
        until: now.plus_seconds(30 * DAY),
        way: Way::Open,
        code: None,
    }
}

/// Merchant 8 has 1,000.00 and makes a campaign.
fn offered(town: &Town, op: u128, offer: Offer, minimum: i64) -> OpId {
    let open = ops::OpenAccount { currency: cny(0).currency };
    town.act(8, op + 2_000, ops::OPEN_ACCOUNT, &open).expect("it is offered");
    let top_up = ops::TopUp { amount: cny(100_000), rail: "sandbox".to_owned() };
    town.act(8, op + 1_000, ops::TOP_UP, &top_up).expect("the sandbox gives");
    town.act(8, op, MAKE_CAMPAIGN, &campaign(town.now(), offer, minimum)).expect("it is made");
    op_id(op)
}

fn claim(town: &Town, who: u128, op: u128, campaign: OpId) -> String {
    key_of(town.act(who, op, CLAIM_COUPON, &ClaimCoupon { campaign, code: None }))
}

fn less(minor: i64, off: i64, coupon: OpId) -> PayLess {
    PayLess {
        to: id(8),
        amount: cny(minor),
        pays: cny(minor - off),
        coupon: Some(coupon),
        points: 0,
        note: String::new(),
        request: None,
        code: None,
    }
}

fn use_it(town: &Town, who: u128, op: u128, args: &PayLess) -> String {
    key_of(town.act(who, op, PAY_LESS, args))
}

fn coupons(town: &Town, who: u128) -> Vec<Coupon> {
    town.rows(who, COUPON)
}

fn seen(town: &Town) -> Campaign {
    town.rows(8, CAMPAIGN).pop().expect("the merchant sees it")
}

fn refund(town: &Town, op: u128, bill: u128, minor: i64) -> String {
    let (bill, note) = (BillId(op_id(bill).0), "Sold out".to_owned());
    key_of(town.act(8, op, REFUND, &Refund { bill, amount: cny(minor), note }))
}

#[test]
fn a_coupon_is_claimed_used_once_and_the_merchant_bears_it() {
    on_each(|db| {
        let town = Town::new(db);
        let spring = offered(&town, 10, Offer::Off(cny(1_000)), 5_000);
        assert_eq!(town.balance(8, "CNY"), Some(100_000), "nothing has to be put aside");
        assert_eq!(claim(&town, 1, 11, spring), "applied");
        assert_eq!(claim(&town, 1, 12, spring), "error.wallet.campaign_each", "one each");
        let mine = &coupons(&town, 1)[0];
        assert_eq!(
            (mine.id, mine.used, mine.merchant.id),
            (op_id(11), None, id(8)),
            "it is theirs"
        );
        assert_eq!(
            use_it(&town, 1, 13, &less(4_999, 1_000, mine.id)),
            "error.wallet.coupon_minimum"
        );
        assert_eq!(
            use_it(&town, 2, 14, &less(6_000, 1_000, mine.id)),
            "error.wallet.coupon_unknown"
        );
        let elsewhere = PayLess { to: id(9), ..less(6_000, 1_000, mine.id) };
        assert_eq!(use_it(&town, 1, 15, &elsewhere), "error.wallet.coupon_elsewhere");
        assert_eq!(
            use_it(&town, 1, 16, &less(6_000, 1_001, mine.id)),
            "error.wallet.price_changed"
        );
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "nothing has moved yet");
        assert_eq!(use_it(&town, 1, 17, &less(6_000, 1_000, mine.id)), "applied");
        assert_eq!(town.balance(1, "CNY"), Some(95_000), "50.00 were paid");
        assert_eq!(town.balance(8, "CNY"), Some(105_000), "and came in");
        assert_eq!(use_it(&town, 1, 18, &less(6_000, 1_000, mine.id)), "error.wallet.coupon_used");
        let used = coupons(&town, 1)[0].used.expect("it is used");
        assert_eq!((used.bill, used.off), (BillId(op_id(17).0), 1_000), "by that payment");
        assert_eq!((seen(&town).claimed, seen(&town).used), (1, 1), "the merchant sees it");
        for side in [1, 8] {
            let price: Vec<Price> = town.rows(side, PRICE);
            assert_eq!((price[0].amount, price[0].coupon_off), (cny(6_000), 1_000), "both see why");
        }
        town.is_whole();
    });
}

#[test]
fn cash_vouchers_lie_in_the_ledger_and_what_is_left_returns() {
    on_each(|db| {
        let town = Town::new(db);
        let cash = offered(&town, 10, Offer::Cash(cny(2_000)), 0);
        assert_eq!(town.balance(8, "CNY"), Some(80_000), "200.00 are put aside");
        let bill = town.bills(8).pop().expect("a bill says so");
        assert_eq!((bill.kind, bill.amount), (BillKind::Voucher, cny(-20_000)), "with what for");
        assert_eq!(claim(&town, 1, 11, cash), "applied");
        assert_eq!(claim(&town, 2, 12, cash), "applied");
        assert_eq!(use_it(&town, 1, 13, &less(5_000, 2_000, op_id(11))), "applied");
        assert_eq!(town.balance(1, "CNY"), Some(97_000), "30.00 were paid");
        assert_eq!(town.balance(8, "CNY"), Some(85_000), "the merchant has all 50.00");
        town.wait(30 * DAY);
        let late = use_it(&town, 2, 14, &less(5_000, 2_000, op_id(12)));
        assert_eq!(late, "error.wallet.coupon_over", "not after its end");
        assert_eq!(claim(&town, 3, 15, cash), "error.wallet.campaign_over");
        town.run_due();
        assert_eq!(town.balance(8, "CNY"), Some(103_000), "180.00 are back, the sale is 30.00");
        town.run_due();
        town.is_whole();
    });
}

#[test]
fn refunds_give_each_part_back_to_where_it_came_from() {
    on_each(|db| {
        let town = Town::new(db);
        let cash = offered(&town, 10, Offer::Cash(cny(2_000)), 0);
        assert_eq!(claim(&town, 1, 11, cash), "applied");
        assert_eq!(use_it(&town, 1, 12, &less(5_000, 2_000, op_id(11))), "applied");
        let before = town.balance(8, "CNY").expect("an account");
        assert_eq!(refund(&town, 13, 12, 1_000), "applied", "a third");
        assert_eq!(town.balance(8, "CNY"), Some(before - 1_666), "a third of the voucher, too");
        assert!(coupons(&town, 1)[0].used.is_some(), "the coupon stays used");
        assert_eq!(refund(&town, 14, 12, 2_001), "error.wallet.over_refund", "never more");
        assert_eq!(refund(&town, 15, 12, 2_000), "applied", "the rest");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "the payer has what they paid");
        assert_eq!(town.balance(8, "CNY"), Some(before - 5_000), "the merchant gave all back");
        assert_eq!(coupons(&town, 1)[0].used, None, "and the coupon is there again");
        assert_eq!(seen(&town).used, 0, "for the merchant, too");
        assert_eq!(use_it(&town, 1, 16, &less(5_000, 2_000, op_id(11))), "applied", "once more");
        town.wait(30 * DAY);
        town.run_due();
        let ended = town.balance(8, "CNY").expect("an account");
        assert_eq!(refund(&town, 17, 16, 3_000), "applied", "after its end");
        assert_eq!(town.balance(8, "CNY"), Some(ended - 3_000), "the voucher's part was theirs");
        assert!(coupons(&town, 1)[0].used.is_some(), "what has ended is not given back");
        town.is_whole();
    });
}

#[test]
fn words_gifts_and_requests_work_with_coupons() {
    on_each(|db| {
        let town = Town::new(db);
        let by_word = MakeCampaign {
            way: Way::Code,
            code: Some("Spring8".to_owned()),
            ..campaign(town.now(), Offer::Percent { percent: 10, most: cny(500) }, 0)
        };
        town.act(8, 10, MAKE_CAMPAIGN, &by_word).expect("it is made");
        let word = |word: &str| ClaimCoupon { campaign: op_id(10), code: Some(word.to_owned()) };
        let wrong = key_of(town.act(1, 11, CLAIM_COUPON, &word("autumn")));
        assert_eq!(wrong, "error.wallet.campaign_word");
        assert_eq!(claim(&town, 1, 12, op_id(10)), "error.wallet.campaign_word", "no word");
        town.act(1, 13, CLAIM_COUPON, &word(" SPRING8 ")).expect("case and blanks do not matter");
        let gift = MakeCampaign { way: Way::Given, ..campaign(town.now(), Offer::Off(cny(5)), 0) };
        town.act(8, 20, MAKE_CAMPAIGN, &gift).expect("it is made");
        assert_eq!(claim(&town, 2, 21, op_id(20)), "error.wallet.campaign_given");
        let give = GiveCoupon { campaign: op_id(20), to: id(2) };
        town.act(8, 22, GIVE_COUPON, &give).expect("given");
        assert_eq!(key_of(town.act(1, 23, GIVE_COUPON, &give)), "error.wallet.campaign_unknown");
        assert_eq!(coupons(&town, 2).len(), 1, "they have it");
        let ask = ops::Ask { payer: id(1), amount: cny(4_000), note: String::new() };
        town.act(8, 30, ops::ASK, &ask).expect("asked");
        let request = Some(sampan_protocol::ids::RequestId(op_id(30).0));
        let answer = PayLess { request, ..less(4_000, 400, op_id(13)) };
        assert_eq!(use_it(&town, 1, 31, &answer), "applied", "the request is for the whole price");
        assert_eq!(town.requests(1)[0].state, RequestState::Paid, "and is paid");
        let own = ClaimCoupon { campaign: op_id(10), code: Some("spring8".to_owned()) };
        let own = key_of(town.act(8, 39, CLAIM_COUPON, &own));
        assert_eq!(own, "error.wallet.campaign_mine", "nobody takes their own");
        let person = key_of(town.act(1, 40, MAKE_CAMPAIGN, &by_word));
        assert_eq!(person, "error.wallet.campaign_merchants", "people offer nothing");
        town.act(1, 41, ops::TRANSFER, &pay(8, cny(100))).expect("an ordinary payment goes on");
        town.is_whole();
    });
}

/// A merchant with a real device and money.
async fn merchant(backend: &crate::backend::Backend) -> somebody::Somebody {
    let mut device = LocalDevice::new(backend, backend.clock(), backend.random());
    let id = PersonId::new(backend.clock(), backend.random());
    let registered =
        device.register(id, "shop", "Shop", Kind::Merchant, Some(5_812), somebody::PIN).await;
    registered.expect("they register");
    somebody::Somebody { id, device, scope: Scope::of("wallet", id) }
}

#[test]
fn forty_people_and_two_devices_of_one_take_ten_pieces_at_once() {
    somebody::on_each(|backend| async move {
        let mut shop = merchant(&backend).await;
        let op = somebody::op(&backend);
        let args = campaign(backend.now(), Offer::Off(cny(100)), 0);
        let (scope, pin) = (shop.scope.clone(), Some(somebody::PIN));
        shop.device.act(op, &scope, MAKE_CAMPAIGN, &args, pin).await.expect("it is made");
        let mut crowd = Vec::new();
        for n in 0..40 {
            crowd.push(newcomer(&backend, &format!("guest{n}"), 0).await);
        }
        let mut twice = newcomer(&backend, "twice", 0).await;
        let second = twice.second_device(&backend, "twice").await;
        let scopes = crowd.iter().map(|guest| guest.scope.clone()).collect::<Vec<_>>();
        let devices = crowd.into_iter().map(|guest| guest.device);
        let mut all: Vec<(LocalDevice, Scope)> = devices.zip(scopes).collect();
        all.push((twice.device, twice.scope.clone()));
        all.push((second, twice.scope));
        let tasks = all.into_iter().map(|(mut device, scope)| {
            let (backend, claim) = (backend.clone(), ClaimCoupon { campaign: op, code: None });
            tokio::spawn(async move {
                let op = somebody::op(&backend);
                let told = device.act(op, &scope, CLAIM_COUPON, &claim, None).await;
                told.map_or_else(|error| error.key, |_| "applied".to_owned())
            })
        });
        let mut got = 0;
        for done in join_all(tasks).await {
            match done.expect("the task ends").as_str() {
                "applied" => got += 1,
                "error.wallet.campaign_empty" | "error.wallet.campaign_each" => {}
                other => panic!("{other} is no answer to who comes too late"),
            }
        }
        assert_eq!(got, 10, "exactly as many as there are");
        let look = LookAtCampaign { campaign: op };
        let seen = shop.device.ask(&look).await.expect("anybody may look");
        assert_eq!((seen.claimed, seen.left()), (10, 0), "and none is left");
        let offers = AskOffers { merchant: Some(shop.id) };
        let offers = shop.device.ask(&offers).await.expect("anybody may ask");
        assert_eq!(offers, [], "what is gone is offered no more");
    });
}

#[test]
fn a_campaign_takes_no_money_that_is_not_there() {
    on_each(|db| {
        let town = Town::new(db);
        let cash = campaign(town.now(), Offer::Cash(cny(2_000)), 0);
        let made = key_of(town.act(8, 1, MAKE_CAMPAIGN, &cash));
        assert_eq!(made, "error.wallet.no_account", "the merchant has nothing");
        let much =
            MakeCampaign { offer: Offer::Cash(Money::new(600_000, cash.minimum.currency)), ..cash };
        let made = key_of(town.act(8, 2, MAKE_CAMPAIGN, &much));
        assert_eq!(made, "error.wallet.over_limit", "60,000.00 is over the limit");
        assert_eq!(town.rows::<Campaign>(8, CAMPAIGN), [], "and there is no campaign");
    });
}

#[test]
fn a_coupon_is_good_from_its_first_day_on() {
    on_each(|db| {
        let town = Town::new(db);
        let from = town.now().plus_seconds(DAY);
        let later = MakeCampaign { from, ..campaign(town.now(), Offer::Off(cny(1_000)), 0) };
        town.act(8, 10, MAKE_CAMPAIGN, &later).expect("it is made");
        assert_eq!(claim(&town, 1, 11, op_id(10)), "applied", "it can be had before");
        let pay = less(5_000, 1_000, op_id(11));
        town.wait(DAY - 1);
        assert_eq!(use_it(&town, 1, 12, &pay), "error.wallet.coupon_early", "a second is missing");
        assert_eq!(coupons(&town, 1)[0].used, None, "it is not used up by that");
        town.wait(1);
        assert_eq!(use_it(&town, 1, 13, &pay), "applied", "then it is good");
    });
}

#[test]
fn the_word_of_a_campaign_is_told_to_its_merchant_alone() {
    somebody::on_each(|backend| async move {
        let mut shop = merchant(&backend).await;
        let mut guest = newcomer(&backend, "guest", 0).await;
        let op = somebody::op(&backend);
        let (way, code) = (Way::Code, Some("Spring8".to_owned()));
        let args = MakeCampaign { way, code, ..campaign(backend.now(), Offer::Off(cny(100)), 0) };
        let (scope, pin) = (shop.scope.clone(), Some(somebody::PIN));
        shop.device.act(op, &scope, MAKE_CAMPAIGN, &args, pin).await.expect("it is made");
        let look = LookAtCampaign { campaign: op };
        let own = shop.device.ask(&look).await.expect("anybody may look");
        assert_eq!(own.code.as_deref(), Some("spring8"), "who made it knows it");
        let seen = guest.device.ask(&look).await.expect("anybody may look");
        assert_eq!(seen.code, None, "nobody else is told");
        let offers = AskOffers { merchant: Some(shop.id) };
        let offers = guest.device.ask(&offers).await.expect("anybody may ask");
        assert_eq!((offers.len(), offers[0].code.clone()), (1, None), "nor in the list");
    });
}
