//! The ledger's rule: what a transfer does to accounts, or why it may not, without any storage.

use super::account::{Account, Balance, Today};
use super::refusal::Refusal;
use super::state::State;
use super::transfer::{Change, Effects, Entry, Step, Transfer};
use sampan_protocol::Timestamp;

/// Says what a transfer that is asked for at `now` does, or why it may not be. One that was made
/// before does what it did then.
///
/// # Errors
/// Why not.
pub fn apply(state: &State, transfer: &Transfer, now: Timestamp) -> Result<Effects, Refusal> {
    if let Some(done) = state.transfer(transfer.id) {
        return if done.transfer == *transfer { Ok(*done) } else { Err(Refusal::IdTaken) };
    }
    if transfer.amount.minor <= 0 {
        return Err(Refusal::NotPositive);
    }
    if transfer.debit == transfer.credit {
        return Err(Refusal::SameAccount);
    }
    let currency = transfer.amount.currency;
    let debit = state.account(transfer.debit, currency)?;
    let credit = state.account(transfer.credit, currency)?;
    let at = now.max(debit.changed).max(credit.changed);
    let hold = hold(state, transfer, at)?;
    reversible(state, transfer)?;
    if debit.limits.frozen && leaves(transfer.step) {
        return Err(Refusal::Frozen(debit.id));
    }
    let [out, into] = changes(transfer, hold.map_or(0, |hold| hold.amount));
    let since = hold.map(|hold| hold.since);
    let entries = [enter(debit, out, at, since)?, enter(credit, into, at, since)?];
    Ok(Effects { transfer: *transfer, at, entries })
}

/// Says what linked transfers do: all of them, one after the other, or none; the state has them
/// then, or is as it was.
///
/// # Errors
/// Which one may not be, and why.
pub fn apply_linked(
    state: &mut State,
    transfers: &[Transfer],
    now: Timestamp,
) -> Result<Vec<Effects>, (usize, Refusal)> {
    let before = state.remember_accounts(transfers);
    let mut all: Vec<Effects> = Vec::with_capacity(transfers.len());
    for (at, transfer) in transfers.iter().enumerate() {
        match apply(state, transfer, now) {
            Ok(effects) => {
                state.absorb(&effects);
                all.push(effects);
            }
            Err(refusal) => {
                state.restore(before);
                return Err((at, refusal));
            }
        }
    }
    Ok(all)
}

/// What a transfer changes where the money leaves, and where it arrives; `held` is what the pending
/// transfer that it resolves holds.
#[must_use]
pub const fn changes(transfer: &Transfer, held: i64) -> [Change; 2] {
    let amount = transfer.amount.minor;
    let (moved, held) = match transfer.step {
        Step::Posted | Step::Reverse(_) => (amount, 0),
        Step::Pending | Step::PendingUntil(_) => (0, amount),
        Step::Post(_) => (amount, -held),
        Step::Void(_) | Step::Expire(_) => (0, -held),
    };
    [
        Change { posted: -moved, held, expected: 0 },
        Change { posted: moved, held: 0, expected: held },
    ]
}

/// Whether money leaves, now or later; a void and an expiry only give back.
const fn leaves(step: Step) -> bool {
    !matches!(step, Step::Void(_) | Step::Expire(_))
}

/// What a pending transfer holds, and since when.
#[derive(Clone, Copy)]
struct Hold {
    amount: i64,
    since: Timestamp,
}

/// The hold that a transfer resolves, if it resolves one.
fn hold(state: &State, transfer: &Transfer, at: Timestamp) -> Result<Option<Hold>, Refusal> {
    let Some(id) = transfer.step.pending() else {
        return Ok(None);
    };
    let pending = state
        .transfer(id)
        .filter(|p| p.transfer.step.is_pending())
        .filter(|p| (p.transfer.debit, p.transfer.credit) == (transfer.debit, transfer.credit))
        .filter(|p| p.transfer.amount.currency == transfer.amount.currency)
        .ok_or(Refusal::UnknownPending)?;
    if state.is_resolved(id) {
        return Err(Refusal::Resolved);
    }
    let held = pending.transfer.amount.minor;
    if transfer.amount.minor > held {
        return Err(Refusal::OverPending { held });
    }
    let over = pending.transfer.step.expires().is_some_and(|until| until <= at);
    match transfer.step {
        Step::Post(_) if over => Err(Refusal::Expired),
        Step::Expire(_) if !over => Err(Refusal::NotExpired),
        _ => Ok(Some(Hold { amount: held, since: pending.at })),
    }
}

/// Refuses what goes back of a transfer that moved nothing, elsewhere, or less than that.
fn reversible(state: &State, transfer: &Transfer) -> Result<(), Refusal> {
    let Some(id) = transfer.step.reverses() else {
        return Ok(());
    };
    let moved = state
        .transfer(id)
        .map(|effects| &effects.transfer)
        .filter(|t| matches!(t.step, Step::Posted | Step::Post(_)))
        .filter(|t| (t.credit, t.debit) == (transfer.debit, transfer.credit))
        .filter(|t| t.amount.currency == transfer.amount.currency)
        .ok_or(Refusal::UnknownReversed)?;
    let left = moved.amount.minor - state.reversed(id);
    if transfer.amount.minor > left {
        return Err(Refusal::OverReversed { left });
    }
    Ok(())
}

