//! Puts what is offered in order, and says why: pure.

use super::learned::Learned;
use super::offers::{About, about, candidate};
use sampan_protocol::feed::Category;
use sampan_protocol::feed::film::{Offered, Reason};
use sampan_protocol::ids::{LifeId, NoteId};
use sampan_rank::{Balance, Candidate, Key, Mode, Random, Ranked, Why, rank};
use std::collections::{BTreeMap, BTreeSet};

/// By what it is put in order.
pub(super) struct Order<'a> {
    /// What was learned.
    pub(super) learned: &'a Learned,
    /// How much what is popular counts.
    pub(super) balance: Balance,
    /// By what I like, or the latest first.
    pub(super) mode: Mode,
    /// Where I am, in words; empty for anywhere.
    pub(super) place: &'a str,
    /// What accounts are about, as far as that is known.
    pub(super) categories: &'a BTreeMap<LifeId, Category>,
    /// Unix seconds.
    pub(super) now: i64,
    /// As long as it is the same, so is the order.
    pub(super) seed: u64,
}

/// Where something stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stands {
    /// Its place in what is offered.
    pub(super) place: usize,
    /// Why it stands there.
    pub(super) reasons: Vec<Reason>,
}

impl Order<'_> {
    /// The order of what is offered, without what is not wanted and what `leave` says.
    pub(super) fn of(&self, offers: &[Offered], leave: impl Fn(&Offered) -> bool) -> Vec<Stands> {
        let mut known = BTreeSet::new();
        let (mut places, mut all): (BTreeMap<Key, usize>, Vec<(About, Candidate)>) =
            Default::default();
        for (place, offered) in offers.iter().enumerate() {
            if leave(offered) || !known.insert(offered.note.id) {
                continue;
            }
            let about = about(&offered.note, self.category(offered));
            if !self.learned.refuses(&about) {
                let candidate = candidate(offered, &about, self.place);
                places.insert(about.item, place);
                all.push((about, candidate));
            }
        }
        let candidates: Vec<&Candidate> = all.iter().map(|(_, candidate)| candidate).collect();
        let ranked = rank(
            &self.learned.profile,
            &candidates,
            self.now,
            &self.balance,
            self.mode,
            candidates.len(),
            &mut Random::seeded(self.seed),
        );
        let known = self.learned.names.iter().map(|(key, name)| (*key, name.as_str()));
        let shown = all.iter().flat_map(|(about, _)| &about.names);
        let names: BTreeMap<Key, &str> =
            known.chain(shown.map(|(key, name)| (*key, name.as_str()))).collect();
        let stands = ranked.into_iter().filter_map(|Ranked { item, reasons, .. }| {
            let reasons = reasons.iter().map(|reason| told(reason, &names)).collect();
            Some(Stands { place: *places.get(&item)?, reasons })
        });
        stands.collect()
    }

    fn category(&self, offered: &Offered) -> Option<Category> {
        self.categories.get(&offered.note.account.id).copied()
    }
}

/// What is whole on this device before what is not, each as it stood.
pub(super) fn here_first(
    stands: Vec<Stands>,
    offers: &[Offered],
    here: &BTreeSet<NoteId>,
) -> Vec<Stands> {
    let is_here = |one: &Stands| offers.get(one.place).is_some_and(|o| here.contains(&o.note.id));
    let (mut first, rest): (Vec<_>, Vec<_>) = stands.into_iter().partition(is_here);
    first.extend(rest);
    first
}

/// The seed of a device in an hour.
pub(super) fn seed(device: &str, now: i64) -> u64 {
    let hour = now.div_euclid(3_600);
    Key::of(&format!("{device}/{hour}")).0 as u64
}

fn told(reason: &sampan_rank::Reason, names: &BTreeMap<Key, &str>) -> Reason {
    let about = reason.because.and_then(|because| names.get(&because));
    Reason {
        why: word(reason.why).to_owned(),
        share: (reason.share * 1e3).round() as i16,
        about: about.map(|name| (*name).to_owned()),
    }
}

fn word(why: Why) -> &'static str {
    match why {
        Why::Taste => "taste",
        Why::Trend => "trend",
        Why::Author => "author",
        Why::Topic => "topic",
        Why::Followed => "followed",
        Why::Near => "near",
        Why::NewItem => "new_item",
        Why::NewAuthor => "new_author",
        Why::Fatigue => "fatigue",
        Why::Refused => "refused",
        Why::Variety => "variety",
        Why::Newest => "newest",
    }
}
