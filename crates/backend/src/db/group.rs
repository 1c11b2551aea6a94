//! Group commit: transactions that come at the same time reach the disk together.
//!
//! One connection writes. Whoever has it while others wait leaves the transaction open for them,
//! each in a savepoint of its own, and the last one commits for all; nobody is answered before
//! that. So nothing that was acknowledged is lost, and a wait for the disk is shared.

use super::pool::held;
use super::{DbError, Outcome};
use parking_lot::{FairMutex, FairMutexGuard};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Who may reach the disk together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// How many transactions.
    pub(super) most: usize,
    /// How long the first of them may wait for the others.
    pub(super) longest: Duration,
}

impl Group {
    /// Each transaction by itself.
    pub(super) const ONE: Self = Self { most: 1, longest: Duration::ZERO };
}

/// What a connection has to do for transactions to share a commit.
pub(super) trait Connection {
    /// Begins a transaction.
    fn begin(&mut self) -> Result<(), DbError>;
    /// Begins what can be taken back by itself within the transaction.
    fn begin_member(&mut self) -> Result<(), DbError>;
    /// Ends that: keeps it, or takes it back.
    fn end_member(&mut self, outcome: Outcome) -> Result<(), DbError>;
    /// Puts the transaction on the disk.
    fn commit(&mut self) -> Result<(), DbError>;
    /// Takes the transaction back, if there is one.
    fn roll_back(&mut self);
    /// Whether a transaction is open: an engine may end it by itself after a fault.
    fn is_open(&self) -> bool;
    /// Whether the transaction sees a state of the data that is too old for others to join it.
    fn is_stale(&self) -> bool {
        false
    }
}

/// A connection whose writers share commits.
pub(super) struct Shared<C> {
    /// Whoever asked first has it next, so that nobody waits while others come and go.
    state: FairMutex<State<C>>,
    /// How many want the connection and do not have it.
    waiting: AtomicUsize,
    limits: Group,
    commits: AtomicU64,
}

struct State<C> {
    connection: C,
    /// The transaction that is open, if one is.
    group: Option<OpenGroup>,
}

struct OpenGroup {
    since: Instant,
    members: usize,
    fate: Arc<Fate>,
}

/// What becomes of a group, told to each of its members.
#[derive(Default)]
struct Fate {
    told: Mutex<Option<bool>>,
    changed: Condvar,
}

impl Fate {
    fn tell(&self, kept: bool) {
        *held(&self.told) = Some(kept);
        self.changed.notify_all();
    }

