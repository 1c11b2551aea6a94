//! How the script's people move money in and out: at once, and by the rail that takes its time.

use super::play::Stage;
use super::script::Who;
use crate::features::{SimSettings, wallet_ops as ops};
use sampan_protocol::rails::Way;
use sampan_protocol::{Error, Money};

/// The rail's word.
const RAIL: &str = "sim";

/// The rail of the town.
pub(super) fn rail() -> SimSettings {
    SimSettings::default()
}

impl Stage {
    /// Moves money in or out by the sandbox, which answers at once.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn at_once(&mut self, who: Who, way: Way, amount: Money) -> Result<(), Error> {
        let rail = "sandbox".to_owned();
        let done = match way {
            Way::In => self.wallet(who, ops::TOP_UP, &ops::TopUp { amount, rail }).await,
            Way::Out => {
                self.wallet(who, ops::WITHDRAW, &ops::Withdraw { amount, rail, bank: None }).await
            }
        };
        done.map(drop)
    }

    /// Orders money in or out, and waits until the rail has said what became of it.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn order(&mut self, who: Who, way: Way, amount: Money) -> Result<(), Error> {
        let backend = self.backend.clone();
        let rails = backend.modules().iter().flat_map(|module| module.rails());
        let info = rails.into_iter().find(|rail| rail.name == RAIL).ok_or_else(Error::internal)?;
        let fee = info.quote(way, amount, backend.now())?.fee.minor;
        let rail = RAIL.to_owned();
        match way {
            Way::In => {
                self.wallet(who, ops::RAIL_IN, &ops::RailIn { rail, amount, fee }).await?;
            }
            Way::Out => {
                let args = ops::RailOut { rail, amount, fee, detail: String::new() };
                self.wallet(who, ops::RAIL_OUT, &args).await?;
            }
        }
        for seconds in [0, 30] {
            let then = backend.now().plus_seconds(seconds);
            self.clock.set(then);
            backend.reach_out(then).await?;
        }
        Ok(())
    }
}
