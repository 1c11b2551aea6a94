//! Keeps a picture of a note: cropped, made small, without metadata, named by what it is.

use crate::endpoint::Caller;
use crate::media::{self, picture};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::feed::{Crop, KeepShot, KeptShot};

/// The most bytes of a request: a file of 12 MB in base64.
pub(super) const BODY_LIMIT: usize = 16 << 20;

pub(super) fn answer(caller: &Caller, request: &KeepShot) -> Result<KeptShot, Error> {
    let malformed = || Error::invalid("error.request.malformed");
    let file = STANDARD.decode(request.base64.trim()).map_err(|_| malformed())?;
    let crop = request.crop.map(|Crop { x, y, width, height }| [x, y, width, height]);
    let (kept, (width, height)) = picture::cropped(&file, crop, picture::FINE_SIDE)?;
    let sha256 = media::keep_picture(&caller.backend, caller.me, kept)?;
    Ok(KeptShot { sha256, width, height })
}
