//! Makes a picture small, without metadata, and harmless: it is decoded and encoded anew.

use super::thumb::thumb_of;
use crate::moderation::look_of;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sampan_protocol::Error;
use std::io::Cursor;

/// The longest side of a picture that is kept.
pub(crate) const SIDE: u32 = 512;
/// The longest side of a picture of which the details matter.
pub(crate) const FINE_SIDE: u32 = 1_600;
/// The longest side of a picture that is looked at.
const MOST_PIXELS: u32 = 10_000;
/// The most memory that decoding may take.
const MOST_MEMORY: u64 = 256 << 20;
const QUALITY: u8 = 85;

/// A picture as it is kept.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// Its media type.
    pub(crate) mime: &'static str,
    /// What it looks like, for knowing it again.
    pub(crate) look: String,
    /// What it looks like, for who has not got it yet.
    pub(crate) thumb: String,
}

/// Makes a picture of an image file: at most `side` pixels a side, upright, JPEG; WebP where it
/// is see-through.
///
/// # Errors
/// `Invalid` if it is no picture, or too large a one.
pub(crate) fn shrink(file: &[u8], side: u32) -> Result<Picture, Error> {
    cropped(file, None, side).map(|(picture, _)| picture)
}

/// As [`shrink`], of a part alone: from the left, from the top, how wide and how high, each in
/// thousandths. Says how many pixels wide and high the picture is.
///
/// # Errors
/// As [`shrink`], and where there is nothing in the part.
pub(crate) fn cropped(
    file: &[u8],
    part: Option<[u16; 4]>,
    side: u32,
) -> Result<(Picture, (u32, u32)), Error> {
    let mut image = decode(file).map_err(|error| {
        tracing::debug!(%error, "not a picture");
        Error::invalid("error.media.picture").with("side", i64::from(MOST_PIXELS))
    })?;
    if let Some([x, y, width, height]) = part {
        let fits = |from: u16, long: u16| long > 0 && u32::from(from) + u32::from(long) <= 1_000;
        if !fits(x, width) || !fits(y, height) {
            return Err(Error::invalid("error.request.malformed"));
        }
        let of = |whole: u32, part: u16| {
            u32::try_from(u64::from(whole) * u64::from(part) / 1_000).unwrap_or(whole)
        };
        let (wide, high) = (image.width(), image.height());
        let (width, height) = (of(wide, width).max(1), of(high, height).max(1));
        image = image.crop_imm(of(wide, x), of(high, y), width, height);
    }
    let image = if image.width().max(image.height()) > side {
        image.resize(side, side, image::imageops::FilterType::CatmullRom)
    } else {
        image
    };
    let pixels = (image.width(), image.height());
    let look = look_of(&image);
    Ok((encode(&image, look).map_err(|_| Error::internal())?, pixels))
}

/// What a picture that is kept looks like in a few bytes; nothing where it cannot be read.
pub(super) fn thumb_again(file: &[u8]) -> Option<String> {
    decode(file).map(|image| thumb_of(&image)).ok()
}

fn decode(file: &[u8]) -> Result<DynamicImage, image::ImageError> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn encode(image: &DynamicImage, look: String) -> Result<Picture, image::ImageError> {
    let mut bytes = Vec::new();
    let (rgba, thumb) = (image.to_rgba8(), thumb_of(image));
    if rgba.pixels().any(|pixel| pixel.0[3] != u8::MAX) {
        rgba.write_to(&mut Cursor::new(&mut bytes), ImageFormat::WebP)?;
        return Ok(Picture { bytes, mime: "image/webp", look, thumb });
    }
    image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(Picture { bytes, mime: "image/jpeg", look, thumb })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn png(width: u32, height: u32, alpha: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        RgbaImage::from_pixel(width, height, Rgba([200, 30, 30, alpha]))
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("a picture is written");
        bytes
    }

    #[test]
    fn a_large_picture_becomes_small_and_keeps_its_shape() {
        let picture = shrink(&png(2_000, 1_000, 255), SIDE).expect("a picture");
        let small = image::load_from_memory(&picture.bytes).expect("it can be read");
        assert_eq!((small.width(), small.height()), (512, 256), "the long side is 512");
        let fine = shrink(&png(2_000, 1_000, 255), FINE_SIDE).expect("a picture");
        let fine = image::load_from_memory(&fine.bytes).expect("it can be read");
        assert_eq!((fine.width(), fine.height()), (1_600, 800), "1600 where details matter");
        assert_eq!(picture.mime, "image/jpeg", "what is opaque is a JPEG");
    }

    #[test]
    fn a_small_picture_is_not_blown_up_and_stays_see_through() {
        let picture = shrink(&png(40, 30, 100), SIDE).expect("a picture");
        let small = image::load_from_memory(&picture.bytes).expect("it can be read");
        assert_eq!((small.width(), small.height()), (40, 30), "it keeps its size");
        assert_eq!(picture.mime, "image/webp", "JPEG knows no transparency");
    }

    #[test]
    fn metadata_does_not_survive() {
        let mut jpeg = shrink(&png(8, 8, 255), SIDE).expect("a picture").bytes;
        let secret = b"\xFF\xE1\x00\x12GPS 52.5N 13.4E!";
        jpeg.splice(2..2, secret.iter().copied());
        let again = shrink(&jpeg, SIDE).expect("a picture with a comment").bytes;
        assert!(!again.windows(3).any(|w| w == b"GPS"), "where it was taken is nobody's business");
    }

    #[test]
    fn a_part_is_what_was_asked_for() {
        let mut two = RgbaImage::from_pixel(400, 300, Rgba([200, 30, 30, 255]));
        for pixel in two.pixels_mut().take(400 * 150) {
            *pixel = Rgba([30, 30, 200, 255]);
        }
        let mut file = Vec::new();
        two.write_to(&mut Cursor::new(&mut file), ImageFormat::Png).expect("it is written");
        let lower = Some([250, 500, 500, 500]);
        let (picture, pixels) = cropped(&file, lower, FINE_SIDE).expect("a part");
        assert_eq!(pixels, (200, 150), "half of each side");
        let part = image::load_from_memory(&picture.bytes).expect("it can be read").to_rgb8();
        assert!(part.pixels().all(|p| p.0[0] > 150 && p.0[2] < 80), "the lower half is red");
        for wrong in [[0, 0, 0, 10], [600, 0, 500, 10], [0, 1_000, 10, 1]] {
            assert!(cropped(&file, Some(wrong), SIDE).is_err(), "{wrong:?} is not in it");
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let bomb = png(10_001, 1, 255);
        for file in [&b""[..], b"<svg/>", b"\x89PNG\r\n\x1a\n", &png(9, 9, 9)[..40], &bomb] {
            assert!(shrink(file, SIDE).is_err(), "{} bytes are no picture", file.len());
        }
    }
}
