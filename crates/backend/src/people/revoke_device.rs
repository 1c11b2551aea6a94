//! Takes a device away for ever.

use super::table::{biometric, device};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::people::{DeviceState, ops};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::RevokeDevice) -> Result<(), Refusal> {
    let found = own_device(cx, wanted.device)?;
    let last = device::count(cx.sql, cx.me.id, DeviceState::Active)? == 1;
    if found == DeviceState::Active && last {
        return Err(Error::refused("error.people.last_device").into());
    }
    device::set_state(cx.sql, wanted.device, DeviceState::Revoked)?;
    biometric::remove(cx.sql, wanted.device)?;
    super::put_device(cx.sql, cx.changes, wanted.device, Some(cx.op_id))?;
    Ok(())
}

/// How a device of mine stands.
pub(super) fn own_device(
    cx: &mut Context<'_>,
    id: sampan_protocol::ids::DeviceId,
) -> Result<DeviceState, Refusal> {
    match device::find(cx.sql, id)? {
        Some((owner, device)) if owner == cx.me.id => Ok(device.state),
        _ => Err(Error::not_found("error.people.unknown_device").into()),
    }
}
