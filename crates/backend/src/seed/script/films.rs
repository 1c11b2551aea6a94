//! Short videos of the demo world: who publishes which, and who likes it.

use super::life::{COFFEE, MEI, READERS, TOM};
use super::{Board, Daily, Deed, Draft, Leaf, Shopfront, Who};
use crate::features::life::{Category, LifeKind};
use sampan_protocol::Timestamp;

const ORBIT: Shopfront = Shopfront(4);
const ARCADE: Shopfront = Shopfront(5);
/// Names that notes without a video do not have.
const FIRST: usize = 1_000;
/// How many minutes ago the first one came out, and the last one.
const FROM: i64 = 9_900;
const UNTIL: i64 = 150;

/// Life accounts that are there for their videos.
fn boards() -> [(Shopfront, Who, Board); 2] {
    let plain = Board {
        name: "轨道科技 Orbit Labs",
        kind: LifeKind::Creator,
        about: "把看不见的画出来。Drawing what cannot be seen.",
        category: Category::Technology,
        place: "",
        open: None,
        offers: &[],
        shows: Who::ORBIT_LABS,
    };
    let arcade = Board {
        name: "1UP Arcade 电玩城",
        about: "声音、弹珠和节拍。Sounds, marbles and beats.",
        category: Category::Arts,
        shows: Who::ARCADE,
        ..plain.clone()
    };
    [(ORBIT, Who::ORBIT_LABS, plain), (ARCADE, Who::ARCADE, arcade)]
}

/// Who publishes videos of a kind, and where.
fn publisher(kind: &str) -> (Who, Shopfront) {
    match kind {
        "craft" => (Who::ALLEY_COFFEE, COFFEE),
        "music" => (Who::ARCADE, ARCADE),
        "nature" => (Who::MEI, MEI),
        "city" => (Who::TOM, TOM),
        _ => (Who::ORBIT_LABS, ORBIT),
    }
}

/// Adds a video for each of these kinds, over the last week.
pub(super) fn happen(draft: &mut Draft, now: Timestamp, kinds: &[String]) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    let mut daily =
        |minutes: i64, who: Who, daily: Daily| draft.add(ago(minutes), who, Deed::Daily(daily));
    if kinds.is_empty() {
        return;
    }
    for (front, who, board) in boards() {
        daily(FROM + 10, who, Daily::Open(front, board));
    }
    let step = (FROM - UNTIL) / kinds.len() as i64;
    for (clip, kind) in kinds.iter().enumerate() {
        let (leaf, minutes) = (Leaf(FIRST + clip), FROM - step * clip as i64);
        let (who, by) = publisher(kind);
        daily(minutes, who, Daily::Screen { leaf, by, clip });
        for (place, reader) in (0..).zip(READERS) {
            if (place * 5 + clip * 3) % 7 < 3 && reader != who {
                daily(minutes - 30 - place as i64, reader, Daily::Like(leaf));
            }
        }
    }
    for who in [Who::MEI, Who::LIWEI, Who::PRIYA] {
        daily(UNTIL - 40, who, Daily::Follow(ORBIT));
    }
}
