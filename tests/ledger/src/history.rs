//! Whether speed holds with history: a ledger that is long, turn by turn with one that is young.

use crate::speed::{NOW, PEOPLE, account, payment, world};
use rustix::time::{ClockId, clock_gettime};
use sampan_backend::db::{Db, DbError, Sql};
use sampan_backend::ports::People;
use sampan_backend::wallet::ledger;
use sampan_backend::wallet::ledger::journal::{Made, Owner};
use sampan_backend::wallet::statement;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::{Device, Person};
use sampan_protocol::wallet::statement::AskStatement;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

/// How long a ledger is that is young.
const YOUNG: u64 = 10_000;
/// How many transfers are measured together.
const BATCH: u64 = 1_000;
/// How often both are measured.
const TURNS: u64 = 21;
/// Seconds between two payments: everybody has about 200 a month.
const APART: i64 = 26;
/// Seconds of a month.
const MONTH: i64 = 30 * 24 * 60 * 60;

/// How much longer it takes to post where so many transfers were posted before than where few were,
/// and what looks at its past cost the processor.
#[must_use]
pub fn past(folder: &Path, transfers: u64) -> Value {
    let ((young, _young_home), (old, _old_home)) = (world(folder), world(folder));
    let began = Instant::now();
    fill(&young, YOUNG);
    fill(&old, transfers);
    let filled = began.elapsed().as_secs();
    let (mut early, mut late) = (Spent::default(), Spent::default());
    for turn in 0..TURNS {
        early.add(&young, YOUNG + turn * BATCH);
        late.add(&old, transfers + turn * BATCH);
    }
    let times = |late: u64, early: u64| late as f64 / early.max(1) as f64;
    let (early, late) = (early.medians(), late.medians());
    let seconds = APART * i64::try_from(transfers).unwrap_or(i64::MAX);
    json!({
        "transfers": transfers,
        "filled_in_s": filled,
        "post_1000_us": {"young": early.0, "old": late.0},
        "post_1000_cpu_us": {"young": early.1, "old": late.1},
        "ratio": times(late.0, early.0),
        "cpu_ratio": times(late.1, early.1),
        "balance_at_cpu_us": looks(|n| balance(&old, n, seconds)),
        "month_of_bills_cpu_us": looks(|n| month(&old, n, seconds)),
    })
}

/// Times of batches, and what they cost the processor, microseconds.
#[derive(Default)]
struct Spent {
    waited: Vec<u64>,
    busy: Vec<u64>,
}

impl Spent {
    fn add(&mut self, db: &Db, first: u64) {
        let (start, busy) = (Instant::now(), busy());
        post(db, first..first + BATCH);
        self.busy.push(self::busy() - busy);
        self.waited.push(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX));
    }

    fn medians(mut self) -> (u64, u64) {
        self.waited.sort_unstable();
        self.busy.sort_unstable();
        (self.waited[self.waited.len() / 2], self.busy[self.busy.len() / 2])
    }
}

fn fill(db: &Db, transfers: u64) {
    db.set_durable(false).expect("it can be chosen");
    for first in (0..transfers).step_by(5_000) {
        post(db, first..transfers.min(first + 5_000));
    }
    db.set_durable(true).expect("it can be chosen");
}

fn post(db: &Db, numbers: std::ops::Range<u64>) {
    let at = |n: u64| NOW.plus_seconds(APART * i64::try_from(n).unwrap_or(i64::MAX));
    let all: Vec<[Made; 1]> = numbers.map(|n| [Made { at: at(n), ..payment(n) }]).collect();
    let groups: Vec<&[Made]> = all.iter().map(<[Made; 1]>::as_slice).collect();
    let outcomes = db.write(|sql| ledger::batch(sql, &groups)).expect("it is written");
    assert!(outcomes.iter().all(Result::is_ok), "everybody has enough");
}

/// What looks cost the processor: the median, and what one in a hundred costs more than.
fn looks(look: impl Fn(i64)) -> Value {
    let one = |n| {
        let start = busy();
        look(n);
        busy() - start
    };
    let mut spent: Vec<u64> = (0..1_000).map(one).collect();
    spent.sort_unstable();
    json!({"p50": spent[500], "p99": spent[990]})
}

/// The n-th look back: at whom, and when, anywhere in so many seconds.
fn somewhere(n: i64, seconds: i64) -> (u128, Timestamp) {
    let who = 1 + n.unsigned_abs() as u128 * 7_919 % PEOPLE;
    (who, NOW.plus_seconds(n * 1_000_003 % seconds.max(1)))
}

fn balance(db: &Db, n: i64, seconds: i64) {
    let (who, at) = somewhere(n, seconds);
    let found = db.read(|sql| ledger::balance_at(sql, account(who), at));
    assert!(found.expect("it can be read").is_some(), "everybody has an account");
}

fn month(db: &Db, n: i64, seconds: i64) {
    let (who, from) = somewhere(n, (seconds - MONTH).max(1));
    let (owner, to) = (Owner::System(format!("trial/{who}")), from.plus_seconds(MONTH));
    let ask = AskStatement { account: account(who), from, to, after: 0, limit: 1_000 };
    let page = db.read(|sql| statement::page(sql, &Nobody, &owner, to, &ask));
    assert!(!page.expect("it can be read").lines.is_empty(), "everybody pays every month");
}

/// How long this thread kept a processor busy so far, microseconds.
fn busy() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    u64::try_from(time.tv_sec * 1_000_000 + time.tv_nsec / 1_000).unwrap_or_default()
}

/// The accounts are the service's own: nobody has a name.
struct Nobody;

impl People for Nobody {
    fn person(&self, _: &mut dyn Sql, _: PersonId) -> Result<Option<Person>, DbError> {
        Ok(None)
    }

    fn by_handle(&self, _: &mut dyn Sql, _: &str) -> Result<Option<Person>, DbError> {
        Ok(None)
    }

    fn device(&self, _: &mut dyn Sql, _: DeviceId) -> Result<Option<(PersonId, Device)>, DbError> {
        Ok(None)
    }

    fn joined_others(&self, _: &mut dyn Sql, _: DeviceId) -> Result<Option<Timestamp>, DbError> {
        Ok(None)
    }

    fn is_operator(&self, _: &mut dyn Sql, _: PersonId) -> Result<bool, DbError> {
        Ok(false)
    }

    fn operators(&self, _: &mut dyn Sql) -> Result<Vec<PersonId>, DbError> {
        Ok(Vec::new())
    }

    fn is_frozen(&self, _: &mut dyn Sql, _: PersonId) -> Result<bool, DbError> {
        Ok(false)
    }
}
