//! What registering, linking and recovering have in common: a device that is not known yet.

use crate::auth::is_key;
use crate::changes::Changes;
use crate::db::Sql;
use crate::module::Refusal;
use crate::people::table::device;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{Device, DeviceState};
use sampan_protocol::service::NewDevice;
use sampan_protocol::{Code, Error, Timestamp};

/// The longest name of a device, in characters.
const NAME_LIMIT: usize = 60;

/// Refuses a device without a proper key or name.
pub(super) fn check(device: &NewDevice) -> Result<(), Error> {
    if !is_key(&device.public_key) {
        return Err(Error::invalid("error.service.key"));
    }
    let count = device.name.trim().chars().count();
    if !(1..=NAME_LIMIT).contains(&count) || device.name.chars().any(char::is_control) {
        return Err(Error::invalid("error.service.device_name").with("limit", NAME_LIMIT as i64));
    }
    Ok(())
}

/// How a device stands that `person` may have brought in before; none if it is new.
pub(super) fn standing(
    sql: &mut dyn Sql,
    person: PersonId,
    new: &NewDevice,
) -> Result<Option<DeviceState>, Refusal> {
    match device::find(sql, new.id)? {
        None => Ok(None),
        Some((_, known)) if known.state == DeviceState::Revoked => {
            Err(Error::new(Code::Unauthorized, "error.auth.revoked").into())
        }
        Some((owner, known)) if owner == person && known.public_key == new.public_key => {
            Ok(Some(known.state))
        }
        Some(_) => Err(Error::refused("error.service.device_taken").into()),
    }
}

/// Brings a device in.
pub(super) fn admit(
    sql: &mut dyn Sql,
    changes: &mut Changes,
    person: PersonId,
    new: &NewDevice,
    state: DeviceState,
    now: Timestamp,
) -> Result<(), Refusal> {
    let device = Device {
        id: new.id,
        name: new.name.trim().to_owned(),
        public_key: new.public_key.clone(),
        state,
        added: now,
    };
    device::insert(sql, person, &device)?;
    crate::people::put_device(sql, changes, new.id, None)?;
    Ok(())
}
