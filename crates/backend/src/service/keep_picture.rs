//! Keeps a picture: made small, without metadata, named by what it is.

use crate::endpoint::Caller;
use crate::media::{self, picture};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::service::{KeepPicture, KeptPicture};

/// The most bytes of a request: a file of 12 MB in base64.
pub(super) const BODY_LIMIT: usize = 16 << 20;

pub(super) fn answer(caller: &Caller, request: &KeepPicture) -> Result<KeptPicture, Error> {
    let file = STANDARD
        .decode(request.base64.trim())
        .map_err(|_| Error::invalid("error.request.malformed"))?;
    let side = if request.fine { picture::FINE_SIDE } else { picture::SIDE };
    let kept = picture::shrink(&file, side)?;
    Ok(KeptPicture { sha256: media::keep_picture(&caller.backend, caller.me, kept)? })
}
