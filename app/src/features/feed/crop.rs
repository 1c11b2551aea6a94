//! What of a picture is kept: three to four, square, four to three, or all of it.

use sampan_protocol::feed::Crop;

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// Three wide, four high.
    #[default]
    Upright,
    /// As wide as high.
    Square,
    /// Four wide, three high.
    Flat,
    /// Nine wide, sixteen high: as a phone is held.
    Tall,
    /// As it is.
    Whole,
}

impl Form {
    /// Every form of a video.
    pub(super) const FILMS: [Self; 4] = [Self::Whole, Self::Tall, Self::Upright, Self::Square];

    /// Every form of a picture.
    pub(super) const ALL: [Self; 4] = [Self::Upright, Self::Square, Self::Flat, Self::Whole];

    /// Its name.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Upright => "3:4",
            Self::Square => "1:1",
            Self::Flat => "4:3",
            Self::Tall => "9:16",
            Self::Whole => "whole",
        }
    }

    /// Its width and height; none for as it is.
    pub(super) const fn sides(self) -> Option<(u32, u32)> {
        match self {
            Self::Upright => Some((3, 4)),
            Self::Square => Some((1, 1)),
            Self::Flat => Some((4, 3)),
            Self::Tall => Some((9, 16)),
            Self::Whole => None,
        }
    }
}

/// The largest part of this form in a picture of `width` by `height` pixels, `shift` thousandths of
/// the way from the left or the top.
pub(super) fn part(form: Form, (width, height): (u32, u32), shift: u32) -> Option<Crop> {
    let (wide, high) = form.sides()?;
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (wide, high) = (u64::from(wide), u64::from(high));
    let shift = u64::from(shift.min(1_000));
    let whole = |thousandths: u64| u16::try_from(thousandths.min(1_000)).unwrap_or(1_000);
    if width * high >= height * wide {
        let part = (height * wide * 1_000 / (high * width)).max(1);
        let x = (1_000 - part) * shift / 1_000;
        Some(Crop { x: whole(x), y: 0, width: whole(part), height: 1_000 })
    } else {
        let part = (width * high * 1_000 / (wide * height)).max(1);
        let y = (1_000 - part) * shift / 1_000;
        Some(Crop { x: 0, y: whole(y), width: 1_000, height: whole(part) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_its_form_and_lies_in_the_picture() {
        assert_eq!(part(Form::Whole, (400, 300), 500), None, "all of it");
        let upright = part(Form::Upright, (400, 300), 500).expect("a part");
        assert_eq!(upright, Crop { x: 219, y: 0, width: 562, height: 1_000 }, "out of the middle");
        let square = part(Form::Square, (300, 400), 1_000).expect("a part");
        assert_eq!(square, Crop { x: 0, y: 250, width: 1_000, height: 750 }, "the lower end");
        for form in Form::ALL.into_iter().chain(Form::FILMS) {
            for pixels in [(1, 9_000), (9_000, 1), (300, 400), (1, 1)] {
                for shift in [0, 333, 1_000] {
                    let Some(crop) = part(form, pixels, shift) else { continue };
                    assert!(
                        crop.x + crop.width <= 1_000 && crop.y + crop.height <= 1_000,
                        "{crop:?}"
                    );
                    assert!(crop.width > 0 && crop.height > 0, "{crop:?} is something");
                }
            }
        }
    }
}
