//! Lets small payments go without PIN, or not any more.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::wallet::{SetSmall, ops};
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`SetSmall`]. Switching it on happens now or never; switching it off works offline.
    ///
    /// # Errors
    /// `NeedsPin` to switch it on without PIN, `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn set_small(&self, request: SetSmall) -> Reply<SetSmall> {
        let core = &self.core;
        let small = request.small;
        if small.each == 0 {
            let draft = Draft::new(request.op, SCOPE, ops::SMALL_OFF, &ops::SmallOff {}, None)?;
            return core.make(draft).await.map(drop);
        }
        if !small.is_within(&core.service()?.settings.caps) {
            return Err(Error::invalid("error.wallet.small_choice"));
        }
        let pin =
            request.pin.ok_or_else(|| Error::new(Code::NeedsPin, "error.device.pin_needed"))?;
        let args = ops::SmallOn { each: small.each, day: small.day };
        let draft = Draft::new(request.op, SCOPE, ops::SMALL_ON, &args, None)?;
        core.now_or_never(draft, &pin).await
    }
}
