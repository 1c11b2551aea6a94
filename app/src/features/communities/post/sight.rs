//! Which comments of a thread are shown, of however many, and where they stand: pure rules.

/// How many comments are kept ready before and behind those in sight.
const AHEAD: u32 = 10;
/// How few of them may be left before others are asked for.
const LEFT: u32 = 4;
/// How high a comment is where none was measured.
pub(super) const EACH: f64 = 124.0;
/// How much room the post takes above the first comment, with what is around it, at least.
const POST: f64 = 300.0;
/// How high the lowest one is.
const LEAST: f64 = 48.0;

/// A stretch of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// From which comment on.
    pub(super) from: u32,
    /// How many.
    pub(super) many: u32,
}

impl Stretch {
    /// From a comment on, in a window of this height.
    pub(super) fn first(from: u32, height: f64) -> Self {
        // The post itself stands before the beginning, and takes room: nothing more is needed at first.
        match from {
            0 => Self { from, many: room(height - POST, EACH) },
            _ => Self { from, many: room(height, EACH) + 2 * AHEAD },
        }
    }

    /// The same with what is kept ready behind it, once the first ones are shown.
    pub(super) fn ahead(self) -> Self {
        Self { many: self.many + AHEAD, ..self }
    }
}

/// A stretch as it is laid out: what is before it and behind it is only as high as it would be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Laid {
    /// From which comment on.
    pub(super) from: u32,
    /// How many.
    pub(super) rows: u32,
    /// Of how many.
    pub(super) count: u32,
    /// How high what is before it is made.
    pub(super) above: f64,
    /// How high it is.
    pub(super) height: f64,
}

impl Laid {
    /// How high a comment is on average.
    pub(super) fn each(&self) -> f64 {
        if self.rows == 0 { EACH } else { (self.height / f64::from(self.rows)).max(LEAST) }
    }

    /// How high what is behind it is made.
    pub(super) fn below(&self) -> f64 {
        f64::from(self.count.saturating_sub(self.from + self.rows)) * self.each()
    }

    /// What is to be asked for, where the thread is seen between these heights, and these of the
    /// stretch are in sight (the first and the last); and which comment is to stand first in sight.
    pub(super) fn wanted(
        &self,
        seen: (f64, f64),
        sight: Option<(u32, u32)>,
    ) -> Option<(Stretch, u32)> {
        let end = self.from + self.rows;
        // What stands above the thread takes room as long as it is in sight.
        let fits = room((seen.1 - seen.0.max(0.0)).max(0.0), self.each());
        let (first, many) = match sight {
            Some((first, last)) => {
                let before = first >= LEFT || self.from == 0;
                let behind = self.rows.saturating_sub(last + 1) >= LEFT || end >= self.count;
                if before && behind {
                    return None;
                }
                (self.from + first, fits.max(last - first + 1))
            }
            // It was scrolled past all that is laid out; or the thread is out of sight.
            None if seen.1 <= 0.0 || self.count == 0 => return None,
            None if seen.0 < self.above => (share(seen.0, self.above, self.from), fits),
            None => {
                let past = seen.0 - self.above - self.height;
                let rest = self.count.saturating_sub(end);
                if rest == 0 {
                    return None;
                }
                (end + share(past, self.below(), rest), fits)
            }
        };
        let first = first.min(self.count.saturating_sub(1));
        let stretch = Stretch { from: first.saturating_sub(AHEAD), many: many + 2 * AHEAD };
        (stretch.from != self.from || stretch.many > self.rows).then_some((stretch, first))
    }
}

/// How high what is before a stretch is made, so that what stood at a height before, and stands so deep in the
/// stretch now, stays where it is; where there is too little room for that, as high as it would be.
pub(super) fn above(from: u32, each: f64, stays: Option<(f64, f64)>) -> f64 {
    if from == 0 {
        return 0.0;
    }
    let least = f64::from(from) * LEAST;
    let kept = stays.map(|(before, inside)| before - inside).filter(|above| *above >= least);
    kept.unwrap_or(f64::from(from) * each)
}

/// How many comments of a height fill a window.
fn room(height: f64, each: f64) -> u32 {
    whole(height / each) + 1
}

