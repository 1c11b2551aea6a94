//! Who pays how much of a split bill, as a pure rule: it always adds up, to the last minor unit.

use super::{Item, MOST_ITEMS, MOST_PEOPLE, MOST_WEIGHT, Sharer, SplitBill, Way};
use crate::error::Error;
use crate::ids::PersonId;
use crate::money::Money;
use std::collections::BTreeSet;

/// What each of the people pays, minor units, in their order.
///
/// # Errors
/// `Invalid` for what cannot be split so; for items that do not add up, with what is missing.
pub fn parts(op: &SplitBill) -> Result<Vec<i64>, Error> {
    let people: Vec<PersonId> = op.people.iter().map(|sharer| sharer.person).collect();
    let different: BTreeSet<_> = people.iter().collect();
    if different.len() != people.len() || !(1..=MOST_PEOPLE).contains(&people.len()) {
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
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let exact = |weight: u32| i128::from(total) * i128::from(weight);
    let whole = |n: i128| i64::try_from(n).unwrap_or(0);
    let mut parts: Vec<i64> = weights.iter().map(|w| whole(exact(*w) / sum.max(1))).collect();
    let rest = total - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact(weights[*at]) % sum.max(1)));
    for at in order.into_iter().take(usize::try_from(rest).unwrap_or(0)) {
        parts[at] += 1;
    }
    parts
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
        let wanted: BTreeSet<_> = item.who.iter().collect();
        let mut who: Vec<usize> =
            (0..people.len()).filter(|at| wanted.contains(&people[*at])).collect();
        if item.minor <= 0 {
            return Err(Error::invalid("error.wallet.not_positive"));
        }
        let Some(heads) = i64::try_from(who.len()).ok().filter(|n| *n > 0) else {
            return Err(Error::invalid("error.wallet.split_nobodys").with("item", named(item)));
        };
        super::check_title(&item.name)?;
        sum = sum.saturating_add(item.minor);
        who.sort_by_key(|at| extra[*at]);
        let rest = usize::try_from(item.minor % heads).unwrap_or(0);
        for (place, at) in who.into_iter().enumerate() {
            let more = place < rest;
            parts[at] = parts[at].saturating_add(item.minor / heads + i64::from(more));
            extra[at] += u32::from(more);
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