fn enter(
    account: &Account,
    change: Change,
    at: Timestamp,
    since: Option<Timestamp>,
) -> Result<Entry, Refusal> {
    let (before, limits) = (account.balance, &account.limits);
    let after = before.with(change).ok_or(Refusal::TooMuch)?;
    let less = after.available() < before.available();
    if let Some(floor) = limits.floor.filter(|floor| less && after.available() < *floor) {
        return Err(Refusal::TooLittle { missing: floor.saturating_sub(after.available()) });
    }
    let full = |balance: Balance| balance.posted.checked_add(balance.expected);
    let (was, is) = (full(before), full(after).ok_or(Refusal::TooMuch)?);
    if limits.ceiling.is_some_and(|ceiling| is > ceiling) && was.is_none_or(|was| is > was) {
        return Err(Refusal::TooMuch);
    }
    let today = account.today.with(change, at, since).ok_or(Refusal::TooMuch)?;
    if less {
        within_day(account, today, before.available() - after.available())?;
    }
    Ok(Entry { account: account.id, change, after, today })
}

/// Refuses what makes more leave in a day than may.
fn within_day(account: &Account, today: Today, leaving: i64) -> Result<(), Refusal> {
    let net = today.out.saturating_sub(today.into);
    let over = |most: Option<i64>, is: i64| most.map_or(0, |most| is.saturating_sub(most));
    let over = over(account.limits.day_gross, today.out).max(over(account.limits.day_net, net));
    if over > 0 {
        return Err(Refusal::OverDay { left: leaving.saturating_sub(over).max(0) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::account::{Limits, Side};
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
            let limits = Limits { ceiling: Some(10_000), ..Limits::PERSON };
            let account = AccountId(id(n as u128));
            let mut account = Account::new(account, cny(0).currency, Side::Liability, limits);
            account.balance.posted = *posted;
            state.insert(account);
        }
        state
    }

    const NOW: Timestamp = Timestamp::from_seconds(1_700_000_000);

    fn apply_at(state: &State, transfer: &Transfer) -> Result<Effects, Refusal> {
        apply(state, transfer, NOW)
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
        let refused = apply_at(&state(&[70, 0]), &transfer(9, Step::Posted, 0, 1, 100));
        assert_eq!(refused, Err(Refusal::TooLittle { missing: 30 }), "30 of 100 are missing");
    }

    #[test]
    fn holds_count_as_spent_until_they_are_voided() {
        let mut state = state(&[100, 0]);
        let hold = transfer(9, Step::Pending, 0, 1, 80);
        state.absorb(&apply_at(&state, &hold).expect("there is enough"));
        let second = transfer(10, Step::Posted, 0, 1, 30);
        assert_eq!(
            apply_at(&state, &second),
            Err(Refusal::TooLittle { missing: 10 }),
            "held money cannot be spent"
        );
        let void = transfer(11, Step::Void(id(9)), 0, 1, 80);
        state.absorb(&apply_at(&state, &void).expect("it is pending"));
        assert!(apply_at(&state, &second).is_ok(), "voided money is free again");
    }

    #[test]
    fn a_hold_is_posted_in_part_and_only_once() {
        let mut state = state(&[100, 0]);
        state.absorb(&apply_at(&state, &transfer(9, Step::Pending, 0, 1, 80)).expect("enough"));
        let over = transfer(10, Step::Post(id(9)), 0, 1, 81);
        assert_eq!(
            apply_at(&state, &over),
            Err(Refusal::OverPending { held: 80 }),
            "no more than what is held"
        );
        let post = transfer(11, Step::Post(id(9)), 0, 1, 50);
        state.absorb(&apply_at(&state, &post).expect("less than what is held"));
        let left: Vec<Balance> = state.accounts().map(|a| a.balance).collect();
        assert_eq!(
            (left[0].posted, left[0].held, left[1].posted, left[1].expected),
            (50, 0, 50, 0),
            "the rest is free again on both sides"
        );
        assert_eq!(
            apply_at(&state, &transfer(12, Step::Void(id(9)), 0, 1, 80)),
            Err(Refusal::Resolved),
            "what was posted cannot be voided"
        );
    }

    #[test]
    fn an_identifier_stands_for_one_transfer() {
        let mut state = state(&[100, 0]);
        let first = transfer(9, Step::Posted, 0, 1, 40);
        let effects = apply_at(&state, &first).expect("enough");
        state.absorb(&effects);
        assert_eq!(apply_at(&state, &first), Ok(effects), "again is the same");
        assert_eq!(
            apply_at(&state, &transfer(9, Step::Posted, 0, 1, 41)),
            Err(Refusal::IdTaken),
            "another amount is another transfer"
        );
    }

    #[test]
    fn impossible_transfers_are_refused() {
        let state = state(&[i64::MAX, 9_990]);
        let refusal = |t| apply_at(&state, &t).expect_err("impossible");
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

    #[test]
    fn a_hold_ends_by_itself_and_not_before() {
        let mut state = state(&[100, 0]);
        let until = NOW.plus_seconds(60);
        let hold = transfer(9, Step::PendingUntil(until), 0, 1, 80);
        state.absorb(&apply_at(&state, &hold).expect("there is enough"));
        let expire = transfer(10, Step::Expire(id(9)), 0, 1, 80);
        assert_eq!(apply_at(&state, &expire), Err(Refusal::NotExpired), "its time is not over");
        let post = transfer(11, Step::Post(id(9)), 0, 1, 80);
        assert!(apply_at(&state, &post).is_ok(), "until then it can be posted");
        assert_eq!(apply(&state, &post, until), Err(Refusal::Expired), "but not at that moment");
        let effects = apply(&state, &expire, until).expect("its time is over");
        assert_eq!(effects.entries[0].after.available(), 100, "all of it is free again");
    }

    #[test]
    fn no_more_goes_back_than_came() {
        let mut state = state(&[100, 500]);
        state.absorb(&apply_at(&state, &transfer(9, Step::Posted, 0, 1, 80)).expect("enough"));
        let back = |n, minor| transfer(n, Step::Reverse(id(9)), 1, 0, minor);
        state.absorb(&apply_at(&state, &back(10, 50)).expect("part of it"));
        assert_eq!(
            apply_at(&state, &back(11, 31)),
            Err(Refusal::OverReversed { left: 30 }),
            "30 of 80 are left"
        );
        state.absorb(&apply_at(&state, &back(12, 30)).expect("the rest"));
        assert_eq!(apply_at(&state, &back(13, 1)), Err(Refusal::OverReversed { left: 0 }), "gone");
        let of_back = transfer(14, Step::Reverse(id(10)), 0, 1, 1);
        assert_eq!(apply_at(&state, &of_back), Err(Refusal::UnknownReversed), "once back is back");
        let wrong_way = transfer(15, Step::Reverse(id(9)), 0, 1, 1);
        assert_eq!(apply_at(&state, &wrong_way), Err(Refusal::UnknownReversed), "not twice out");
    }

    #[test]
    fn days_have_their_limits_and_holds_count() {
        let mut state = state(&[1_000, 1_000]);
        let limits = Limits { day_gross: Some(300), day_net: Some(200), ..Limits::PERSON };
        state.limit(AccountId(id(0)), limits);
        state.absorb(&apply_at(&state, &transfer(9, Step::Pending, 0, 1, 150)).expect("within"));
        let more = transfer(10, Step::Posted, 0, 1, 51);
        assert_eq!(apply_at(&state, &more), Err(Refusal::OverDay { left: 50 }), "net of arrivals");
        state.absorb(&apply_at(&state, &transfer(11, Step::Posted, 1, 0, 120)).expect("arrives"));
        state.absorb(&apply_at(&state, &more).expect("arrivals make room"));
        let gross = transfer(12, Step::Posted, 0, 1, 100);
        assert_eq!(apply_at(&state, &gross), Err(Refusal::OverDay { left: 99 }), "gross has none");
        let tomorrow = NOW.plus_seconds(24 * 60 * 60);
        let void = transfer(13, Step::Void(id(9)), 0, 1, 150);
        state.absorb(&apply(&state, &void, tomorrow).expect("it is pending"));
        let at_most = transfer(14, Step::Posted, 0, 1, 201);
        assert_eq!(
            apply(&state, &at_most, tomorrow),
            Err(Refusal::OverDay { left: 200 }),
            "what yesterday held is not given back to today"
        );
    }

    #[test]
    fn nothing_leaves_a_frozen_account_but_it_gives_back() {
        let mut state = state(&[100, 100]);
        state.absorb(&apply_at(&state, &transfer(9, Step::Pending, 0, 1, 40)).expect("enough"));
        let account = AccountId(id(0));
        state.limit(account, Limits { frozen: true, ..Limits::PERSON });
        for step in [Step::Posted, Step::Pending, Step::Post(id(9))] {
            let refused = apply_at(&state, &transfer(10, step, 0, 1, 1));
            assert_eq!(refused, Err(Refusal::Frozen(account)), "{step:?}");
        }
        assert!(apply_at(&state, &transfer(11, Step::Void(id(9)), 0, 1, 40)).is_ok(), "gives back");
        assert!(apply_at(&state, &transfer(12, Step::Posted, 1, 0, 40)).is_ok(), "and takes in");
    }

    #[test]
    fn nothing_is_dated_before_what_its_accounts_have_seen() {
        let mut state = state(&[100, 0]);
        state.absorb(&apply_at(&state, &transfer(9, Step::Posted, 0, 1, 1)).expect("enough"));
        let earlier = NOW.plus_seconds(-3_600);
        let effects = apply(&state, &transfer(10, Step::Posted, 0, 1, 1), earlier).expect("enough");
        assert_eq!(effects.at, NOW, "a clock that went back does not take the ledger along");
    }
}
