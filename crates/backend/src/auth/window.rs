//! Which counters of a device were used: each is taken once, also after a restart.

use sampan_protocol::auth::REPLAY_WINDOW;

/// How many counters are set aside in the database at a time.
pub(super) const RESERVATION: u64 = 1_024;
/// The highest counter that is taken, so that sums stay within `BIGINT`.
const MOST: u64 = 1 << 53;
const WORDS: usize = REPLAY_WINDOW as usize / 64;

/// The counters that a device has used, as this process knows them.
#[derive(Debug, Clone)]
pub(super) struct Window {
    /// Up to here the database knows that counters may have been used.
    reserved: u64,
    highest: u64,
    /// One bit for each of the last counters up to `highest`, at its remainder.
    used: [u64; WORDS],
}

/// What to do with a counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is taken.
    Taken,
    /// More counters have to be set aside in the database first.
    Reserve,
    /// It was used, may have been used, or is too old.
    Used,
}

impl Window {
    /// What is known after a restart: any counter up to the reservation may have been used.
    pub(super) fn after_restart(reserved: u64) -> Self {
        Self { reserved, highest: reserved, used: [u64::MAX; WORDS] }
    }

    /// Up to which counter the database has set aside.
    pub(super) fn reserved(&self) -> u64 {
        self.reserved
    }

    /// Notes that the database has set more aside.
    pub(super) fn extend(&mut self, reserved: u64) {
        self.reserved = reserved;
    }

    /// Where the device may go on.
    pub(super) fn next(&self) -> u64 {
        self.highest + 1
    }

    /// Takes a counter if it was never used.
    pub(super) fn take(&mut self, counter: u64) -> Verdict {
        if counter > MOST || counter + REPLAY_WINDOW <= self.highest || self.is_used(counter) {
            return Verdict::Used;
        }
        if counter > self.reserved {
            return Verdict::Reserve;
        }
        if counter > self.highest {
            let passed = (counter - self.highest).min(REPLAY_WINDOW);
            for newer in counter + 1 - passed..=counter {
                self.used[word(newer)] &= !bit(newer);
            }
            self.highest = counter;
        }
        self.used[word(counter)] |= bit(counter);
        Verdict::Taken
    }

    fn is_used(&self, counter: u64) -> bool {
        counter <= self.highest && self.used[word(counter)] & bit(counter) != 0
    }
}

const fn word(counter: u64) -> usize {
    (counter % REPLAY_WINDOW / 64) as usize
}

const fn bit(counter: u64) -> u64 {
    1 << (counter % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a counter, setting more aside when asked to, as the database would.
    fn take(window: &mut Window, counter: u64) -> bool {
        match window.take(counter) {
            Verdict::Reserve => {
                window.extend(counter + RESERVATION);
                window.take(counter) == Verdict::Taken
            }
            verdict => verdict == Verdict::Taken,
        }
    }

    #[test]
    fn each_counter_is_taken_once_in_any_order() {
        let mut window = Window::after_restart(0);
        for counter in [5, 3, 4, 1_000, 6, 1_028] {
            assert!(take(&mut window, counter), "{counter} is new");
            assert!(!take(&mut window, counter), "{counter} was used");
        }
        assert!(!take(&mut window, 4), "behind the window nothing is taken");
        assert!(take(&mut window, 7), "within it, what was passed over is");
    }

    #[test]
    fn counters_are_counted_like_in_a_set() {
        let mut window = Window::after_restart(0);
        let mut used = std::collections::BTreeSet::new();
        let mut state = 42u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let high = used.last().copied().unwrap_or(1);
            let counter = (high + (state >> 33) % 1_600).saturating_sub(1_200).max(1);
            let new = counter + REPLAY_WINDOW > high && !used.contains(&counter);
            assert_eq!(take(&mut window, counter), new, "{counter} with highest {high}");
            used.insert(counter);
        }
    }

    #[test]
    fn a_restart_forgets_nothing() {
        let mut window = Window::after_restart(0);
        assert!(take(&mut window, 10), "10 is new");
        let mut again = Window::after_restart(window.reserved());
        assert!(!take(&mut again, 10), "10 stays used");
        assert!(take(&mut again, window.reserved() + 1), "the device goes on behind it");
        assert!(!take(&mut again, u64::MAX), "no counter makes sums overflow");
    }
}
