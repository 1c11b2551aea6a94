//! How much of a file is handed in at once: more where the connection is quick, less where it is not.

use std::time::Duration;

/// How much the first part of a file has, in bytes.
const FIRST: u64 = 1 << 20;
/// The least that a part has.
const LEAST: u64 = 256 << 10;
/// The most: as much as the service puts on the disk at once.
const MOST: u64 = 16 << 20;
/// How long a part may take at most so that one grows to it.
const QUICK: Duration = Duration::from_secs(1);
/// How long a part may take at most without one shrinking: nothing is told in between.
const SLOW: Duration = Duration::from_secs(4);

/// How much of a file is handed in at once.
///
/// Each part costs the same, whatever it has: it is signed, acknowledged, and on the disk before the next
/// one begins. So parts grow while they take no longer than a second. What is cut is sent again, so they
/// shrink when one fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartSize(u64);

impl Default for PartSize {
    fn default() -> Self {
        Self(FIRST)
    }
}

impl PartSize {
    /// The most that the next part has, in bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// Another file begins, or this one anew: who knows how quick the connection is now.
    pub fn begin(&mut self) {
        self.0 = self.0.min(FIRST);
    }

    /// A part of so many bytes took so long.
    pub fn sent(&mut self, bytes: u64, took: Duration) {
        let next = (self.0 * 2).min(MOST);
        let times = u32::try_from(next.div_ceil(bytes.max(1))).unwrap_or(u32::MAX);
        if took.saturating_mul(times) <= QUICK {
            self.0 = next;
        }
        let (mut left, mut part) = (took, bytes.min(self.0));
        while left > SLOW && self.0 > LEAST {
            (left, part) = (left / 2, part / 2);
            self.0 = part.max(LEAST);
        }
    }

    /// A part did not arrive.
    pub fn failed(&mut self) {
        self.0 = (self.0 / 4).max(LEAST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    fn after(size: u64, bytes: u64, millis: u64) -> u64 {
        let mut size = PartSize(size);
        size.sent(bytes, Duration::from_millis(millis));
        size.bytes()
    }

    #[test]
    fn parts_grow_while_they_are_quick() {
        let mut size = PartSize::default();
        let mut sizes = Vec::new();
        for _ in 0..6 {
            sizes.push(size.bytes() / MIB);
            size.sent(size.bytes(), Duration::from_millis(200));
        }
        assert_eq!(sizes, [1, 2, 4, 8, 16, 16], "to what the service puts on the disk at once");
        assert_eq!(after(MIB, MIB, 500), 2 * MIB, "twice as much takes a second");
        assert_eq!(after(MIB, MIB, 501), MIB, "twice as much would take longer");
        assert_eq!(after(4 * MIB, 2 * MIB, 300), 4 * MIB, "four times as much would, too");
        assert_eq!(after(2 * MIB, 77, 20), 2 * MIB, "the end of a file says little");
        assert_eq!(after(16 * MIB, 16 * MIB, 0), 16 * MIB, "never more than the most");
    }

    #[test]
    fn parts_shrink_when_they_are_slow_or_fail() {
        assert_eq!(after(16 * MIB, 16 * MIB, 4_000), 16 * MIB, "one that is not quick stays");
        assert_eq!(after(16 * MIB, 16 * MIB, 30_000), 2 * MIB, "as much as takes four seconds");
        assert_eq!(after(MIB, MIB, 600_000), LEAST, "never less than the least");
        assert_eq!(after(MIB, 77, 600_000), LEAST, "however little was sent");
        let mut size = PartSize(16 * MIB);
        size.failed();
        assert_eq!(size.bytes(), 4 * MIB, "what is cut costs less next time");
        size.begin();
        assert_eq!(size.bytes(), MIB, "what begins anew begins small");
        for _ in 0..3 {
            size.failed();
        }
        assert_eq!(size.bytes(), LEAST, "but not as small as one likes");
        size.begin();
        assert_eq!(size.bytes(), LEAST, "and what failed stays small until it is quick again");
    }
}
