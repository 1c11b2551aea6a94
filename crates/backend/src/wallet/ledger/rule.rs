//! The ledger's rule: what a transfer does to accounts, or why it may not, without any storage.

use super::account::{Account, Balance};
use super::refusal::Refusal;
use super::state::State;
use super::transfer::{Change, Effects, Entry, Step, Transfer};

/// Says what a transfer does, or why it may not be. One that was made before does what it did then.
///
/// # Errors
/// Why not.
pub fn apply(state: &State, transfer: &Transfer) -> Result<Effects, Refusal> {
    if let Some(done) = state.transfer(transfer.id) {
        return if done.transfer == *transfer { Ok(done.clone()) } else { Err(Refusal::IdTaken) };
    }
    if transfer.amount.minor <= 0 {
        return Err(Refusal::NotPositive);
    }
    if transfer.debit == transfer.credit {
        return Err(Refusal::SameAccount);
    }
    let held = held_by_pending(state, transfer)?;
    let currency = transfer.amount.currency;
    let [out, into] = changes(transfer, held);
    Ok(Effects {
        transfer: transfer.clone(),
        entries: [
            enter(state.account(transfer.debit, currency)?, out)?,
            enter(state.account(transfer.credit, currency)?, into)?,
        ],
    })
}

/// Says what linked transfers do: all of them, one after the other, or none.
///
/// # Errors
/// Which one may not be, and why.
pub fn apply_linked(
    state: &State,
    transfers: &[Transfer],
) -> Result<Vec<Effects>, (usize, Refusal)> {
    let mut state = state.clone();
    transfers
        .iter()
        .enumerate()
        .map(|(at, transfer)| {
            let effects = apply(&state, transfer).map_err(|refusal| (at, refusal))?;
            state.absorb(&effects);
            Ok(effects)
        })
        .collect()
}

/// What a transfer changes where the money leaves, and where it arrives; `held` is what the pending
/// transfer that it resolves holds.
#[must_use]
pub const fn changes(transfer: &Transfer, held: i64) -> [Change; 2] {
    let amount = transfer.amount.minor;
    let (moved, held) = match transfer.step {
        Step::Posted => (amount, 0),
        Step::Pending => (0, amount),
        Step::Post(_) => (amount, -held),
        Step::Void(_) => (0, -held),
    };
    [
        Change { posted: -moved, held, expected: 0 },
        Change { posted: moved, held: 0, expected: held },
    ]
}

fn held_by_pending(state: &State, transfer: &Transfer) -> Result<i64, Refusal> {
    let (Step::Post(id) | Step::Void(id)) = transfer.step else {
        return Ok(0);
    };
    let pending = state
        .transfer(id)
        .map(|effects| &effects.transfer)
        .filter(|p| p.step == Step::Pending)
        .filter(|p| (p.debit, p.credit) == (transfer.debit, transfer.credit))
        .filter(|p| p.amount.currency == transfer.amount.currency)
        .ok_or(Refusal::UnknownPending)?;
    let held = pending.amount.minor;
    if state.is_resolved(id) {
        return Err(Refusal::Resolved);
    }
    if transfer.amount.minor > held {
        return Err(Refusal::OverPending { held });
    }
    Ok(held)
}

fn enter(account: &Account, change: Change) -> Result<Entry, Refusal> {
    let before = account.balance;
    let after = before.with(change).ok_or(Refusal::TooMuch)?;
    if let Some(floor) = account.floor
        && after.available() < before.available()
        && after.available() < floor
    {
        let missing = floor.saturating_sub(after.available());
        return Err(Refusal::TooLittle { missing });
    }
    let full = |balance: Balance| balance.posted.checked_add(balance.expected);
    let (was, is) = (full(before), full(after).ok_or(Refusal::TooMuch)?);
    if account.ceiling.is_some_and(|ceiling| is > ceiling) && was.is_none_or(|was| is > was) {
        return Err(Refusal::TooMuch);
    }
    Ok(Entry { account: account.id, change, after })
}

