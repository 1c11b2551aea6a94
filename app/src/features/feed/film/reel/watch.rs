//! How a video was watched, as a pure rule: how far, how often anew, and whether it was passed over.

/// Who watched less than this passed it over, in milliseconds.
const GLANCE: u64 = 2_000;
/// Between two looks at where it plays, in milliseconds; what is more was sought.
const STEP: u64 = 1_500;

/// What is known of how a video is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Watch {
    /// Where it played at the last look.
    last: Option<u64>,
    /// For how long it played.
    watched: u64,
    /// How far, in thousandths.
    reached: u16,
    /// How often it began anew.
    replays: u16,
}

/// How a video was watched when it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    /// How far, in thousandths.
    pub(super) reached: u16,
    /// How often it began anew.
    pub(super) replays: u16,
    /// Whether it was passed over.
    pub(super) skipped: bool,
}

impl Watch {
    /// It plays at this moment.
    pub(super) fn plays(&mut self, at: u64, long: u64) {
        if let Some(last) = self.last {
            if at + long / 2 < last {
                self.replays = self.replays.saturating_add(1);
                self.reached = 1_000;
                self.watched += at.min(STEP);
            } else if at > last && at - last <= STEP {
                self.watched += at - last;
            }
        }
        self.last = Some(at);
        let part = u16::try_from((at * 1_000 / long.max(1)).min(1_000)).unwrap_or(1_000);
        self.reached = self.reached.max(part);
    }

    /// Somebody went to another moment: that is no playing.
    pub(super) fn sought(&mut self) {
        self.last = None;
    }

    /// How it was watched; none where it never played.
    pub(super) fn left(self) -> Option<Left> {
        let Self { last, watched, reached, replays } = self;
        let played = last.is_some() || watched > 0;
        let skipped = watched < GLANCE && reached < 1_000;
        played.then_some(Left { reached, replays, skipped })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(moments: impl IntoIterator<Item = u64>, long: u64) -> Watch {
        let mut watch = Watch::default();
        moments.into_iter().for_each(|at| watch.plays(at, long));
        watch
    }

    #[test]
    fn what_was_watched_is_told() {
        let watch = played((0..=5_000).step_by(250), 10_000);
        let left = Left { reached: 500, replays: 0, skipped: false };
        assert_eq!(watch.left(), Some(left), "half of it");
        let watch = played([0, 250, 500], 10_000);
        let left = Left { reached: 50, replays: 0, skipped: true };
        assert_eq!(watch.left(), Some(left), "passed over");
        let watch = played([9_000, 9_900, 100, 500], 10_000);
        let left = Left { reached: 1_000, replays: 1, skipped: false };
        assert_eq!(watch.left(), Some(left), "it began anew, so it was watched to its end");
        assert_eq!(Watch::default().left(), None, "it never played");
    }

    #[test]
    fn going_elsewhere_is_no_watching() {
        let mut watch = Watch::default();
        watch.plays(0, 60_000);
        watch.sought();
        watch.plays(50_000, 60_000);
        watch.sought();
        watch.plays(1_000, 60_000);
        let left = watch.left().expect("it played");
        assert!(left.skipped, "nothing was watched");
        assert_eq!(left.replays, 0, "going back is no beginning anew");
    }
}
