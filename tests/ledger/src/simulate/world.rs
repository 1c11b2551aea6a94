//! A world: a ledger on a disk that may fail, its clients, and the model that it has to agree with.

use super::model::Model;
use super::plant::{Between, Plant};
use super::traffic::{self, Group, Offer};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use sampan_backend::db::{Db, DbError, Sql};
use sampan_backend::module::Module;
use sampan_backend::wallet::Wallet;
use sampan_backend::wallet::ledger;
use sampan_backend::wallet::ledger::journal::{OpenAccount, Owner};
use sampan_protocol::Timestamp;
use sampan_testvfs::{Disk, register};
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Something that must hold and does not.
#[derive(Debug, Clone)]
pub struct Violation {
    /// At which request of the world.
    pub at: u64,
    /// What is wrong.
    pub what: String,
}

/// What happened in worlds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Transfers that were asked for.
    pub asked: u64,
    /// Those that were made.
    pub made: u64,
    /// Groups that were refused.
    pub refused: u64,
    /// Requests that came again.
    pub repeated: u64,
    /// Power cuts.
    pub crashes: u64,
    /// Replays of the whole journal.
    pub audits: u64,
    /// Lines whose place under their hour's root was proved.
    pub proofs: u64,
    /// Balances at a past time that were compared.
    pub pasts: u64,
    /// Times that the clock jumped.
    pub jumps: u64,
}

/// A ledger with all that surrounds it.
pub struct World {
    pub(super) random: ChaCha8Rng,
    pub(super) disk: Disk,
    pub(super) address: String,
    pub(super) db: Option<Db>,
    pub(super) model: Model,
    pub(super) plant: Option<Plant>,
    pub(super) turn: u64,
    pub(super) now: Timestamp,
    pub(super) next: u128,
    /// Requests that are on their way, and will come again or late.
    pub(super) late: VecDeque<Group>,
    pub(super) offers: VecDeque<Offer>,
    pub(super) roots: BTreeMap<i64, String>,
    /// What happened so far.
    pub counts: Counts,
}

pub(super) type Done<T> = Result<T, Violation>;

impl World {
    /// Makes a world out of a seed.
    ///
    /// # Errors
    /// What does not hold from the start.
    pub fn new(seed: u64, plant: Option<Plant>) -> Done<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("world-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let disk = Disk::new();
        let mut world = Self {
            random: ChaCha8Rng::seed_from_u64(seed),
            disk: disk.clone(),
            address: format!("sqlite:ledger?vfs={name}"),
            db: None,
            model: Model::default(),
            plant,
            turn: 0,
            now: Timestamp::from_seconds(1_700_000_000),
            next: 10_000,
            late: VecDeque::new(),
            offers: VecDeque::new(),
            roots: BTreeMap::new(),
            counts: Counts::default(),
        };
        register(&name, &disk).map_err(|code| world.wrong(format!("SQLite says {code}")))?;
        world.start()?;
        if plant == Some(Plant::DiskLies) {
            disk.lie();
        }
        Ok(world)
    }

    /// Lets clients ask for so many transfers, and looks at the whole at the end.
    ///
    /// # Errors
    /// What does not hold.
    pub fn run(&mut self, ops: u64) -> Done<()> {
        while self.counts.asked < ops {
            self.time_passes();
            if self.random.random_range(0..30) == 0 {
                let writes = self.random.random_range(0..90);
                self.disk.cut_after(writes);
            }
            match self.random.random_range(0..100) {
                0..=3 => self.expire()?,
                4..=6 => self.limit()?,
                7..=8 => self.close_hours()?,
                9..=12 => self.look()?,
                _ => self.requests()?,
            }
            if self.disk.is_off() {
                self.restart()?;
            }
        }
        self.compare()
    }

    fn start(&mut self) -> Done<()> {
        self.open()?;
        let at = self.now;
        for account in traffic::accounts(&mut self.random) {
            let owner = Owner::System(account.id.to_string());
            let wanted = OpenAccount { account: account.clone(), owner, opened: at };
            self.write(|sql| ledger::open(sql, wanted.clone()).map(drop))
                .map_err(|error| self.wrong(error))?;
            self.model.open(&account, at);
        }
        Ok(())
    }