/// Which of so many comments stands at a height of all of them.
fn share(at: f64, height: f64, many: u32) -> u32 {
    if height > 0.0 { whole(at / height * f64::from(many)) } else { 0 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in a window")]
fn whole(number: f64) -> u32 {
    number.max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn laid(from: u32, rows: u32, count: u32) -> Laid {
        let above = f64::from(from) * 100.0;
        Laid { from, rows, count, above, height: f64::from(rows) * 100.0 }
    }

    #[test]
    fn others_are_asked_for_before_one_sees_an_end() {
        let all = laid(0, 27, 5_000);
        assert_eq!(all.wanted((0.0, 800.0), Some((0, 7))), None, "there is enough behind");
        let next = all.wanted((1_600.0, 2_400.0), Some((16, 24)));
        assert_eq!(next, Some((Stretch { from: 6, many: 29 }, 16)), "few are left behind");
        let back = laid(40, 29, 5_000).wanted((4_200.0, 5_000.0), Some((2, 10)));
        assert_eq!(back, Some((Stretch { from: 32, many: 29 }, 42)), "few are left before");
        let kept = LEFT;
        let asks = |laid: Laid, first: u32, last: u32| {
            let seen =
                (f64::from(laid.from + first) * 100.0, f64::from(laid.from + last + 1) * 100.0);
            laid.wanted(seen, Some((first, last))).is_some()
        };
        assert!(!asks(all, 15, 26 - kept), "just enough are left behind");
        assert!(asks(all, 16, 27 - kept), "one fewer");
        assert!(!asks(laid(40, 29, 5_000), kept, kept + 8), "just enough are left before");
        assert!(asks(laid(40, 29, 5_000), kept - 1, kept + 7), "one fewer");
        assert!(
            (2..=6).contains(&kept),
            "neither so few that one sees the end, nor all at once: {kept}"
        );
        let below_a_post = laid(0, 5, 5_000).wanted((-600.0, 200.0), Some((0, 1)));
        let few = (Stretch { from: 0, many: 23 }, 0);
        assert_eq!(below_a_post, Some(few), "no more than fit below what stands above");
        let short = laid(0, 5, 5);
        assert_eq!(short.wanted((0.0, 800.0), Some((0, 4))), None, "there are no others");
    }

    #[test]
    fn whoever_drags_the_bar_gets_what_stands_there() {
        let (far, _) = laid(0, 27, 5_000).wanted((250_000.0, 250_800.0), None).expect("far down");
        assert!((2_480..2_500).contains(&far.from), "about the middle: {far:?}");
        let (up, _) = laid(2_490, 27, 5_000).wanted((0.0, 800.0), None).expect("to the top");
        assert_eq!(up.from, 0, "the first ones");
        assert_eq!(laid(0, 27, 5_000).wanted((-900.0, -100.0), None), None, "not in sight at all");
    }

    #[test]
    fn what_stays_stays() {
        assert!((above(6, 100.0, Some((1_600.0, 1_000.0))) - 600.0).abs() < 1e-9, "as it was");
        assert!(
            above(0, 100.0, Some((1_600.0, 1_000.0))).abs() < 1e-9,
            "nothing is before the first"
        );
        assert!((above(40, 100.0, Some((10.0, 0.0))) - 4_000.0).abs() < 1e-9, "no room for forty");
        assert!((above(40, 100.0, None) - 4_000.0).abs() < 1e-9, "nothing stays");
    }

    proptest! {
        #[test]
        fn asking_comes_to_an_end(count in 1u32..6_000, at in 0u32..6_000, height in 300u32..2_500, odd in 1u32..99) {
            // Comments of any heights, and a window that was scrolled anywhere.
            let high = |n: u32| f64::from(60 + n.wrapping_mul(odd) % 7 * 70);
            let sum = |from: u32, rows: u32| (from..from + rows).map(high).sum::<f64>();
            let height = f64::from(height);
            let rows = Stretch::first(0, height).many.min(count);
            let mut now = Laid { from: 0, rows, count, above: 0.0, height: sum(0, rows) };
            let whole = now.above + now.height + now.below();
            let mut top = (whole - height).max(0.0) * f64::from(at) / 6_000.0;
            for turn in 0.. {
                let seen = (top, top + height);
                let mut depth = now.above;
                let mut sight = None::<(u32, u32)>;
                for n in 0..now.rows {
                    let next = depth + high(now.from + n);
                    if next > seen.0 && depth < seen.1 {
                        sight = Some((sight.map_or(n, |(first, _)| first), n));
                    }
                    depth = next;
                }
                let Some((next, first)) = now.wanted(seen, sight) else {
                    let all = now.above <= seen.0 && depth >= seen.1;
                    prop_assert!(all || now.from + now.rows == count || now.from == 0, "{now:?} in {seen:?}");
                    prop_assert!(sight.is_some(), "{now:?} is what is seen from {seen:?}");
                    break;
                };
                prop_assert!(turn < 12, "{now:?} asks for {next:?} again and again");
                prop_assert!(next.many <= room(height, 48.0) + 2 * AHEAD, "{next:?} is more than fits");
                // As the device answers: never past the end. What is to stand first does.
                let (from, rows) = (next.from.min(count.saturating_sub(next.many)), next.many.min(count));
                let stays = (top, sum(from, first - from));
                let mut laid = Laid { from, rows, count, above: 0.0, height: sum(from, rows) };
                laid.above = above(from, laid.each(), Some(stays));
                top += laid.above + stays.1 - stays.0;
                now = laid;
                top = top.min((now.above + now.height + now.below() - height).max(0.0));
            }
        }
    }
}
