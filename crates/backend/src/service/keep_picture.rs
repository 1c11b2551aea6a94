//! Keeps a picture: made small, without metadata, named by what it is.

use crate::endpoint::Caller;
use crate::media::{self, picture};
use crate::moderation::{is_blocked, table};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::service::{KeepPicture, KeptPicture};

/// The most bytes of a request: a file of 12 MB in base64.
pub(super) const BODY_LIMIT: usize = 16 << 20;

pub(super) fn answer(caller: &Caller, request: &KeepPicture) -> Result<KeptPicture, Error> {
    let file = STANDARD
        .decode(request.base64.trim())
        .map_err(|_| Error::invalid("error.request.malformed"))?;
    let side = if request.fine { picture::FINE_SIDE } else { picture::SIDE };
    let kept = picture::shrink(&file, side)?;
    let sha256 = sha256_hex(&kept.bytes);
    let blocked = caller.backend.db().write(|sql| {
        table::picture::put(sql, &sha256, &kept.look)?;
        is_blocked(sql, &sha256)
    })?;
    if blocked {
        return Err(Error::refused("error.moderation.picture"));
    }
    Ok(KeptPicture { sha256: media::keep(&caller.backend, caller.me, kept.bytes, kept.mime)? })
}
