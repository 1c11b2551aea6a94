//! A split that is being made: who pays what comes out of the protocol's rule as one types.

use crate::features::wallet::amount::Verdict;
use crate::features::wallet::money::Form;
use crate::prelude::*;
use sampan_protocol::ids::{BillId, PersonId};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::split::{Item, Sharer, SplitBill, Way, parts};
use sampan_protocol::{Error, Money};

/// The ways in the order in which they are offered.
const WAYS: [Way; 3] = [Way::Equal, Way::Shares, Way::Items];

/// Something on the bill, as it is typed.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Which one: the same as long as it is there.
    pub(super) key: u32,
    /// What it is called.
    pub(super) name: RwSignal<String>,
    /// What it costs, as typed.
    pub(super) price: RwSignal<String>,
    /// Who had it.
    pub(super) who: RwSignal<Vec<PersonId>>,
}

/// What is being filled in.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// Amount and title.
    pub(super) form: Form,
    /// The others.
    pub(super) others: RwSignal<Vec<Person>>,
    /// Whether I pay a part, too.
    pub(super) with_me: RwSignal<bool>,
    /// How it is split: the position in [`WAYS`].
    pub(super) chosen: RwSignal<u8>,
    /// How much somebody counts, where that is not once.
    pub(super) weights: RwSignal<Vec<(PersonId, u32)>>,
    /// What is on it.
    pub(super) lines: RwSignal<Vec<Line>>,
    /// Me.
    pub(super) me: StoredValue<Option<Person>>,
    /// The bill that it is about.
    pub(super) bill: Option<BillId>,
}

impl Draft {
    /// A draft in which nothing is filled in.
    pub(super) fn new(form: Form, me: Option<Person>, bill: Option<BillId>) -> Self {
        Self {
            form,
            others: RwSignal::new(Vec::new()),
            with_me: RwSignal::new(true),
            chosen: RwSignal::new(0),
            weights: RwSignal::new(Vec::new()),
            lines: RwSignal::new(Vec::new()),
            me: StoredValue::new(me),
            bill,
        }
    }

    /// Everybody among whom it is split, me first.
    pub(super) fn everybody(self) -> Vec<Person> {
        let me = self.me.get_value().filter(|_| self.with_me.get());
        me.into_iter().chain(self.others.get()).collect()
    }

    /// How it is split.
    pub(super) fn way(self) -> Way {
        WAYS[usize::from(self.chosen.get()).min(WAYS.len() - 1)]
    }

    /// By how much somebody counts.
    pub(super) fn weight(self, id: PersonId) -> u32 {
        let weighed = |weights: &Vec<(PersonId, u32)>| {
            weights.iter().find(|(who, _)| *who == id).map_or(1, |(_, weight)| *weight)
        };
        self.weights.with(weighed)
    }

    /// What is on it.
    pub(super) fn items(self) -> Vec<Item> {
        let currency = self.form.currency.get();
        let item = |line: &Line| Item {
            name: line.name.get().trim().to_owned(),
            minor: line.price.with(|p| Money::parse(p, currency)).map_or(0, |money| money.minor),
            who: line.who.get(),
        };
        match self.way() {
            Way::Items => self.lines.get().iter().map(item).collect(),
            Way::Equal | Way::Shares => Vec::new(),
        }
    }

    /// What everybody pays, in the order of [`Self::everybody`]; none while there is no amount.
    pub(super) fn parts(self) -> Option<Result<Vec<(PersonId, i64)>, Error>> {
        let amount = self.form.verdict.with(Verdict::money)?;
        let people: Vec<Sharer> = self
            .everybody()
            .iter()
            .map(|person| Sharer { person: person.id, weight: self.weight(person.id) })
            .collect();
        if self.others.with(Vec::is_empty) {
            return None;
        }
        let ids: Vec<PersonId> = people.iter().map(|sharer| sharer.person).collect();
        let (way, items) = (self.way(), self.items());
        let op = SplitBill { title: String::new(), amount, way, people, items, bill: None };
        Some(parts(&op).map(|parts| ids.into_iter().zip(parts).collect()))
    }
}
