//! One trial: everybody asks at once, some cancel, it begins, and the money is counted.

use crate::checks::{self, Asked, Seat};
use crate::person::Person;
use crate::plant::Plant;
use crate::town::Town;
use crate::{Engine, outage};
use sampan_protocol::communities::gatherings::{Plan, When, ops};
use sampan_protocol::communities::ops as communities;
use sampan_protocol::communities::ops::Face;
use sampan_protocol::ids::{CommunityId, GatheringId};
use sampan_protocol::wallet::ops as wallet;
use sampan_protocol::{Clock, Currency, Error, Money, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// What each has, and pays.
const HAVE: i64 = 10_000;
const PRICE: i64 = 500;

/// What is tried.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Where.
    pub engine: Engine,
    /// How many people ask.
    pub people: usize,
    /// For how many places.
    pub places: usize,
    /// What everything is made of.
    pub seed: u64,
    /// The bug that is planted, if one is.
    pub plant: Option<Plant>,
}

/// What happened.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// How many asked for a place.
    pub asked: usize,
    /// How many had one when it began.
    pub going: usize,
    /// How many cancelled.
    pub cancelled: usize,
    /// How often the power went, or connections were cut.
    pub outages: u64,
    /// How much the host was paid, minor units.
    pub paid: i64,
    /// What does not hold.
    pub violations: Vec<String>,
}

struct Trial {
    town: Arc<Town>,
    host: Arc<Person>,
    people: Vec<Arc<Person>>,
    gathering: GatheringId,
    at: Timestamp,
    wanted: Wanted,
    counts: Counts,
}

/// Runs a trial.
///
/// # Errors
/// What kept it from taking place.
pub async fn run(wanted: Wanted) -> Result<Counts, String> {
    let town = Arc::new(Town::new(&wanted.engine, wanted.seed, wanted.plant)?);
    *town.backend.write().await = Some(town.open()?);
    let host = Arc::new(Person::new(&town, 0));
    let people = (1..=wanted.people as u64).map(|n| Arc::new(Person::new(&town, n))).collect();
    let (gathering, counts) = (GatheringId(town.id()), Counts::default());
    let at = Timestamp::from_seconds(1_790_881_200);
    let mut trial = Trial { town, host, people, gathering, at, wanted, counts };
    trial.settle_in().await.map_err(|error| format!("settling in: {error}"))?;
    trial.rush().await?;
    trial.cancel().await?;
    trial.begin().await?;
    trial.counts.outages = trial.town.outages.load(Ordering::SeqCst);
    Ok(trial.counts)
}

impl Trial {
    /// Everybody registers, has money, and belongs to a community with a gathering.
    async fn settle_in(&self) -> Result<(), Error> {
        let town = &self.town;
        self.host.register(town, "host").await?;
        let community = CommunityId(town.id());
        let face = Face { name: "Bread".into(), ..Face::default() };
        let create = communities::Create { community, face };
        self.host.act(town, ("communities", communities::CREATE), &create).await?;
        let mut all = JoinSet::new();
        for (n, person) in self.people.iter().cloned().enumerate() {
            let town = town.clone();
            all.spawn(async move {
                person.register(&town, &format!("guest{n}")).await?;
                let fill = wallet::TopUp { amount: cny(HAVE), rail: "sandbox".into() };
                person.act(&town, ("wallet", wallet::TOP_UP), &fill).await?;
                let join = communities::Join { community };
                person.act(&town, ("communities", communities::JOIN), &join).await
            });
        }
        while let Some(done) = all.join_next().await {
            done.map_err(|_| Error::internal())??;
        }
        let gather = ops::Gather { gathering: self.gathering, community, plan: self.plan() };
        self.host.act(town, ("communities", ops::GATHER), &gather).await
    }

    fn plan(&self) -> Plan {
        Plan {
            title: "Bread evening".into(),
            about: String::new(),
            area: "Kreuzberg".into(),
            address: "Oranienstr. 1".into(),
            spot: String::new(),
            when: When {
                starts: "2026-10-01T19:00".into(),
                zone: "UTC".into(),
                minutes: 60,
                rule: None,
            },
            capacity: self.wanted.places as i64,
            guests: 0,
            price: Some(cny(PRICE)),
            refund_hours: 24,
            questions: Vec::new(),
            hosts: Vec::new(),
        }
    }

