//! Fingerprint or face instead of the PIN: who asks for them, and the key that they unlock.

use crate::core::Core;
use crate::db::{Fault, blocking};
use crate::vault::Vault;
use ed25519_dalek::{Signer, SigningKey};
use sampan_protocol::auth::to_hex;
use sampan_protocol::biometric::{AuthorizeBiometric, OFF, signing_bytes};
use sampan_protocol::{Code, Error, Random, Timestamp};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use zeroize::Zeroizing;

/// The name of the key in the vault.
const SECRET: &str = "biometric";
/// For how long a pass stands for the PIN, in seconds.
const SECONDS: i64 = 60;

/// Asks whoever holds the device to show that they are its owner.
pub trait Presence: Send + Sync {
    /// Whether the device can ask.
    fn is_available(&self) -> bool;

    /// Asks, and waits for the answer; `reason` is shown meanwhile.
    fn is_owner(&self, reason: &str) -> bool;
}

/// What a profile knows of fingerprint and face.
#[derive(Default)]
pub(crate) struct Biometrics {
    presence: OnceLock<Arc<dyn Presence>>,
    /// What stands for the PIN, once, and until when.
    pass: Mutex<Option<(String, Timestamp)>>,
}

impl Biometrics {
    /// Says who asks; the first one stays.
    pub(crate) fn ask_by(&self, presence: Arc<dyn Presence>) {
        let _ = self.presence.set(presence);
    }

    /// Whether the device can ask.
    pub(crate) fn is_available(&self) -> bool {
        self.presence.get().is_some_and(|presence| presence.is_available())
    }

    /// Asks now.
    ///
    /// # Errors
    /// `Refused` where nobody can ask, or whoever is there is not the owner.
    pub(crate) async fn ask(&self, reason: String) -> Result<(), Error> {
        let none = || Error::refused("error.biometric.unavailable");
        let presence = self.presence.get().filter(|p| p.is_available()).ok_or_else(none)?.clone();
        match blocking(move || Ok(presence.is_owner(&reason))).await? {
            true => Ok(()),
            false => Err(Error::refused("error.biometric.refused")),
        }
    }

    /// Makes what stands for the PIN in the next command.
    pub(crate) fn make_pass(&self, random: &dyn Random, now: Timestamp) -> String {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        let pass = format!("pass:{}", to_hex(&bytes));
        *self.kept() = Some((pass.clone(), now.plus_seconds(SECONDS)));
        pass
    }

    /// Uses a pass up, if this is it.
    pub(crate) fn take_pass(&self, given: &str, now: Timestamp) -> bool {
        let mut kept = self.kept();
        let fits = kept.as_ref().is_some_and(|(pass, until)| pass == given && now < *until);
        if fits {
            *kept = None;
        }
        fits
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Option<(String, Timestamp)>> {
        self.pass.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether what was given in the PIN's place is a pass, or was one.
pub(crate) fn is_pass(given: &str) -> bool {
    given.starts_with("pass:")
}

/// Makes the key, keeps it, and answers its public half.
pub(crate) fn make_key(vault: &Vault, random: &dyn Random) -> Result<String, Fault> {
    let mut secret = Zeroizing::new([0u8; 32]);
    random.fill(secret.as_mut());
    vault.put(SECRET, secret.as_slice())?;
    Ok(to_hex(SigningKey::from_bytes(&secret).verifying_key().as_bytes()))
}

/// Whether there is a key.
pub(crate) fn has_key(vault: &Vault) -> Result<bool, Fault> {
    Ok(vault.get(SECRET)?.is_some())
}

/// Forgets the key.
pub(crate) fn forget_key(vault: &Vault) -> Result<(), Fault> {
    vault.remove(SECRET)
}

impl Core {
    /// Has an operation approved by the key that fingerprint or face unlocked.
    ///
    /// # Errors
    /// `Refused` where the pass is none (any more), or the service does not take the key: it is
    /// forgotten then, and the PIN is needed.
    pub(crate) async fn approve_by_pass(&self, pass: &str, digest: String) -> Result<(), Error> {
        if !self.biometrics.take_pass(pass, self.clock.now()) {
            return Err(Error::new(Code::NeedsPin, "error.biometric.over"));
        }
        let vault = self.vault.clone();
        let kept = blocking(move || vault.get(SECRET)).await?;
        let bytes = kept.and_then(|secret| <[u8; 32]>::try_from(secret.as_slice()).ok());
        let bytes = Zeroizing::new(bytes.ok_or_else(|| Error::refused(OFF))?);
        let message = signing_bytes(self.wire.identity().device(), &digest);
        let signature = to_hex(&SigningKey::from_bytes(&bytes).sign(&message).to_bytes());
        let result = self.wire.ask(&AuthorizeBiometric { digest, signature }).await;
        if result.as_ref().is_err_and(|error| error.key == OFF) {
            let vault = self.vault.clone();
            blocking(move || forget_key(&vault)).await?;
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Count;
    impl Random for Count {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_pass_stands_for_the_pin_once_and_for_a_minute() {
        let biometrics = Biometrics::default();
        let at = |seconds| Timestamp::from_seconds(seconds);
        let pass = biometrics.make_pass(&Count, at(0));
        assert!(!biometrics.take_pass("271828", at(1)), "a PIN is none");
        assert!(biometrics.take_pass(&pass, at(1)), "it is taken");
        assert!(!biometrics.take_pass(&pass, at(1)), "once");
        let pass = biometrics.make_pass(&Count, at(0));
        assert!(!biometrics.take_pass(&pass, at(60)), "not after its minute");
    }
}
