//! The geometry of charts, as pure rules.

/// An arc of a ring, in hundredths of its circumference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Arc {
    /// Where it begins, clockwise from the top.
    pub(crate) start: f64,
    /// How long it is.
    pub(crate) length: f64,
}

/// The arcs of a ring that values divide; none for what is not positive.
pub(crate) fn arcs(values: &[i64]) -> Vec<Arc> {
    let share = |value: i64| as_f64(value.max(0));
    let total: f64 = values.iter().map(|value| share(*value)).sum();
    let mut start = 0.0;
    values
        .iter()
        .map(|value| {
            let length = if total > 0.0 { share(*value) / total * 100.0 } else { 0.0 };
            let arc = Arc { start, length };
            start += length;
            arc
        })
        .collect()
}

/// Heights of bars in hundredths, the largest being full; small ones stay visible.
pub(crate) fn heights(values: &[i64]) -> Vec<f64> {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let height = |value: i64| {
        if value <= 0 { 0.0 } else { (as_f64(value) / as_f64(most) * 100.0).max(2.0) }
    };
    values.iter().map(|value| height(*value)).collect()
}

/// A line through points over a box of 100 × `height`, as an SVG path.
pub(crate) fn line(points: &[f64], height: f64) -> String {
    use std::fmt::Write;
    let (low, high) =
        points.iter().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(*p), high.max(*p)));
    let step = 100.0 / as_f64(i64::try_from(points.len().max(2) - 1).unwrap_or(1));
    let span = high - low;
    let mut path = String::new();
    let mut x = 0.0;
    for point in points {
        let part = if span > 0.0 { (point - low) / span } else { 0.5 };
        let word = if path.is_empty() { 'M' } else { 'L' };
        let _ = write!(path, "{word}{} {}", length(x), length(height - part * height));
        x += step;
    }
    path
}

/// A number as CSS and SVG read it, to the hundredth. (What formats any float takes 20 KB of the WASM.)
pub(crate) fn length(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "no picture is that large")]
    let hundredths = (number * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}

#[expect(clippy::cast_precision_loss, reason = "a picture is not read to the last minor unit")]
const fn as_f64(value: i64) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_close_the_ring() {
        let found = arcs(&[50, 25, 25]);
        assert_eq!(found[1], Arc { start: 50.0, length: 25.0 }, "each begins where the last ended");
        let end = found[2].start + found[2].length;
        assert!((end - 100.0).abs() < 1e-9, "together they are the whole: {end}");
        assert!(arcs(&[0, -5]).iter().all(|arc| arc.length.abs() < 1e-9), "nothing has no arc");
        let huge = arcs(&[i64::MAX, i64::MAX]);
        assert!((huge[0].length - 50.0).abs() < 1e-6, "the largest amounts do not overflow");
    }

    #[test]
    fn bars_are_relative_and_small_ones_visible() {
        let found = heights(&[200, 100, 1, 0, -3]);
        assert_eq!(found, vec![100.0, 50.0, 2.0, 0.0, 0.0], "relative to the largest");
        assert_eq!(heights(&[0]), vec![0.0], "nothing divides by nothing");
    }

    #[test]
    fn lengths_are_exact_to_the_hundredth() {
        for (number, expected) in [
            (0.0, "0"),
            (68.0, "68"),
            (12.5, "12.50"),
            (99.999, "100"),
            (-0.005, "-0.01"),
            (-3.04, "-3.04"),
            (-0.001, "0"),
        ] {
            assert_eq!(length(number), expected, "{number}");
        }
    }

    #[test]
    fn a_line_spans_its_box() {
        assert_eq!(line(&[1.0, 3.0, 2.0], 30.0), "M0 30L50 0L100 15", "lowest at the bottom");
        assert_eq!(line(&[5.0], 30.0), "M0 15", "a single point lies in the middle");
        assert_eq!(line(&[], 30.0), "", "no points, no line");
    }
}
