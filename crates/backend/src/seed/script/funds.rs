//! Sees to it that everybody has the money that they spend: top-ups before they run short.

use super::{Deed, Event, Talk, Who, cny, money};
use crate::seed::exchange;
use sampan_protocol::people::Kind;
use sampan_protocol::{Currency, Money, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// What is enough to keep in the wallet, in fen.
const ENOUGH: i64 = 1_400_000;
/// The most that is taken out at a time, in fen.
const MOST: i64 = 5_000_000;

/// Adds top-ups, and the accounts that they need, to events in the order of time; leaves out what
/// cannot be (a withdrawal of more than there is). Who has plenty takes more out.
pub(super) fn provide(events: Vec<Event>) -> Vec<Event> {
    let mut purses = Purses::default();
    let mut prices = BTreeMap::new();
    let mut all = Vec::with_capacity(events.len() + events.len() / 8);
    for mut event in events {
        match &mut event.deed {
            Deed::Pay { to, amount, .. } => {
                all.extend(purses.provide(event.who, *amount, event.at));
                purses.take(event.who, *amount);
                purses.give(*to, less_fee(*to, *amount));
            }
            Deed::Charge { payer, amount, .. } => {
                all.extend(purses.provide(*payer, *amount, event.at));
                purses.take(*payer, *amount);
                purses.give(event.who, less_fee(event.who, *amount));
            }
            // What is got for it is left out: it is more than nothing.
            Deed::Exchange(amount, _) | Deed::PayOut(amount) => {
                all.extend(purses.provide(event.who, *amount, event.at));
                purses.take(event.who, *amount);
            }
            Deed::Withdraw(amount) => {
                let has = purses.has(event.who, amount.currency);
                if has < amount.minor {
                    continue;
                }
                amount.minor = amount.minor.max(surplus(has)).min(MOST);
                purses.take(event.who, *amount);
            }
            Deed::Perk(perk) => {
                if let Some(amount) = perk.cost() {
                    all.extend(purses.provide(event.who, amount, event.at));
                    purses.take(event.who, amount);
                }
            }
            Deed::Gift(gift) => {
                if let Some(amount) = gift.cost() {
                    all.extend(purses.provide(event.who, amount, event.at));
                    purses.take(event.who, amount);
                }
            }
            Deed::Save(save) => {
                if let Some((payer, amount)) = save.cost(event.who) {
                    all.extend(purses.provide(payer, amount, event.at));
                    purses.take(payer, amount);
                }
            }
            Deed::Talk(Talk::Gather(meet, _, announced)) => {
                prices.extend(announced.price.map(|price| (*meet, price)));
            }
            // It is held from now on, for everybody who comes along.
            Deed::Talk(Talk::SignUp(meet, guests)) => {
                if let Some(price) = prices.get(meet) {
                    let amount = cny(price * (1 + *guests));
                    all.extend(purses.provide(event.who, amount, event.at));
                    purses.take(event.who, amount);
                }
            }
            _ => {}
        }
        all.push(event);
    }
    all
}

/// What of a payment stays with whom it reaches: a merchant bears the fee on it.
fn less_fee(to: Who, amount: Money) -> Money {
    let merchant = to.character().kind() == Kind::Merchant;
    let fee = if merchant { exchange::merchant_fee().on(amount.minor) } else { 0 };
    Money::new(amount.minor - fee, amount.currency)
}

#[derive(Default)]
struct Purses {
    money: BTreeMap<(Who, Currency), i64>,
    open: BTreeSet<(Who, Currency)>,
}

impl Purses {
    fn has(&self, who: Who, currency: Currency) -> i64 {
        self.money.get(&(who, currency)).copied().unwrap_or(0)
    }

    fn give(&mut self, who: Who, amount: Money) {
        *self.money.entry((who, amount.currency)).or_default() += amount.minor;
        self.open.insert((who, amount.currency));
    }

    fn take(&mut self, who: Who, amount: Money) {
        *self.money.entry((who, amount.currency)).or_default() -= amount.minor;
    }

    /// What somebody does a minute before they spend more than they have.
    fn provide(&mut self, who: Who, amount: Money, at: Timestamp) -> Vec<Event> {
        let missing = amount.minor - self.has(who, amount.currency);
        if missing <= 0 {
            return Vec::new();
        }
        let mut deeds = Vec::new();
        let is_first = amount.currency == money(0, "CNY").currency;
        if self.open.insert((who, amount.currency)) && !is_first {
            deeds.push(Deed::Open(amount.currency));
        }
        let step = portion(who, amount.currency);
        let top_up = Money::new(missing.div_euclid(step) * step + step, amount.currency);
        self.give(who, top_up);
        deeds.push(Deed::TopUp(top_up));
        (0..)
            .zip(deeds)
            .map(|(n, deed)| Event { at: at.plus_seconds(n * 5 - 55), who, deed })
            .collect()
    }
}

/// What is not needed soon, in whole thousands.
const fn surplus(has: i64) -> i64 {
    (has - ENOUGH).div_euclid(100_000) * 100_000
}

/// In which portions somebody tops up, in minor units.
fn portion(who: Who, currency: Currency) -> i64 {
    let major = match (who, currency.code()) {
        (Who::ORBIT_LABS, _) => 20_000,
        (_, "JPY") => 10_000,
        (_, "USD") => 500,
        _ => 2_000,
    };
    major * currency.scale()
}
