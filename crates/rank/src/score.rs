//! What each candidate is worth to this person now.

use crate::{
    Balance, CONFIG, Candidate, Key, Profile, Random, Source,
    beta::beta,
    hashing::{KeyMap, fold},
    profile::faded,
    reason::{Parts, Sum, Why},
    taste::Taste,
};
use std::borrow::Borrow;

/// Scores each candidate for the person of `profile` at `now` (Unix seconds), in the order given: the
/// higher, the sooner it is shown.
#[must_use]
pub fn score<C: Borrow<Candidate>>(
    profile: &Profile,
    candidates: &[C],
    now: i64,
    balance: &Balance,
    random: &mut Random,
) -> Vec<f64> {
    Scoring::of(profile, candidates, now, balance, random).scores
}

/// All scores, and what is needed to say what they are made of.
pub(crate) struct Scoring<'a> {
    pub(crate) scores: Vec<f64>,
    person: Person<'a>,
    balance: Balance,
    best: f64,
    top: f64,
}

impl<'a> Scoring<'a> {
    /// Scores. Taste and trend are measured by the best among the candidates, so their weights mean the
    /// same for everybody. A draw depends on `random` and on the item or author, not on the order.
    pub(crate) fn of<C: Borrow<Candidate>>(
        profile: &'a Profile,
        candidates: &[C],
        now: i64,
        balance: &Balance,
        random: &mut Random,
    ) -> Self {
        let person = Person::of(profile, now, balance, random);
        let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
        let echoes: Vec<f64> = candidates.iter().map(|c| person.taste.echo(c.borrow())).collect();
        let trends: Vec<f64> = candidates
            .iter()
            .map(|c| balance.trend(&c.borrow().popularity, person.newcomer))
            .collect();
        let best = Some(most(&echoes)).filter(|best| *best > 0.0);
        // Where all speaks against, it is measured by what does so most.
        let best =
            best.unwrap_or_else(|| echoes.iter().fold(0.0, |worst, echo| f64::max(worst, -echo)));
        let mut scoring =
            Self { scores: Vec::new(), best, top: most(&trends), person, balance: *balance };
        scoring.scores = candidates
            .iter()
            .zip(echoes.iter().zip(&trends))
            .map(|(candidate, (echo, trend))| {
                let mut sum = 0.0;
                scoring.add(&mut sum, candidate.borrow(), *echo, *trend);
                sum
            })
            .collect();
        scoring
    }

    /// The parts of a candidate's score.
    pub(crate) fn parts(&self, candidate: &Candidate) -> Parts {
        let mut parts = Parts::default();
        let trend = self.balance.trend(&candidate.popularity, self.person.newcomer);
        self.add(&mut parts, candidate, self.person.taste.echo(candidate), trend);
        parts
    }

    fn add(&self, sum: &mut impl Sum, candidate: &Candidate, echo: f64, trend: f64) {
        let share =
            |value: f64, of: f64| if of > 0.0 { (value / of).clamp(-1.0, 1.0) } else { 0.0 };
        sum.add(Why::Taste, share(echo, self.best), || self.person.taste.because(candidate));
        sum.add(Why::Trend, self.person.popular * share(trend, self.top), || None);
        self.person.add(sum, candidate);
    }
}

/// The profile, made ready for many candidates.
struct Person<'a> {
    profile: &'a Profile,
    taste: Taste,
    newcomer: bool,
    popular: f64,
    authors: KeyMap<Relation>,
    topics: KeyMap<Relation>,
    tired: KeyMap<(f64, bool)>,
    salt: u64,
}

/// How the person stands to an author or topic now.
#[derive(Clone, Copy, Default)]
struct Relation {
    affinity: f64,
    good: f64,
    bad: f64,
    tired: f64,
    refused: bool,
}

