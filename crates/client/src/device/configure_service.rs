//! Sets the service up; operators only.

use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::device::ConfigureService;
use sampan_protocol::service::Configure;

impl Client {
    /// Answers [`ConfigureService`].
    ///
    /// # Errors
    /// `Refused` for who is no operator, `Invalid` for settings that cannot be, `Offline`.
    pub async fn configure_service(&self, request: ConfigureService) -> Reply<ConfigureService> {
        self.core.wire.ask(&Configure { settings: request.settings }).await?;
        let mut turn = self.core.turn.lock().await;
        // Everybody here sees the new settings at once.
        turn.looked = None;
        self.core.look(&mut turn).await
    }
}
