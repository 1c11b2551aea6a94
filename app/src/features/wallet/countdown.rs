//! How long a code is still good for.

use sampan_protocol::Timestamp;

/// What is left of a code's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// It does not end.
    Always,
    /// So many seconds.
    Seconds(i64),
    /// Nothing.
    Over,
}

impl Left {
    /// What is left at `now` of what ends at `expires`; a started second counts.
    pub(crate) const fn at(expires: Option<Timestamp>, now: Timestamp) -> Self {
        let Some(expires) = expires else {
            return Self::Always;
        };
        match (expires.micros() - now.micros() + 999_999).div_euclid(1_000_000) {
            seconds if seconds > 0 => Self::Seconds(seconds),
            _ => Self::Over,
        }
    }
}

/// Seconds as minutes and seconds: `9:05`.
pub(crate) fn clock(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_ends_when_its_last_second_has_passed() {
        let end = Timestamp::from_seconds(600);
        let left = |micros: i64| Left::at(Some(end), Timestamp::from_micros(micros));
        assert_eq!(left(0), Left::Seconds(600), "all of it");
        assert_eq!(left(599_000_001), Left::Seconds(1), "a started second counts");
        assert_eq!(left(600_000_000), Left::Over, "and then it is over");
        assert_eq!(Left::at(None, end), Left::Always, "a code without amount stays");
        assert_eq!(clock(545), "9:05", "seconds have two digits");
    }
}
