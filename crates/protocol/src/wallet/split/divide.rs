//! Who pays how much of a split bill, as a pure rule: it always adds up, to the last minor unit.

use super::{Item, MOST_ITEMS, MOST_PEOPLE, MOST_WEIGHT, Sharer, SplitBill, Way};
use crate::error::Error;
use crate::ids::PersonId;
use crate::money::Money;

/// What each of the people pays, minor units, in their order.
///
/// # Errors
/// `Invalid` for what cannot be split so; for items that do not add up, with what is missing.
pub fn parts(op: &SplitBill) -> Result<Vec<i64>, Error> {
    let people: Vec<PersonId> = op.people.iter().map(|sharer| sharer.person).collect();
    let twice = (1..people.len()).any(|at| people[..at].contains(&people[at]));
    if people.len() > MOST_PEOPLE || people.is_empty() || twice {
        let limit = i64::try_from(MOST_PEOPLE).unwrap_or(i64::MAX);
        return Err(Error::invalid("error.wallet.split_people").with("limit", limit));
    }
    if op.amount.minor <= 0 {
        return Err(Error::invalid("error.wallet.not_positive"));
    }
    match op.way {
        Way::Equal => Ok(by_weight(op.amount.minor, &vec![1; people.len()])),
        Way::Shares => {
            let weights: Vec<u32> = op.people.iter().map(|Sharer { weight, .. }| *weight).collect();
            let fit = weights.iter().all(|weight| *weight <= MOST_WEIGHT);
            if !fit || weights.iter().all(|weight| *weight == 0) {
                return Err(Error::invalid("error.wallet.split_weights")
                    .with("limit", i64::from(MOST_WEIGHT)));
            }
            Ok(by_weight(op.amount.minor, &weights))
        }
        Way::Items => by_item(op.amount, &people, &op.items),
    }
}

/// Divides by weight: each gets the whole units of their exact part, and those whose parts lost most
/// by that get one more, the first first (the method of the largest remainder).
fn by_weight(total: i64, weights: &[u32]) -> Vec<i64> {
    let sum = weights.iter().fold(0i64, |sum, weight| sum + i64::from(*weight)).max(1);
    // total · weight ÷ sum, without ever being larger than the total.
    let exact = |weight: u32| {
        let over = total % sum * i64::from(weight);
        (total / sum * i64::from(weight) + over / sum, over % sum)
    };
    let exact: Vec<(i64, i64)> = weights.iter().map(|weight| exact(*weight)).collect();
    let mut parts: Vec<i64> = exact.iter().map(|(whole, _)| *whole).collect();
    let mut rest = total - parts.iter().sum::<i64>();
    let mut lost: Vec<i64> = exact.iter().map(|(_, lost)| *lost).collect();
    while rest > 0 {
        let Some(at) = first_of(&lost, |a, b| a > b) else { break };
        parts[at] += 1;
        lost[at] = -1;
        rest -= 1;
    }
    parts
}

/// The first of those than which none is better. (Sorting takes 4 KB of the WASM.)
fn first_of<T>(all: &[T], better: impl Fn(&T, &T) -> bool) -> Option<usize> {
    let mut best = None;
    for (at, one) in all.iter().enumerate() {
        if best.is_none_or(|best: usize| better(one, &all[best])) {
            best = Some(at);
        }
    }
    best
}

/// Divides by what everybody had. What one item leaves over goes to those who had least of that
/// from the others.
fn by_item(total: Money, people: &[PersonId], items: &[Item]) -> Result<Vec<i64>, Error> {
    if items.is_empty() || items.len() > MOST_ITEMS {
        let limit = i64::try_from(MOST_ITEMS).unwrap_or(i64::MAX);
        return Err(Error::invalid("error.wallet.split_items").with("limit", limit));
    }
    let mut parts = vec![0i64; people.len()];
    let mut extra = vec![0u32; people.len()];
    let mut sum = 0i64;
    for item in items {
        let mut who: Vec<usize> =
            (0..people.len()).filter(|at| item.who.contains(&people[*at])).collect();
        if item.minor <= 0 {
            return Err(Error::invalid("error.wallet.not_positive"));
        }
        let Some(heads) = i64::try_from(who.len()).ok().filter(|n| *n > 0) else {
            return Err(Error::invalid("error.wallet.split_nobodys").with("item", named(item)));
        };
        super::check_title(&item.name)?;
        sum = sum.saturating_add(item.minor);
        who.iter().for_each(|at| parts[*at] = parts[*at].saturating_add(item.minor / heads));
        for _ in 0..item.minor % heads {
            let Some(next) = first_of(&who, |a, b| extra[*a] < extra[*b]) else { break };
            let at = who.remove(next);
            parts[at] = parts[at].saturating_add(1);
            extra[at] += 1;
        }
    }
    let missing = total.minor.saturating_sub(sum);
    match missing {
        0 => Ok(parts),
        1.. => Err(Error::invalid("error.wallet.split_missing")
            .with("missing", Money::new(missing, total.currency))),
        _ => Err(Error::invalid("error.wallet.split_over")
            .with("over", Money::new(missing.saturating_neg(), total.currency))),
    }
}

fn named(item: &Item) -> String {
    if item.name.trim().is_empty() { item.minor.to_string() } else { item.name.clone() }
}

#[cfg(test)]
mod tests;
