//! How a device proves that a request is its own: what exactly is signed, and where it stands.

use crate::ids::DeviceId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Header with the device's identifier.
pub const DEVICE_HEADER: &str = "x-sampan-device";
/// Header with the request's counter, in decimal.
pub const COUNTER_HEADER: &str = "x-sampan-counter";
/// Header with the ed25519 signature (RFC 8032) in lower-case hexadecimal.
pub const SIGNATURE_HEADER: &str = "x-sampan-signature";
/// Header with the version of the protocol that the sender speaks.
pub const PROTOCOL_HEADER: &str = "x-sampan-protocol";
/// The version of the protocol; two sides with different ones tell so and stop.
pub const PROTOCOL_VERSION: u16 = 1;
/// How far behind the highest counter seen a request may be and still be taken once.
pub const REPLAY_WINDOW: u64 = 1_024;

/// A request that a device has signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// `GET` or `POST`.
    pub method: String,
    /// Path with query, as sent.
    pub path: String,
    /// The body, as sent.
    pub body: Vec<u8>,
    /// The device that signed.
    pub device: DeviceId,
    /// A number that this device uses once.
    pub counter: u64,
    /// The signature in lower-case hexadecimal.
    pub signature: String,
}

/// The bytes that a device signs for a request.
#[must_use]
pub fn signing_bytes(method: &str, path: &str, body: &[u8], counter: u64) -> Vec<u8> {
    signing_bytes_of(method, path, &sha256_hex(body), counter)
}

/// The same for a body of which the SHA-256 is known, in lower-case hexadecimal.
#[must_use]
pub fn signing_bytes_of(method: &str, path: &str, sha256: &str, counter: u64) -> Vec<u8> {
    format!("sampan-request-v1\n{method}\n{path}\n{sha256}\n{counter}").into_bytes()
}

/// The bytes that a device signs for an operation whose JSON text is `body`.
#[must_use]
pub fn operation_bytes(body: &str) -> Vec<u8> {
    format!("sampan-operation-v1\n{body}").into_bytes()
}

/// SHA-256 (FIPS 180-4) of `bytes` in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

/// `bytes` in lower-case hexadecimal.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The bytes that `text` writes in hexadecimal, if it does.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|pair| {
            let high = (pair[0] as char).to_digit(16)?;
            let low = (pair[1] as char).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_depends_on_every_part() {
        let base = signing_bytes("POST", "/v1/push", b"{}", 1);
        for other in [
            signing_bytes("GET", "/v1/push", b"{}", 1),
            signing_bytes("POST", "/v1/pull", b"{}", 1),
            signing_bytes("POST", "/v1/push", b"{ }", 1),
            signing_bytes("POST", "/v1/push", b"{}", 2),
        ] {
            assert_ne!(base, other, "a signature must not fit another request");
        }
    }

    #[test]
    fn hexadecimal_round_trips_and_refuses_garbage() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(from_hex(&to_hex(&bytes)), Some(bytes), "every byte survives");
        assert_eq!(from_hex("0"), None, "half a byte is not a byte");
        assert_eq!(from_hex("zz"), None, "letters beyond f are not digits");
    }
}
