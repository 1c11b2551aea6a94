//! The pay code: 18 digits that a payer shows at a till; made on the device, offline too; good once.
//!
//! ```text
//!  7 7   p p p p p p p p p p p p p p p   c
//!  │     │                               └ check digit over all before it (Luhn, ISO/IEC 7812-1)
//!  │     └ 15 digits: token × 10⁸ + proof, shuffled
//!  └ prefix: a pay code of Sampan's
//! ```
//!
//! - *token*, 7 digits: names a secret that the service gave to one device for some days. It says
//!   nothing about the person, and the next one is another random number.
//! - *proof*, 8 digits: HMAC-SHA-256 (RFC 2104) by the token's secret over the step, its first eight
//!   bytes modulo 10⁸. A step is a minute since the epoch. The service takes the step before and the
//!   step after as well, so that clocks may be a minute apart, and each step of a token once.
//! - *shuffled*: an alternating Feistel network of ten rounds over 7 and 8 decimal digits, keyed by
//!   the service. It is a permutation, so nothing is lost, and no two codes of one device look
//!   related. All devices have that key: it hides tokens from tills and cameras, and no proof rests
//!   on it.
//!
//! **Guessing.** Whoever types 15 digits at random hits *some* code with 3·n in 10¹⁵, n being the
//! tokens alive (3 in 10⁹ with a million of them). Whoever knows the shuffling key and aims at one
//! token hits it with 3 in 10⁸. The service counts what misses, in its database: [`MOST_MISSES`] an
//! hour for whoever charges, and a token that was missed [`TOKEN_MISSES`] times is dead; the device
//! gets another one. So a person's device is hit with less than one in a million before its token
//! is gone, and what a hit moves is capped ([`crate::caps::Caps`]).

use crate::auth::from_hex;
use crate::error::Error;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many digits a code has.
pub const DIGITS: usize = 18;
/// What each of them begins with.
pub const PREFIX: &str = "77";
/// How long a step is, in seconds.
pub const STEP_SECONDS: i64 = 60;
/// How many codes that are none somebody may charge in an hour.
pub const MOST_MISSES: i64 = 10;
/// How many wrong proofs end a token.
pub const TOKEN_MISSES: i64 = 30;
/// How many tokens there can be at a time.
pub const TOKENS: u64 = 10_000_000;
const PROOFS: u64 = 100_000_000;
const ROUNDS: u8 = 10;

/// What a device makes codes from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayToken {
    /// Its number, below [`TOKENS`].
    pub id: u32,
    /// What proofs are made with: 32 bytes in lower-case hexadecimal.
    pub secret: String,
    /// The service's shuffling key: 32 bytes in lower-case hexadecimal.
    pub shuffle: String,
    /// From when on another one is to be asked for.
    pub renew: Timestamp,
    /// Until when it is good.
    pub expires: Timestamp,
}

impl std::fmt::Debug for PayToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PayToken").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// What a code claims, before its proof is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The token.
    pub token: u32,
    proof: u64,
}

/// The step that a moment is in.
#[must_use]
pub const fn step_at(now: Timestamp) -> i64 {
    now.seconds().div_euclid(STEP_SECONDS)
}

/// When a step is over.
#[must_use]
pub const fn end_of(step: i64) -> Timestamp {
    Timestamp::from_seconds((step + 1) * STEP_SECONDS)
}

/// The code of a token for a step.
///
/// # Errors
/// `Internal` for a token that no service gives.
pub fn make(token: &PayToken, step: i64) -> Result<String, Error> {
    let (secret, shuffle) = (key(&token.secret)?, key(&token.shuffle)?);
    if u64::from(token.id) >= TOKENS {
        return Err(Error::internal());
    }
    let (left, right) = shuffled(&shuffle, u64::from(token.id), proof(&secret, step));
    let body = format!("{PREFIX}{left:07}{right:08}");
    let check = luhn(body.as_bytes());
    Ok(format!("{body}{check}"))
}

/// Whether a text is meant as a pay code: digits with blanks between, as many as there are in one.
#[must_use]
pub fn is_meant(text: &str) -> bool {
    plain(text).is_some_and(|digits| digits.len() == DIGITS && digits.starts_with(PREFIX))
}

