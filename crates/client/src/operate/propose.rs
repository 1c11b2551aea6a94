//! Proposes an act, or does it where one operator is enough.

use super::{SCOPE, outcome};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::operate::{Propose, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`Propose`]: it happens now, or it does not.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the service's refusal.
    pub async fn propose(&self, request: Propose) -> Reply<Propose> {
        let Propose { op, kind, args, about, pin } = request;
        let args =
            serde_json::from_str(&args).map_err(|_| Error::invalid("error.sync.arguments"))?;
        let args = ops::Propose { kind, args };
        let draft = Draft::new(op, SCOPE, ops::PROPOSE, &args, about)?;
        let act = self.core.make_now(draft, &pin).await?;
        outcome(&self.core, act).await
    }
}
