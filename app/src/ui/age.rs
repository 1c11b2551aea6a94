//! How long ago something was, in words.

use super::format;
use crate::clock::now;
use crate::{t, tn};
use sampan_protocol::Timestamp;

/// How long ago a time is; after a week, its day.
pub(crate) fn age(time: Timestamp) -> String {
    match passed(now().seconds() - time.seconds()) {
        Passed::Nothing => t!("ui.age.now"),
        Passed::Minutes(n) => tn!("ui.age.minutes", n),
        Passed::Hours(n) => tn!("ui.age.hours", n),
        Passed::Days(n) => tn!("ui.age.days", n),
        Passed::Long => format::day(time),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Passed {
    Nothing,
    Minutes(i64),
    Hours(i64),
    Days(i64),
    Long,
}

/// Seconds in the largest unit that is not below one. Another clock may be ahead of ours.
const fn passed(seconds: i64) -> Passed {
    match seconds {
        ..60 => Passed::Nothing,
        60..3_600 => Passed::Minutes(seconds / 60),
        3_600..86_400 => Passed::Hours(seconds / 3_600),
        86_400..604_800 => Passed::Days(seconds / 86_400),
        _ => Passed::Long,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_their_largest_unit() {
        for (seconds, expected) in [
            (-5, Passed::Nothing),
            (59, Passed::Nothing),
            (60, Passed::Minutes(1)),
            (3_599, Passed::Minutes(59)),
            (3_600, Passed::Hours(1)),
            (86_399, Passed::Hours(23)),
            (86_400, Passed::Days(1)),
            (604_799, Passed::Days(6)),
            (604_800, Passed::Long),
        ] {
            assert_eq!(passed(seconds), expected, "{seconds} seconds");
        }
    }
}
