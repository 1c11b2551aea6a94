//! Reads acts.

use super::{act, acts};
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::operate::{GetAct, ListActs};

impl Client {
    /// Answers [`ListActs`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_acts(&self, _: ListActs) -> Reply<ListActs> {
        acts(&self.core).await
    }

    /// Answers [`GetAct`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `NotFound` for what is not on this device.
    pub async fn get_act(&self, request: GetAct) -> Reply<GetAct> {
        act(&self.core, request.act).await
    }
}
