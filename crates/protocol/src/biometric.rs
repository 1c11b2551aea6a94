//! Fingerprint or face instead of the PIN: a second key of a device, which only its owner can use.

use crate::ids::{DeviceId, OpId};
use serde::{Deserialize, Serialize};

/// Registers the key; needs the PIN. `people.biometric_on`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BiometricOn {
    /// ed25519 public key, lower-case hexadecimal.
    pub public_key: String,
}

/// Forgets the key of the device. `people.biometric_off`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BiometricOff {}

/// That the service does not take the device's key (any more): the PIN is needed.
pub const OFF: &str = "error.biometric.off";

/// Allows one operation, once, within two minutes, by the key that fingerprint or face unlock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuthorizeBiometric {
    /// [`crate::sync::SignedOperation::digest`] of what is allowed.
    pub digest: String,
    /// ed25519 over [`signing_bytes`], lower-case hexadecimal.
    pub signature: String,
}

/// What the second key of a device signs.
#[must_use]
pub fn signing_bytes(device: DeviceId, digest: &str) -> Vec<u8> {
    format!("sampan-biometric-v1\n{device}\n{digest}").into_bytes()
}

/// Reads whether this device can ask for fingerprint or face, and may use them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetBiometric {}

/// How it stands with fingerprint and face on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Biometric {
    /// Whether the device can ask for them.
    pub available: bool,
    /// Whether they stand for the PIN.
    pub on: bool,
}

/// Lets fingerprint or face stand for the PIN on this device, or not any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBiometric {
    /// Idempotency key.
    pub op: OpId,
    /// The PIN, to switch it on; none switches it off.
    pub pin: Option<String>,
    /// What the device says while it asks.
    pub reason: String,
}

/// Asks for fingerprint or face now. What is answered stands for the PIN in the next command, once,
/// on this device alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseBiometric {
    /// What the device says while it asks.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_signed_names_the_device_and_what_is_allowed() {
        let device = |n| DeviceId(Uuid::from_u128(n));
        let one = signing_bytes(device(1), "aa");
        assert_ne!(one, signing_bytes(device(2), "aa"), "another device's does not do");
        assert_ne!(one, signing_bytes(device(1), "ab"), "nor one for something else");
    }
}
