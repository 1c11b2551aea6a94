//! Polls that posts carry: what is asked, how it is counted, and what a vote changes.

use crate::error::Error;
use crate::time::Timestamp;
use crate::words::line;
use serde::{Deserialize, Serialize};

/// The fewest and the most options.
pub const OPTIONS: (usize, usize) = (2, 10);
/// The longest option, in characters.
pub const OPTION_LIMIT: usize = 80;
/// The shortest and the longest poll, in seconds: five minutes and a year.
pub const LASTS: (i64, i64) = (300, 365 * 86_400);

/// What is asked, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ballot {
    /// What can be chosen; no two are alike.
    pub options: Vec<String>,
    /// Whether several can be chosen.
    pub several: bool,
    /// For how many seconds from when the service has it; none for as long as the post is there.
    pub lasts: Option<i64>,
    /// Whether who has not voted is told the result only at the end.
    pub late: bool,
}

/// A poll, as somebody sees it. Who chose what is told to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Poll {
    /// What is asked.
    pub ballot: Ballot,
    /// When it ends, if it does.
    pub ends: Option<Timestamp>,
    /// How many chose each option, in order; empty while that is not told.
    pub counts: Vec<i64>,
    /// How many people voted.
    pub voters: i64,
    /// What whoever reads it chose, by its words.
    pub mine: Vec<String>,
    /// Whether it had ended when this was told.
    pub closed: bool,
}

impl Ballot {
    /// The places of words among the options; none where they are no vote: unknown, named twice, or
    /// several where one is to be chosen.
    #[must_use]
    pub fn places(&self, chosen: &[String]) -> Option<Vec<usize>> {
        let place = |word: &String| self.options.iter().position(|option| option == word);
        let mut places = chosen.iter().map(place).collect::<Option<Vec<_>>>()?;
        places.sort_unstable();
        let named = places.len();
        places.dedup();
        (places.len() == named && (self.several || named <= 1)).then_some(places)
    }

    /// When it ends, if it begins at this time.
    #[must_use]
    pub fn ends(&self, from: Timestamp) -> Option<Timestamp> {
        self.lasts.map(|seconds| from.plus_seconds(seconds))
    }
}

/// Whether a poll with this end has ended.
#[must_use]
pub fn has_ended(ends: Option<Timestamp>, now: Timestamp) -> bool {
    ends.is_some_and(|ends| ends <= now)
}

/// Counts of options, and of people, when somebody who chose `before` chooses `now`; none where
/// one of them is no vote.
#[must_use]
pub fn recounted(
    ballot: &Ballot,
    (counts, voters): (&[i64], i64),
    before: &[String],
    now: &[String],
) -> Option<(Vec<i64>, i64)> {
    let mut counts = counts.to_vec();
    counts.resize(ballot.options.len(), 0);
    for place in ballot.places(before)? {
        counts[place] = (counts[place] - 1).max(0);
    }
    for place in ballot.places(now)? {
        counts[place] += 1;
    }
    let people = voters - i64::from(!before.is_empty()) + i64::from(!now.is_empty());
    Some((counts, people.max(0)))
}

/// A share of all, in whole percent, rounded.
#[must_use]
pub const fn percent(count: i64, of: i64) -> i64 {
    if of <= 0 { 0 } else { (count * 200 + of) / (of * 2) }
}

impl Poll {
    /// A poll that begins: nobody has voted.
    #[must_use]
    pub fn begun(ballot: Ballot, at: Timestamp) -> Self {
        let (ends, counts) = (ballot.ends(at), vec![0; ballot.options.len()]);
        Self { ballot, ends, counts, voters: 0, mine: Vec::new(), closed: false }
    }

    /// What may be told of it at this time: who has not voted yet is not told a result that comes
    /// late.
    #[must_use]
    pub fn told(mut self, now: Timestamp) -> Self {
        self.closed |= has_ended(self.ends, now);
        if self.ballot.late && self.mine.is_empty() && !self.closed {
            self.counts.clear();
        }
        self
    }

    /// With what I chose instead of what it was told with. What is no vote any more, because the
    /// poll was changed, is none.
    #[must_use]
    pub fn with_mine(mut self, chosen: &[String]) -> Self {
        let chosen = if self.ballot.places(chosen).is_some() { chosen } else { &[] };
        let counted = (self.counts.as_slice(), self.voters);
        if let Some((counts, voters)) = recounted(&self.ballot, counted, &self.mine, chosen) {
            if !self.counts.is_empty() {
                self.counts = counts;
            }
            self.voters = voters;
        }
        self.mine = chosen.to_vec();
        self
    }
}

