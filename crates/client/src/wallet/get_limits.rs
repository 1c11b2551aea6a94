//! Reads the limits that hold for this person on this device.

use crate::Client;
use crate::db::blocking;
use crate::table::known;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::{AskLimits, GetLimits, Limits};
use sampan_protocol::{Code, Reply};

/// The name under which they are kept for when there is no connection.
const NAME: &str = "limits";

impl Client {
    /// Answers [`GetLimits`]; offline, with what was last told, and when.
    ///
    /// # Errors
    /// `Offline` if they were never asked for on this device.
    pub async fn get_limits(&self, _: GetLimits) -> Reply<GetLimits> {
        let core = &self.core;
        let (me, own) = (core.me()?.id, core.own.clone());
        match core.wire.ask(&AskLimits {}).await {
            Ok(limits) => {
                let kept = (me, limits.clone());
                blocking(move || own.write(|tx| known::set(tx, NAME, &kept))).await?;
                Ok(limits)
            }
            Err(error) if error.code == Code::Offline => {
                let read =
                    blocking(move || own.read(|db| known::get::<(PersonId, Limits)>(db, NAME)));
                let kept = read.await?.filter(|(of, _)| *of == me);
                kept.map(|(_, limits)| limits).ok_or(error)
            }
            Err(error) => Err(error),
        }
    }
}
