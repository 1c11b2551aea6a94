//! Sets another PIN: by the one that is known, or by the recovery phrase.

use crate::Client;
use crate::recovery::Phrase;
use sampan_protocol::device::{PinProof, SetPin};
use sampan_protocol::pin::{ChangePin, ResetPin, check, reset_bytes};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`SetPin`]: online only, as no PIN is ever kept on a device.
    ///
    /// # Errors
    /// `Invalid` for a PIN or phrase that is none, `WrongPin`, `PinLocked`, `Refused` for another's
    /// phrase, `Offline`.
    pub async fn set_pin(&self, request: SetPin) -> Reply<SetPin> {
        let core = &self.core;
        core.me()?;
        check(&request.pin)?;
        let (op, new) = (request.op, request.pin);
        match request.by {
            PinProof::Pin(old) if old == new => Err(Error::invalid("error.pin.same")),
            PinProof::Pin(old) => core.wire.ask(&ChangePin { op, old, new }).await,
            PinProof::Phrase(words) => {
                let phrase = Phrase::parse(&words)?;
                let proof = phrase.sign(&reset_bytes(op, core.wire.identity().device()));
                core.wire.ask(&ResetPin { op, pin: new, proof }).await
            }
        }
    }
}
