//! What a guest shows at the door: eight characters that change every half minute, made on the
//! device, offline too.
//!
//! HMAC-SHA-256 (RFC 2104) by the seat's secret over the step, its first forty bits in letters that
//! nobody confuses. The service takes the step before and the step after as well. Only who hosts may
//! try codes, and only against seats of one date: with a thousand of them, who types at random hits
//! one in four hundred million times.

use crate::time::Timestamp;
use sha2::{Digest, Sha256};

/// How long a code is shown, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// How many characters a code has.
pub const LENGTH: usize = 8;
/// Crockford's letters: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The step that a moment is in.
#[must_use]
pub const fn step_at(now: Timestamp) -> i64 {
    now.seconds().div_euclid(STEP_SECONDS)
}

/// The code of a step.
#[must_use]
pub fn code(secret: &str, step: i64) -> String {
    let mac = hmac(secret.as_bytes(), &step.to_be_bytes());
    let bits = mac.iter().take(5).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let letter = |place: usize| (bits >> (35 - place * 5) & 31) as usize;
    (0..LENGTH).map(|place| char::from(LETTERS[letter(place)])).collect()
}

/// Whether a code that was typed or scanned is good now.
#[must_use]
pub fn is_good(secret: &str, typed: &str, now: Timestamp) -> bool {
    let typed = tidy(typed);
    (-1..=1).any(|near| code(secret, step_at(now) + near) == typed)
}

/// A code as it is compared: without blanks, in capitals, with the letters that were meant.
#[must_use]
pub fn tidy(typed: &str) -> String {
    let meant = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    typed.chars().filter(char::is_ascii_alphanumeric).map(meant).collect()
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0_u8; 64];
    let digest;
    let short: &[u8] = if key.len() > 64 {
        digest = Sha256::digest(key);
        &digest
    } else {
        key
    };
    block[..short.len()].copy_from_slice(short);
    let inner =
        Sha256::new().chain_update(block.map(|b| b ^ 0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(block.map(|b| b ^ 0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_mac_is_made() {
        // RFC 4231, test case 2.
        let mac = hmac(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(mac[..4], [0x5b, 0xdc, 0xc1, 0x46], "as the RFC has it");
    }

    #[test]
    fn a_code_is_good_for_its_time_and_its_seat() {
        let now = Timestamp::from_seconds(1_790_000_000);
        let code = code("secret", step_at(now));
        assert_eq!(code.len(), LENGTH, "eight characters");
        assert!(is_good("secret", &code, now), "now");
        let typed = format!("{} {}", code[..4].to_lowercase(), &code[4..]);
        assert!(is_good("secret", &typed, now), "as people type");
        assert!(is_good("secret", &code, now.plus_seconds(STEP_SECONDS)), "a step late");
        assert!(!is_good("secret", &code, now.plus_seconds(2 * STEP_SECONDS)), "no later");
        assert!(!is_good("another", &code, now), "somebody else's");
        assert!(!is_good("secret", "", now), "nothing");
    }
}
