//! What a person writes upon a bill of their own: another category, tags, a note nobody else reads.

use super::overlay::{Waiting, WaitingState};
use super::rows::Bill;
use super::{Category, NOTE_LIMIT};
use crate::error::Error;
use crate::ids::{BillId, OpId};
use crate::people::Person;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Kind of [`Labelled`] rows, key: bill.
pub const LABEL: &str = "wallet.label";
/// Name of the operation whose arguments are [`Labelled`].
pub const SET_LABEL: &str = "wallet.set_label";
/// The most tags on a bill.
pub const TAGS_LIMIT: usize = 8;
/// The longest tag, in characters.
pub const TAG_LIMIT: usize = 20;

/// What is written upon a bill.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Label {
    /// The category that it is put into; none: the one that it falls into by itself.
    pub category: Option<Category>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// A note that the other side does not read.
    pub note: String,
}

/// A bill with what is written upon it: the row, and the operation that makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// Which bill.
    pub bill: BillId,
    /// What is written upon it; an empty one takes the row away.
    pub label: Label,
}

/// Writes upon a bill of one's own; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelBill {
    /// Idempotency key.
    pub op: OpId,
    /// Which bill.
    pub bill: BillId,
    /// What is written upon it from now on.
    pub label: Label,
}

/// Reads what bills can be told apart by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetFacets {}

/// What bills can be told apart by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// Tags in use, the most used first.
    pub tags: Vec<String>,
    /// The other sides of bills, those with most bills first; at most 30.
    pub others: Vec<Person>,
}

impl Label {
    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.category.is_none() && self.tags.is_empty() && self.note.is_empty()
    }

    /// The label as it is kept: without blanks around, without the `#` of a tag, each tag once.
    ///
    /// # Errors
    /// `Invalid` for too many or too long tags, or a note that is too long or not plain text.
    pub fn tidied(&self) -> Result<Self, Error> {
        let mut tags: Vec<String> = Vec::with_capacity(self.tags.len());
        let sign = |c: char| c.is_whitespace() || matches!(c, '#' | '＃');
        for tag in &self.tags {
            let tag = tag.trim_start_matches(sign).trim_end();
            if tag.chars().count() > TAG_LIMIT || tag.chars().any(char::is_control) {
                return Err(Error::invalid("error.wallet.tag").with("limit", TAG_LIMIT as i64));
            }
            if !tag.is_empty() && tags.iter().all(|known| !same_tag(known, tag)) {
                tags.push(tag.to_owned());
            }
        }
        if tags.len() > TAGS_LIMIT {
            return Err(Error::invalid("error.wallet.tags").with("limit", TAGS_LIMIT as i64));
        }
        let note = self.note.trim().to_owned();
        let plain = |c: char| !c.is_control() || c == '\n';
        if note.chars().count() > NOTE_LIMIT || !note.chars().all(plain) {
            return Err(Error::invalid("error.wallet.note").with("limit", NOTE_LIMIT as i64));
        }
        Ok(Self { category: self.category, tags, note })
    }

    /// Lays it over a bill.
    pub fn lay_over(&self, bill: &mut Bill) {
        if let Some(category) = self.category {
            bill.category = category;
        }
        bill.label = (!self.is_empty()).then(|| self.clone());
    }
}

/// Whether two tags are one, whatever their case.
#[must_use]
pub fn same_tag(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// The labels that waiting operations will make, the last one for each bill.
#[must_use]
pub fn waiting_labels(waiting: &[Waiting]) -> BTreeMap<BillId, Label> {
    waiting
        .iter()
        .filter(|w| w.name == SET_LABEL && !matches!(w.state, WaitingState::Rejected(_)))
        .filter_map(Waiting::args::<Labelled>)
        .map(|labelled| (labelled.bill, labelled.label))
        .collect()
}

/// Tags with how often each is used, the most used first, then by their letters.
#[must_use]
pub fn tags_in_use<'a>(labels: impl Iterator<Item = &'a Label>) -> Vec<String> {
    let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for tag in labels.flat_map(|label| &label.tags) {
        let entry = counts.entry(tag.to_lowercase()).or_insert_with(|| (tag.clone(), 0));
        entry.1 += 1;
    }
    let mut tags: Vec<(String, usize)> = counts.into_values().collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    tags.into_iter().map(|(tag, _)| tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn label(tags: &[&str], note: &str) -> Label {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Label { category: None, tags, note: note.to_owned() }
    }

    fn waits(number: u128, labelled: &Labelled, state: WaitingState) -> Waiting {
        Waiting {
            op_id: OpId(Uuid::from_u128(number)),
            name: SET_LABEL.to_owned(),
            args: serde_json::to_value(labelled).expect("plain data"),
            other: None,
            at: Timestamp::default(),
            state,
        }
    }

    #[test]
    fn a_label_is_kept_tidy() {
        let tidy = label(&[" #Trip ", "trip", "", "＃出差"], "  for the boss ").tidied();
        assert_eq!(tidy, Ok(label(&["Trip", "出差"], "for the boss")), "each tag once, bare");
        assert!(label(&["", " # "], " ").tidied().expect("fine").is_empty(), "nothing is nothing");
    }

    #[test]
    fn what_is_too_long_is_refused_with_its_limit() {
        let long = "长".repeat(TAG_LIMIT + 1);
        let key = |label: &Label| label.tidied().expect_err("too long").key;
        assert_eq!(key(&label(&[&long], "")), "error.wallet.tag", "a tag of 21 characters");
        assert!(label(&[&"长".repeat(TAG_LIMIT)], "").tidied().is_ok(), "one of 20 is fine");
        let many: Vec<String> = (0..=TAGS_LIMIT).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(key(&label(&many, "")), "error.wallet.tags", "nine tags");
        assert_eq!(key(&label(&[], &"x".repeat(201))), "error.wallet.note", "a long note");
        assert_eq!(key(&label(&["a\nb"], "")), "error.wallet.tag", "a tag is one line");
    }

    #[test]
    fn the_last_label_that_waits_counts_and_a_refused_one_does_not() {
        let bill = BillId(Uuid::from_u128(1));
        let write = |note: &str| Labelled { bill, label: label(&[], note) };
        let queued = |n, note| waits(n, &write(note), WaitingState::Queued);
        let refused = WaitingState::Rejected(Error::internal());
        let waiting = [queued(1, "first"), queued(2, "second"), waits(3, &write("third"), refused)];
        let found = waiting_labels(&waiting);
        assert_eq!(found.get(&bill).map(|l| l.note.as_str()), Some("second"), "the last queued");
    }

    #[test]
    fn tags_come_by_use() {
        let labels = [label(&["a", "Trip"], ""), label(&["trip"], ""), label(&["b"], "")];
        assert_eq!(tags_in_use(labels.iter()), ["Trip", "a", "b"], "case makes no other tag");
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(tags in prop::collection::vec("[#＃a-cA-C ]{0,6}", 0..8), note in "[ a-z\n]{0,20}") {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let once = label(&tags, &note).tidied().expect("short enough");
            prop_assert_eq!(once.tidied(), Ok(once.clone()));
        }
    }
}