#[cfg(test)]
mod tests {
    use super::super::account::Side;
    use super::*;
    use sampan_protocol::ids::AccountId;
    use sampan_protocol::{Currency, Money};
    use uuid::Uuid;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::new("CNY").expect("listed"))
    }

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn state(balances: &[i64]) -> State {
        let mut state = State::default();
        for (n, posted) in balances.iter().enumerate() {
            state.insert(Account {
                id: AccountId(id(n as u128)),
                currency: cny(0).currency,
                side: Side::Liability,
                floor: Some(0),
                ceiling: Some(10_000),
                balance: Balance { posted: *posted, ..Balance::default() },
            });
        }
        state
    }

    fn transfer(n: u128, step: Step, debit: u128, credit: u128, minor: i64) -> Transfer {
        Transfer {
            id: id(n),
            step,
            debit: AccountId(id(debit)),
            credit: AccountId(id(credit)),
            amount: cny(minor),
        }
    }

    #[test]
    fn an_empty_account_refuses_and_says_what_is_missing() {
        let refused = apply(&state(&[70, 0]), &transfer(9, Step::Posted, 0, 1, 100));
        assert_eq!(refused, Err(Refusal::TooLittle { missing: 30 }), "30 of 100 are missing");
    }

    #[test]
    fn holds_count_as_spent_until_they_are_voided() {
        let mut state = state(&[100, 0]);
        let hold = transfer(9, Step::Pending, 0, 1, 80);
        state.absorb(&apply(&state, &hold).expect("there is enough"));
        let second = transfer(10, Step::Posted, 0, 1, 30);
        assert_eq!(
            apply(&state, &second),
            Err(Refusal::TooLittle { missing: 10 }),
            "held money cannot be spent"
        );
        let void = transfer(11, Step::Void(id(9)), 0, 1, 80);
        state.absorb(&apply(&state, &void).expect("it is pending"));
        assert!(apply(&state, &second).is_ok(), "voided money is free again");
    }

    #[test]
    fn a_hold_is_posted_in_part_and_only_once() {
        let mut state = state(&[100, 0]);
        state.absorb(&apply(&state, &transfer(9, Step::Pending, 0, 1, 80)).expect("enough"));
        let over = transfer(10, Step::Post(id(9)), 0, 1, 81);
        assert_eq!(
            apply(&state, &over),
            Err(Refusal::OverPending { held: 80 }),
            "no more than what is held"
        );
        let post = transfer(11, Step::Post(id(9)), 0, 1, 50);
        state.absorb(&apply(&state, &post).expect("less than what is held"));
        let left: Vec<Balance> = state.accounts().map(|a| a.balance).collect();
        assert_eq!(
            (left[0].posted, left[0].held, left[1].posted, left[1].expected),
            (50, 0, 50, 0),
            "the rest is free again on both sides"
        );
        assert_eq!(
            apply(&state, &transfer(12, Step::Void(id(9)), 0, 1, 80)),
            Err(Refusal::Resolved),
            "what was posted cannot be voided"
        );
    }

    #[test]
    fn an_identifier_stands_for_one_transfer() {
        let mut state = state(&[100, 0]);
        let first = transfer(9, Step::Posted, 0, 1, 40);
        let effects = apply(&state, &first).expect("enough");
        state.absorb(&effects);
        assert_eq!(apply(&state, &first), Ok(effects), "again is the same");
        assert_eq!(
            apply(&state, &transfer(9, Step::Posted, 0, 1, 41)),
            Err(Refusal::IdTaken),
            "another amount is another transfer"
        );
    }

    #[test]
    fn impossible_transfers_are_refused() {
        let state = state(&[i64::MAX, 9_990]);
        let refusal = |t| apply(&state, &t).expect_err("impossible");
        let step = Step::Posted;
        assert_eq!(refusal(transfer(9, step, 0, 0, 1)), Refusal::SameAccount);
        assert_eq!(refusal(transfer(9, step, 0, 1, 0)), Refusal::NotPositive);
        assert_eq!(refusal(transfer(9, step, 0, 1, -5)), Refusal::NotPositive);
        assert_eq!(refusal(transfer(9, step, 0, 1, 11)), Refusal::TooMuch);
        assert_eq!(refusal(transfer(9, step, 1, 0, 5)), Refusal::TooMuch);
        assert_eq!(refusal(transfer(9, step, 0, 7, 1)), Refusal::UnknownAccount(AccountId(id(7))));
        assert_eq!(refusal(transfer(9, Step::Post(id(8)), 0, 1, 1)), Refusal::UnknownPending);
        let mut other = transfer(9, step, 0, 1, 1);
        other.amount.currency = Currency::new("USD").expect("listed");
        assert_eq!(
            refusal(other),
            Refusal::OtherCurrency(AccountId(id(0))),
            "currencies never mix"
        );
    }
}
