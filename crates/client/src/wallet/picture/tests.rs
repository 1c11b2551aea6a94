//! Tests of reading codes out of pictures that are drawn here.

use super::*;
use crate::device::draw_symbol::symbol;
use image::{DynamicImage, ImageFormat, Luma};
use sampan_protocol::device::Symbol;

const TEXT: &str = "00020101021126920010app.sampan0122AZgAAAAAcACAAAAAAAAAAQ0222";

/// A symbol with its quiet zone, `scale` pixels a module.
fn picture(text: &str, scale: u32) -> GrayImage {
    let Symbol { size, modules } = symbol(text).expect("a symbol");
    let bits = modules.as_bytes();
    let side = (size + 8) * scale;
    GrayImage::from_fn(side, side, |x, y| {
        let (column, row) = ((x / scale).wrapping_sub(4), (y / scale).wrapping_sub(4));
        let dark = column < size && row < size && bits[(row * size + column) as usize] == b'1';
        Luma([if dark { 20 } else { 240 }])
    })
}

fn encoded(grey: GrayImage, format: ImageFormat) -> String {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(grey).to_rgb8().write_to(&mut bytes, format).expect("encoded");
    STANDARD.encode(bytes.into_inner())
}

fn key(base64: &str) -> String {
    codes(base64).expect_err("no code").key
}

#[test]
fn a_symbol_is_read_in_every_format_and_position() {
    let plain = picture(TEXT, 5);
    let mut inverted = plain.clone();
    imageops::invert(&mut inverted);
    for (what, grey) in [
        ("as it is", plain.clone()),
        ("light on dark", inverted),
        ("turned", imageops::rotate90(&plain)),
        ("upside down", imageops::rotate180(&plain)),
        ("in a mirror", imageops::flip_horizontal(&plain)),
        ("large", picture(TEXT, 40)),
        ("blurred", imageops::blur(&plain, 1.2)),
    ] {
        let read = codes(&encoded(grey, ImageFormat::Png));
        assert_eq!(read, Ok(vec![TEXT.to_owned()]), "{what}");
    }
    for format in [ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let read = codes(&encoded(plain.clone(), format));
        assert_eq!(read, Ok(vec![TEXT.to_owned()]), "{format:?}");
    }
}

#[test]
fn every_code_of_a_picture_is_found() {
    let (left, right) = (picture(TEXT, 5), picture("https://example.org", 6));
    let mut both = GrayImage::from_pixel(left.width() + right.width(), 400, Luma([240]));
    imageops::overlay(&mut both, &left, 0, 0);
    imageops::overlay(&mut both, &right, left.width().into(), 0);
    let found = codes(&encoded(both, ImageFormat::Png)).expect("codes");
    assert_eq!(found, [TEXT, "https://example.org"], "both of them");
}

#[test]
fn what_is_no_picture_or_has_no_code_says_so() {
    let empty = GrayImage::from_pixel(300, 200, Luma([128]));
    assert_eq!(key(&encoded(empty, ImageFormat::Png)), "error.wallet.no_code", "an empty wall");
    assert_eq!(key("bm90IGEgcGljdHVyZQ=="), "error.wallet.not_picture", "text");
    assert_eq!(key("%%%"), "error.wallet.not_picture", "not even base64");
    assert_eq!(key(""), "error.wallet.not_picture", "nothing");
    let huge = GrayImage::new(6_000, 4_000);
    let key = key(&encoded(huge, ImageFormat::Png));
    assert_eq!(key, "error.wallet.picture_too_large", "24 million pixels in a small file");
}

#[test]
fn a_file_cut_short_is_no_picture() {
    let whole = encoded(picture(TEXT, 5), ImageFormat::Png);
    let bytes = STANDARD.decode(whole).expect("base64");
    for length in (0..bytes.len()).step_by(97) {
        let cut = STANDARD.encode(&bytes[..length]);
        assert!(codes(&cut).is_err(), "{length} bytes of it");
    }
}
