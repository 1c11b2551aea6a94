//! What pictures look like (a perceptual hash), and whether that is blocked.

use super::table::picture;
use crate::db::{DbError, Sql};
use image::DynamicImage;
use image_hasher::{HashAlg, HasherConfig, ImageHash};

/// How many of 64 bits may differ: what was cropped a little, made smaller or encoded anew differs in
/// fewer, what is another picture in many more.
const ALIKE: u32 = 8;

/// What a picture looks like, in base64.
pub(crate) fn look_of(image: &DynamicImage) -> String {
    let config = HasherConfig::new().hash_alg(HashAlg::Gradient).hash_size(8, 8);
    config.to_hasher().hash_image(image).to_base64()
}

/// Whether two looks are those of one picture.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    let read = |look| ImageHash::<Box<[u8]>>::from_base64(look).ok();
    matches!((read(one), read(other)), (Some(a), Some(b)) if a.dist(&b) <= ALIKE)
}

/// Whether a picture that was handed in looks like one that is blocked.
///
/// # Errors
/// What the database says.
pub(crate) fn is_blocked(sql: &mut dyn Sql, sha256: &str) -> Result<bool, DbError> {
    let Some(look) = picture::look(sql, sha256)? else { return Ok(false) };
    Ok(picture::blocked(sql)?.iter().any(|blocked| alike(blocked, &look)))
}

/// Whether any of these looks is that of a picture that is blocked.
///
/// # Errors
/// What the database says.
pub(crate) fn is_any_blocked(sql: &mut dyn Sql, looks: &[String]) -> Result<bool, DbError> {
    let blocked = picture::blocked(sql)?;
    Ok(looks.iter().any(|look| blocked.iter().any(|other| alike(other, look))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, imageops::FilterType};

    fn drawn(turned: bool) -> DynamicImage {
        let pixel = |x: u32, y: u32| {
            let (x, y) = if turned { (y, 255 - x) } else { (x, y) };
            let near = (x as i64 - 90).pow(2) + (y as i64 - 70).pow(2) < 3_000;
            Rgb([if near { 240 } else { (x / 2) as u8 }, (y / 3) as u8, ((x * y) % 97) as u8])
        };
        DynamicImage::ImageRgb8(RgbImage::from_fn(256, 256, pixel))
    }

    #[test]
    fn a_picture_is_known_again_when_it_is_made_small_and_another_is_not() {
        let picture = drawn(false);
        let small = picture.resize(100, 100, FilterType::Triangle).brighten(10);
        assert!(alike(&look_of(&picture), &look_of(&small)), "smaller and brighter, the same");
        assert!(!alike(&look_of(&picture), &look_of(&drawn(true))), "another picture");
        assert!(!alike("nonsense", &look_of(&picture)), "what cannot be read is like nothing");
    }
}
