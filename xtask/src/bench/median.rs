//! The middle of several measurements.

/// The median; 0 of nothing.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// Two decimals are enough for anyone who reads it.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_found() {
        let is = |values: &[f64], expected: f64| (median(values) - expected).abs() < f64::EPSILON;
        assert!(is(&[3.0, 1.0, 2.0], 2.0), "of an odd number the middle one");
        assert!(is(&[4.0, 1.0, 2.0, 3.0], 2.5), "of an even number between the two");
        assert!(is(&[], 0.0), "of nothing, nothing");
    }
}
