//! Keeps what pay codes are made from: renewed while online, so that codes can be made offline.

use crate::core::Core;
use crate::db::blocking;
use crate::table::known;
use sampan_protocol::ids::DeviceId;
use sampan_protocol::wallet::{AskPayToken, PayToken};
use sampan_protocol::{Code, Error, Timestamp};
use serde::{Deserialize, Serialize};

/// The secret's name in the vault, and that of when it is to be renewed.
const NAME: &str = "pay-token";

/// A token with the device that it was given to: no other may use it.
#[derive(Serialize, Deserialize)]
struct Kept {
    device: DeviceId,
    token: PayToken,
}

/// Asks for another token, if there is none or it is time.
pub(crate) async fn keep_up(core: &Core) {
    let (own, device) = (core.own.clone(), core.wire.identity().device());
    let due = blocking(move || own.read(|db| known::get::<(DeviceId, Timestamp)>(db, NAME))).await;
    let now = core.service_now();
    let fresh = |(of, renew): (DeviceId, Timestamp)| of == device && now < renew;
    if due.ok().flatten().is_some_and(fresh) {
        return;
    }
    if let Err(error) = renew(core).await {
        tracing::debug!(%error, "no new token for pay codes");
    }
}

/// The token that codes are made from now.
///
/// # Errors
/// `Offline` if there is none and the service is not reached.
pub(super) async fn good(core: &Core) -> Result<PayToken, Error> {
    if let Some(token) = kept(core).await? {
        return Ok(token);
    }
    renew(core).await.map_err(|error| match error.code {
        Code::Offline => Error::new(Code::Offline, "error.wallet.pay_code_never"),
        _ => error,
    })
}

async fn kept(core: &Core) -> Result<Option<PayToken>, Error> {
    let (vault, now) = (core.vault.clone(), core.service_now());
    let device = core.wire.identity().device();
    let bytes = blocking(move || vault.get(NAME)).await?;
    let kept = bytes.and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
    let token = kept.filter(|kept| kept.device == device).map(|kept| kept.token);
    Ok(token.filter(|token| now < token.expires))
}

async fn renew(core: &Core) -> Result<PayToken, Error> {
    let token = core.wire.ask(&AskPayToken {}).await?;
    let kept = Kept { device: core.wire.identity().device(), token: token.clone() };
    let (vault, own) = (core.vault.clone(), core.own.clone());
    let due = (kept.device, token.renew);
    blocking(move || {
        vault.put(NAME, &serde_json::to_vec(&kept)?)?;
        own.write(|tx| known::set(tx, NAME, &due))
    })
    .await?;
    Ok(token)
}
