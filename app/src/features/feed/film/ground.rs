//! The colour of a picture that is not here yet: the mean of its ThumbHash, so that nothing is ever black.

/// What stands where nothing is known of a picture.
const UNKNOWN: (u8, u8, u8) = (38, 44, 58);

/// The colour behind a picture, as CSS has it.
pub(super) fn ground(thumbhash: Option<&str>) -> String {
    let (red, green, blue) = thumbhash.and_then(mean).unwrap_or(UNKNOWN);
    format!("rgb({red} {green} {blue})")
}

/// The mean colour: the first 18 bits of a ThumbHash are its lightness and two differences of colours.
fn mean(thumbhash: &str) -> Option<(u8, u8, u8)> {
    let head = thumbhash.bytes().take(4).map(six_bits).collect::<Option<Vec<u32>>>()?;
    let [a, b, c, d] = head[..] else { return None };
    let bits = a << 18 | b << 12 | c << 6 | d;
    // The first byte is the lowest one.
    let [_, first, second, third] = bits.to_be_bytes();
    let head = u32::from_le_bytes([first, second, third, 0]);
    let part = |shift: u32| i64::from(head >> shift & 63);
    let (light, yellow, red) = (part(0), 2 * part(6) - 63, 2 * part(12) - 63);
    // All in 378ths: 63 steps, and thirds and halves of them.
    let blue = 6 * light - 4 * yellow;
    let r = (18 * light - blue + 6 * red) / 2;
    let g = r - 6 * red;
    let byte = |part: i64| u8::try_from((part * 255 / 378).clamp(0, 255)).unwrap_or_default();
    Some((byte(r), byte(g), byte(blue)))
}

fn six_bits(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_not_here_has_its_mean_colour() {
        // Lightness 63 of 63, no difference of colours (both in the middle): the first byte has lightness
        // and two bits of the next number.
        let bits: u32 = 63 | 32 << 6 | 32 << 12;
        let [first, second, third, _] = bits.to_le_bytes();
        let word = u32::from_be_bytes([0, first, second, third]);
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let text: String = [18, 12, 6, 0]
            .map(|shift| char::from(letters[(word >> shift & 63) as usize]))
            .iter()
            .collect();
        let (red, green, blue) = mean(&text).expect("a ThumbHash");
        assert!(red > 240 && green > 240 && blue > 240, "white: {red} {green} {blue}");
        assert_eq!(mean("?"), None, "no ThumbHash");
        assert_eq!(ground(None), "rgb(38 44 58)", "and never black");
    }
}
