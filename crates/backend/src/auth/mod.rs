//! Who sent a request: signature, counter, and whether the device may.

mod replay;
mod signature;
pub(crate) mod table;
mod window;

pub(crate) use replay::Replay;
pub use signature::{is_genuine, is_key};

use crate::backend::Backend;
use crate::db::Migration;
use crate::endpoint::{Access, Caller};
use crate::people::table::device;
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION, SIGNATURE_HEADER, Signed,
    sha256_hex, signing_bytes_of,
};
use sampan_protocol::people::DeviceState;
use sampan_protocol::{Code, Error};

/// The steps of its table.
pub(crate) const MIGRATIONS: &[Migration] =
    &[Migration { version: 1, sql: table::counter::CREATE }];

/// Reads what the headers of a request say about who sent it.
///
/// # Errors
/// `Incompatible` for another protocol, `Unauthorized` if the request is not signed.
pub(crate) fn read_headers(parts: &axum::http::request::Parts) -> Result<Signed, Error> {
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    check_protocol(header(PROTOCOL_HEADER))?;
    let read = || {
        Some(Signed {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path_and_query()?.as_str().to_owned(),
            body: Vec::new(),
            device: header(DEVICE_HEADER)?.parse().ok()?,
            counter: header(COUNTER_HEADER)?.parse().ok()?,
            signature: header(SIGNATURE_HEADER)?.to_owned(),
        })
    };
    read().ok_or_else(|| unauthorized("error.auth.unsigned"))
}

/// Refuses another version of the protocol.
pub(crate) fn check_protocol(version: Option<&str>) -> Result<(), Error> {
    if version.and_then(|text| text.parse().ok()) == Some(PROTOCOL_VERSION) {
        return Ok(());
    }
    Err(Error::new(Code::Incompatible, "error.auth.protocol")
        .with("ours", i64::from(PROTOCOL_VERSION))
        .with("theirs", version.unwrap_or("–")))
}

/// Finds out who sent a request, and takes its counter.
pub(crate) fn authenticate(
    backend: &Backend,
    request: &Signed,
    access: Access,
) -> Result<Caller, Error> {
    authenticate_digest(backend, request, &sha256_hex(&request.body), access)
}

/// The same for a request whose body is not here, but its SHA-256 is.
pub(crate) fn authenticate_digest(
    backend: &Backend,
    request: &Signed,
    sha256: &str,
    access: Access,
) -> Result<Caller, Error> {
    let found = backend.db().read(|sql| device::standing(sql, request.device))?;
    let standing = found.ok_or_else(|| unauthorized("error.auth.unknown_device"))?;
    check_digest(request, sha256, &standing.public_key)?;
    backend.replay().take(backend.db(), request.device, request.counter)?;
    check_state(standing.state, standing.frozen, access)?;
    Ok(Caller {
        backend: backend.clone(),
        device: request.device,
        me: standing.person,
        state: standing.state,
        frozen: standing.frozen,
    })
}

/// Refuses a request that `public_key` did not sign.
pub(crate) fn check_signature(request: &Signed, public_key: &str) -> Result<(), Error> {
    check_digest(request, &sha256_hex(&request.body), public_key)
}

fn check_digest(request: &Signed, sha256: &str, public_key: &str) -> Result<(), Error> {
    let Signed { method, path, counter, signature, .. } = request;
    let message = signing_bytes_of(method, path, sha256, *counter);
    if is_genuine(public_key, &message, signature) {
        Ok(())
    } else {
        Err(unauthorized("error.auth.forged"))
    }
}

/// Refuses a device that may not send a request of this kind.
pub(crate) fn check_state(state: DeviceState, frozen: bool, access: Access) -> Result<(), Error> {
    match (state, access) {
        (DeviceState::Revoked, _) => Err(unauthorized("error.auth.revoked")),
        (_, Access::Waiting) => Ok(()),
        (DeviceState::Waiting, _) => Err(unauthorized("error.auth.waiting")),
        (DeviceState::Active, Access::Active) if frozen => Err(unauthorized("error.auth.frozen")),
        (DeviceState::Active, _) => Ok(()),
    }
}

fn unauthorized(key: &str) -> Error {
    Error::new(Code::Unauthorized, key)
}
