//! Says no to a request for money, or takes one's own back.

use super::{SCOPE, waiting};
use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::wallet::overlay::requests;
use sampan_protocol::wallet::rows::REQUEST;
use sampan_protocol::wallet::{CloseRequest, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`CloseRequest`]; works offline.
    ///
    /// # Errors
    /// `NotFound` for a request that this device does not have.
    pub async fn close_request(&self, request: CloseRequest) -> Reply<CloseRequest> {
        let id = request.request;
        let found = self
            .core
            .view(SCOPE, move |db, view| {
                let known = row::all(db, &view.scope, REQUEST)?;
                let all = requests(&known, &waiting(db, view)?, &view.me);
                let found = all.into_iter().find(|r| r.id == id);
                Ok(found.map(|r| r.asker.id == view.me.id))
            })
            .await?;
        let mine = found.ok_or_else(|| Error::not_found("error.wallet.request_unknown"))?;
        let draft = if mine {
            Draft::new(request.op, SCOPE, ops::CANCEL, &ops::Cancel { request: id }, None)?
        } else {
            Draft::new(request.op, SCOPE, ops::DECLINE, &ops::Decline { request: id }, None)?
        };
        self.core.make(draft).await.map(drop)
    }
}
