//! How my wallet stands with the service, and what operators ask about all of them.

use super::SCOPE;
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::wallet::operate::{
    AskFloat, AskHolder, GetFloat, GetHolder, GetStanding, STANDING, STANDING_KEY,
};
use sampan_protocol::wallet::rail_desk::{AskRailDesk, GetRailDesk};

impl Client {
    /// Answers [`GetStanding`]; from the cache.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_standing(&self, _: GetStanding) -> Reply<GetStanding> {
        let read = self.core.view(SCOPE, |db, view| {
            Ok(row::get(db, &view.scope, STANDING, STANDING_KEY)?.unwrap_or_default())
        });
        read.await
    }

    /// Answers [`GetFloat`]; what others have stays on no device.
    ///
    /// # Errors
    /// `Refused` for who is no operator, `Offline`.
    pub async fn get_float(&self, _: GetFloat) -> Reply<GetFloat> {
        self.core.wire.ask(&AskFloat {}).await
    }

    /// Answers [`GetHolder`]; what others have stays on no device.
    ///
    /// # Errors
    /// `Refused` for who is no operator, `Offline`.
    pub async fn get_holder(&self, request: GetHolder) -> Reply<GetHolder> {
        self.core.wire.ask(&AskHolder { person: request.person }).await
    }
    /// Answers [`GetRailDesk`]; what others ordered stays on no device.
    ///
    /// # Errors
    /// `Refused` for who is no operator, `Offline`.
    pub async fn get_rail_desk(&self, _: GetRailDesk) -> Reply<GetRailDesk> {
        self.core.wire.ask(&AskRailDesk {}).await
    }
}
