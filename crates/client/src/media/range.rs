//! Which bytes of a file are asked for (RFC 9110 §14): a single range; several are ignored.

use std::ops::Range;

/// A single range, as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// From a byte on.
    From(u64),
    /// From a byte up to another one, which belongs to it.
    Span(u64, u64),
    /// The last so many.
    Last(u64),
}

impl Wanted {
    /// Reads the header; none if it has to be ignored.
    pub(super) fn read(header: &str) -> Option<Self> {
        let (first, last) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
        let number = |text: &str| text.trim().parse::<u64>().ok();
        match (first.trim(), last.trim()) {
            ("", last) => Some(Self::Last(number(last)?)),
            (first, "") => Some(Self::From(number(first)?)),
            (first, last) => {
                let (first, last) = (number(first)?, number(last)?);
                (first <= last).then_some(Self::Span(first, last))
            }
        }
    }

    /// Where it begins, as far as that is known before the length is.
    pub(super) fn start(self) -> u64 {
        match self {
            Self::From(first) | Self::Span(first, _) => first,
            Self::Last(_) => 0,
        }
    }

    /// Which bytes these are of so many; none where it lies behind the end.
    pub(super) fn of(self, total: u64) -> Option<Range<u64>> {
        let range = match self {
            Self::From(first) => first..total,
            Self::Span(first, last) => first..last.saturating_add(1).min(total),
            Self::Last(last) => total.saturating_sub(last)..total,
        };
        (range.start < range.end).then_some(range)
    }
}

/// Reads what a part says of itself, `bytes <from>-<last>/<total>`: where it begins, and how long all is.
pub(super) fn content(header: &str) -> Option<(u64, u64)> {
    let (range, total) = header.strip_prefix("bytes ")?.split_once('/')?;
    let (from, _) = range.split_once('-')?;
    Some((from.trim().parse().ok()?, total.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        for (text, wanted) in [
            ("bytes=0-0", Some(Some(0..1))),
            ("bytes=2-", Some(Some(2..10))),
            ("bytes=-3", Some(Some(7..10))),
            ("bytes=-30", Some(Some(0..10))),
            ("bytes=5-500", Some(Some(5..10))),
            ("bytes=10-", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=3-2", None),
            ("bytes=0-1,3-4", None),
            ("bytes=99999999999999999999-", None),
            ("items=0-1", None),
            ("bytes=-", None),
        ] {
            assert_eq!(Wanted::read(text).map(|wanted| wanted.of(10)), wanted, "{text}");
        }
    }

    #[test]
    fn what_a_part_says_of_itself_is_read() {
        assert_eq!(content("bytes 100-199/2000"), Some((100, 2_000)), "where, and of how many");
        for other in ["bytes */2000", "bytes 1-2/*", "100-199/2000", ""] {
            assert_eq!(content(other), None, "{other:?} says too little");
        }
    }
}
