//! Moments of a video as they are typed: seconds, with a tenth.

/// A moment in milliseconds, as somebody reads it: `1.5`.
pub(super) fn written(ms: u64) -> String {
    let tenths = (ms + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What somebody typed, in milliseconds; none for what is no moment.
pub(super) fn read(text: &str) -> Option<u64> {
    let text = text.trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 5 || rest.len() > 3 || !digits(whole) || !digits(rest) {
        return None;
    }
    let seconds: u64 = whole.parse().ok()?;
    let millis: u64 = format!("{rest:0<3}").parse().ok()?;
    Some(seconds * 1_000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for (text, ms) in [("0.0", 0), ("1.5", 1_500), ("12.3", 12_300), ("600.0", 600_000)] {
            assert_eq!((written(ms).as_str(), read(text)), (text, Some(ms)), "{text}");
        }
        assert_eq!((read("2"), read(" 2,25 ")), (Some(2_000), Some(2_250)), "as people type");
        for wrong in ["", ".5", "-1", "1.2345", "x", "1.x", "999999"] {
            assert_eq!(read(wrong), None, "{wrong:?} is no moment");
        }
        assert_eq!(written(1_949), "1.9", "to the nearest tenth");
    }
}
