//! Where something is, as a cell of a grid (the public geohash scheme): each further character is a
//! thirty-second of the cell before. Cutting characters off makes a place coarse, so nothing but
//! cells is ever kept or told, and nobody computes distances.

/// The letters of cells, in order.
const LETTERS: &[u8; 32] = b"0123456789bcdefghjkmnpqrstuvwxyz";
/// How fine the finest cell is: about five metres.
pub const FINEST: usize = 9;
/// How coarse a place is told to whoever has no place: about 39 by 20 kilometres.
pub const COARSE: usize = 4;
/// A whole turn and half of one, in millionths of a degree.
const LONGITUDES: (i64, i64) = (-180_000_000, 180_000_000);
const LATITUDES: (i64, i64) = (-90_000_000, 90_000_000);
/// By how much finer it is counted within: a cell is halved up to 23 times, without a remainder.
const FINER: i64 = 1 << 23;

/// Where a cell lies, in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its southern edge.
    pub south: i64,
    /// Its northern edge.
    pub north: i64,
    /// Its western edge.
    pub west: i64,
    /// Its eastern edge.
    pub east: i64,
}

/// The finest cell around a point, in millionths of a degree; none for no point of the earth.
#[must_use]
pub fn around(latitude: i64, longitude: i64) -> Option<String> {
    if !(LATITUDES.0..=LATITUDES.1).contains(&latitude)
        || !(LONGITUDES.0..=LONGITUDES.1).contains(&longitude)
    {
        return None;
    }
    let (mut lat, mut lon) = (finer(LATITUDES), finer(LONGITUDES));
    let (latitude, longitude) = (latitude * FINER, longitude * FINER);
    let mut text = String::with_capacity(FINEST);
    for place in 0..FINEST {
        let mut letter = 0;
        for bit in 0..5 {
            let east = (place * 5 + bit) % 2 == 0;
            let (range, value) = if east { (&mut lon, longitude) } else { (&mut lat, latitude) };
            let middle = (range.0 + range.1).div_euclid(2);
            let upper = value >= middle;
            if upper {
                range.0 = middle;
            } else {
                range.1 = middle;
            }
            letter = letter * 2 + usize::from(upper);
        }
        text.push(char::from(LETTERS[letter]));
    }
    Some(text)
}

/// Where a cell lies; none for what names none.
#[must_use]
pub fn cell(text: &str) -> Option<Cell> {
    if text.is_empty() || text.len() > FINEST {
        return None;
    }
    let (mut lat, mut lon) = (finer(LATITUDES), finer(LONGITUDES));
    for (place, letter) in text.bytes().enumerate() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        for bit in 0..5 {
            let east = (place * 5 + bit) % 2 == 0;
            let range = if east { &mut lon } else { &mut lat };
            let middle = (range.0 + range.1).div_euclid(2);
            if value >> (4 - bit) & 1 == 1 {
                range.0 = middle;
            } else {
                range.1 = middle;
            }
        }
    }
    let down = |edge: i64| edge.div_euclid(FINER);
    let up = |edge: i64| (edge + FINER - 1).div_euclid(FINER);
    Some(Cell { south: down(lat.0), north: up(lat.1), west: down(lon.0), east: up(lon.1) })
}

const fn finer(range: (i64, i64)) -> (i64, i64) {
    (range.0 * FINER, range.1 * FINER)
}

/// Whether this is a cell as coarse as everybody is told.
#[must_use]
pub fn is_coarse(text: &str) -> bool {
    text.len() == COARSE && cell(text).is_some()
}

