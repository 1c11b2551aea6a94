//! Properties of the ledger's rule and journal that hold for every sequence of transfers.

use super::account::{Account, Limits, Side};
use super::journal::{Declaration, Head, Line, Made, OpenAccount, Order, Owner};
use super::merkle::Tree;
use super::refusal::Refusal;
use super::replay::{Audit, Replay, Told};
use super::rule::{self, apply_linked};
use super::seal::Seal;
use super::state::State;
use super::transfer::{Effects, Step, Transfer};
use proptest::prelude::*;
use proptest::sample::Index;
use sampan_protocol::ids::{AccountId, PersonId};
use sampan_protocol::time::Timestamp;
use sampan_protocol::{Currency, Money};
use std::collections::BTreeMap;
use uuid::Uuid;

const PEOPLE: u128 = 5;
const CODES: [&str; 2] = ["CNY", "JPY"];

fn currency(code: &str) -> Currency {
    Currency::new(code).expect("listed")
}

/// In each currency account 0 is the rail, the others are people's.
fn account_id(code: usize, n: u128) -> AccountId {
    AccountId(Uuid::from_u128(1_000 * (code as u128 + 1) + n))
}

const NOW: Timestamp = Timestamp::from_seconds(1_700_000_001);

fn people() -> Limits {
    Limits {
        ceiling: Some(1_000_000),
        day_gross: Some(9_000),
        day_net: Some(6_000),
        ..Limits::PERSON
    }
}

/// Later transfers come later, a minute each.
fn time_of(transfer: &Transfer) -> Timestamp {
    NOW.plus_seconds(60 * i64::try_from(transfer.id.as_u128() % 1_000_000).expect("few"))
}

fn apply(state: &State, transfer: &Transfer) -> Result<Effects, Refusal> {
    rule::apply(state, transfer, time_of(transfer))
}

fn accounts() -> Vec<OpenAccount> {
    let one = |code: usize, n: u128| OpenAccount {
        account: Account::new(
            account_id(code, n),
            currency(CODES[code]),
            if n == 0 { Side::Asset } else { Side::Liability },
            if n == 0 { Limits::NONE } else { people() },
        ),
        owner: match n {
            0 => Owner::System("rail/sandbox".to_owned()),
            n => Owner::Person(PersonId(Uuid::from_u128(n))),
        },
        opened: Timestamp::from_seconds(1_700_000_000),
    };
    (0..CODES.len()).flat_map(|code| (0..=PEOPLE).map(move |n| one(code, n))).collect()
}

fn fresh() -> State {
    let mut state = State::default();
    for opened in accounts() {
        state.insert(opened.account);
    }
    state
}

/// Transfers of every step; those that resolve name one that came before, rightly or wrongly.
fn transfers() -> impl Strategy<Value = Vec<Transfer>> {
    let one = (0..CODES.len(), 0..=PEOPLE, 0..=PEOPLE, -5..2_000i64, 0..14u8, any::<Index>());
    prop::collection::vec(one, 1..60).prop_map(|seeds| {
        let mut made: Vec<Transfer> = Vec::new();
        for (n, (code, debit, credit, minor, step, earlier)) in seeds.into_iter().enumerate() {
            let id = Uuid::from_u128(1_000_000 + n as u128);
            let mut transfer = Transfer {
                id,
                step: Step::Posted,
                debit: account_id(code, if n < 5 { 0 } else { debit }),
                credit: account_id(code, credit),
                amount: Money::new(minor, currency(CODES[code])),
            };
            let earlier = |is: fn(Step) -> bool| -> Option<Transfer> {
                let fitting: Vec<&Transfer> = made.iter().filter(|t| is(t.step)).collect();
                (!fitting.is_empty()).then(|| *fitting[earlier.index(fitting.len())])
            };
            let until = time_of(&transfer).plus_seconds(600);
            let resolve = |step: fn(Uuid) -> Step| {
                earlier(Step::is_pending).map(|held| {
                    let minor = transfer.amount.minor.min(held.amount.minor);
                    let amount = Money::new(minor, held.amount.currency);
                    Transfer { id, step: step(held.id), amount, ..held }
                })
            };
            let back = || {
                let moved = earlier(|step| matches!(step, Step::Posted | Step::Post(_)))?;
                let minor = transfer.amount.minor.min(moved.amount.minor);
                let amount = Money::new(minor, moved.amount.currency);
                let (debit, credit) = (moved.credit, moved.debit);
                Some(Transfer { id, step: Step::Reverse(moved.id), debit, credit, amount })
            };
            transfer = match step {
                0..=4 => None,
                5 | 6 => Some(Transfer { step: Step::Pending, ..transfer }),
                7 => Some(Transfer { step: Step::PendingUntil(until), ..transfer }),
                8 => resolve(Step::Void),
                9 | 10 => resolve(Step::Expire),
                11 => resolve(Step::Post),
                _ => back(),
            }
            .unwrap_or(transfer);
            made.push(transfer);
        }
        made
    })
}

fn run(state: &mut State, transfers: &[Transfer]) {
    for transfer in transfers {
        if let Ok(effects) = apply(state, transfer) {
            state.absorb(&effects);
        }
    }
}

