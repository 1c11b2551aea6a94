//! When an account is open: the week as it is shown, and as it is typed.

use crate::prelude::*;
use crate::t;
use sampan_protocol::feed::hours::{Hours, Span};

/// The days, from Monday on.
pub(super) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The hours of a week.
pub(super) fn week(hours: &Hours) -> View {
    if hours.days.is_empty() {
        return View::none();
    }
    let row = |(day, spans): (&str, &Vec<Span>)| {
        let said = match spans.is_empty() {
            true => t!("feed.hours.closed"),
            false => written(spans),
        };
        view! { <li class="hours-row"><span>{t!(&format!("feed.day.{day}"))}</span><span class="hours-spans">{said}</span></li> }
    };
    let rows = DAYS.into_iter().zip(&hours.days).map(row).collect_view();
    view! { <section class="card"><h3>{t!("feed.hours")}</h3><ul class="hours">{rows}</ul></section> }
}

/// Spans as they are typed: `08:00-12:00, 14:00-20:00`.
pub(super) fn written(spans: &[Span]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let all = spans.iter().map(|span| format!("{}-{}", clock(span.from), clock(span.to)));
    all.collect::<Vec<_>>().join(", ")
}

/// Spans that are typed; none for what is no time. What ends before it begins ends on the next day.
pub(super) fn read(text: &str) -> Option<Vec<Span>> {
    let clock = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60 && hour * 60 + minute <= 1_440).then_some(hour * 60 + minute)
    };
    let text = text.replace('，', ",").replace('：', ":").replace(['–', '—', '~'], "-");
    text.split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (from, to) = part.split_once('-')?;
            let (from, to) = (clock(from)?, clock(to)?);
            Some(Span { from, to: if to <= from { to + 1_440 } else { to } })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_written() {
        let day = vec![Span { from: 480, to: 720 }, Span { from: 1_080, to: 1_560 }];
        assert_eq!(written(&day), "08:00-12:00, 18:00-02:00", "over midnight, too");
        assert_eq!(read(&written(&day)), Some(day), "and back");
        assert_eq!(
            read("9:30–18:00，"),
            Some(vec![Span { from: 570, to: 1_080 }]),
            "as people type"
        );
        assert_eq!(read(""), Some(Vec::new()), "nothing is closed");
        for wrong in ["9", "25:00-26:00", "a-b", "09:00-10:70"] {
            assert_eq!(read(wrong), None, "{wrong} is no time");
        }
    }
}