    /// Everybody asks at once, some twice, while things go wrong.
    async fn rush(&mut self) -> Result<(), String> {
        let wish = ops::SignUp {
            gathering: self.gathering,
            at: self.at,
            guests: 0,
            answers: Vec::new(),
            amount: Some(cny(PRICE)),
        };
        let (outages, stop) = self.go_wrong();
        let mut all = JoinSet::new();
        for person in self.people.iter().cloned() {
            let (town, wish) = (self.town.clone(), wish.clone());
            let twice = town.below(10) == 0;
            all.spawn(async move {
                let sign = || person.operation(&town, "communities", ops::BOOK, &wish);
                let mut signed = sign().await;
                while signed.is_err() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    signed = sign().await;
                }
                let signed = signed?;
                let sent = Instant::now();
                match twice {
                    true => {
                        let (one, two) = tokio::join!(
                            person.hand_in(&town, &signed),
                            person.hand_in(&town, &signed)
                        );
                        one.and(two)?;
                    }
                    false => person.hand_in(&town, &signed).await?,
                }
                Ok::<_, Error>(Asked { person: person.id, sent, answered: Instant::now() })
            });
        }
        let mut asked = Vec::new();
        while let Some(done) = all.join_next().await {
            match done.map_err(|error| error.to_string())? {
                Ok(one) => asked.push(one),
                Err(error) => self.wrong(format!("somebody was refused: {error}")),
            }
        }
        stop.store(true, Ordering::SeqCst);
        outages.await.map_err(|error| error.to_string())??;
        self.counts.asked = asked.len();
        self.plant(false).await?;
        let seats = self.seats().await?;
        let places = self.wanted.places;
        checks::after_the_rush(&seats, places, &asked, &mut self.counts.violations);
        self.count_money(&seats).await
    }

    /// Every fourth with a place and every seventh who waits cancels.
    async fn cancel(&mut self) -> Result<(), String> {
        let seats = self.seats().await?;
        let by_id: BTreeMap<_, _> = self.people.iter().map(|p| (p.id, p.clone())).collect();
        let off = ops::SignOff { gathering: self.gathering, at: self.at };
        let (outages, stop) = self.go_wrong();
        let mut all = JoinSet::new();
        for (n, seat) in seats.iter().enumerate() {
            let cancels = if seat.state == "going" { n % 4 == 0 } else { n % 7 == 0 };
            let Some(person) = by_id.get(&seat.person).filter(|_| cancels).cloned() else {
                continue;
            };
            let (town, off) = (self.town.clone(), off.clone());
            all.spawn(async move {
                let sign = || person.operation(&town, "communities", ops::SIGN_OFF, &off);
                let mut signed = sign().await;
                while signed.is_err() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    signed = sign().await;
                }
                person.hand_in(&town, &signed?).await
            });
        }
        self.counts.cancelled = all.len();
        while let Some(done) = all.join_next().await {
            if let Err(error) = done.map_err(|error| error.to_string())? {
                self.wrong(format!("somebody could not cancel: {error}"));
            }
        }
        stop.store(true, Ordering::SeqCst);
        outages.await.map_err(|error| error.to_string())??;
        self.plant(true).await?;
        let seats = self.seats().await?;
        checks::in_order(&seats, self.wanted.places, &mut self.counts.violations);
        self.count_money(&seats).await
    }

    /// It begins: what is due happens, again and again while things go wrong.
    async fn begin(&mut self) -> Result<(), String> {
        let (outages, stop) = self.go_wrong();
        for turn in 0..60 {
            self.town.clock.set(self.at.plus_seconds(turn * 600));
            if turn == 40 {
                stop.store(true, Ordering::SeqCst);
            }
            let backend = self.town.backend.read().await;
            if let Some(backend) = backend.as_ref() {
                let now = self.town.clock.now();
                // What fails is tried again in the next turn.
                let _ = backend.blocking(move |backend| backend.run_due(now)).await;
            }
            drop(backend);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        outages.await.map_err(|error| error.to_string())??;
        let seats = self.seats().await?;
        let taken = seats.iter().filter(|seat| seat.money == "taken").count();
        self.counts.going = seats.iter().filter(|seat| seat.state == "going").count();
        if taken != self.counts.going {
            self.wrong(format!("{taken} have paid, {} have a place", self.counts.going));
        }
        if let Some(held) = seats.iter().find(|seat| seat.money == "held") {
            self.wrong(format!("the money of number {} is still held", held.place));
        }
        self.count_money(&seats).await?;
        let paid = self.host.money(&self.town).await.map_err(|error| error.to_string())?;
        self.counts.paid = paid.0;
        if paid != (PRICE * taken as i64, 0) {
            self.wrong(format!("the host has {paid:?}, and {taken} have paid {PRICE}"));
        }
        self.audit().await
    }

    /// The whole ledger is replayed.
    async fn audit(&mut self) -> Result<(), String> {
        let backend = self.town.backend.read().await.clone().ok_or("it is down")?;
        let audit =
            move |backend: &sampan_backend::Backend| Ok(sampan_backend::audit(backend.db())?);
        let audit = backend.blocking(audit).await.map_err(|error| error.to_string())?;
        let told = serde_json::to_value(&audit).map_err(|error| error.to_string())?;
        if !told["first_bad"].is_null() {
            self.wrong(format!("the ledger does not hold: {told}"));
        }
        Ok(())
    }

    /// What each has fits how they stand.
    async fn count_money(&mut self, seats: &[Seat]) -> Result<(), String> {
        let by_id: BTreeMap<_, _> = seats.iter().map(|seat| (seat.person, seat)).collect();
        let mut all = JoinSet::new();
        for person in self.people.iter().cloned() {
            let town = self.town.clone();
            all.spawn(async move { (person.id, person.money(&town).await) });
        }
        while let Some(done) = all.join_next().await {
            let (id, money) = done.map_err(|error| error.to_string())?;
            let money = money.map_err(|error| error.to_string())?;
            match by_id.get(&id) {
                Some(seat) => {
                    checks::money(seat, (HAVE, PRICE), money, &mut self.counts.violations);
                }
                None if money != (HAVE, 0) => {
                    self.wrong(format!("{id} is not in line, and has {money:?}"));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn go_wrong(&self) -> (tokio::task::JoinHandle<Result<(), String>>, Arc<AtomicBool>) {
        let stop = Arc::new(AtomicBool::new(false));
        (tokio::spawn(outage::keep(self.town.clone(), stop.clone())), stop)
    }

    async fn plant(&self, late: bool) -> Result<(), String> {
        match self.wanted.plant {
            Some(plant) => plant.plant(&self.town, late).await.map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }

    async fn seats(&self) -> Result<Vec<Seat>, String> {
        checks::seats(&self.town).await.map_err(|error| error.to_string())
    }

    fn wrong(&mut self, what: String) {
        self.counts.violations.push(what);
    }
}

fn cny(minor: i64) -> Money {
    let currency = Currency::new("CNY").unwrap_or_else(|_| unreachable!("the yuan is listed"));
    Money::new(minor, currency)
}
