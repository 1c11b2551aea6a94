//! Where people of the demo world meet: a walk every week, and an evening that is nearly full.

use super::talk::{TABLE, TRAILS, Talk};
use super::{Deed, Draft, Who};
use sampan_protocol::Timestamp;

/// Names a gathering in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Meet(pub(in crate::seed) usize);

/// A gathering, as it is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) struct Announced {
    pub(in crate::seed) title: &'static str,
    pub(in crate::seed) about: &'static str,
    pub(in crate::seed) area: &'static str,
    pub(in crate::seed) address: &'static str,
    /// The cell of the place.
    pub(in crate::seed) spot: &'static str,
    /// In how many days.
    pub(in crate::seed) days: i64,
    /// At which time of day there.
    pub(in crate::seed) time: &'static str,
    pub(in crate::seed) minutes: i64,
    pub(in crate::seed) weekly: bool,
    pub(in crate::seed) capacity: i64,
    pub(in crate::seed) guests: i64,
    /// What it costs a person, minor units of the yuan.
    pub(in crate::seed) price: Option<i64>,
    pub(in crate::seed) questions: &'static [&'static str],
}

const WALK: Announced = Announced {
    title: "Riverside walk 沿河走走",
    about: "Twelve easy kilometres along the river. **Bring water**, and a hat if it is hot.\n\n雨天改到下周。",
    area: "Riverside",
    address: "North gate of the park, by the map",
    spot: "wtw3sm0ne",
    days: 4,
    time: "09:00",
    minutes: 240,
    weekly: true,
    capacity: 20,
    guests: 2,
    price: None,
    questions: &[],
};

const EVENING: Announced = Announced {
    title: "Dumpling evening 包饺子",
    about: "We fold, boil and eat. Flour, fillings and vinegar are there.",
    area: "Old Street",
    address: "Old Street 18, third floor, ring twice",
    spot: "wtw3sjq2p",
    days: 9,
    time: "18:30",
    minutes: 180,
    weekly: false,
    capacity: 4,
    guests: 1,
    price: Some(6_800),
    questions: &["Anything you do not eat?"],
};

/// Adds what is announced, and who comes.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    let (walk, evening) = (Meet(0), Meet(1));
    let mut talk =
        |minutes: i64, who: Who, talk: Talk| draft.add(ago(minutes), who, Deed::Talk(talk));
    talk(38, Who::OMAR, Talk::Gather(walk, TRAILS, WALK));
    talk(36, Who::MEI, Talk::SignUp(walk, 1));
    talk(35, Who::KENJI, Talk::SignUp(walk, 0));
    talk(34, Who::ANNA, Talk::Gather(evening, TABLE, EVENING));
    talk(33, Who::XIAOYU, Talk::SignUp(evening, 1));
    talk(32, Who::MARIA, Talk::SignUp(evening, 0));
}
