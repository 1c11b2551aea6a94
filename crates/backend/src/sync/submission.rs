//! Operations as they arrive: read, and checked as far as that takes no database.

use crate::auth::is_genuine;
use crate::people::table::device::Standing;
use sampan_protocol::auth::{operation_bytes, sha256_hex};
use sampan_protocol::ids::DeviceId;
use sampan_protocol::sync::{Operation, SignedOperation};
use sampan_protocol::{Code, Error};

/// The longest operation, in bytes.
const LONGEST: usize = 64 << 10;
/// The most operations at once.
const MOST: usize = 500;

/// An operation with what belongs to it.
pub(super) struct Submission<'a> {
    pub(super) op: Operation,
    pub(super) signed: &'a SignedOperation,
    /// SHA-256 of what is asked for, without the place in the queue: an operation that comes again
    /// with another place is the same one.
    pub(super) content: String,
    /// Why it is not even looked at.
    pub(super) fault: Option<Error>,
}

/// Reads what was handed in.
///
/// # Errors
/// `Invalid` if there is too much of it, or something that is no operation at all.
pub(super) fn read<'a>(
    operations: &'a [SignedOperation],
    device: DeviceId,
    standing: &Standing,
) -> Result<Vec<Submission<'a>>, Error> {
    if operations.len() > MOST || operations.iter().any(|o| o.body.len() > LONGEST) {
        return Err(Error::invalid("error.request.too_large"));
    }
    operations
        .iter()
        .map(|signed| {
            let op: Operation = serde_json::from_str(&signed.body)
                .map_err(|_| Error::invalid("error.sync.malformed"))?;
            let fault = fault(&op, signed, device, standing).err();
            let content = content(&op);
            Ok(Submission { op, signed, content, fault })
        })
        .collect()
}

fn fault(
    op: &Operation,
    signed: &SignedOperation,
    device: DeviceId,
    standing: &Standing,
) -> Result<(), Error> {
    let unauthorized = |key| Err(Error::new(Code::Unauthorized, key));
    if op.device != device {
        return unauthorized("error.sync.other_device");
    }
    if !is_genuine(&standing.public_key, &operation_bytes(&signed.body), &signed.signature) {
        return unauthorized("error.sync.forged");
    }
    if op.schema != 1 {
        return Err(Error::new(Code::Incompatible, "error.sync.schema"));
    }
    if i64::try_from(op.client_seq).is_err() {
        return Err(Error::invalid("error.sync.malformed"));
    }
    Ok(())
}

fn content(op: &Operation) -> String {
    let parts = serde_json::json!([op.scope, op.name, op.args, op.schema]);
    sha256_hex(parts.to_string().as_bytes())
}
