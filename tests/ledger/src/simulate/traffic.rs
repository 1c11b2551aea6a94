//! What many clients ask for: sensible things, impossible things, and the same thing again.

use super::model::Model;
use rand::{Rng, RngExt};
use sampan_backend::wallet::ledger::account::{Account, Limits, Side};
use sampan_backend::wallet::ledger::exchange::{self, Quote, Way};
use sampan_backend::wallet::ledger::fee::{self, Fee};
use sampan_backend::wallet::ledger::refusal::Refusal;
use sampan_backend::wallet::ledger::transfer::{Step, Transfer};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Currency, Money, Timestamp};
use uuid::Uuid;

/// The currencies, one with and one without decimals.
const CODES: [&str; 2] = ["CNY", "JPY"];
/// In each currency: the rail, exchange, fees, and people; the last one is a merchant.
const ACCOUNTS: u128 = 10;
const RAIL: u128 = 0;
const EXCHANGE: u128 = 1;
const FEES: u128 = 2;
const MERCHANT: u128 = ACCOUNTS - 1;

/// Linked transfers that a client asks for, all or none.
pub(super) type Group = Vec<Transfer>;

/// An exchange that was offered, and what was asked of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub(super) quote: Quote,
    pub(super) sold: i64,
    pub(super) way: Way,
    pub(super) ids: [Uuid; 2],
}

impl Offer {
    /// Its two legs at a point in time.
    pub(super) fn legs(&self, now: Timestamp) -> Result<Group, Refusal> {
        exchange::legs(&self.quote, self.sold, self.way, self.ids, now).map(Vec::from)
    }
}

pub(super) fn currency(code: usize) -> Currency {
    Currency::new(CODES[code]).expect("listed")
}

pub(super) fn account_id(code: usize, n: u128) -> AccountId {
    AccountId(Uuid::from_u128(1_000 * (code as u128 + 1) + n))
}

/// The accounts of a world.
pub(super) fn accounts(random: &mut impl Rng) -> Vec<Account> {
    let mut all = Vec::new();
    for code in 0..CODES.len() {
        for n in 0..ACCOUNTS {
            let (side, limits) = match n {
                RAIL => (Side::Asset, Limits::NONE),
                EXCHANGE | FEES => (Side::Liability, Limits::NONE),
                _ => (Side::Liability, limits(random)),
            };
            all.push(Account::new(account_id(code, n), currency(code), side, limits));
        }
    }
    all
}

/// Limits as an operator may set them.
pub(super) fn limits(random: &mut impl Rng) -> Limits {
    let mut some = |one_in: u32, most: i64| {
        let value = random.random_range(1..most);
        (random.random_range(0..one_in) == 0).then_some(value)
    };
    let (ceiling, day_gross, day_net) = (some(6, 200_000), some(4, 20_000), some(4, 12_000));
    let frozen = random.random_range(0..8) == 0;
    Limits { ceiling, day_gross, day_net, frozen, ..Limits::PERSON }
}

/// Somebody's account.
pub(super) fn somebody(random: &mut impl Rng) -> (usize, AccountId) {
    let code = random.random_range(0..CODES.len());
    (code, account_id(code, random.random_range(3..ACCOUNTS)))
}

/// What a client asks for next.
pub(super) fn group(random: &mut impl Rng, model: &Model, now: Timestamp, id: Uuid) -> Group {
    let sub = |n: u128| Uuid::from_u128(id.as_u128() + n);
    match random.random_range(0..20) {
        0..=4 => vec![top_up(random, id)],
        5..=9 => vec![payment(random, id, Step::Posted)],
        10 | 11 => {
            let step = held(random, now);
            vec![payment(random, id, step)]
        }
        12..=14 => resolve(random, model, id).into_iter().collect(),
        15 | 16 => back(random, model, id).into_iter().collect(),
        17 => with_fee(random, id),
        18 => vec![payment(random, id, Step::Posted), payment(random, sub(1), Step::Posted)],
        _ => vec![impossible(random, id)],
    }
}

