//! Lets a waiting device in; needs the PIN.

use super::revoke_device::own_device;
use super::table::device;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::people::{DeviceState, ops};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::ApproveDevice) -> Result<(), Refusal> {
    match own_device(cx, wanted.device)? {
        DeviceState::Active => Ok(()),
        DeviceState::Revoked => Err(Error::refused("error.people.revoked_device").into()),
        DeviceState::Waiting => {
            device::set_state(cx.sql, wanted.device, DeviceState::Active)?;
            device::set_joined(cx.sql, wanted.device, cx.now)?;
            super::put_device(cx.sql, cx.changes, wanted.device, Some(cx.op_id))?;
            Ok(())
        }
    }
}