fn sums(state: &State) -> BTreeMap<Currency, (i64, i64)> {
    let mut sums = BTreeMap::new();
    for account in state.accounts() {
        let sum: &mut (i64, i64) = sums.entry(account.currency).or_default();
        sum.0 += account.balance.posted;
        sum.1 += account.balance.held - account.balance.expected;
    }
    sums
}

/// A ledger as it lies in the database.
#[derive(Debug, Clone)]
struct Written {
    accounts: Vec<OpenAccount>,
    transfers: Vec<Made>,
    lines: Vec<Line>,
    head: Head,
    limits: Vec<Declaration>,
    seals: Vec<Seal>,
}

fn write(transfers: &[Transfer]) -> Written {
    let (mut state, mut head) = (fresh(), Head::empty(1));
    let (mut lines, mut made, mut limits) = (Vec::new(), Vec::new(), Vec::new());
    let mut opened = accounts();
    for account in &mut opened {
        account.account.balance.version = 1;
        account.account.changed = account.opened;
        lines.push(head.open(account));
        limits.push(account.declaration());
        state.insert(account.account.clone());
    }
    for (n, transfer) in transfers.iter().enumerate() {
        if n == 20 {
            let frozen = freeze(&mut state, time_of(transfer));
            lines.push(head.limited(&frozen.0, frozen.1.balance));
            limits.push(frozen.0);
        }
        let Ok(effects) = apply(&state, transfer) else {
            continue;
        };
        state.absorb(&effects);
        let one = Made {
            transfer: *transfer,
            purpose: "wallet.transfer".to_owned(),
            order: (transfer.amount.minor % 2 == 0)
                .then(|| Order { body: "{\"op\": 1}".to_owned(), signature: "ab12".to_owned() }),
            at: effects.at,
        };
        lines.extend(head.moved(&one, &effects));
        made.push(one);
    }
    for (opened, account) in opened.iter_mut().zip(state.accounts()) {
        assert_eq!(opened.account.id, account.id, "both are sorted");
        opened.account = account.clone();
    }
    let mut lasts = BTreeMap::new();
    for line in &mut lines {
        line.before = lasts.insert(line.account, line.id());
    }
    let mut tree = Tree::default();
    lines[..7].iter().for_each(|line| tree.push(&line.hash));
    let seals = vec![Seal { stream: 1, hour: 472_222, first: 1, last: 7, root: tree.root() }];
    Written { accounts: opened, transfers: made, lines, head, limits, seals }
}

/// Freezes an account, as an operator does.
fn freeze(state: &mut State, at: Timestamp) -> (Declaration, Account) {
    let account = state.account_mut(account_id(0, 1)).expect("it is there");
    account.limits.frozen = true;
    account.balance.version += 1;
    account.changed = at.max(account.changed);
    let (version, limits) = (account.balance.version, account.limits);
    let declared =
        Declaration { account: account.id, version, limits, order: None, at: account.changed };
    (declared, account.clone())
}

fn audit(written: &Written) -> Audit {
    let mut replay =
        Replay::new(written.accounts.clone(), vec![written.head.clone()], written.seals.clone());
    for line in &written.lines {
        let find = |id: Uuid| written.transfers.iter().find(|m| m.transfer.id == id).cloned();
        let made = find(line.subject);
        let named = made.as_ref().and_then(|made| made.transfer.step.names()).and_then(find);
        let version = (line.account, line.after.version);
        let declared = written.limits.iter().find(|l| (l.account, l.version) == version).cloned();
        replay.line(line, &Told { made, named, declared });
    }
    replay.finish()
}

