//! Numbers, money and dates as the reader writes them.

#[cfg(target_arch = "wasm32")]
use super::intl;
use super::plain;
use crate::t;
use crate::words::language;
use sampan_protocol::locale::Language;
use sampan_protocol::{Currency, Money, Timestamp};
use std::cell::Cell;

thread_local! {
    static HOME: Cell<Option<Currency>> = const { Cell::new(None) };
}

/// A part of an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Sign, digits, grouping.
    Figures(String),
    /// The currency.
    Currency(String),
    /// The decimal point and what follows it.
    Fraction(String),
}

/// Says which currency needs no telling apart: the service's first one.
pub(crate) fn set_home(currency: Option<Currency>) {
    HOME.set(currency);
}

/// An amount with its currency: `¥1,234.50`.
pub(crate) fn money(money: Money) -> String {
    join(money_parts(money, false))
}

/// An amount in its parts.
pub(crate) fn money_parts(money: Money, signed: bool) -> Vec<Part> {
    let parts = ecma_parts(money, signed).unwrap_or_else(|| plain::money_parts(money, signed));
    let mut merged: Vec<Part> = Vec::with_capacity(4);
    for (kind, text) in parts {
        match (kind.as_str(), merged.last_mut()) {
            ("currency", _) => merged.push(Part::Currency(text)),
            ("decimal" | "fraction", Some(Part::Fraction(before))) => before.push_str(&text),
            ("decimal" | "fraction", _) => merged.push(Part::Fraction(text)),
            (_, Some(Part::Figures(before))) => before.push_str(&text),
            _ => merged.push(Part::Figures(text)),
        }
    }
    merged
}

/// The sign of a currency alone: `¥`, `US$`, `JPY`.
pub(crate) fn currency_sign(currency: Currency) -> String {
    let sign =
        money_parts(Money::new(0, currency), false).into_iter().find_map(|part| match part {
            Part::Currency(text) => Some(text),
            _ => None,
        });
    sign.unwrap_or_else(|| currency.to_string())
}

/// What a currency is called: `Chinese Yuan`; its code where nobody knows.
pub(crate) fn currency_name(currency: Currency) -> String {
    #[cfg(target_arch = "wasm32")]
    if let Some(name) = intl::currency_name(currency.code()) {
        return name;
    }
    currency.to_string()
}

/// A whole number, grouped.
pub(crate) fn number(n: i64) -> String {
    #[cfg(target_arch = "wasm32")]
    if let Some(text) = intl::number(&n.to_string(), &[]) {
        return text;
    }
    plain::group(&n.to_string())
}

/// A size in bytes, in the largest unit that is not below one.
pub(crate) fn bytes(n: u64) -> String {
    plain::bytes(n)
}

/// A month: `March 2026`, `2026年3月`.
pub(crate) fn month(year: i32, month: u8) -> String {
    let start = sampan_protocol::time::month_start(year, month, utc_offset());
    dated(start.plus_seconds(86_400), &[("year", "numeric"), ("month", "long")])
}

/// A month in few letters: `Mar`, `3月`.
pub(crate) fn month_short(year: i32, month: u8) -> String {
    let start = sampan_protocol::time::month_start(year, month, utc_offset());
    dated(start.plus_seconds(86_400), &[("month", "short")])
}

/// A day that stands by itself: today, tomorrow, yesterday, or its date; with the year if it is another.
pub(crate) fn day(time: Timestamp) -> String {
    day_with(time, ["date.yesterday", "date.today", "date.tomorrow"])
}

/// A day in the middle of a sentence.
pub(crate) fn day_within(time: Timestamp) -> String {
    day_with(time, ["date.within.yesterday", "date.within.today", "date.within.tomorrow"])
}

fn day_with(time: Timestamp, near: [&str; 3]) -> String {
    let now = crate::clock::now();
    let date = date_of(time);
    let days = [-86_400, 0, 86_400].map(|seconds| date_of(now.plus_seconds(seconds)));
    if let Some(at) = days.iter().position(|day| *day == date) {
        return t!(near[at]);
    }
    match date.0 == days[1].0 {
        true => dated(time, &[("month", "short"), ("day", "numeric")]),
        false => dated(time, &[("year", "numeric"), ("month", "short"), ("day", "numeric")]),
    }
}

