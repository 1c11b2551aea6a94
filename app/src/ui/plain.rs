//! Formatting without the webview's help: what is shown where it refuses, and in tests.

use sampan_protocol::{Money, Timestamp};

/// An amount in the parts that ECMA-402 would give, with the currency's code.
pub(crate) fn money_parts(money: Money, signed: bool) -> Vec<(String, String)> {
    let digits = money.to_plain();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None if signed && money.minor > 0 => ("+", digits.as_str()),
        None => ("", digits.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let part = |kind: &str, text: &str| (kind.to_owned(), text.to_owned());
    let mut parts = vec![
        part("minusSign", sign),
        part("currency", money.currency.code()),
        part("literal", "\u{a0}"),
    ];
    parts.push(("integer".to_owned(), group(whole)));
    if !fraction.is_empty() {
        parts.extend([part("decimal", "."), part("fraction", fraction)]);
    }
    parts.retain(|(_, text)| !text.is_empty());
    parts
}

/// Digits in groups of three.
pub(crate) fn group(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut grouped = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A size in bytes, in the largest unit that is not below one, with a decimal below ten.
pub(crate) fn bytes(n: u64) -> String {
    let mut tenths = u128::from(n) * 10;
    let mut unit = 0;
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1_000;
        unit += 1;
    }
    if unit > 0 && tenths < 100 {
        format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
    } else {
        format!("{} {}", tenths / 10, UNITS[unit])
    }
}

/// A date in the order of ISO 8601, as far as the options ask for it (UTC).
pub(crate) fn date(time: Timestamp, options: &[(&str, &str)]) -> String {
    let (year, month, day) = time.date(0);
    let asks = |name: &str| options.iter().any(|(n, _)| *n == name || *n == "dateStyle");
    let second = time.seconds().rem_euclid(86_400);
    let mut text = Vec::new();
    if asks("year") {
        text.push(format!("{year:04}"));
    }
    if asks("month") {
        text.push(format!("{month:02}"));
    }
    if asks("day") {
        text.push(format!("{day:02}"));
    }
    let date = text.join("-");
    if options.iter().any(|(name, _)| *name == "hour" || *name == "timeStyle") {
        return format!("{date} {:02}:{:02}", second / 3_600, second % 3_600 / 60)
            .trim_start()
            .to_owned();
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::Currency;

    #[test]
    fn digits_are_grouped() {
        for (digits, expected) in
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567", "-1,234,567")]
        {
            assert_eq!(group(digits), expected, "{digits} grouped");
        }
    }

    #[test]
    fn amounts_have_sign_currency_and_fraction() {
        let text = |minor, code, signed| {
            let money = Money::new(minor, Currency::new(code).expect("listed"));
            money_parts(money, signed).into_iter().map(|(_, text)| text).collect::<String>()
        };
        assert_eq!(text(-123_450, "CNY", false), "-CNY\u{a0}1,234.50", "money that leaves");
        assert_eq!(text(5, "CNY", true), "+CNY\u{a0}0.05", "money that comes in");
        assert_eq!(text(0, "JPY", true), "JPY\u{a0}0", "nothing, without decimals");
        assert_eq!(
            text(i64::MIN, "KWD", false),
            "-KWD\u{a0}9,223,372,036,854,775.808",
            "the smallest amount there is"
        );
    }

    #[test]
    fn sizes_are_short() {
        for (n, expected) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_500, "1.5 kB"),
            (12_345_678, "12 MB"),
            (u64::MAX, "18446744 TB"),
        ] {
            assert_eq!(bytes(n), expected, "{n} bytes");
        }
    }

    #[test]
    fn dates_show_what_is_asked_for() {
        let time = Timestamp::from_seconds(951_827_696);
        assert_eq!(date(time, &[("year", "numeric"), ("month", "long")]), "2000-02", "a month");
        assert_eq!(
            date(time, &[("dateStyle", "long"), ("timeStyle", "short")]),
            "2000-02-29 12:34",
            "everything"
        );
        assert_eq!(
            date(time, &[("hour", "2-digit"), ("minute", "2-digit")]),
            "12:34",
            "the time of day"
        );
    }
}
