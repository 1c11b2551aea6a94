//! Stripe's signature over a webhook: `t=<time>,v1=<HMAC-SHA-256 of time, dot and body>`.

use super::super::BadEvent;
use sampan_protocol::Timestamp;
use sampan_protocol::auth::from_hex;
use sha2::{Digest, Sha256};

/// The header that it comes in.
pub(super) const HEADER: &str = "stripe-signature";
/// By how many seconds the time in it may differ from ours.
const TOLERANCE: i64 = 300;
/// The bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// Refuses what is not signed with the secret, or too long ago.
///
/// # Errors
/// `Signature`.
pub(super) fn check(
    given: &str,
    body: &[u8],
    secret: &str,
    now: Timestamp,
) -> Result<(), BadEvent> {
    let parts = || given.split(',').filter_map(|part| part.trim().split_once('='));
    let time = parts().find(|(name, _)| *name == "t").map(|(_, value)| value);
    let time = time.ok_or(BadEvent::Signature)?;
    let seconds: i64 = time.parse().map_err(|_| BadEvent::Signature)?;
    if secret.is_empty() || now.seconds().saturating_sub(seconds).saturating_abs() > TOLERANCE {
        return Err(BadEvent::Signature);
    }
    let expected = hmac(secret.as_bytes(), &[time.as_bytes(), b".", body]);
    let mut signed = parts().filter(|(name, _)| *name == "v1").filter_map(|(_, v)| from_hex(v));
    if signed.any(|signature| same(&signature, &expected)) {
        Ok(())
    } else {
        Err(BadEvent::Signature)
    }
}

/// Compares in a time that tells nothing about where two values differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// HMAC-SHA-256 (RFC 2104).
pub(super) fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let mut inner = Sha256::new_with_prefix(block.map(|byte| byte ^ 0x36));
    parts.iter().for_each(|part| inner.update(part));
    let outer = Sha256::new_with_prefix(block.map(|byte| byte ^ 0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::auth::to_hex;

    #[test]
    fn hmac_is_that_of_the_rfc() {
        let short = hmac(b"Jefe", &[b"what do ya want ", b"for nothing?"]);
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(to_hex(&short), expected, "RFC 4231, case 2");
        let text = b"Test Using Larger Than Block-Size Key - Hash Key First";
        let expected = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
        assert_eq!(to_hex(&hmac(&[0xaa; 131], &[text])), expected, "RFC 4231, case 6");
    }

    #[test]
    fn only_what_is_signed_now_is_believed() {
        let (secret, body) = ("whsec_test", br#"{"id":"evt_1"}"#);
        let now = Timestamp::from_seconds(1_700_000_000);
        let sign = |time: i64, body: &[u8]| {
            let time = time.to_string();
            to_hex(&hmac(secret.as_bytes(), &[time.as_bytes(), b".", body]))
        };
        let good = sign(1_700_000_000, body);
        let header = format!("t=1700000000,v1={good}");
        let believed = |header: &str, body: &[u8]| check(header, body, secret, now).is_ok();
        assert!(believed(&header, body), "what is signed");
        assert!(
            believed(&format!("t=1700000000,v1=00,v1={good},v0=x"), body),
            "by one of two keys"
        );
        assert!(!believed(&header, br#"{"id":"evt_2"}"#), "not another body");
        assert!(!believed(&format!("t=1700000001,v1={good}"), body), "not another time");
        let old = format!("t=1699999600,v1={}", sign(1_699_999_600, body));
        assert!(!believed(&old, body), "not a recording of long ago");
        for broken in ["", "t=1700000000", "v1=00", "t=x,v1=00", &format!("v1={good}")] {
            assert!(!believed(broken, body), "{broken} is no signature");
        }
        assert!(check(&header, body, "", now).is_err(), "nor is anything without a secret");
    }
}
