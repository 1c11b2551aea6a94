//! Fingerprint or face on this device: whether they can be used, switched on and off, asked for.

use crate::db::blocking;
use crate::perform::Draft;
use crate::{Client, Presence, biometric, people};
use sampan_protocol::biometric::{
    Biometric, BiometricOff, BiometricOn, GetBiometric, SetBiometric, UseBiometric,
};
use sampan_protocol::{Error, Reply};
use std::sync::Arc;

impl Client {
    /// Says who asks for fingerprint or face; nobody does where the platform has none.
    pub fn use_presence(&self, presence: Arc<dyn Presence>) {
        self.core.biometrics.ask_by(presence);
    }

    /// Answers [`GetBiometric`].
    ///
    /// # Errors
    /// `Storage` if the keychain cannot be read.
    pub async fn get_biometric(&self, _: GetBiometric) -> Reply<GetBiometric> {
        let available = self.core.biometrics.is_available();
        let vault = self.core.vault.clone();
        let on = available && blocking(move || biometric::has_key(&vault)).await?;
        Ok(Biometric { available, on })
    }

    /// Answers [`SetBiometric`]. Switching it on happens now or never; switching it off happens
    /// here at once, and the service is told when it is reached.
    ///
    /// # Errors
    /// `Refused` where the owner was not recognised; `WrongPin`, `PinLocked`, `Offline`.
    pub async fn set_biometric(&self, request: SetBiometric) -> Reply<SetBiometric> {
        let core = &self.core;
        let (vault, random) = (core.vault.clone(), core.random.clone());
        let Some(pin) = request.pin else {
            blocking(move || biometric::forget_key(&vault)).await?;
            let args = BiometricOff {};
            let draft = Draft::new(request.op, people::SCOPE, "people.biometric_off", &args, None)?;
            let op_id = core.make(draft).await?;
            return core.see_through(op_id, None).await;
        };
        core.biometrics.ask(request.reason).await?;
        let public_key = blocking(move || biometric::make_key(&vault, &*random)).await?;
        let args = BiometricOn { public_key };
        let draft = Draft::new(request.op, people::SCOPE, "people.biometric_on", &args, None)?;
        let result = core.now_or_never(draft, &pin).await;
        if result.is_err() {
            let vault = core.vault.clone();
            blocking(move || biometric::forget_key(&vault)).await?;
        }
        result
    }

    /// Answers [`UseBiometric`].
    ///
    /// # Errors
    /// `Refused` where it is switched off, or the owner was not recognised.
    pub async fn use_biometric(&self, request: UseBiometric) -> Reply<UseBiometric> {
        let core = &self.core;
        if !self.get_biometric(GetBiometric {}).await?.on {
            return Err(Error::refused("error.biometric.unavailable"));
        }
        core.biometrics.ask(request.reason).await?;
        Ok(core.biometrics.make_pass(&*core.random, core.clock.now()))
    }
}