/// A code without the blanks that it is read out or typed with.
///
/// # Errors
/// `Invalid` for what is no code, or is mistyped.
pub fn read(text: &str) -> Result<String, Error> {
    let fits = |digits: &String| {
        digits.len() == DIGITS
            && digits.starts_with(PREFIX)
            && luhn(&digits.as_bytes()[..DIGITS - 1]) == digits.as_bytes()[DIGITS - 1] - b'0'
    };
    plain(text).filter(fits).ok_or_else(|| Error::invalid("error.wallet.pay_code_shape"))
}

/// What a code claims.
///
/// # Errors
/// As [`read`]; `Internal` for a shuffling key that is none.
pub fn claim(text: &str, shuffle: &str) -> Result<Claim, Error> {
    let (digits, shuffle) = (read(text)?, key(shuffle)?);
    let number = |from: usize, to: usize| digits[from..to].parse::<u64>();
    let (Ok(left), Ok(right)) = (number(2, 9), number(9, 17)) else {
        return Err(Error::internal());
    };
    let (token, proof) = unshuffled(&shuffle, left, right);
    Ok(Claim { token: u32::try_from(token).map_err(|_| Error::internal())?, proof })
}

impl Claim {
    /// The step that the claim proves, if it is this one, the one before or the one after.
    #[must_use]
    pub fn step(&self, secret: &str, now: Timestamp) -> Option<i64> {
        let (secret, this) = (key(secret).ok()?, step_at(now));
        [this, this - 1, this + 1].into_iter().find(|step| proof(&secret, *step) == self.proof)
    }
}

/// The digits of a text of digits, blanks and hyphens.
fn plain(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

fn key(hex: &str) -> Result<[u8; 32], Error> {
    from_hex(hex).and_then(|bytes| bytes.try_into().ok()).ok_or_else(Error::internal)
}

fn proof(secret: &[u8; 32], step: i64) -> u64 {
    number(&hmac(secret, &[b"sampan-pay-code-v1", &step.to_be_bytes()])) % PROOFS
}

/// Ten rounds, the halves in turn: an even round adds to the left one what the right one gives.
fn shuffled(key: &[u8; 32], mut left: u64, mut right: u64) -> (u64, u64) {
    for round in 0..ROUNDS {
        if round % 2 == 0 {
            left = (left + mixed(key, round, right) % TOKENS) % TOKENS;
        } else {
            right = (right + mixed(key, round, left) % PROOFS) % PROOFS;
        }
    }
    (left, right)
}

fn unshuffled(key: &[u8; 32], mut left: u64, mut right: u64) -> (u64, u64) {
    for round in (0..ROUNDS).rev() {
        if round % 2 == 0 {
            left = (left + TOKENS - mixed(key, round, right) % TOKENS) % TOKENS;
        } else {
            right = (right + PROOFS - mixed(key, round, left) % PROOFS) % PROOFS;
        }
    }
    (left, right)
}

fn mixed(key: &[u8; 32], round: u8, half: u64) -> u64 {
    number(&hmac(key, &[b"sampan-shuffle-v1", &[round], &half.to_be_bytes()]))
}

fn number(digest: &[u8; 32]) -> u64 {
    digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

/// HMAC-SHA-256 (RFC 2104) by a key of 32 bytes.
fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let pad = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        Sha256::new().chain_update(block)
    };
    let inner = parts.iter().fold(pad(0x36), Digest::chain_update).finalize();
    pad(0x5c).chain_update(inner).finalize().into()
}

/// The digit that makes the sum of all a multiple of ten, every second one from the right doubled.
fn luhn(digits: &[u8]) -> u8 {
    let weighed = |(place, digit): (usize, &u8)| {
        let value = digit - b'0';
        match (place % 2 == 0, value) {
            (true, 5..) => value * 2 - 9,
            (true, _) => value * 2,
            (false, _) => value,
        }
    };
    let sum: u32 = digits.iter().rev().enumerate().map(|d| u32::from(weighed(d))).sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

#[cfg(test)]
mod tests;
