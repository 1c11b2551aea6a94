//! Sets the order of payment methods.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::{SetMethods, ops};

impl Client {
    /// Answers [`SetMethods`]; works offline.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn set_methods(&self, request: SetMethods) -> Reply<SetMethods> {
        let args = ops::SetMethods { order: request.order };
        let draft = Draft::new(request.op, SCOPE, ops::SET_METHODS, &args, None)?;
        self.core.make(draft).await.map(drop)
    }
}