impl<'a> Person<'a> {
    fn of(profile: &'a Profile, now: i64, balance: &Balance, random: &mut Random) -> Self {
        let absence = profile.active.map_or(1e12, |active| now.saturating_sub(active) as f64);
        let taste = Taste::of(profile, balance, absence);
        let newcomer = taste.is_empty();
        let relations = |tallies: &std::collections::BTreeMap<Key, crate::Tally>| {
            tallies
                .iter()
                .map(|(key, tally)| {
                    let tally = tally.faded(now);
                    let (good, bad) = (tally.good, tally.bad);
                    let affinity = (good - bad) / (good + bad + 2.0);
                    let tired = (tally.seen / 10.0).min(1.0);
                    (*key, Relation { affinity, good, bad, tired, refused: tally.refused })
                })
                .collect()
        };
        let tired = profile.items.iter().map(|(key, interest)| {
            let seen = faded(interest.seen, interest.seen_at, now, CONFIG.fatigue_item);
            (*key, ((seen / 3.0).min(1.0), interest.refused))
        });
        Self {
            profile,
            newcomer,
            popular: balance.weight(if newcomer { 1e12 } else { absence }),
            authors: relations(&profile.authors),
            topics: relations(&profile.topics),
            tired: tired.filter(|(_, (seen, refused))| *seen > 0.0 || *refused).collect(),
            salt: random.bits(),
            taste,
        }
    }

    /// Adds what the item itself, its author, its topics and its novelty say.
    fn add(&self, parts: &mut impl Sum, candidate: &Candidate) {
        let author = candidate.author;
        let relation =
            author.and_then(|author| self.authors.get(&author)).copied().unwrap_or_default();
        parts.add(Why::Author, CONFIG.author * relation.affinity, || author);
        if author.is_some_and(|author| self.profile.following.contains(&author)) {
            parts.add(Why::Followed, CONFIG.followed, || author);
        }
        if candidate.sources.contains(&Source::Near) {
            parts.add(Why::Near, CONFIG.near, || None);
        }
        let (seen, refused) = self.tired.get(&candidate.item).copied().unwrap_or_default();
        parts.add(Why::Fatigue, -CONFIG.fatigue * (seen + 0.3 * relation.tired), || None);
        let mut against = if refused { CONFIG.refused_item } else { 0.0 };
        against += if relation.refused { CONFIG.refused_author } else { 0.0 };
        against += self.add_topics(parts, candidate) * CONFIG.refused_topic;
        parts.add(Why::Refused, -against, || None);
        self.explore(parts, candidate, &relation);
    }

    /// Adds the mean of its topics; gives how many of them are refused.
    fn add_topics(&self, parts: &mut impl Sum, candidate: &Candidate) -> f64 {
        let (mut sum, mut refused, mut most) = (0.0, 0.0, (0.0, None));
        for topic in &candidate.topics {
            if let Some(relation) = self.topics.get(topic) {
                sum += relation.affinity;
                refused += f64::from(u8::from(relation.refused));
                if relation.affinity.abs() > most.0 {
                    most = (relation.affinity.abs(), Some(*topic));
                }
            }
        }
        parts.add(Why::Topic, CONFIG.topic * sum / candidate.topics.len().max(1) as f64, || most.1);
        refused
    }

    /// Thompson sampling (Thompson 1933): draws how good a new item, and an author of whom little was
    /// seen, may be; the more is known, the less the draw counts.
    fn explore(&self, parts: &mut impl Sum, candidate: &Candidate, relation: &Relation) {
        let Some(shown) = candidate.shown.map(f64::from) else { return };
        let new = 1.0 - shown / CONFIG.new_until;
        if new > 0.0 {
            let likes = f64::from(candidate.popularity.likes);
            let likes = if likes.is_finite() { likes.clamp(0.0, shown) } else { 0.0 };
            let drawn = self.draw(candidate.item, (likes, shown - likes));
            parts.add(Why::NewItem, CONFIG.explore * new * drawn, || None);
        }
        let strange = 1.0 - (relation.good + relation.bad) / 5.0;
        if let Some(author) = candidate.author.filter(|_| strange > 0.0) {
            let drawn = self.draw(author, (relation.good, relation.bad));
            parts.add(Why::NewAuthor, CONFIG.explore * strange * drawn, || Some(author));
        }
    }

    fn draw(&self, key: Key, (won, lost): (f64, f64)) -> f64 {
        let seed = fold(key.0 as u64 ^ self.salt).wrapping_add(fold((key.0 >> 64) as u64));
        beta(CONFIG.prior.0 + won, CONFIG.prior.1 + lost, &mut Random::seeded(seed))
    }
}
