//! Lays statements and receipts out on paper.

mod receipt;
mod statement;

#[cfg(test)]
pub(super) use receipt::sheet;
pub(super) use receipt::{Slip, receipt};
#[cfg(test)]
pub(super) use statement::sheets;
pub(super) use statement::statement;

use crate::paper::{Colour, Style};

const INK: Colour = Colour(0x14, 0x17, 0x1f);
const SOFT: Colour = Colour(0x4b, 0x52, 0x63);
const PALE: Colour = Colour(0x66, 0x70, 0x85);
const LINE: Colour = Colour(0xe4, 0xe8, 0xef);
const GROUND: Colour = Colour(0xf4, 0xf6, 0xfa);
const BRAND: Colour = Colour(0x0b, 0x5f, 0xe0);
const GOOD: Colour = Colour(0x08, 0x75, 0x4a);
const WARNING: Colour = Colour(0x8f, 0x52, 0x00);
const BAD: Colour = Colour(0xc9, 0x15, 0x2c);

const fn plain(size: f32, colour: Colour) -> Style {
    Style { size, bold: false, colour }
}

const fn bold(size: f32, colour: Colour) -> Style {
    Style { size, bold: true, colour }
}
