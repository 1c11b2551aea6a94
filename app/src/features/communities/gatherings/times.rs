//! When something is, as its reader has it, and as clocks there show it.

use crate::t;
use crate::ui::format;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::When;

/// When a date begins, where it stands by itself.
pub(super) fn begins(at: Timestamp) -> String {
    format::moment(at)
}

/// What clocks at the place show, where they show something else than the reader's.
pub(super) fn there(at: Timestamp, offset: i64, when: &When) -> Option<String> {
    let here = i64::from(format::offset_at(at));
    (here != offset).then(|| {
        let shown = at.plus_seconds((offset - here) * 60);
        t!("communities.gathering.there", time = format::moment(shown), zone = city(&when.zone))
    })
}

/// How long it lasts.
pub(super) fn lasts(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => t!("communities.gathering.minutes", n = rest),
        (hours, 0) => crate::tn!("communities.gathering.hours", hours),
        (hours, rest) => t!("communities.gathering.hours_minutes", h = hours, m = rest),
    }
}

/// A time zone as people read it: `Europe/Berlin` is Berlin.
pub(super) fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
