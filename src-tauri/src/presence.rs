//! Asks for fingerprint or face, on phones.
//!
//! The system only says whether its owner was recognised: the key that this unlocks lies in the
//! profile's keychain, and is given out after that answer alone.

use sampan_client::Presence;
use tauri::{AppHandle, Runtime};
use tauri_plugin_biometric::{AuthOptions, BiometricExt};

/// The phone's own way to recognise its owner.
pub(crate) struct Phone<R: Runtime>(pub(crate) AppHandle<R>);

impl<R: Runtime> Presence for Phone<R> {
    fn is_available(&self) -> bool {
        self.0.biometric().status().is_ok_and(|status| status.is_available)
    }

    fn is_owner(&self, reason: &str) -> bool {
        // The phone's own PIN is not the wallet's: without finger or face, the wallet's is typed.
        let options = AuthOptions { allow_device_credential: false, ..AuthOptions::default() };
        let recognised = self.0.biometric().authenticate(reason.to_owned(), options);
        recognised.inspect_err(|error| tracing::info!(%error, "not recognised")).is_ok()
    }
}
