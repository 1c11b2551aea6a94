//! What of a video is kept: from when until when, and what of the picture.

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The shortest that a video may be trimmed to, in milliseconds.
pub const SHORTEST: u64 = 500;
/// The latest moment that can be named: a day.
const MOST_MS: u64 = 86_400_000;
/// The least of a side that may be kept, in thousandths.
pub const LEAST_SIDE: u16 = 50;
/// How many parts a side has.
const WHOLE: u16 = 1_000;

/// From when until when, in milliseconds; written as `1500-9000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// Where it begins.
    pub from_ms: u64,
    /// Where it ends.
    pub to_ms: u64,
}

impl Span {
    /// The same, if it is at least [`SHORTEST`].
    ///
    /// # Errors
    /// `Invalid` for a shorter one, and one that ends before it begins.
    pub fn checked(self) -> Result<Self, Error> {
        let length = self.to_ms.checked_sub(self.from_ms);
        let fits = length.is_some_and(|length| length >= SHORTEST) && self.to_ms <= MOST_MS;
        if fits { Ok(self) } else { Err(wrong_trim()) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from_ms, self.to_ms)
    }
}

impl FromStr for Span {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let [from_ms, to_ms] = numbers(text, '-').ok_or_else(wrong_trim)?;
        Self { from_ms, to_ms }.checked()
    }
}

/// What of a picture, in thousandths of its sides; written as `0,100,1000,800`: from the left, from the
/// top, the width, the height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// Where it begins from the left.
    pub x: u16,
    /// Where it begins from the top.
    pub y: u16,
    /// How wide it is.
    pub width: u16,
    /// How high it is.
    pub height: u16,
}

impl Window {
    /// The same, if it lies in the picture and each side is at least [`LEAST_SIDE`].
    ///
    /// # Errors
    /// `Invalid` for a smaller one, and one that goes beyond the picture.
    pub fn checked(self) -> Result<Self, Error> {
        let side = |from: u16, length: u16| {
            length >= LEAST_SIDE && from.checked_add(length).is_some_and(|end| end <= WHOLE)
        };
        let fits = side(self.x, self.width) && side(self.y, self.height);
        if fits { Ok(self) } else { Err(wrong_crop()) }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.x, self.y, self.width, self.height)
    }
}

impl FromStr for Window {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let sides: [u64; 4] = numbers(text, ',').ok_or_else(wrong_crop)?;
        let [x, y, width, height] = sides.map(|side| u16::try_from(side).unwrap_or(u16::MAX));
        Self { x, y, width, height }.checked()
    }
}

/// Whole numbers in decimal, so many, with this between them.
fn numbers<const N: usize>(text: &str, between: char) -> Option<[u64; N]> {
    let number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| digits)
    };
    let all: Option<Vec<u64>> = text.split(between).map(number).collect();
    all?.try_into().ok()
}

fn wrong_trim() -> Error {
    Error::invalid("error.upload.trim")
}

fn wrong_crop() -> Error {
    Error::invalid("error.upload.crop")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_as_it_is_written_and_nothing_else_is() {
        let span = Span { from_ms: 1_500, to_ms: 9_000 };
        assert_eq!(span.to_string().parse(), Ok(span), "as it is written");
        for wrong in ["", "5", "5-", "-5", "9000-1500", "0-499", "+1-900", "1.5-9", "0-1-900"] {
            let told = wrong.parse::<Span>().expect_err(wrong);
            assert_eq!(told.key, "error.upload.trim", "{wrong:?}");
        }
        assert!("0-86400001".parse::<Span>().is_err(), "nothing is so long");
    }

    #[test]
    fn a_window_lies_in_the_picture() {
        let window = Window { x: 100, y: 0, width: 900, height: 500 };
        assert_eq!(window.to_string().parse(), Ok(window), "as it is written");
        for wrong in ["", "0,0,1000", "101,0,900,500", "0,0,49,500", "0,1,2,3,4", "0,0,70000,9"] {
            let told = wrong.parse::<Window>().expect_err(wrong);
            assert_eq!(told.key, "error.upload.crop", "{wrong:?}");
        }
        let beyond = Window { x: u16::MAX, width: u16::MAX, ..window };
        assert!(beyond.checked().is_err(), "no number is too large to be refused");
    }
}
