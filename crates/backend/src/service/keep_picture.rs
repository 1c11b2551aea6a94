//! Keeps a picture: made small, without metadata, named by what it is.

use crate::endpoint::Caller;
use crate::media::{picture, table::item};
use crate::moderation::{is_blocked, table};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::service::{KeepPicture, KeptPicture};

/// The most bytes of a request: a file of 12 MB in base64.
pub(super) const BODY_LIMIT: usize = 16 << 20;

pub(super) fn answer(caller: &Caller, request: &KeepPicture) -> Result<KeptPicture, Error> {
    let backend = &caller.backend;
    let file = STANDARD
        .decode(request.base64.trim())
        .map_err(|_| Error::invalid("error.request.malformed"))?;
    let side = if request.fine { picture::FINE_SIDE } else { picture::SIDE };
    let kept = picture::shrink(&file, side)?;
    let sha256 = sha256_hex(&kept.bytes);
    let look = kept.look;
    let blocked = backend.db().write(|sql| {
        table::picture::put(sql, &sha256, &look)?;
        is_blocked(sql, &sha256)
    })?;
    if blocked {
        return Err(Error::refused("error.moderation.picture"));
    }
    let known = backend.db().read(|sql| item::find(sql, &sha256))?;
    if known.is_none() {
        let size = kept.bytes.len() as u64;
        backend.block_on(backend.media().put(&sha256, kept.bytes))?;
        let now = backend.now();
        backend.db().write(|sql| item::insert(sql, &sha256, kept.mime, size, caller.me, now))?;
    }
    Ok(KeptPicture { sha256 })
}