/// Refuses a poll that asks nothing, too much, or the same twice.
///
/// # Errors
/// `Invalid` with what is wrong, and the limit.
pub fn check_ballot(ballot: &Ballot) -> Result<(), Error> {
    if !(OPTIONS.0..=OPTIONS.1).contains(&ballot.options.len()) {
        let error = Error::invalid("error.communities.poll_options");
        return Err(error.with("limit", OPTIONS.1 as i64));
    }
    for (at, option) in ballot.options.iter().enumerate() {
        line(option, (1, OPTION_LIMIT), "error.communities.poll_option")?;
        let same = |other: &String| other.to_lowercase() == option.to_lowercase();
        if ballot.options[..at].iter().any(same) {
            return Err(Error::invalid("error.communities.poll_alike"));
        }
    }
    match ballot.lasts {
        Some(seconds) if !(LASTS.0..=LASTS.1).contains(&seconds) => {
            Err(Error::invalid("error.communities.poll_lasts"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ballot(several: bool, late: bool) -> Ballot {
        let options = ["tea", "coffee", "water"].map(String::from).to_vec();
        Ballot { options, several, lasts: Some(600), late }
    }

    fn words(places: &[usize]) -> Vec<String> {
        places.iter().map(|place| ballot(true, false).options[*place].clone()).collect()
    }

    #[test]
    fn a_poll_asks_something() {
        assert!(check_ballot(&ballot(false, false)).is_ok(), "three drinks");
        let with = |options: &[&str]| {
            let options = options.iter().map(|option| (*option).to_owned()).collect();
            check_ballot(&Ballot { options, ..ballot(false, false) })
        };
        for bad in [&["one"][..], &["a", "A"], &["a", ""], &["a", " b"], &["a", "b\nc"], &["x"; 11]]
        {
            assert!(with(bad).is_err(), "{bad:?} must be refused");
        }
        for lasts in [0, 299, LASTS.1 + 1, -5] {
            let odd = Ballot { lasts: Some(lasts), ..ballot(false, false) };
            assert!(check_ballot(&odd).is_err(), "{lasts} seconds must be refused");
        }
        let forever = Ballot { lasts: None, ..ballot(false, false) };
        assert!(check_ballot(&forever).is_ok(), "it need not end");
    }

    #[test]
    fn a_vote_names_options_once() {
        let (one, several) = (ballot(false, false), ballot(true, false));
        assert_eq!(one.places(&words(&[1])), Some(vec![1]), "one of them");
        assert_eq!(one.places(&[]), Some(vec![]), "nothing takes it back");
        assert_eq!(one.places(&words(&[0, 1])), None, "two where one is asked for");
        assert_eq!(several.places(&words(&[2, 0])), Some(vec![0, 2]), "in order");
        assert_eq!(several.places(&words(&[2, 2])), None, "the same twice");
        assert_eq!(several.places(&["beer".to_owned()]), None, "what nobody asked");
    }

    #[test]
    fn a_late_result_is_told_to_those_who_voted_and_at_the_end() {
        let from = Timestamp::from_seconds(1_000);
        let poll =
            Poll { counts: vec![3, 1, 0], voters: 4, ..Poll::begun(ballot(false, true), from) };
        let before = from.plus_seconds(599);
        assert!(poll.clone().told(before).counts.is_empty(), "not yet");
        let mine = poll.clone().with_mine(&words(&[2])).told(before);
        assert_eq!((mine.counts, mine.voters), (vec![3, 1, 1], 5), "who voted is told");
        let end = poll.clone().told(from.plus_seconds(600));
        assert_eq!((end.counts.clone(), end.closed), (vec![3, 1, 0], true), "everybody at the end");
        let unknown = poll.told(before).with_mine(&words(&[0])).told(before);
        assert!(unknown.counts.is_empty(), "what this device was never told stays unknown");
        assert_eq!(unknown.voters, 5, "but that I voted counts");
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!(
            [percent(1, 3), percent(2, 3), percent(1, 2), percent(0, 0)],
            [33, 67, 50, 0],
            "%"
        );
    }

    proptest! {
        #[test]
        fn counts_add_up_to_what_people_chose(
            votes in proptest::collection::vec((0_usize..4, proptest::collection::vec(0_usize..3, 0..3)), 0..40),
            several: bool,
        ) {
            let ballot = ballot(several, false);
            let mut people: [Vec<String>; 4] = Default::default();
            let (mut counts, mut voters) = (vec![0, 0, 0], 0);
            for (who, places) in votes {
                let chosen = words(&places);
                match recounted(&ballot, (&counts, voters), &people[who], &chosen) {
                    Some(now) => {
                        (counts, voters) = now;
                        people[who] = chosen;
                    }
                    None => prop_assert!(ballot.places(&chosen).is_none(), "a vote is counted"),
                }
                for (place, option) in ballot.options.iter().enumerate() {
                    let chose = people.iter().filter(|chosen| chosen.contains(option)).count();
                    prop_assert_eq!(counts[place], chose as i64);
                }
                let voted = people.iter().filter(|chosen| !chosen.is_empty()).count();
                prop_assert_eq!(voters, voted as i64);
            }
        }
    }
}
