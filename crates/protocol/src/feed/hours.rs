//! When a place is open: by the week, in its own time zone.

use crate::error::Error;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: i64 = 1_440;
/// Minutes of a week.
const WEEK: i64 = 7 * DAY;
/// The most spans of one day.
pub const SPANS: usize = 3;

/// From when to when a place is open, in minutes of its day. What ends after midnight ends behind
/// 1,440: 18:00 to 02:00 is 1,080 to 1,560.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// From which minute on.
    pub from: u16,
    /// Until which minute.
    pub to: u16,
}

/// When a place is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// How many minutes its clocks are ahead of UTC.
    pub offset: i32,
    /// The spans of each day, from Monday on; no days where it says nothing of hours.
    pub days: Vec<Vec<Span>>,
}

/// Whether a place is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Openness {
    /// It says nothing of hours.
    Unsaid,
    /// It never closes.
    Always,
    /// It is open.
    Open {
        /// Until then.
        until: Timestamp,
    },
    /// It is closed.
    Closed {
        /// When it opens next; none if it never does.
        opens: Option<Timestamp>,
    },
}

/// Refuses hours that are no hours.
///
/// # Errors
/// `Invalid` with what is wrong.
pub fn check_hours(hours: &Hours) -> Result<(), Error> {
    let fits = |span: &Span| {
        i64::from(span.from) < DAY && span.from < span.to && i64::from(span.to - span.from) <= DAY
    };
    let day = |spans: &Vec<Span>| {
        spans.len() <= SPANS
            && spans.iter().all(fits)
            && spans.windows(2).all(|two| two[0].to < two[1].from)
    };
    let week = hours.days.is_empty() || hours.days.len() == 7;
    if week && hours.days.iter().all(day) && (-14 * 60..=14 * 60).contains(&hours.offset) {
        return Ok(());
    }
    Err(Error::invalid("error.feed.hours").with("limit", SPANS as i64))
}

/// Whether a place is open at a time.
#[must_use]
pub fn open_at(hours: &Hours, now: Timestamp) -> Openness {
    if hours.days.is_empty() {
        return Openness::Unsaid;
    }
    let joined = joined(hours);
    if joined.iter().any(|(from, to)| to - from >= WEEK) {
        return Openness::Always;
    }
    // Minutes since the Monday of 1969-12-29, in the time of the place.
    let local = now.seconds() + i64::from(hours.offset) * 60 + 3 * 86_400;
    let week_starts = local - local.rem_euclid(WEEK * 60);
    let second = local.rem_euclid(WEEK * 60);
    let at = |seconds: i64| {
        Timestamp::from_seconds(week_starts + seconds - 3 * 86_400 - i64::from(hours.offset) * 60)
    };
    let shifted = |week: i64| {
        joined.iter().map(move |(from, to)| ((from + week * WEEK) * 60, (to + week * WEEK) * 60))
    };
    let open = shifted(-1).chain(shifted(0)).find(|(from, to)| (*from..*to).contains(&second));
    if let Some((_, to)) = open {
        return Openness::Open { until: at(to) };
    }
    let next = shifted(0).chain(shifted(1)).map(|(from, _)| from).filter(|from| *from > second);
    Openness::Closed { opens: next.min().map(at) }
}

