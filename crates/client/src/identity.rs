//! Who this device is: its identifier and its ed25519 key, with which it signs what it says.

use crate::db::Fault;
use crate::vault::Vault;
use ed25519_dalek::{Signer, SigningKey};
use sampan_protocol::auth::{operation_bytes, signing_bytes_of, to_hex};
use sampan_protocol::ids::DeviceId;
use sampan_protocol::service::NewDevice;
use sampan_protocol::{Code, Error, Random};
use std::fmt;
use zeroize::Zeroizing;

pub(crate) const SECRET: &str = "device";

/// A device that can speak for itself, unless its key is gone.
pub(crate) struct Identity {
    device: DeviceId,
    key: Option<SigningKey>,
}

impl Identity {
    /// The identity of a device that was here before; its key may be gone.
    pub(crate) fn load(vault: &Vault, device: DeviceId) -> Result<Self, Fault> {
        let kept = vault.get(SECRET)?;
        let bytes = kept.and_then(|secret| <[u8; 32]>::try_from(secret.as_slice()).ok());
        let key = bytes.map(|bytes| SigningKey::from_bytes(&Zeroizing::new(bytes)));
        Ok(Self { device, key })
    }

    /// Makes the key of a new device and keeps it.
    pub(crate) fn make(
        vault: &Vault,
        device: DeviceId,
        random: &dyn Random,
    ) -> Result<Self, Fault> {
        let mut secret = Zeroizing::new([0u8; 32]);
        random.fill(secret.as_mut());
        vault.put(SECRET, secret.as_slice())?;
        Ok(Self { device, key: Some(SigningKey::from_bytes(&secret)) })
    }

    /// Which device.
    pub(crate) fn device(&self) -> DeviceId {
        self.device
    }

    /// Whether the key is there.
    pub(crate) fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// The device as it presents itself to the service.
    pub(crate) fn as_new_device(&self, name: &str) -> Result<NewDevice, Error> {
        let public_key = to_hex(self.key()?.verifying_key().as_bytes());
        Ok(NewDevice { id: self.device, name: name.to_owned(), public_key })
    }

    /// Signs a request whose body has this SHA-256, in hexadecimal.
    pub(crate) fn sign_request(
        &self,
        method: &str,
        path: &str,
        sha256: &str,
        counter: u64,
    ) -> Result<String, Error> {
        self.sign_hex(&signing_bytes_of(method, path, sha256, counter))
    }

    /// Signs an operation's JSON text.
    pub(crate) fn sign_operation(&self, body: &str) -> Result<String, Error> {
        self.sign_hex(&operation_bytes(body))
    }

    /// Signs any bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<[u8; 64], Error> {
        Ok(self.key()?.sign(bytes).to_bytes())
    }

    fn sign_hex(&self, bytes: &[u8]) -> Result<String, Error> {
        Ok(to_hex(&self.sign(bytes)?))
    }

    fn key(&self) -> Result<&SigningKey, Error> {
        let gone = || Error::new(Code::Unauthorized, "error.device.key_missing");
        self.key.as_ref().ok_or_else(gone)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("device", &self.device).finish_non_exhaustive()
    }
}
