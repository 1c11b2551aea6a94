//! The payment PIN: six digits, none that anybody would guess first.

use crate::error::Error;
use crate::ids::{DeviceId, OpId};
use serde::{Deserialize, Serialize};

/// How many digits a PIN has.
pub const LENGTH: usize = 6;
/// How many wrong PINs lock paying for a while.
pub const MAX_FAILURES: u32 = 5;

/// Refuses what is not a PIN, and what is too easy to guess.
///
/// # Errors
/// `Invalid` with what to do instead.
pub fn check(pin: &str) -> Result<(), Error> {
    let digits = pin.as_bytes();
    if digits.len() != LENGTH || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Error::invalid("error.pin.shape"));
    }
    let step = |by: i16| digits.windows(2).all(|w| i16::from(w[1]) - i16::from(w[0]) == by);
    let halves = digits[..3] == digits[3..];
    if step(0) || step(1) || step(-1) || halves {
        return Err(Error::invalid("error.pin.weak"));
    }
    Ok(())
}

/// Seconds for which paying is locked after so many wrong PINs in a row; grows up to a day.
#[must_use]
pub fn lock_seconds(failures: u32) -> i64 {
    match failures.checked_sub(MAX_FAILURES) {
        None => 0,
        Some(beyond) => (60i64 << beyond.min(11)).min(86_400),
    }
}

/// Sets another PIN in place of the one that is known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangePin {
    /// Idempotency key: asked again after a lost answer, it is done already.
    pub op: OpId,
    /// The PIN as it is.
    pub old: String,
    /// The PIN as it is to be.
    pub new: String,
}

/// Sets another PIN in place of a forgotten one, by the recovery phrase.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResetPin {
    /// Idempotency key.
    pub op: OpId,
    /// The new PIN.
    pub pin: String,
    /// ed25519 by the recovery key over [`reset_bytes`], lower-case hexadecimal.
    pub proof: String,
}

/// What the recovery key signs for a [`ResetPin`].
#[must_use]
pub fn reset_bytes(op: OpId, device: DeviceId) -> Vec<u8> {
    format!("sampan-pin-reset-v1\n{op}\n{device}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_and_malformed_pins_are_refused() {
        for pin in [
            "",
            "12345",
            "1234567",
            "12345a",
            "１２３４５６",
            "000000",
            "123456",
            "987654",
            "121121",
        ] {
            assert!(check(pin).is_err(), "{pin} must be refused");
        }
        assert!(check("271828").is_ok(), "an ordinary PIN is taken");
    }

    #[test]
    fn the_lock_grows_and_ends() {
        assert_eq!(lock_seconds(4), 0, "four wrong PINs lock nothing");
        assert_eq!(lock_seconds(5), 60, "the fifth locks a minute");
        assert_eq!(lock_seconds(6), 120, "each further one doubles it");
        assert_eq!(lock_seconds(u32::MAX), 86_400, "never longer than a day");
    }
}