/// The spans of a week in minutes of the week, those that touch made one, also over its end.
fn joined(hours: &Hours) -> Vec<(i64, i64)> {
    let mut spans = Vec::new();
    for (day, of_day) in (0i64..).zip(&hours.days) {
        for span in of_day {
            spans.push((day * DAY + i64::from(span.from), day * DAY + i64::from(span.to)));
        }
    }
    spans.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    // What goes on over the end of the week goes on into its beginning.
    while joined.len() > 1
        && let (Some(first), Some(last)) = (joined.first().copied(), joined.last().copied())
        && last.1 >= first.0 + WEEK
    {
        joined.remove(0);
        if let Some(last) = joined.last_mut() {
            last.1 = last.1.max(first.1 + WEEK);
        }
    }
    if let [only] = joined.as_mut_slice()
        && only.1 >= only.0 + WEEK
    {
        only.1 = only.0 + WEEK;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2026-11-23, a Monday, 00:00 in Shanghai.
    const MONDAY: Timestamp = Timestamp::from_seconds(1_795_363_200);

    fn span(from: u16, to: u16) -> Span {
        Span { from, to }
    }

    fn at(day: i64, hour: i64, minute: i64) -> Timestamp {
        MONDAY.plus_seconds(day * 86_400 + hour * 3_600 + minute * 60)
    }

    #[test]
    fn a_cafe_is_open_when_it_says() {
        let mut days = vec![vec![span(480, 720), span(840, 1_200)]; 6];
        days.push(Vec::new());
        let cafe = Hours { offset: 480, days };
        assert_eq!(MONDAY.date(480), (2026, 11, 23), "the day that the test means");
        assert_eq!(open_at(&cafe, at(0, 8, 0)), Openness::Open { until: at(0, 12, 0) }, "opens");
        assert_eq!(
            open_at(&cafe, at(0, 12, 0)),
            Openness::Closed { opens: Some(at(0, 14, 0)) },
            "the midday break begins"
        );
        assert_eq!(
            open_at(&cafe, at(5, 21, 0)),
            Openness::Closed { opens: Some(at(7, 8, 0)) },
            "Sunday is off, Monday is next"
        );
        assert_eq!(open_at(&Hours::default(), MONDAY), Openness::Unsaid, "it says nothing");
        let never = Hours { offset: 0, days: vec![Vec::new(); 7] };
        assert_eq!(open_at(&never, MONDAY), Openness::Closed { opens: None }, "never");
    }

    #[test]
    fn a_bar_is_open_past_midnight_and_past_the_end_of_the_week() {
        let bar = Hours { offset: 480, days: vec![vec![span(1_080, 1_560)]; 7] };
        assert_eq!(open_at(&bar, at(0, 1, 30)), Openness::Open { until: at(0, 2, 0) }, "Sunday's");
        assert_eq!(open_at(&bar, at(2, 23, 0)), Openness::Open { until: at(3, 2, 0) }, "tonight");
        assert_eq!(
            open_at(&bar, at(0, 2, 0)),
            Openness::Closed { opens: Some(at(0, 18, 0)) },
            "it has closed"
        );
        let always = Hours { offset: 0, days: vec![vec![span(0, 1_440)]; 7] };
        assert_eq!(open_at(&always, at(3, 0, 0)), Openness::Always, "day and night");
    }

    #[test]
    fn hours_that_are_none_are_refused() {
        for days in [
            vec![vec![]; 3],
            vec![vec![span(600, 600)]; 7],
            vec![vec![span(1_440, 1_500)]; 7],
            vec![vec![span(0, 1_441)]; 7],
            vec![vec![span(600, 700), span(650, 800)]; 7],
            vec![vec![span(0, 10), span(20, 30), span(40, 50), span(60, 70)]; 7],
        ] {
            assert!(check_hours(&Hours { offset: 0, days: days.clone() }).is_err(), "{days:?}");
        }
        assert!(check_hours(&Hours::default()).is_ok(), "it need not say anything");
        assert!(check_hours(&Hours { offset: 900, days: Vec::new() }).is_err(), "no such zone");
    }

    proptest! {
        #[test]
        fn what_is_told_of_the_next_change_is_true(
            days in prop::collection::vec(prop::collection::vec((0u16..1_440, 1u16..1_440), 0..3), 7),
            minute in 0i64..2 * WEEK,
            offset in -720i32..840,
        ) {
            let spans = |day: Vec<(u16, u16)>| {
                day.into_iter().map(|(from, long)| span(from, from + long)).collect()
            };
            let hours = Hours { offset, days: days.into_iter().map(spans).collect() };
            let now = MONDAY.plus_seconds(minute * 60);
            // By definition: some span of some day around now contains it.
            let local = now.seconds() / 60 + i64::from(offset) + 3 * DAY;
            let inside = (-2i64..=1).any(|back| {
                let day = local.div_euclid(DAY) + back;
                let start = day * DAY;
                hours.days[usize::try_from(day.rem_euclid(7)).expect("a weekday")]
                    .iter()
                    .any(|s| (start + i64::from(s.from)..start + i64::from(s.to)).contains(&local))
            });
            let told = open_at(&hours, now);
            prop_assert_eq!(matches!(told, Openness::Open { .. } | Openness::Always), inside);
            match told {
                Openness::Open { until } => {
                    prop_assert!(until > now);
                    let then = matches!(open_at(&hours, until), Openness::Closed { .. });
                    prop_assert!(then, "it is closed when it is said to close");
                }
                Openness::Closed { opens: Some(opens) } => {
                    prop_assert!(opens > now);
                    let then = matches!(open_at(&hours, opens), Openness::Open { .. });
                    prop_assert!(then, "it is open when it is said to open");
                    let before = open_at(&hours, opens.plus_seconds(-60));
                    prop_assert!(matches!(before, Openness::Closed { .. }), "and not before");
                }
                _ => {}
            }
        }
    }
}
