//! Likes that count less the older they are: each falls to 1/e in the time that the ranking says.

use crate::feed::table::film;
use crate::module::{Context, Refusal};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::NoteId;
use sampan_rank::CONFIG;

/// What a like counts as it is given, in millionths.
const WHOLE: i64 = 1_000_000;

/// What counted so much at one time, at a later one.
pub(super) fn decayed(millionths: i64, from: Timestamp, to: Timestamp) -> i64 {
    let seconds = to.seconds().saturating_sub(from.seconds()).max(0);
    (millionths as f64 * (-(seconds as f64) / CONFIG.recent).exp()).round() as i64
}

/// Counts a like of a video that came, or one that went which was given at a time.
///
/// # Errors
/// What the database says.
pub(in crate::feed) fn count(
    cx: &mut Context<'_>,
    note: NoteId,
    (by, given): (i64, Timestamp),
) -> Result<(), Refusal> {
    let Some((_, before)) = film::counted(cx.sql, &[note])?.pop() else { return Ok(()) };
    let like = decayed(WHOLE, given, cx.now) * by;
    let recent = (decayed(before.recent, before.since, cx.now) + like).max(0);
    film::set_recent(cx.sql, note, (recent, cx.now))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_like_counts_less_each_day_and_goes_as_it_is() {
        let day = |day: i64| Timestamp::from_seconds(day * 86_400);
        assert_eq!(decayed(WHOLE, day(3), day(3)), WHOLE, "all of it at first");
        assert_eq!(decayed(WHOLE, day(3), day(2)), WHOLE, "a clock that went back adds nothing");
        assert_eq!(decayed(WHOLE, day(0), day(14)), 367_879, "1/e after a fortnight");
        let two = decayed(WHOLE, day(0), day(5)) + WHOLE;
        let left = decayed(two, day(5), day(9)) - decayed(WHOLE, day(0), day(9));
        let alone = decayed(WHOLE, day(5), day(9));
        assert!((left - alone).abs() <= 2, "what is taken back leaves the other: {left}, {alone}");
    }
}
