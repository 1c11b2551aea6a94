//! A sheet of paper with what is to be put on it; lengths in points, from the upper left corner.

use super::faces::Faces;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Points.
    pub(crate) size: f32,
    /// Whether it is set in a heavier face.
    pub(crate) bold: bool,
    /// Its colour.
    pub(crate) colour: Colour,
}

/// Something on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// Text; `y` is its base line.
    Text {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// How it is set.
        style: Style,
        /// One line.
        text: String,
    },
    /// A filled box with round corners.
    Box {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
        /// How round its corners are.
        radius: f32,
        /// What it is filled with.
        colour: Colour,
    },
}

/// A sheet.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// Its width.
    pub(crate) width: f32,
    /// Its height.
    pub(crate) height: f32,
    /// What is on it, the lowest first.
    pub(crate) marks: Vec<Mark>,
}

impl Sheet {
    /// An empty sheet.
    pub(crate) const fn new(width: f32, height: f32) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    /// Sets a line of text that begins at `x`.
    pub(crate) fn text(&mut self, x: f32, y: f32, style: Style, text: &str) {
        self.marks.push(Mark::Text { x, y, style, text: text.to_owned() });
    }

    /// Sets a line of text that ends at `x`.
    pub(crate) fn text_to(&mut self, faces: &mut Faces, x: f32, y: f32, style: Style, text: &str) {
        self.text(x - faces.width(text, style), y, style, text);
    }

    /// Sets a line of text around `x`.
    pub(crate) fn centred(&mut self, faces: &mut Faces, x: f32, y: f32, style: Style, text: &str) {
        self.text(x - faces.width(text, style) / 2.0, y, style, text);
    }

    /// Fills a box.
    pub(crate) fn fill(
        &mut self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        radius: f32,
        colour: Colour,
    ) {
        self.marks.push(Mark::Box { x, y, width, height, radius, colour });
    }

    /// All text on it, for tests.
    #[cfg(test)]
    pub(crate) fn words(&self) -> Vec<&str> {
        fn text(mark: &Mark) -> Option<&str> {
            match mark {
                Mark::Text { text, .. } => Some(text),
                Mark::Box { .. } => None,
            }
        }
        self.marks.iter().filter_map(text).collect()
    }
}
