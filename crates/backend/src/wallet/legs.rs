//! Names transfers that an operation makes besides its own.

use sampan_protocol::auth::sha256_hex;
use uuid::Uuid;

/// The identifier of a further transfer: made from the first one's, so that it is the same whenever
/// the operation is applied (UUID version 8, RFC 9562). `what` tells one leg from another.
pub(super) fn leg(what: &str, first: Uuid) -> Uuid {
    let digest = sha256_hex(format!("{what}\n{first}").as_bytes());
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digest.as_bytes().chunks_exact(2)) {
        let digit = |at: usize| (pair[at] as char).to_digit(16).unwrap_or(0);
        *byte = u8::try_from(digit(0) * 16 + digit(1)).unwrap_or(0);
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
