//! Checks ed25519 signatures (RFC 8032), strictly: one message, one key, one signature.

use ed25519_dalek::{Signature, VerifyingKey};
use sampan_protocol::auth::from_hex;

/// Says whether `signature` over `message` is of `public_key`; both are hexadecimal.
#[must_use]
pub fn is_genuine(public_key: &str, message: &[u8], signature: &str) -> bool {
    let Some(signature) = bytes::<64>(signature) else {
        return false;
    };
    key(public_key)
        .is_some_and(|key| key.verify_strict(message, &Signature::from_bytes(&signature)).is_ok())
}

/// Says whether `public_key` is a key in the one spelling that is taken: 64 lower-case digits, and
/// none of the weak points for which anybody can sign.
#[must_use]
pub fn is_key(public_key: &str) -> bool {
    !public_key.bytes().any(|b| b.is_ascii_uppercase())
        && key(public_key).is_some_and(|key| !key.is_weak())
}

fn key(public_key: &str) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&bytes::<32>(public_key)?).ok()
}

fn bytes<const N: usize>(hexadecimal: &str) -> Option<[u8; N]> {
    from_hex(hexadecimal)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};
    use sampan_protocol::auth::to_hex;

    #[test]
    fn only_the_very_signature_is_genuine() {
        let signing = SigningKey::from_bytes(&[7; 32]);
        let public = to_hex(signing.verifying_key().as_bytes());
        let signature = to_hex(&signing.sign(b"pay").to_bytes());
        assert!(is_genuine(&public, b"pay", &signature), "its own signature fits");
        assert!(!is_genuine(&public, b"pay!", &signature), "no other message fits");
        let other = to_hex(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes());
        assert!(!is_genuine(&other, b"pay", &signature), "no other key fits");
        for garbage in ["", "zz", &signature[2..]] {
            assert!(!is_genuine(&public, b"pay", garbage), "{garbage:?} is no signature");
        }
    }

    #[test]
    fn keys_that_anybody_could_sign_for_are_refused() {
        let identity = format!("01{}", "0".repeat(62));
        assert!(!is_key(&identity), "the neutral point is a weak key");
        assert!(!is_key(&"F".repeat(64)), "one spelling only");
        let good = to_hex(SigningKey::from_bytes(&[7; 32]).verifying_key().as_bytes());
        assert!(is_key(&good), "an ordinary key is taken");
    }
}
