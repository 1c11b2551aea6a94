//! Charges by pay code, as this device knows them.

use super::{SCOPE, waiting};
use crate::core::Core;
use crate::db::{Connection, Fault, blocking};
use crate::outbox;
use crate::table::row;
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::charge::{CHARGE, pending};
use sampan_protocol::wallet::overlay::WaitingState;
use sampan_protocol::wallet::{BillState, Charge, ops};

/// Charges of my codes.
pub(super) fn to_me(db: &Connection, view: &View) -> Result<Vec<Charge>, Fault> {
    let mut all: Vec<Charge> = row::all(db, &view.scope, CHARGE)?;
    all.retain(|charge| charge.payer.as_ref().is_some_and(|payer| payer.id == view.me.id));
    Ok(all)
}

/// One charge, answered or waiting, under either identifier.
///
/// # Errors
/// `NotFound` for one that this device does not have.
pub(super) async fn one(core: &Core, asked: OpId) -> Result<Charge, Error> {
    find(core, asked).await?.ok_or_else(|| Error::not_found("error.wallet.charge_unknown"))
}

/// One charge, if this device has it.
pub(super) async fn find(core: &Core, asked: OpId) -> Result<Option<Charge>, Error> {
    let own = core.own.clone();
    let id = blocking(move || own.read(|db| outbox::current(db, asked))).await?;
    let now = core.service_now();
    let found = core
        .view(SCOPE, move |db, view| {
            let known: Option<Charge> = row::get(db, &view.scope, CHARGE, &id.to_string())?;
            if known.is_some() {
                return Ok(known);
            }
            let waits = waiting(db, view)?;
            let found = waits.iter().find(|w| w.op_id == id && w.name == ops::CHARGE_CODE);
            Ok(found.and_then(|w| {
                let state = match &w.state {
                    WaitingState::Rejected(error) => BillState::Failed(error.clone()),
                    _ => BillState::Pending,
                };
                let args: ops::ChargeCode = serde_json::from_value(w.args.clone()).ok()?;
                Some(pending(id, &args, &view.me, w.at, &state))
            }))
        })
        .await?;
    Ok(found.map(|charge| charge.at(now)))
}
