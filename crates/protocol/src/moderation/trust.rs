//! How far somebody is trusted: a pure rule of what they have done so far, and what it allows.

/// What is known of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// For how many days they have been here.
    pub days: i64,
    /// How many posts and comments they wrote.
    pub written: i64,
    /// How many of these moderators took away.
    pub taken: i64,
    /// How many of their reports were right.
    pub upheld: i64,
}

/// 0 for newcomers, up to 3:
///
/// - 0 whoever is here for less than two days, or more than a fifth of whose writings were taken away;
/// - 1 two days and two writings that stayed, or thirty days of reading alone;
/// - 2 two weeks and ten writings that stayed;
/// - 3 two months, and fifty writings that stayed or ten and three reports that were right.
#[must_use]
pub const fn level(record: Record) -> u8 {
    let kept = record.written - record.taken;
    if record.days < 2 || record.taken * 5 > record.written {
        return 0;
    }
    if record.days >= 60 && (kept >= 50 || (kept >= 10 && record.upheld >= 3)) {
        3
    } else if record.days >= 14 && kept >= 10 {
        2
    } else if kept >= 2 || record.days >= 30 {
        1
    } else {
        0
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// A post.
    Post,
    /// A comment.
    Comment,
    /// A report.
    Report,
    /// An invitation.
    Invite,
}

impl Doing {
    /// Its word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Comment => "comment",
            Self::Report => "report",
            Self::Invite => "invite",
        }
    }
}

/// How often somebody of a level may do something within an hour.
#[must_use]
pub const fn hourly(level: u8, doing: Doing) -> i64 {
    let newcomer = match doing {
        Doing::Post => 6,
        Doing::Comment => 30,
        Doing::Report | Doing::Invite => 10,
    };
    let times = match level {
        0 => 1,
        1 => 2,
        2 => 5,
        _ => 10,
    };
    newcomer * times
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn trust_grows_with_what_stays_and_falls_with_what_is_taken() {
        let of = |days, written, taken, upheld| level(Record { days, written, taken, upheld });
        assert_eq!(of(0, 100, 0, 9), 0, "a first day is a first day");
        assert_eq!(of(2, 2, 0, 0), 1, "two days, two posts");
        assert_eq!(of(30, 0, 0, 0), 1, "who only reads is somebody, too");
        assert_eq!(of(14, 10, 0, 0), 2, "two weeks");
        assert_eq!(of(60, 50, 0, 0), 3, "two months");
        assert_eq!(of(60, 10, 0, 3), 3, "or by reports that were right");
        assert_eq!(of(60, 50, 11, 0), 0, "more than a fifth was taken away");
        assert!(hourly(0, Doing::Post) < hourly(1, Doing::Post), "and lets do more");
    }

    proptest! {
        #[test]
        fn more_of_the_good_is_never_less_trust(
            days in 0i64..400, written in 0i64..200, taken in 0i64..50, upheld in 0i64..20,
        ) {
            let record = Record { days, written, taken, upheld };
            for better in [
                Record { days: days + 1, ..record },
                Record { written: written + 1, ..record },
                Record { upheld: upheld + 1, ..record },
            ] {
                prop_assert!(level(better) >= level(record), "{better:?}");
            }
            let worse = Record { taken: taken + 1, ..record };
            prop_assert!(level(worse) <= level(record), "{worse:?}");
        }
    }
}
