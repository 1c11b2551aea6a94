//! Finds QR codes in a picture (ISO/IEC 18004), natively, with limits on what is taken in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::imageops::{self, FilterType};
use image::{GrayImage, ImageReader, Limits};
use sampan_protocol::Error;
use std::collections::BTreeSet;
use std::io::Cursor;

/// The largest file, in bytes.
const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most pixels; a phone's camera makes 12 million.
const MAX_PIXELS: u64 = 20_000_000;
/// Longest sides at which the picture is looked at: fine codes need the first, noisy photographs
/// and huge modules the others.
const SIDES: [u32; 3] = [1_600, 900, 480];

/// The texts of all codes in a picture: base64 (RFC 4648) of a PNG, JPEG, WebP or GIF file.
///
/// # Errors
/// `Invalid` for what is no such picture, one that is too large, and one without a code.
pub(super) fn codes(base64: &str) -> Result<Vec<String>, Error> {
    let none = || Error::invalid("error.wallet.not_picture");
    if base64.len() / 4 * 3 > MAX_BYTES {
        return Err(too_large());
    }
    let bytes = STANDARD.decode(base64.trim()).map_err(|_| none())?;
    let grey = decode(&bytes)?;
    for side in SIDES {
        let scaled = fit(&grey, side);
        let texts = look(&scaled);
        if !texts.is_empty() {
            return Ok(texts);
        }
    }
    Err(Error::invalid("error.wallet.no_code"))
}

fn decode(bytes: &[u8]) -> Result<GrayImage, Error> {
    let none = |_| Error::invalid("error.wallet.not_picture");
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let (width, height) = reader()
        .map_err(|_| Error::invalid("error.wallet.not_picture"))?
        .into_dimensions()
        .map_err(none)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(too_large());
    }
    let mut reader = reader().map_err(|_| Error::invalid("error.wallet.not_picture"))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 16);
    reader.limits(limits);
    let picture = reader.decode().map_err(none)?;
    // What is transparent is paper.
    let rgba = picture.to_rgba8();
    Ok(GrayImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0.map(u32::from);
        let luma = (r * 299 + g * 587 + b * 114) / 1_000;
        image::Luma([((luma * a + 255 * (255 - a)) / 255) as u8])
    }))
}

/// Looks at a picture as it is, light on dark, turned, and in a mirror.
fn look(grey: &GrayImage) -> Vec<String> {
    let mut inverted = grey.clone();
    imageops::invert(&mut inverted);
    let mirrored = imageops::flip_horizontal(grey);
    let turned = imageops::rotate90(grey);
    [grey, &inverted, &turned, &mirrored]
        .into_iter()
        .map(read)
        .find(|texts| !texts.is_empty())
        .unwrap_or_default()
}

fn read(grey: &GrayImage) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        // Coordinates come from the two lines above, so they fit.
        grey.get_pixel(x as u32, y as u32).0[0]
    });
    let texts: BTreeSet<String> = prepared
        .detect_grids()
        .iter()
        .filter_map(|grid| grid.decode().ok())
        .map(|(_, text)| text)
        .collect();
    texts.into_iter().collect()
}

fn fit(grey: &GrayImage, side: u32) -> GrayImage {
    let longest = grey.width().max(grey.height()).max(1);
    if longest <= side {
        return grey.clone();
    }
    let scale = |length: u32| {
        let scaled = u64::from(length) * u64::from(side) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    imageops::resize(grey, scale(grey.width()), scale(grey.height()), FilterType::Triangle)
}

fn too_large() -> Error {
    Error::invalid("error.wallet.picture_too_large")
        .with("megapixels", i64::try_from(MAX_PIXELS / 1_000_000).unwrap_or(0))
}

#[cfg(test)]
mod tests;