/// A cell and those that touch it, as coarse as it is: nine of them, fewer at the poles.
#[must_use]
pub fn neighbours(text: &str) -> Vec<String> {
    let Some(here) = cell(text) else { return Vec::new() };
    let (high, wide) = (here.north - here.south, here.east - here.west);
    let (latitude, longitude) = ((here.south + here.north) / 2, (here.west + here.east) / 2);
    let mut all = Vec::with_capacity(9);
    for north in [0, 1, -1] {
        for east in [0, 1, -1] {
            let round =
                (longitude + east * wide + 180_000_000).rem_euclid(360_000_000) - 180_000_000;
            let there = around(latitude + north * high, round);
            if let Some(mut there) = there {
                there.truncate(text.len());
                if !all.contains(&there) {
                    all.push(there);
                }
            }
        }
    }
    all
}

/// What whoever has no place is told of a cell.
#[must_use]
pub fn coarse(text: &str) -> &str {
    text.get(..COARSE).unwrap_or(text)
}

/// Reads what a host typed: a cell, or `52.5013, 13.4183`; none for what is neither, an empty cell
/// for nothing.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    if let Some((latitude, longitude)) = text.split_once([',', '，', ' ']) {
        return around(millionths(latitude.trim())?, millionths(longitude.trim())?);
    }
    let lower = text.to_ascii_lowercase();
    cell(&lower).map(|_| lower)
}

/// A decimal number in millionths, cut off; at most three digits before the point.
fn millionths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !plain(whole) || !plain(fraction) {
        return None;
    }
    let kept: String = fraction.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (whole.parse::<i64>().ok()? * 1_000_000 + kept.parse::<i64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_places_have_their_known_cells() {
        assert_eq!(read("57.64911, 10.40744").as_deref(), Some("u4pruydqq"), "Jutland");
        assert_eq!(read("U4PR").as_deref(), Some("u4pr"), "a cell as it is written");
        assert_eq!(read("").as_deref(), Some(""), "nothing");
        for wrong in ["91, 0", "0, 181", "hall", "a", "1,2,3", "12", "-", "u4pruydqqv"] {
            let read = read(wrong);
            assert!(read.is_none() || read.as_deref() == Some("12"), "{wrong}: {read:?}");
        }
        assert_eq!(coarse("u4pruydqq"), "u4pr", "four characters");
    }

    #[test]
    fn a_cell_has_neighbours_across_the_date_line_and_none_beyond_a_pole() {
        let mut around_berlin = neighbours("u33d");
        around_berlin.sort();
        let wanted = ["u333", "u336", "u337", "u339", "u33c", "u33d", "u33e", "u33f", "u33g"];
        assert_eq!(around_berlin, wanted, "eight touch it");
        let edge = around(0, 179_999_999).expect("a point").get(..COARSE).map(str::to_owned);
        let across = neighbours(&edge.expect("a cell"));
        assert!(
            across.iter().any(|cell| cell.starts_with('8') || cell.starts_with('2')),
            "{across:?}"
        );
        let pole = around(89_999_999, 0).expect("a point");
        assert_eq!(neighbours(&pole[..COARSE]).len(), 6, "nothing lies beyond");
        assert!(neighbours("a").is_empty(), "no cell has none");
    }

    proptest! {
        #[test]
        fn neighbours_are_neighbours_of_each_other(
            latitude in -80_000_000..80_000_000i64, longitude in -179_999_999..179_999_999i64
        ) {
            let here = around(latitude, longitude).expect("a point of the earth")[..COARSE].to_owned();
            let all = neighbours(&here);
            prop_assert_eq!(all.len(), 9);
            prop_assert_eq!(&all[0], &here);
            for one in &all {
                prop_assert!(neighbours(one).contains(&here), "{} and {}", one, here);
            }
        }
        #[test]
        fn a_point_lies_in_its_cell_and_in_every_coarser_one(
            latitude in -89_999_999..89_999_999i64, longitude in -179_999_999..179_999_999i64
        ) {
            let text = around(latitude, longitude).expect("a point of the earth");
            for length in 1..=FINEST {
                let cell = cell(&text[..length]).expect("a cell");
                prop_assert!((cell.south..=cell.north).contains(&latitude));
                prop_assert!((cell.west..=cell.east).contains(&longitude));
            }
        }
    }
}
