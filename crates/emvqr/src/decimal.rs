//! Reads decimal amounts without rounding them.

/// The digits of an amount, before and after its decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal<'a> {
    whole: &'a str,
    part: &'a str,
}

impl<'a> Decimal<'a> {
    /// Reads ASCII digits with at most one `.` among them.
    ///
    /// EMVCo gives `98.73`, `98` and `98.` as good examples; `.5` is read too, since its rule (only
    /// digits and a single mark) does not forbid it and there is one way to understand it.
    pub(crate) fn parse(text: &'a str) -> Option<Decimal<'a>> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let good = digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty());
        good.then_some(Decimal { whole, part })
    }

    /// How many digits follow the mark, zeros included.
    pub(crate) fn places(self) -> usize {
        self.part.len()
    }

    /// Whether it is nothing at all.
    pub(crate) fn is_zero(self) -> bool {
        self.whole.bytes().chain(self.part.bytes()).all(|digit| digit == b'0')
    }

    /// The amount in units of ten to the minus `exponent`, if that is exact and fits.
    pub(crate) fn minor(self, exponent: u8) -> Option<i64> {
        let missing = usize::from(exponent).checked_sub(self.places())?;
        let zeros = core::iter::repeat_n(b'0', missing);
        self.whole
            .bytes()
            .chain(self.part.bytes())
            .chain(zeros)
            .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn minor(text: &str, exponent: u8) -> Option<i64> {
        Decimal::parse(text)?.minor(exponent)
    }

    #[test]
    fn reads_what_emvco_allows() {
        assert_eq!(minor("98.73", 2), Some(9873));
        assert_eq!(minor("98", 2), Some(9800));
        assert_eq!(minor("98.", 2), Some(9800));
        assert_eq!(minor(".5", 2), Some(50));
        assert_eq!(minor("0", 0), Some(0));
        assert_eq!(minor("000000000000000000000000000001.1", 1), Some(11));
    }

    #[test]
    fn refuses_everything_else() {
        for text in
            ["", ".", "98,73", "3 705", "-1", "+1", "1e3", "1.2.3", "１", "0x1", " 1", "1\n", "NaN"]
        {
            assert_eq!(Decimal::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn never_rounds_and_never_overflows() {
        assert_eq!(minor("1.00", 0), None, "two places are too many even if they are zeros");
        assert_eq!(minor("9223372036854775807", 0), Some(i64::MAX));
        assert_eq!(minor("9223372036854775808", 0), None);
        assert_eq!(minor("92233720368547758.08", 2), None);
    }

    #[test]
    fn knows_zero() {
        for (text, zero) in [("0", true), ("0.00", true), ("0.01", false), ("10", false)] {
            assert_eq!(Decimal::parse(text).map(Decimal::is_zero), Some(zero));
        }
    }
}
