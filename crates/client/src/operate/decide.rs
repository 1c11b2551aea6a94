//! Decides about an act.

use super::{SCOPE, act, outcome};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::operate::{Act, ActState, Decide, Decision, check_why, ops};
use sampan_protocol::{Code, Reply};

impl Client {
    /// Answers [`Decide`]. Confirming happens now or never, and only for what is seen here; declining
    /// and taking back work offline, and are sent at once where they can be.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the service's refusal.
    pub async fn decide(&self, request: Decide) -> Reply<Decide> {
        let (core, id) = (&self.core, request.act);
        let draft = match request.decision {
            Decision::Confirm { pin } => {
                let seen = act(core, id).await?;
                let args = ops::Confirm { act: id, digest: seen.digest() };
                let about = seen.about.clone();
                let draft = Draft::new(request.op, SCOPE, ops::CONFIRM, &args, about)?;
                core.now_or_never(draft, &pin).await?;
                return match outcome(core, id).await {
                    // Whoever confirmed that they are no operator any more sees no acts now.
                    Err(error) if error.code == Code::NotFound => {
                        Ok(Act { state: ActState::Done, ..seen })
                    }
                    told => told,
                };
            }
            Decision::Decline { why } => {
                check_why(&why)?;
                let args = ops::Decline { act: id, why };
                Draft::new(request.op, SCOPE, ops::DECLINE, &args, None)?
            }
            Decision::Withdraw => {
                let args = ops::Withdraw { act: id };
                Draft::new(request.op, SCOPE, ops::WITHDRAW, &args, None)?
            }
        };
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await?;
        act(core, id).await
    }
}
