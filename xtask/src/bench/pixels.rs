//! Looks at the screen itself, so that any two programs are measured alike.

use std::collections::HashMap;

use anyhow::Context;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// Only one row of so many is looked at: enough to see each line of text, and an eighth of the work,
/// which would be taken from what is measured.
const STRIDE: usize = 8;
/// How far a channel may be off and still be the same colour to an eye.
const TOLERANCE: u8 = 24;
/// How far a channel has to be off the background to be content.
const CONTRAST: u8 = 48;

/// A connection that photographs a whole display.
pub(super) struct Camera {
    connection: RustConnection,
    root: Window,
    width: u16,
    height: u16,
}

impl Camera {
    /// Connects to a display by its name.
    pub(super) fn of(display: &str) -> anyhow::Result<Self> {
        let (connection, number) =
            x11rb::connect(Some(display)).context("the display cannot be looked at")?;
        let screen = &connection.setup().roots[number];
        let (root, width, height) = (screen.root, screen.width_in_pixels, screen.height_in_pixels);
        Ok(Self { connection, root, width, height })
    }

    /// What is visible now.
    pub(super) fn look(&self) -> anyhow::Result<Picture> {
        let format = ImageFormat::Z_PIXMAP;
        let rows = (0..i16::try_from(self.height)?).step_by(STRIDE);
        // All are asked for before the first is waited for.
        let requests: Vec<_> = rows
            .map(|row| self.connection.get_image(format, self.root, 0, row, self.width, 1, !0))
            .collect::<Result<_, _>>()?;
        let mut bytes = Vec::with_capacity(requests.len() * usize::from(self.width) * 4);
        for request in requests {
            bytes.extend(request.reply()?.data);
        }
        Ok(Picture { bytes })
    }
}

/// The pixels of the rows that were looked at, four bytes each.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Picture {
    bytes: Vec<u8>,
}

impl Picture {
    /// The places and colours of everything that is not background: what a person would call content.
    pub(super) fn content(&self) -> Content {
        let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
        for pixel in self.pixels() {
            *counts.entry(pixel).or_default() += 1;
        }
        let background = counts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(color, _)| color)
            .unwrap_or_default();
        let content =
            self.pixels().enumerate().filter(|(_, pixel)| !near(*pixel, background, CONTRAST));
        Content { pixels: content.collect() }
    }

    fn pixels(&self) -> impl Iterator<Item = [u8; 3]> + '_ {
        self.bytes.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]])
    }

    fn pixel(&self, at: usize) -> Option<[u8; 3]> {
        let bytes = self.bytes.get(at * 4..at * 4 + 3)?;
        bytes.try_into().ok()
    }
}

/// Pixels that tell that something is there.
pub(super) struct Content {
    pixels: Vec<(usize, [u8; 3])>,
}

impl Content {
    /// How many they are.
    pub(super) fn size(&self) -> usize {
        self.pixels.len()
    }

    /// Which part of them a picture shows, from 0 to 1.
    pub(super) fn share_in(&self, picture: &Picture) -> f64 {
        let shown = self.pixels.iter().filter(|(at, color)| {
            picture.pixel(*at).is_some_and(|pixel| near(pixel, *color, TOLERANCE))
        });
        shown.count() as f64 / self.pixels.len().max(1) as f64
    }
}

fn near(a: [u8; 3], b: [u8; 3], limit: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(pixels: &[[u8; 3]]) -> Picture {
        Picture { bytes: pixels.iter().flat_map(|[a, b, c]| [*a, *b, *c, 0]).collect() }
    }

    #[test]
    fn content_is_what_stands_out_and_is_found_again() {
        let (white, grey, ink) = ([255; 3], [230; 3], [20; 3]);
        let full = picture(&[white, white, white, white, ink, ink, grey]);
        let content = full.content();
        assert_eq!(content.size(), 2, "ink is content, a slightly darker background is none");
        let is = |share: f64, expected: f64| (share - expected).abs() < 1e-9;
        assert!(is(content.share_in(&full), 1.0), "a picture shows all of its own content");
        assert!(
            is(content.share_in(&picture(&[white; 7])), 0.0),
            "an empty window shows none of it"
        );
        let skeleton = picture(&[white, white, white, white, grey, ink, grey]);
        assert!(is(content.share_in(&skeleton), 0.5), "a placeholder is not the content");
    }
}