/// An exchange that somebody is offered now.
pub(super) fn offer(random: &mut impl Rng, now: Timestamp, id: Uuid) -> Offer {
    let (code, from) = somebody(random);
    let other = 1 - code;
    let n = random.random_range(3..ACCOUNTS);
    Offer {
        quote: Quote {
            sell: currency(code),
            buy: currency(other),
            per: random.random_range(1..10_000),
            get: random.random_range(1..10_000),
            expires: now.plus_seconds(30),
        },
        sold: random.random_range(1..3_000),
        way: Way {
            from,
            taken: account_id(code, EXCHANGE),
            given: account_id(other, EXCHANGE),
            to: account_id(other, n),
        },
        ids: [id, Uuid::from_u128(id.as_u128() + 1)],
    }
}

fn held(random: &mut impl Rng, now: Timestamp) -> Step {
    match random.random_range(0..2) {
        0 => Step::Pending,
        _ => Step::PendingUntil(now.plus_seconds(random.random_range(1..7_200))),
    }
}

fn top_up(random: &mut impl Rng, id: Uuid) -> Transfer {
    let (code, credit) = somebody(random);
    let amount = Money::new(random.random_range(1..8_000), currency(code));
    Transfer { id, step: Step::Posted, debit: account_id(code, RAIL), credit, amount }
}

/// From somebody to somebody, often to the merchant, seldom to themselves.
fn payment(random: &mut impl Rng, id: Uuid, step: Step) -> Transfer {
    let (code, debit) = somebody(random);
    let n =
        if random.random_range(0..3) == 0 { MERCHANT } else { random.random_range(3..ACCOUNTS) };
    let amount = Money::new(random.random_range(1..4_000), currency(code));
    Transfer { id, step, debit, credit: account_id(code, n), amount }
}

fn with_fee(random: &mut impl Rng, id: Uuid) -> Group {
    let movement = payment(random, id, Step::Posted);
    let code = usize::from(movement.amount.currency == currency(1));
    let fee = Fee { basis_points: 60, least: 1, ..Fee::default() };
    let next = Uuid::from_u128(id.as_u128() + 1);
    let leg = fee::of_payee(&fee, next, &movement, account_id(code, FEES));
    std::iter::once(movement).chain(leg).collect()
}

/// One of the transfers that were made and are such; seldom one that is not.
fn earlier(random: &mut impl Rng, model: &Model, is: fn(Step) -> bool) -> Option<Transfer> {
    let from = random.random_range(0..model.facts.len().max(1));
    let around = model.facts.values().skip(from.saturating_sub(40)).take(80);
    let around: Vec<Transfer> = around.map(|fact| fact.transfer).collect();
    let fitting: Vec<&Transfer> = around.iter().filter(|t| is(t.step)).collect();
    match random.random_range(0..12) {
        0 if !around.is_empty() => Some(around[random.random_range(0..around.len())]),
        _ if fitting.is_empty() => None,
        _ => Some(*fitting[random.random_range(0..fitting.len())]),
    }
}

fn part(random: &mut impl Rng, whole: Money) -> Money {
    let minor = match random.random_range(0..4) {
        0 => whole.minor.saturating_add(random.random_range(0..3)),
        1 => whole.minor,
        _ => random.random_range(1..=whole.minor.max(1)),
    };
    Money::new(minor, whole.currency)
}

fn resolve(random: &mut impl Rng, model: &Model, id: Uuid) -> Option<Transfer> {
    let held = earlier(random, model, Step::is_pending)?;
    let step = match random.random_range(0..4) {
        0 => Step::Void(held.id),
        1 => Step::Expire(held.id),
        _ => Step::Post(held.id),
    };
    Some(Transfer { id, step, amount: part(random, held.amount), ..held })
}

fn back(random: &mut impl Rng, model: &Model, id: Uuid) -> Option<Transfer> {
    let moved = earlier(random, model, |step| matches!(step, Step::Posted | Step::Post(_)))?;
    let amount = part(random, moved.amount);
    let (debit, credit) = (moved.credit, moved.debit);
    Some(Transfer { id, step: Step::Reverse(moved.id), debit, credit, amount })
}

fn impossible(random: &mut impl Rng, id: Uuid) -> Transfer {
    let mut wrong = payment(random, id, Step::Posted);
    match random.random_range(0..5) {
        0 => wrong.amount.minor = -wrong.amount.minor,
        1 => wrong.credit = wrong.debit,
        2 => wrong.credit = AccountId(Uuid::from_u128(77)),
        3 => wrong.amount.minor = i64::MAX,
        _ => {
            let other = usize::from(wrong.amount.currency == currency(0));
            wrong.amount.currency = currency(other);
        }
    }
    wrong
}
