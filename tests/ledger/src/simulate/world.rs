//! A world: a ledger on a disk that may fail, its clients, and the model that it has to agree with.

use super::model::{Model, word};
use super::plant::{Between, Plant};
use super::traffic::{self, Group, Offer};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use sampan_backend::audit;
use sampan_backend::db::{Db, DbError, Sql};
use sampan_backend::module::Module;
use sampan_backend::wallet::Wallet;
use sampan_backend::wallet::ledger::journal::{Made, OpenAccount, Owner};
use sampan_backend::wallet::ledger::{self, Proven};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;
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
    random: ChaCha8Rng,
    disk: Disk,
    address: String,
    db: Option<Db>,
    model: Model,
    plant: Option<Plant>,
    turn: u64,
    now: Timestamp,
    next: u128,
    /// Requests that are on their way, and will come again or late.
    late: VecDeque<Group>,
    offers: VecDeque<Offer>,
    roots: BTreeMap<i64, String>,
    /// What happened so far.
    pub counts: Counts,
}

type Done<T> = Result<T, Violation>;

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

    fn open(&mut self) -> Done<()> {
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

    /// A handful of clients ask at once.
    fn requests(&mut self) -> Done<()> {
        let many = [1, 1, 3, 8, 40][self.random.random_range(0..5)];
        let mut groups: Vec<Group> = Vec::new();
        for _ in 0..many {
            let group = self.request();
            groups.extend(group.filter(|group| !group.is_empty()));
        }
        self.counts.asked += groups.iter().map(|group| group.len() as u64).sum::<u64>();
        let made = self.made(&groups);
        let refs: Vec<&[Made]> = made.iter().map(Vec::as_slice).collect();
        match self.write(|sql| ledger::batch(sql, &refs)) {
            Ok(outcomes) => {
                for (group, outcome) in groups.iter().zip(outcomes) {
                    let told = outcome.map(drop).map_err(|(at, refusal)| (at, word(&refusal)));
                    self.expect(group, told)?;
                }
                Ok(())
            }
            Err(error) => self.after_a_cut(&groups, &error),
        }
    }

    /// The next request: a new one, one that comes again, or one that comes late.
    fn request(&mut self) -> Option<Group> {
        self.next += 4;
        let id = Uuid::from_u128(self.next);
        match self.random.random_range(0..20) {
            0..=2 => {
                self.counts.repeated += 1;
                self.late.pop_front()
            }
            3 => {
                let mut other = self.late.front()?.clone();
                other.first_mut()?.amount.minor ^= 1;
                Some(other)
            }
            4 => {
                let offer = traffic::offer(&mut self.random, self.now, id);
                self.offers.push_back(offer);
                None
            }
            5 => self.offers.pop_front().and_then(|offer| self.exchange(&offer)),
            _ => {
                let group = traffic::group(&mut self.random, &self.model, self.now, id);
                if self.random.random_range(0..5) == 0 {
                    self.late.push_back(group.clone());
                }
                (self.random.random_range(0..40) > 0).then_some(group)
            }
        }
    }

    /// Somebody takes an exchange that was offered to them, perhaps too late.
    fn exchange(&mut self, offer: &Offer) -> Option<Group> {
        let late = self.random.random_range(0..3) == 0;
        let now = if late { offer.quote.expires } else { self.now };
        let asked = match self.plant {
            Some(Plant::QuoteHonoured) => Timestamp::default(),
            _ => now,
        };
        let legs = offer.legs(asked).ok()?;
        if now >= offer.quote.expires {
            // The model never hears of it: what was made after the end is found as a surplus.
            let mut honoured = legs;
            honoured[0].id = Uuid::from_u128(honoured[0].id.as_u128() | 1 << 100);
            return Some(honoured);
        }
        Some(legs)
    }

    fn made(&self, groups: &[Group]) -> Vec<Vec<Made>> {
        let made = |group: &Group| -> Vec<Made> {
            let one = |transfer| Made {
                transfer,
                purpose: "trial".to_owned(),
                order: None,
                at: self.now,
            };
            group.iter().copied().map(one).collect()
        };
        if self.plant == Some(Plant::HalfGroups) {
            return groups.iter().flat_map(made).map(|one| vec![one]).collect();
        }
        groups.iter().map(made).collect()
    }

    /// Holds what was told of a group against the model, which takes it over.
    fn expect(&mut self, group: &Group, told: Result<(), (usize, &'static str)>) -> Done<()> {
        if group[0].id.as_u128() >> 100 != 0 && told.is_ok() {
            return Err(self.wrong("a rate was honoured after its end"));
        }
        let expected = self.model.make(group, self.now);
        if told != expected {
            return Err(self.wrong(format!("{group:?}: told {told:?}, expected {expected:?}")));
        }
        match told {
            Ok(()) => self.counts.made += group.len() as u64,
            Err(_) => self.counts.refused += 1,
        }
        Ok(())
    }

    /// The power went while groups were being made: all that could be are there, or none.
    fn after_a_cut(&mut self, groups: &[Group], error: &DbError) -> Done<()> {
        if !self.disk.is_off() {
            return Err(self.wrong(format!("the database refuses: {error}")));
        }
        self.power_back()?;
        let mut model = self.model.clone();
        let fresh: Vec<Uuid> = groups
            .iter()
            .filter(|group| model.make(group, self.now).is_ok())
            .flatten()
            .map(|t| t.id)
            .filter(|id| !self.model.facts.contains_key(id))
            .collect();
        let there = self.exist(&fresh)?;
        match there {
            0 => {}
            all if all == fresh.len() => self.model = model,
            some => {
                let what = format!("{some} of {} of a batch are there", fresh.len());
                return Err(self.wrong(what));
            }
        }
        self.late.extend(groups.iter().cloned());
        self.compare()
    }

    fn exist(&mut self, ids: &[Uuid]) -> Done<usize> {
        let mut there = 0;
        for id in ids {
            let found = self.read(|sql| ledger::find(sql, *id))?;
            there += usize::from(found.is_some());
        }
        Ok(there)
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

    /// Looks at something of the past: how an account stood, whether a line is proved.
    fn look(&mut self) -> Done<()> {
        let (_, id) = traffic::somebody(&mut self.random);
        let past = self.model.purses[&id].past.clone();
        let (at, _) = past[self.random.random_range(0..past.len())];
        let expected = past.iter().rfind(|(when, _)| *when <= at).map(|(_, posted)| *posted);
        let found = self.read(|sql| ledger::balance_at(sql, id, at))?.map(|b| b.posted);
        self.counts.pasts += 1;
        if found != expected {
            return Err(self.wrong(format!("{id} had {expected:?} at {at:?}, not {found:?}")));
        }
        let Some(fact) = self.model.facts.values().nth(self.random.random_range(0..4_000)) else {
            return Ok(());
        };
        let (transfer, account) = (fact.transfer.id, fact.transfer.credit);
        let proven = self.read(|sql| ledger::prove(sql, transfer, account))?;
        let Proven::By(proof) = proven else {
            return match proven {
                Proven::Unknown => Err(self.wrong(format!("{transfer} is not in the journal"))),
                _ => Ok(()),
            };
        };
        self.counts.proofs += 1;
        let known = self.roots.entry(proof.hour).or_insert_with(|| proof.root.clone());
        if !proof.holds() || *known != proof.root {
            return Err(self.wrong(format!("{transfer} is not proved: {proof:?}")));
        }
        Ok(())
    }

    fn restart(&mut self) -> Done<()> {
        self.power_back()?;
        self.compare()
    }

    fn power_back(&mut self) -> Done<()> {
        self.counts.crashes += 1;
        self.db = None;
        let random = &mut self.random;
        self.disk.restart(&mut |below| random.random_range(0..below));
        self.open()
    }

    /// Replays the whole journal, and compares every account with the model.
    fn compare(&mut self) -> Done<()> {
        if self.disk.is_off() {
            self.power_back()?;
        }
        self.disk.cut_after(u64::MAX);
        self.counts.audits += 1;
        let db = self.db.as_ref().expect("it is open");
        let found = audit(db).map_err(|error| self.wrong(error))?;
        if let Some(bad) = found.first_bad {
            return Err(self.wrong(format!("the audit finds {bad:?}")));
        }
        if found.totals.values().any(|sum| *sum != 0) {
            return Err(self.wrong(format!("money is not conserved: {:?}", found.totals)));
        }
        let ids: Vec<AccountId> = self.model.purses.keys().copied().collect();
        for id in ids {
            let is = self.account(id)?.account.balance;
            let purse = &self.model.purses[&id];
            if (is.posted, is.held, is.expected) != (purse.posted, purse.held, purse.expected) {
                let what = format!("{id} stands at {is:?}, and should at {purse:?}");
                return Err(self.wrong(what));
            }
        }
        Ok(())
    }

    fn account(&mut self, id: AccountId) -> Done<OpenAccount> {
        let found = self.read(|sql| ledger::account(sql, id))?;
        found.ok_or_else(|| self.wrong(format!("account {id} is gone")))
    }

    fn write<T>(
        &mut self,
        mut work: impl FnMut(&mut dyn Sql) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let (plant, turn) = (self.plant, &mut self.turn);
        let db = self.db.as_ref().expect("it is open");
        db.write(|sql| work(&mut Between { inner: sql, plant, turn }))
    }

    fn read<T>(&mut self, work: impl FnMut(&mut dyn Sql) -> Result<T, DbError>) -> Done<T> {
        let db = self.db.clone().expect("it is open");
        match db.read(work) {
            Ok(found) => Ok(found),
            Err(error) => Err(self.wrong(error)),
        }
    }

    fn wrong(&self, what: impl std::fmt::Display) -> Violation {
        Violation { at: self.counts.asked, what: what.to_string() }
    }
}