/// The time of day.
pub(crate) fn clock_time(time: Timestamp) -> String {
    // The Chinese write `02:05`, where in English it is `2:05 AM`.
    let hour = if language() == Language::ZhCn { "2-digit" } else { "numeric" };
    dated(time, &[("hour", hour), ("minute", "2-digit")])
}

/// A day and the time of day, where they stand by themselves.
pub(crate) fn moment(time: Timestamp) -> String {
    t!("date.moment", day = day(time), time = clock_time(time))
}

/// A day and the time of day in the middle of a sentence.
pub(crate) fn moment_within(time: Timestamp) -> String {
    t!("date.moment", day = day_within(time), time = clock_time(time))
}

/// When something was, as a list tells it: the time of day if it was today, else the day.
pub(crate) fn brief(time: Timestamp) -> String {
    if date_of(time) == date_of(crate::clock::now()) { clock_time(time) } else { day(time) }
}

/// A civil date: `Nov 1, 2026`, `2026年11月1日`.
pub(crate) fn date(day: (i32, u8, u8)) -> String {
    let (year, month, day) = day;
    let start = sampan_protocol::time::month_start(year, month, utc_offset());
    let noon = start.plus_seconds((i64::from(day) - 1) * 86_400 + 43_200);
    dated(noon, &[("year", "numeric"), ("month", "short"), ("day", "numeric")])
}

/// Everything about a point in time, to the minute.
pub(crate) fn full(time: Timestamp) -> String {
    dated(time, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// The reader's time zone: minutes east of UTC.
pub(crate) fn utc_offset() -> i32 {
    offset_at(crate::clock::now())
}

/// The reader's civil date of a point in time.
pub(crate) fn date_of(time: Timestamp) -> (i32, u8, u8) {
    time.date(offset_at(time))
}

fn join(parts: Vec<Part>) -> String {
    let text = |part| match part {
        Part::Figures(text) | Part::Currency(text) | Part::Fraction(text) => text,
    };
    parts.into_iter().map(text).collect()
}

#[cfg(target_arch = "wasm32")]
fn ecma_parts(money: Money, signed: bool) -> Option<Vec<(String, String)>> {
    let digits = money.to_plain();
    let sign = if signed { "exceptZero" } else { "auto" };
    let with = |currency: Currency, digits: &str, display: &str| {
        let options = [
            ("style", "currency"),
            ("currency", currency.code()),
            ("currencyDisplay", display),
            ("signDisplay", sign),
        ];
        intl::number_parts(digits, &options)
    };
    let home = HOME.get();
    if home.is_none_or(|home| home == money.currency) {
        return with(money.currency, &digits, "narrowSymbol");
    }
    // `¥` is the yuan where the yuan is at home: the yen then goes by its code.
    let symbol = |parts: &[(String, String)]| {
        parts.iter().find(|(kind, _)| kind == "currency").map(|(_, text)| text.clone())
    };
    let parts = with(money.currency, &digits, "symbol")?;
    let at_home = home.and_then(|home| with(home, "0", "narrowSymbol"));
    if at_home.is_some_and(|at_home| symbol(&at_home) == symbol(&parts)) {
        return with(money.currency, &digits, "code");
    }
    Some(parts)
}

#[cfg(not(target_arch = "wasm32"))]
fn ecma_parts(_: Money, _: bool) -> Option<Vec<(String, String)>> {
    let _ = HOME.get();
    None
}

fn dated(time: Timestamp, options: &[(&str, &str)]) -> String {
    #[cfg(target_arch = "wasm32")]
    if let Some(text) = intl::date(time, options) {
        return text;
    }
    plain::date(time, options)
}

/// By how many minutes the reader's clocks are ahead of UTC at a point in time.
#[cfg(target_arch = "wasm32")]
pub(crate) fn offset_at(time: Timestamp) -> i32 {
    intl::utc_offset(time)
}

/// By how many minutes the reader's clocks are ahead of UTC at a point in time.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const fn offset_at(_: Timestamp) -> i32 {
    0
}
