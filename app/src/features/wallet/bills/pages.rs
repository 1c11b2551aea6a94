//! The part of the bills that has been read: pages, asked for when they come into sight.

use sampan_protocol::wallet::Bill;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many bills are read at once.
pub(crate) const PAGE: usize = 60;
/// How many pages are kept; the ones farthest from sight go first.
const KEPT: usize = 24;

/// What was read of a list, and what is being read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pages {
    read: BTreeMap<usize, Vec<Bill>>,
    /// Pages that are shown but have to be read again.
    stale: BTreeSet<usize>,
    asked: BTreeSet<usize>,
    edition: u32,
}

impl Pages {
    /// The edition that answers have to carry; one of an older edition comes too late.
    pub(crate) const fn edition(&self) -> u32 {
        self.edition
    }

    /// The bill with this number, if it was read.
    pub(crate) fn bill(&self, number: usize) -> Option<&Bill> {
        self.read.get(&(number / PAGE))?.get(number % PAGE)
    }

    /// The pages that have to be asked for so that bills `seen` can be shown; asks for each once.
    pub(crate) fn want(&mut self, seen: &Range<usize>) -> Vec<usize> {
        if seen.is_empty() {
            return Vec::new();
        }
        let pages = seen.start / PAGE..=(seen.end - 1) / PAGE;
        let wanted: Vec<usize> = pages
            .filter(|page| !self.read.contains_key(page) || self.stale.contains(page))
            .filter(|page| !self.asked.contains(page))
            .collect();
        self.asked.extend(&wanted);
        wanted
    }

    /// Takes an answer; says whether it is still wanted.
    pub(crate) fn take(&mut self, edition: u32, page: usize, bills: Vec<Bill>) -> bool {
        if edition != self.edition {
            return false;
        }
        self.asked.remove(&page);
        self.stale.remove(&page);
        self.read.insert(page, bills);
        while self.read.len() > KEPT {
            let far = self.read.keys().copied().max_by_key(|other| other.abs_diff(page));
            self.read.retain(|other, _| Some(*other) != far);
        }
        true
    }

    /// A page could not be read: it may be asked for again.
    pub(crate) fn failed(&mut self, edition: u32, page: usize) {
        if edition == self.edition {
            self.asked.remove(&page);
        }
    }

    /// The bills changed: what is shown stays until it was read again.
    pub(crate) fn refresh(&mut self) {
        self.edition += 1;
        self.asked.clear();
        self.stale.clear();
        self.stale.extend(self.read.keys());
    }

    /// It is another list.
    pub(crate) fn restart(&mut self) {
        *self = Self { edition: self.edition + 1, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::ids::BillId;
    use sampan_protocol::wallet::{BillKind, BillState, Category};
    use sampan_protocol::{Currency, Money, Timestamp};

    fn bills(minor: i64) -> Vec<Bill> {
        let bill = Bill {
            id: BillId(Default::default()),
            account: None,
            kind: BillKind::Transfer,
            amount: Money::new(minor, Currency::new("CNY").expect("a listed currency")),
            other: None,
            rail: None,
            note: String::new(),
            category: Category::Transfer,
            at: Timestamp::default(),
            state: BillState::Settled,
            balance_after: None,
            linked: Vec::new(),
            label: None,
            through: None,
        };
        vec![bill; PAGE]
    }

    #[test]
    fn each_page_is_asked_for_once() {
        let mut pages = Pages::default();
        assert_eq!(pages.want(&(50..130)), [0, 1, 2], "every page in sight");
        assert!(pages.want(&(50..130)).is_empty(), "and not again while it comes");
        assert!(pages.take(pages.edition(), 1, bills(1)), "its answer is taken");
        assert!(pages.bill(60).is_some() && pages.bill(50).is_none(), "and shown");
        pages.failed(pages.edition(), 2);
        assert_eq!(pages.want(&(60..130)), [2], "what failed may be asked for again");
        assert!(pages.want(&(0..0)).is_empty(), "an empty list asks for nothing");
    }

    #[test]
    fn a_change_keeps_what_is_shown_until_it_is_read_again() {
        let mut pages = Pages::default();
        pages.want(&(0..60));
        pages.take(pages.edition(), 0, bills(1));
        let old = pages.edition();
        pages.refresh();
        assert!(pages.bill(0).is_some(), "no flicker");
        assert_eq!(pages.want(&(0..60)), [0], "it is asked for again");
        assert!(!pages.take(old, 0, bills(2)), "an answer from before the change is too late");
        pages.take(pages.edition(), 0, bills(3));
        assert_eq!(pages.bill(0).map(|b| b.amount.minor), Some(3), "the new one is shown");
        assert!(pages.want(&(0..60)).is_empty(), "and that is that");
    }

    #[test]
    fn another_list_starts_empty_and_far_pages_go() {
        let mut pages = Pages::default();
        for page in 0..40 {
            pages.take(pages.edition(), page, bills(1));
        }
        assert!(pages.bill(0).is_none(), "the farthest page is let go");
        assert!(pages.bill(39 * PAGE).is_some(), "the one in sight stays");
        pages.restart();
        assert!(pages.bill(39 * PAGE).is_none(), "nothing of the old list stays");
    }
}