    pub(super) fn open(&mut self) -> Done<()> {
        let db = Db::open(&self.address).map_err(|error| self.wrong(error))?;
        db.migrate(&[("wallet", Wallet::default().migrations())])
            .map_err(|error| self.wrong(error))?;
        if self.plant == Some(Plant::NotDurable) {
            db.set_durable(false).map_err(|error| self.wrong(error))?;
        }
        self.db = Some(db);
        Ok(())
    }

    fn time_passes(&mut self) {
        let seconds = match self.random.random_range(0..200) {
            0 => 90_000,
            1 => -4_000,
            2..=5 => 3_600,
            _ => self.random.random_range(0..20),
        };
        self.counts.jumps += u64::from(!(0..20).contains(&seconds));
        self.now = self.now.plus_seconds(seconds);
    }

    fn expire(&mut self) -> Done<()> {
        let (now, first) = (self.now, self.next + 1_000);
        self.next = first + 1_000;
        let mut next = first;
        let new_id = |next: &mut u128| {
            *next += 1;
            Uuid::from_u128(*next)
        };
        let done = self.write(|sql| {
            next = first;
            ledger::expire(sql, now, 500, || new_id(&mut next))
        });
        let mut due: Vec<_> = self.model.overdue(now);
        due.truncate(500);
        match done {
            Ok(effects) => {
                if effects.len() != due.len() {
                    let what = format!("{} holds ended, not {}", effects.len(), due.len());
                    return Err(self.wrong(what));
                }
                let ended: Vec<Group> = effects.iter().map(|e| vec![e.transfer]).collect();
                ended.iter().try_for_each(|group| self.expect(group, Ok(())))
            }
            Err(error) if !self.disk.is_off() => Err(self.wrong(error)),
            Err(_) => {
                self.power_back()?;
                for n in 1..=due.len() as u128 {
                    let found = self.read(|sql| ledger::find(sql, Uuid::from_u128(first + n)))?;
                    if let Some(made) = found {
                        self.expect(&vec![made.transfer], Ok(()))?;
                    }
                }
                self.compare()
            }
        }
    }

    fn limit(&mut self) -> Done<()> {
        let (_, id) = traffic::somebody(&mut self.random);
        let limits = traffic::limits(&mut self.random);
        let now = self.now;
        match self.write(|sql| ledger::limit(sql, id, limits, None, now)) {
            Ok(_) => self.model.limit(id, limits, now),
            Err(error) if !self.disk.is_off() => return Err(self.wrong(error)),
            Err(_) => {
                self.power_back()?;
                let found = self.account(id)?;
                if found.account.limits == limits {
                    self.model.limit(id, limits, now);
                }
                self.compare()?;
            }
        }
        Ok(())
    }

    fn close_hours(&mut self) -> Done<()> {
        let now = self.now;
        match self.write(|sql| ledger::close_hours(sql, now)) {
            Err(error) if !self.disk.is_off() => Err(self.wrong(error)),
            _ => Ok(()),
        }
    }

    pub(super) fn restart(&mut self) -> Done<()> {
        self.power_back()?;
        self.compare()
    }

    pub(super) fn power_back(&mut self) -> Done<()> {
        self.counts.crashes += 1;
        self.db = None;
        let random = &mut self.random;
        self.disk.restart(&mut |below| random.random_range(0..below));
        self.open()
    }

    pub(super) fn write<T>(
        &mut self,
        mut work: impl FnMut(&mut dyn Sql) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        // As several processes would, each with a stream of its own.
        let lane = self.random.random_range(0..3);
        let (plant, turn) = (self.plant, &mut self.turn);
        let db = self.db.as_ref().expect("it is open");
        db.write(|sql| work(&mut Between { inner: sql, plant, lane, turn }))
    }

    pub(super) fn read<T>(
        &mut self,
        work: impl FnMut(&mut dyn Sql) -> Result<T, DbError>,
    ) -> Done<T> {
        let db = self.db.clone().expect("it is open");
        match db.read(work) {
            Ok(found) => Ok(found),
            Err(error) => Err(self.wrong(error)),
        }
    }

    pub(super) fn wrong(&self, what: impl std::fmt::Display) -> Violation {
        Violation { at: self.counts.asked, what: what.to_string() }
    }
}