/// Changes one byte of one row; none where the row can then no longer be read, or reads the same.
fn altered(written: &Written, row: Index, byte: Index, to: u8) -> Option<Written> {
    // Which hour it was is the service's word; the root and what is under it are proved.
    fn sealed(row: &Seal, byte: Index, to: u8) -> Option<Seal> {
        alter(row, byte, to).filter(|new| (new.hour, new.first) == (row.hour, row.first))
    }
    fn alter<T>(row: &T, byte: Index, to: u8) -> Option<T>
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq,
    {
        let mut text = serde_json::to_vec(row).expect("rows are plain data");
        // A digit becomes another digit, so that most of what is changed can still be read.
        let alike = |b: u8| to.is_ascii_digit() == b.is_ascii_digit();
        let places: Vec<usize> = (0..text.len()).filter(|at| alike(text[*at])).collect();
        text[places[byte.index(places.len())]] = to;
        serde_json::from_slice(&text).ok().filter(|new| new != row)
    }
    let mut new = written.clone();
    let (a, t, l) = (new.accounts.len(), new.transfers.len(), new.lines.len());
    let d = new.limits.len();
    match row.index(a + t + l + d + 2) {
        n if n < a => new.accounts[n] = alter(&new.accounts[n], byte, to)?,
        n if n < a + t => new.transfers[n - a] = alter(&new.transfers[n - a], byte, to)?,
        n if n < a + t + l => new.lines[n - a - t] = alter(&new.lines[n - a - t], byte, to)?,
        n if n < a + t + l + d => {
            let n = n - a - t - l;
            new.limits[n] = alter(&new.limits[n], byte, to)?;
        }
        n if n == a + t + l + d => new.seals[0] = sealed(&new.seals[0], byte, to)?,
        _ => new.head = alter(&new.head, byte, to)?,
    }
    Some(new)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn money_is_conserved_and_nobody_overdraws(transfers in transfers()) {
        let mut state = fresh();
        for transfer in &transfers {
            if let Ok(effects) = apply(&state, transfer) {
                state.absorb(&effects);
            }
            for (currency, (posted, pending)) in sums(&state) {
                prop_assert_eq!((posted, pending), (0, 0), "{} must add up to zero", currency);
            }
            for account in state.accounts() {
                let spendable = account.balance.posted - account.balance.held;
                let low = account.limits.floor.is_some_and(|floor| spendable < floor);
                prop_assert!(!low, "{:?} is overdrawn", account);
                prop_assert!(account.balance.held >= 0 && account.balance.expected >= 0);
            }
        }
    }

    #[test]
    fn the_same_transfers_again_change_nothing(transfers in transfers()) {
        let mut state = fresh();
        let mut done = Vec::new();
        for transfer in &transfers {
            if let Ok(effects) = apply(&state, transfer) {
                state.absorb(&effects);
                done.push(effects);
            }
        }
        let before = state.clone();
        for effects in &done {
            let again = apply(&state, &effects.transfer);
            prop_assert_eq!(again.as_ref(), Ok(effects), "a repetition has the same effects");
            state.absorb(effects);
        }
        prop_assert_eq!(state, before);
    }

    #[test]
    fn disjoint_transfers_may_come_in_any_order(transfers in transfers(), cut in any::<Index>()) {
        // What happens in one currency never touches an account of the other.
        let (one, other): (Vec<_>, Vec<_>) = transfers
            .into_iter()
            .partition(|t| t.amount.currency == currency(CODES[0]));
        let (mut first, mut second, mut mixed) = (fresh(), fresh(), fresh());
        run(&mut first, &one);
        run(&mut first, &other);
        run(&mut second, &other);
        run(&mut second, &one);
        let cut = cut.index(one.len() + 1);
        run(&mut mixed, &one[..cut]);
        run(&mut mixed, &other);
        run(&mut mixed, &one[cut..]);
        prop_assert_eq!(&first, &second);
        prop_assert_eq!(&first, &mixed);
    }

    #[test]
    fn linked_transfers_succeed_or_fail_together(before in transfers(), linked in transfers()) {
        let mut state = fresh();
        run(&mut state, &before);
        let linked: Vec<Transfer> = linked
            .into_iter()
            .take(4)
            .map(|t| Transfer { id: Uuid::from_u128(t.id.as_u128() + 1_000_000), ..t })
            .collect();
        let now = NOW.plus_seconds(7_200);
        let (mut one_by_one, before) = (state.clone(), state.clone());
        let mut refused = None;
        for (at, transfer) in linked.iter().enumerate() {
            match rule::apply(&one_by_one, transfer, now) {
                Ok(effects) => one_by_one.absorb(&effects),
                Err(refusal) => {
                    refused = Some((at, refusal));
                    break;
                }
            }
        }
        match (apply_linked(&mut state, &linked, now), refused) {
            (Ok(_), None) => prop_assert_eq!(state, one_by_one),
            (Err(found), Some(expected)) => {
                prop_assert_eq!(found, expected);
                prop_assert_eq!(state, before, "nothing of it happened");
            }
            (found, expected) => prop_assert!(false, "{:?} is not {:?}", found, expected),
        }
    }

    #[test]
    fn an_untouched_ledger_passes_the_audit(transfers in transfers()) {
        let written = write(&transfers);
        let audit = audit(&written);
        prop_assert_eq!(&audit.first_bad, &None);
        prop_assert_eq!(audit.entries, written.lines.len() as u64);
        prop_assert!(audit.totals.values().all(|sum| *sum == 0));
    }

    #[test]
    fn an_audit_finds_any_altered_byte(
        transfers in transfers(),
        (row, byte, to) in (any::<Index>(), any::<Index>(), prop_oneof![b'0'..=b'9', b' '..=b'~']),
    ) {
        if let Some(altered) = altered(&write(&transfers), row, byte, to) {
            prop_assert!(audit(&altered).first_bad.is_some());
        }
    }

    #[test]
    fn an_audit_finds_any_missing_row(transfers in transfers(), row in any::<Index>()) {
        let mut written = write(&transfers);
        let (a, t) = (written.accounts.len(), written.transfers.len());
        let l = written.lines.len();
        match row.index(a + t + l + 1) {
            n if n < a => drop(written.accounts.remove(n)),
            n if n < a + t => drop(written.transfers.remove(n - a)),
            n if n < a + t + l => drop(written.lines.remove(n - a - t)),
            _ => drop(written.limits.pop()),
        }
        prop_assert!(audit(&written).first_bad.is_some());
    }
}
