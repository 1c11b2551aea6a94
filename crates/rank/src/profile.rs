//! What this person watched and how they took to it: kept on the device only.

use crate::{CONFIG, Event, Key, Refusal, Signal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one person; the default knows nothing, and is what a reset leaves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// What was seen.
    pub items: BTreeMap<Key, Interest>,
    /// Whose items were seen.
    pub authors: BTreeMap<Key, Tally>,
    /// What they were about.
    pub topics: BTreeMap<Key, Tally>,
    /// Who is followed.
    pub following: BTreeSet<Key>,
    /// When something was last done (Unix seconds).
    pub active: Option<i64>,
}

/// How the person took to one item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Interest {
    /// From -1 (against) to 1 (for).
    pub strength: f64,
    /// When the strength last changed (Unix seconds).
    pub at: i64,
    /// How often it was seen; each time falls to 1/e in `CONFIG.fatigue_item` seconds.
    pub seen: f64,
    /// When it was last seen (Unix seconds).
    pub seen_at: i64,
    /// No more of it.
    pub refused: bool,
}

/// How the person took to items of one author or topic; every sum fades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// What speaks for it, in likes.
    pub good: f64,
    /// What speaks against it, in likes.
    pub bad: f64,
    /// How often it was seen within the last hours.
    pub seen: f64,
    /// When the sums were last brought up to date (Unix seconds).
    pub at: i64,
    /// No more of it.
    pub refused: bool,
}

impl Tally {
    /// The tally as it has faded by `now`; a tally of nothing starts then.
    #[must_use]
    pub fn faded(&self, now: i64) -> Self {
        let memory = faded(1.0, self.at, now, CONFIG.memory);
        let sane = |value: f64| if value.is_finite() { value.clamp(0.0, 1e9) } else { 0.0 };
        Self {
            good: sane(self.good) * memory,
            bad: sane(self.bad) * memory,
            seen: faded(sane(self.seen), self.at, now, CONFIG.fatigue_author),
            at: self.at.max(now),
            refused: self.refused,
        }
    }

    fn add(&mut self, signal: Signal, seen: f64, at: i64) {
        *self = self.faded(at);
        let strength = signal.strength();
        if signal == Signal::Unliked {
            self.good = (self.good - 1.0).max(0.0);
        } else {
            self.good += strength.max(0.0);
            self.bad += (-strength).max(0.0);
        }
        self.seen += seen;
    }
}

/// Learns from one event: gives the profile as it is afterwards.
#[must_use]
pub fn observe(mut profile: Profile, event: &Event) -> Profile {
    let strength = event.signal.strength();
    let seen = f64::from(u8::from(matches!(
        event.signal,
        Signal::Shown | Signal::Skipped | Signal::Watched { .. }
    )));
    let fresh = Interest { at: event.at, seen_at: event.at, ..Interest::default() };
    profile.items.entry(event.item).or_insert(fresh).learn(event, strength, seen);
    match event.signal {
        Signal::NotInterested(Refusal::Topic(topic)) => {
            profile.topics.entry(topic).or_default().refused = true;
        }
        Signal::NotInterested(Refusal::Author) => {
            if let Some(author) = event.author {
                profile.authors.entry(author).or_default().refused = true;
            }
        }
        Signal::Followed => profile.follow(event.author),
        Signal::Unfollowed => {
            event.author.map(|author| profile.following.remove(&author));
        }
        _ => {}
    }
    if let Some(author) = event.author {
        profile.authors.entry(author).or_default().add(event.signal, seen, event.at);
    }
    for topic in event.topics.iter().take(8) {
        profile.topics.entry(*topic).or_default().add(event.signal, seen, event.at);
    }
    profile.active = Some(profile.active.map_or(event.at, |active| active.max(event.at)));
    profile.forget();
    profile
}

impl Interest {
    fn learn(&mut self, event: &Event, strength: f64, seen: f64) {
        let had = if self.strength.is_finite() { self.strength } else { 0.0 };
        match event.signal {
            // What was taken back leaves nothing behind.
            Signal::Unliked => self.strength = had.min(0.0),
            _ => self.strength = (had + strength).clamp(-1.0, 1.0),
        }
        if strength != 0.0 {
            self.at = self.at.max(event.at);
        }
        if seen > 0.0 {
            self.seen = faded(self.seen, self.seen_at, event.at, CONFIG.fatigue_item) + seen;
            self.seen_at = self.seen_at.max(event.at);
        }
        match event.signal {
            Signal::NotInterested(Refusal::Item) => self.refused = true,
            Signal::Liked | Signal::Collected | Signal::Shared => self.refused = false,
            _ => {}
        }
    }
}

impl Profile {
    /// Whoever follows an author wants what was refused before.
    fn follow(&mut self, author: Option<Key>) {
        if let Some(author) = author {
            self.following.insert(author);
            self.authors.entry(author).or_default().refused = false;
        }
    }

    /// Keeps the profile bounded: the oldest goes first, what was refused last.
    fn forget(&mut self) {
        let (items, authors, topics) = CONFIG.remembered;
        trim(&mut self.items, items, |interest| {
            (interest.refused, interest.at.max(interest.seen_at))
        });
        trim(&mut self.authors, authors, |tally| (tally.refused, tally.at));
        trim(&mut self.topics, topics, |tally| (tally.refused, tally.at));
    }
}

fn trim<V>(map: &mut BTreeMap<Key, V>, most: usize, worth: impl Fn(&V) -> (bool, i64)) {
    while map.len() > most {
        let worst =
            map.iter().min_by_key(|(key, value)| (worth(value), **key)).map(|(key, _)| *key);
        if let Some(key) = worst {
            map.remove(&key);
        }
    }
}

/// What is left of `value` after the time from `from` to `to`, falling to 1/e in `seconds`.
pub(crate) fn faded(value: f64, from: i64, to: i64, seconds: f64) -> f64 {
    let value = if value.is_finite() { value.clamp(0.0, 1e9) } else { 0.0 };
    value * (-(to.saturating_sub(from).max(0) as f64) / seconds).exp()
}
