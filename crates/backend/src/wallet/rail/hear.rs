//! What comes from outside and says to be a rail: believed if the rail has signed it.

use super::take::take;
use super::{BadEvent, PaymentRail, find};
use crate::backend::Backend;
use crate::wallet::table::rail_order as table;
use axum::http::HeaderMap;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Code, Error};

/// The page on which an order is paid, while it can be.
///
/// # Errors
/// `NotFound` where there is no such order, what the database says, or `Offline` where the rail
/// does not answer.
pub(in crate::wallet) async fn page(
    rails: &[Box<dyn PaymentRail>],
    backend: &Backend,
    rail: &str,
    id: OpId,
) -> Result<Option<String>, Error> {
    let Ok(rail) = find(rails, rail) else { return Ok(None) };
    let found = backend.blocking(move |b| Ok(b.db().read(|sql| table::find(sql, id))?)).await?;
    match found.filter(|order| order.rail == rail.name() && order.phase.is_open()) {
        None => Ok(None),
        Some(order) => rail.page(&order).await.map_err(|trouble| {
            tracing::warn!(%trouble, order = %order.id, "a rail's page cannot be had");
            Error::new(Code::Offline, "error.rail.offline")
        }),
    }
}

/// Takes in what came; nothing has changed where it is not believed.
///
/// # Errors
/// `Invalid` for what the rail has not signed, or nobody can read; what the database says, so that
/// it is told again.
pub(in crate::wallet) async fn hear(
    rail: &dyn PaymentRail,
    backend: &Backend,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), Error> {
    let events = match rail.verify_event(headers, body, backend.now()) {
        Ok(events) => events,
        Err(bad) => {
            let (word, key) = match bad {
                BadEvent::Signature => ("bad_signature", "error.rail.signature"),
                BadEvent::Malformed => ("malformed", "error.rail.malformed"),
            };
            backend.metrics().rail_event(rail.name(), word);
            tracing::warn!(rail = rail.name(), %bad, "what says to be a rail is not believed");
            return Err(Error::invalid(key));
        }
    };
    for event in events {
        let name = rail.name();
        backend.blocking(move |backend| take(backend, name, &event).map(drop)).await?;
    }
    Ok(())
}
