//! What was learned of what one watches: beside the outbox, for the service does not have it, and nowhere
//! else.

use super::offers::About;
use crate::db::{Connection, Fault, Transaction};
use crate::table::known;
use sampan_rank::{Event, Key, Profile, Signal, Tally, observe};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Under which name it is known.
const NAME: &str = "feed/learned";
/// How many interests are told.
const INTERESTS: usize = 20;

/// What was learned, and what it is called.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Learned {
    /// What the ranking knows of its person.
    pub(super) profile: Profile,
    /// What videos, accounts and topics in it are called.
    pub(super) names: BTreeMap<Key, String>,
}

/// What was learned so far.
pub(super) fn read(db: &Connection) -> Result<Learned, Fault> {
    Ok(known::get(db, NAME)?.unwrap_or_default())
}

/// Keeps what was learned.
pub(super) fn write(tx: &Transaction<'_>, learned: &Learned) -> Result<(), Fault> {
    known::set(tx, NAME, learned)
}

/// What was learned so far, to the letter; none where that is nothing.
pub(super) fn text(db: &Connection) -> Result<Option<String>, Fault> {
    known::text(db, NAME)
}

/// Has learned what was learned then, and nothing else.
pub(super) fn restore(tx: &Transaction<'_>, text: Option<&str>) -> Result<(), Fault> {
    match text {
        Some(text) => known::set_text(tx, NAME, text),
        None => forget(tx),
    }
}

/// Forgets all of it.
pub(super) fn forget(tx: &Transaction<'_>) -> Result<(), Fault> {
    known::remove(tx, NAME)
}

impl Learned {
    /// Learns from what was done with something.
    pub(super) fn observe(&mut self, about: &About, at: i64, signals: &[Signal]) {
        for signal in signals {
            let event = Event {
                item: about.item,
                author: about.author,
                topics: about.topics.clone(),
                at,
                signal: *signal,
            };
            self.profile = observe(std::mem::take(&mut self.profile), &event);
        }
        self.names.extend(about.names.iter().cloned());
        let Profile { items, authors, topics, .. } = &self.profile;
        self.names.retain(|key, _| {
            items.contains_key(key) || authors.contains_key(key) || topics.contains_key(key)
        });
    }

    /// Whether I said that I do not want it.
    pub(super) fn refuses(&self, about: &About) -> bool {
        let Profile { items, authors, topics, .. } = &self.profile;
        let refused =
            |key: &Key, all: &BTreeMap<Key, Tally>| all.get(key).is_some_and(|tally| tally.refused);
        items.get(&about.item).is_some_and(|interest| interest.refused)
            || about.author.is_some_and(|author| refused(&author, authors))
            || about.topics.iter().any(|topic| refused(topic, topics))
    }

    /// How many videos were watched, as far as that is known.
    pub(super) fn watched(&self) -> u32 {
        let watched = self.profile.items.values().filter(|interest| interest.seen > 0.0);
        u32::try_from(watched.count()).unwrap_or(u32::MAX)
    }

    /// Topics and accounts by name, and how I took to them, in thousandths; what counts most first.
    pub(super) fn interests(&self, now: i64) -> Vec<(String, i16)> {
        let all = self.profile.topics.iter().chain(&self.profile.authors);
        let mut interests: Vec<(String, i16)> = all
            .filter_map(|(key, tally)| {
                let affinity = affinity(&tally.faded(now));
                let name = self.names.get(key).filter(|_| affinity != 0)?;
                Some((name.clone(), affinity))
            })
            .collect();
        interests.sort_by(|a, b| b.1.abs().cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        interests.truncate(INTERESTS);
        interests
    }
}

/// How I took to something, from -1,000 to 1,000, as the ranking weighs it.
fn affinity(tally: &Tally) -> i16 {
    if tally.refused {
        return -1_000;
    }
    let affinity = (tally.good - tally.bad) / (tally.good + tally.bad + 2.0);
    (affinity * 1e3).round() as i16
}

#[cfg(test)]
mod tests {
    use super::super::offers::topic;
    use super::*;
    use sampan_rank::Refusal;

    fn about(number: u128, topics: &[&str]) -> About {
        let (item, author) = (Key(number), Key(100 + number));
        let mut names = vec![(item, format!("title {number}")), (author, format!("by {number}"))];
        names.extend(topics.iter().map(|name| (topic(name), format!("#{name}"))));
        let topics = topics.iter().map(|name| topic(name)).collect();
        About { item, author: Some(author), topics, names }
    }

    #[test]
    fn interests_have_names_and_what_counts_most_comes_first() {
        let mut learned = Learned::default();
        learned.observe(&about(1, &["tea"]), 100, &[Signal::Liked]);
        learned.observe(&about(1, &["tea"]), 101, &[Signal::Collected]);
        learned.observe(&about(2, &["cars"]), 102, &[Signal::Skipped]);
        let no = Signal::NotInterested(Refusal::Author);
        learned.observe(&about(3, &[]), 103, &[no]);
        let interests = learned.interests(104);
        let names: Vec<_> = interests.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], "by 3", "what is not wanted at all");
        assert!(interests.contains(&("#tea".to_owned(), 500)), "two likes of four: {interests:?}");
        assert!(interests.iter().any(|(name, how)| name == "#cars" && *how < 0), "{interests:?}");
        assert!(learned.refuses(&about(3, &[])) && !learned.refuses(&about(2, &[])), "its account");
        assert_eq!(learned.watched(), 1, "only one was watched");
    }

    #[test]
    fn it_is_read_as_it_was_written_and_what_is_forgotten_has_no_name() {
        let mut learned = Learned::default();
        for number in 0..1_200 {
            learned.observe(&about(number, &["t"]), number as i64, &[Signal::Shown]);
        }
        assert_eq!(learned.profile.items.len(), 1_000, "the oldest is forgotten");
        assert!(!learned.names.contains_key(&Key(0)), "and its name");
        let text = serde_json::to_string(&learned).expect("JSON");
        assert_eq!(serde_json::from_str::<Learned>(&text).expect("its own"), learned, "as it was");
    }
}
