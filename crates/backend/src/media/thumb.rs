//! What pictures look like in a few bytes (ThumbHash), for who has not got them yet.

use super::is_name;
use super::table::item;
use crate::endpoint::Caller;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use image::DynamicImage;
use sampan_protocol::Error;
use sampan_protocol::service::{THUMBS, Thumb, Thumbs};

/// The longest side of what a hash is made of.
const SIDE: u32 = 100;

/// The hash of a picture, in base64.
pub(super) fn thumb_of(image: &DynamicImage) -> String {
    let small = image.thumbnail(SIDE, SIDE).to_rgba8();
    let (width, height) = (small.width() as usize, small.height() as usize);
    STANDARD_NO_PAD.encode(thumbhash::rgba_to_thumb_hash(width, height, small.as_raw()))
}

/// Answers [`Thumbs`].
///
/// # Errors
/// `Invalid` for too many.
pub(crate) fn answer(caller: &Caller, asked: &Thumbs) -> Result<Vec<Thumb>, Error> {
    if asked.names.len() > THUMBS {
        return Err(Error::invalid("error.request.malformed"));
    }
    let found = caller.backend.db().read(|sql| {
        let mut found = Vec::with_capacity(asked.names.len());
        for name in asked.names.iter().filter(|name| is_name(name)) {
            if let Some(hash) = item::thumb(sql, name)? {
                found.push(Thumb { sha256: name.clone(), hash });
            }
        }
        Ok::<_, crate::db::DbError>(found)
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn a_hash_is_small_and_has_the_colours_and_the_shape() {
        let mut wide = RgbImage::from_pixel(900, 600, Rgb([220, 40, 40]));
        for (_, _, pixel) in wide.enumerate_pixels_mut().filter(|(x, _, _)| *x >= 450) {
            *pixel = Rgb([30, 60, 200]);
        }
        let hash = thumb_of(&wide.into());
        assert!(hash.len() <= 40, "a few bytes: {hash}");
        let bytes = STANDARD_NO_PAD.decode(hash).expect("base64");
        let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(&bytes).expect("a picture");
        assert!(width > height, "it lies: {width} × {height}");
        let at = |x: usize| {
            let place = (height / 2 * width + x) * 4;
            [rgba[place], rgba[place + 2]]
        };
        let ([red, _], [_, blue]) = (at(width / 8), at(width * 7 / 8));
        assert!(red > 150 && blue > 120, "red at the left, blue at the right: {red} {blue}");
    }
}
