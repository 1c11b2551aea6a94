//! What clients ask of a world, and what they must be told.

use super::model::word;
use super::plant::Plant;
use super::traffic::{self, Group, Offer};
use super::world::{Done, World};
use rand::RngExt;
use sampan_backend::db::DbError;
use sampan_backend::wallet::ledger::{self, journal::Made};
use sampan_protocol::Timestamp;
use uuid::Uuid;

impl World {
    /// A handful of clients ask at once.
    pub(super) fn requests(&mut self) -> Done<()> {
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
    pub(super) fn expect(
        &mut self,
        group: &Group,
        told: Result<(), (usize, &'static str)>,
    ) -> Done<()> {
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
}