    fn wait(&self) -> bool {
        let mut told = held(&self.told);
        loop {
            if let Some(kept) = *told {
                return kept;
            }
            told = self.changed.wait(told).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// What became of one that wrote.
enum Done {
    /// It is over: the answer is on the disk, or there is none.
    Over(Result<(), DbError>),
    /// Others go on; wait for what becomes of all.
    Left(Arc<Fate>),
}

impl<C: Connection> Shared<C> {
    /// A connection whose writers share commits, within these limits.
    pub(super) fn new(connection: C, limits: Group) -> Self {
        let state = FairMutex::new(State { connection, group: None });
        Self { state, waiting: AtomicUsize::new(0), limits, commits: AtomicU64::new(0) }
    }

    /// How often something was put on the disk so far.
    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Runs `work` on the connection and returns when it is on the disk. Where the group was lost
    /// with somebody else, `work` runs again.
    pub(super) fn write(&self, work: &mut dyn FnMut(&mut C) -> Outcome) -> Result<(), DbError> {
        loop {
            match self.one(work) {
                Done::Over(result) => return result,
                Done::Left(fate) if fate.wait() => return Ok(()),
                Done::Left(_) => {}
            }
        }
    }

    /// The connection, outside of any transaction.
    pub(super) fn alone<T>(
        &self,
        work: impl FnOnce(&mut C) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let mut state = self.enter();
        state.close()?;
        work(&mut state.connection)
    }

    fn enter(&self) -> FairMutexGuard<'_, State<C>> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let state = self.state.lock();
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        state
    }

    fn one(&self, work: &mut dyn FnMut(&mut C) -> Outcome) -> Done {
        let mut state = self.enter();
        let first = state.group.is_none();
        if let Err(error) = state.join() {
            return Done::Over(Err(error));
        }
        let mut panicked = Abandon(&mut state, true);
        let outcome = work(&mut panicked.0.connection);
        panicked.1 = false;
        drop(panicked);
        if let Err(error) = state.end_member(first, outcome) {
            state.lose();
            return Done::Over(Err(error));
        }
        let Some(group) = &state.group else {
            return Done::Over(Ok(()));
        };
        let more = self.waiting.load(Ordering::SeqCst) > 0
            && group.members < self.limits.most
            && group.since.elapsed() < self.limits.longest
            && !state.connection.is_stale();
        if more {
            return Done::Left(group.fate.clone());
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        Done::Over(state.close())
    }
}

impl<C: Connection> State<C> {
    /// Begins a transaction, or joins the one that is open.
    fn join(&mut self) -> Result<(), DbError> {
        match &mut self.group {
            None => {
                self.connection.begin()?;
                let fate = Arc::default();
                self.group = Some(OpenGroup { since: Instant::now(), members: 1, fate });
                Ok(())
            }
            Some(group) => {
                group.members += 1;
                self.connection.begin_member().inspect_err(|_| self.lose())
            }
        }
    }

    /// Ends the part of one member; the first has none of its own, and alone rolls all back.
    fn end_member(&mut self, first: bool, outcome: Outcome) -> Result<(), DbError> {
        if !self.connection.is_open() {
            self.lose();
            return match outcome {
                // Its own error says what happened.
                Outcome::RollBack => Ok(()),
                Outcome::Commit => Err(DbError::Other("the transaction ended by itself".into())),
            };
        }
        match (first, outcome) {
            (true, Outcome::Commit) => Ok(()),
            (true, Outcome::RollBack) => {
                self.lose();
                Ok(())
            }
            (false, outcome) => self.connection.end_member(outcome),
        }
    }

    /// Puts the open transaction on the disk, and tells its members.
    fn close(&mut self) -> Result<(), DbError> {
        let Some(group) = self.group.take() else {
            return Ok(());
        };
        let result = self.connection.commit();
        if result.is_err() {
            self.connection.roll_back();
        }
        group.fate.tell(result.is_ok());
        result
    }

    /// Takes the open transaction back; its members try again.
    fn lose(&mut self) {
        self.connection.roll_back();
        if let Some(group) = self.group.take() {
            group.fate.tell(false);
        }
    }
}

/// Takes the transaction back where the work in it panics.
struct Abandon<'a, C: Connection>(&'a mut State<C>, bool);

impl<C: Connection> Drop for Abandon<'_, C> {
    fn drop(&mut self) {
        if self.1 {
            self.0.lose();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    const MANY: Group = Group { most: 512, longest: Duration::from_millis(10) };

    /// A list that is written as a database is, and a disk that may fail.
    #[derive(Default)]
    struct List {
        disk: Vec<usize>,
        open: Option<Vec<usize>>,
        marks: Vec<usize>,
        commits: usize,
        fails: Arc<AtomicBool>,
    }

    impl Connection for List {
        fn begin(&mut self) -> Result<(), DbError> {
            assert!(self.open.is_none(), "one transaction at a time");
            self.open = Some(self.disk.clone());
            Ok(())
        }
        fn begin_member(&mut self) -> Result<(), DbError> {
            self.marks.push(self.open.as_ref().expect("it is open").len());
            Ok(())
        }
        fn end_member(&mut self, outcome: Outcome) -> Result<(), DbError> {
            let mark = self.marks.pop().expect("it was begun");
            if outcome == Outcome::RollBack {
                self.open.as_mut().expect("it is open").truncate(mark);
            }
            Ok(())
        }
        fn commit(&mut self) -> Result<(), DbError> {
            thread::sleep(Duration::from_millis(2));
            if self.fails.swap(false, Ordering::SeqCst) {
                return Err(DbError::Full("no room".into()));
            }
            self.disk = self.open.take().expect("it is open");
            self.commits += 1;
            Ok(())
        }
        fn roll_back(&mut self) {
            self.open = None;
            self.marks.clear();
        }
        fn is_open(&self) -> bool {
            self.open.is_some()
        }
    }

    fn push(list: &mut List, n: usize) {
        list.open.as_mut().expect("it is open").push(n);
    }

    fn on_disk(shared: &Shared<List>, n: usize) -> bool {
        shared.alone(|list| Ok(list.disk.contains(&n))).expect("it can be read")
    }

    #[test]
    fn those_who_come_at_once_share_commits_and_fail_alone() {
        let shared = Shared::new(List::default(), MANY);
        let total = AtomicUsize::new(0);
        thread::scope(|scope| {
            for n in 0..64 {
                let (shared, total) = (&shared, &total);
                scope.spawn(move || {
                    for turn in 0..20 {
                        let keep = (n + turn) % 3 != 0;
                        let outcome = if keep { Outcome::Commit } else { Outcome::RollBack };
                        shared
                            .write(&mut |list| {
                                push(list, n * 100 + turn);
                                outcome
                            })
                            .expect("the disk is well");
                        if keep {
                            total.fetch_add(1, Ordering::SeqCst);
                            let there = n > 0 || on_disk(shared, n * 100 + turn);
                            assert!(there, "what was answered is on disk");
                        }
                    }
                });
            }
        });
        let (disk, commits) =
            shared.alone(|list| Ok((list.disk.clone(), list.commits))).expect("it can be read");
        assert_eq!(disk.len(), total.load(Ordering::SeqCst), "each is there once, no other is");
        assert!(commits * 4 < disk.len(), "they shared commits: {commits} for {}", disk.len());
    }

    #[test]
    fn who_shared_a_commit_that_failed_tries_again() {
        let list = List::default();
        let fails = list.fails.clone();
        let shared = Shared::new(list, MANY);
        let failed = AtomicUsize::new(0);
        thread::scope(|scope| {
            for n in 0..32 {
                let (shared, fails, failed) = (&shared, &fails, &failed);
                scope.spawn(move || {
                    if n == 16 {
                        fails.store(true, Ordering::SeqCst);
                    }
                    let done = shared.write(&mut |list| {
                        push(list, n);
                        Outcome::Commit
                    });
                    if done.is_err() {
                        failed.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        let disk = shared.alone(|list| Ok(list.disk.clone())).expect("it can be read");
        assert_eq!(disk.len() + failed.load(Ordering::SeqCst), 32, "on disk, or told");
        assert!(failed.load(Ordering::SeqCst) <= 1, "only who met the fault is told of it");
    }

    #[test]
    fn a_panic_takes_back_its_own_work_only() {
        let shared = Shared::new(List::default(), MANY);
        thread::scope(|scope| {
            for n in 0..16 {
                let shared = &shared;
                scope.spawn(move || {
                    let write = std::panic::AssertUnwindSafe(|| {
                        shared.write(&mut |list| {
                            push(list, n);
                            assert_ne!(n, 5, "planted");
                            Outcome::Commit
                        })
                    });
                    assert_eq!(std::panic::catch_unwind(write).is_err(), n == 5, "only that one");
                });
            }
        });
        let disk = shared.alone(|list| Ok(list.disk.clone())).expect("it can be read");
        assert_eq!(disk.len(), 15, "all the others are there");
    }
}
