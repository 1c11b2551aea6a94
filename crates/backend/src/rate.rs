//! Slows down whoever asks too often without being known: so many requests a minute and address.

use sampan_protocol::{Code, Error, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How many addresses are remembered before those that may ask again are forgotten.
const REMEMBERED: usize = 10_000;
const MINUTE: i64 = 60_000_000;

/// Requests that each address has left.
pub(crate) struct Rate {
    per_minute: u32,
    /// When each address would have all of its requests again.
    full_at: Mutex<HashMap<IpAddr, i64>>,
}

impl Rate {
    pub(crate) fn new(per_minute: u32) -> Self {
        Self { per_minute: per_minute.max(1), full_at: Mutex::default() }
    }

    /// Takes a request from an address, or refuses it.
    pub(crate) fn take(&self, address: IpAddr, now: Timestamp) -> Result<(), Error> {
        let now = now.micros();
        let each = MINUTE / i64::from(self.per_minute);
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= REMEMBERED {
            full_at.retain(|_, at| *at > now);
        }
        // A clock that was set back must not lock anybody out.
        let known = full_at.get(&address).copied().filter(|at| *at - now <= MINUTE);
        let at = known.unwrap_or(now).max(now) + each;
        if at - now > MINUTE {
            return Err(Error::new(Code::Refused, "error.request.too_many"));
        }
        full_at.insert(address, at);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_a_minute_and_others_have_theirs() {
        let rate = Rate::new(3);
        let (one, other) = (IpAddr::from([1, 1, 1, 1]), IpAddr::from([2, 2, 2, 2]));
        let at = |seconds: i64| Timestamp::from_seconds(1_000 + seconds);
        for _ in 0..3 {
            assert!(rate.take(one, at(0)).is_ok(), "three at once are taken");
        }
        assert!(rate.take(one, at(0)).is_err(), "the fourth is not");
        assert!(rate.take(other, at(0)).is_ok(), "another address is another matter");
        assert!(rate.take(one, at(20)).is_ok(), "after a third of a minute there is one more");
        assert!(rate.take(one, at(20)).is_err(), "and only one");
        assert!(rate.take(one, at(-86_400)).is_ok(), "a clock that is set back locks nobody out");
    }
}
