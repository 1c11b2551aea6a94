//! Draws a sheet as PNG, from the outlines of the same faces.

use super::faces::Faces;
use super::sheet::{Colour, Mark, Sheet};
use image::{ExtendedColorType, ImageEncoder};
use sampan_protocol::Error;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// How far a control point of a quarter of a circle stands, as a part of the radius.
const ROUND: f32 = 0.447_715;

/// Draws a sheet, `scale` pixels a point.
///
/// # Errors
/// `Internal` for a sheet that no picture can hold.
pub(crate) fn png(sheet: &Sheet, faces: &mut Faces, scale: f32) -> Result<Vec<u8>, Error> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sheet is small")]
    let pixels = |length: f32| (length * scale).ceil() as u32;
    let (width, height) = (pixels(sheet.width), pixels(sheet.height));
    let mut map = Pixmap::new(width, height).ok_or_else(Error::internal)?;
    map.fill(Color::WHITE);
    for mark in &sheet.marks {
        match mark {
            Mark::Box { x, y, width, height, radius, colour } => {
                if let Some(path) = rounded((*x, *y), (*width, *height), *radius) {
                    let paint = paint(*colour);
                    let to = Transform::from_scale(scale, scale);
                    map.fill_path(&path, &paint, FillRule::Winding, to, None);
                }
            }
            Mark::Text { x, y, style, text } => {
                let mut x = *x;
                for glyph in faces.glyphs(text, style.bold) {
                    if let Some((path, units)) = outline(faces, glyph.face, glyph.id) {
                        let per_unit = style.size / units * scale;
                        let to = Transform::from_row(
                            per_unit,
                            0.0,
                            0.0,
                            -per_unit,
                            x * scale,
                            y * scale,
                        );
                        map.fill_path(&path, &paint(style.colour), FillRule::Winding, to, None);
                    }
                    x += glyph.advance * style.size / 1_000.0;
                }
            }
        }
    }
    encode(&map)
}

fn encode(map: &Pixmap) -> Result<Vec<u8>, Error> {
    // Nothing is see-through: the ground is white.
    let rgb: Vec<u8> =
        map.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut file = Vec::new();
    image::codecs::png::PngEncoder::new(&mut file)
        .write_image(&rgb, map.width(), map.height(), ExtendedColorType::Rgb8)
        .map_err(|_| Error::internal())?;
    Ok(file)
}

fn paint(Colour(red, green, blue): Colour) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn rounded((x, y): (f32, f32), (w, h): (f32, f32), radius: f32) -> Option<tiny_skia::Path> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    let c = r * ROUND;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(x + w - r, y);
    path.cubic_to(x + w - c, y, x + w, y + c, x + w, y + r);
    path.line_to(x + w, y + h - r);
    path.cubic_to(x + w, y + h - c, x + w - c, y + h, x + w - r, y + h);
    path.line_to(x + r, y + h);
    path.cubic_to(x + c, y + h, x, y + h - c, x, y + h - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + c, x + c, y, x + r, y);
    path.close();
    path.finish()
}

/// The outline of a glyph in the units of its face, and how many of them its size has.
fn outline(faces: &Faces, face: usize, glyph: u16) -> Option<(tiny_skia::Path, f32)> {
    let used = faces.used.get(face)?;
    let face = Face::parse(&used.data, used.index).ok()?;
    let mut outline = Outline(PathBuilder::new());
    face.outline_glyph(GlyphId(glyph), &mut outline)?;
    Some((outline.0.finish()?, f32::from(face.units_per_em())))
}

struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}
