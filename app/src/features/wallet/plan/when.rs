//! Dates and times as a form has them, and how often something is.

use crate::t;
use crate::ui::format;
use sampan_protocol::Timestamp;
use sampan_protocol::time::month_start;
use sampan_protocol::wallet::plan::{Every, Plan, PlanState, Run};

/// Reads `2026-11-24` and `09:30`, at `offset` minutes east of UTC.
pub(crate) fn read(date: &str, time: &str, offset: i32) -> Option<Timestamp> {
    let mut parts = date.trim().splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) =
        (year.parse::<i32>().ok()?, month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    let (hour, minute) = time.trim().split_once(':')?;
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.get(..2)?.parse::<i64>().ok()?);
    let real = (1970..=9_999).contains(&year) && (1..=12).contains(&month);
    if !real || day == 0 || !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return None;
    }
    let days = i64::from(day) - 1;
    let at =
        month_start(year, month, offset).plus_seconds(days * 86_400 + hour * 3_600 + minute * 60);
    // The 31st of a shorter month is no day.
    (at.date(offset) == (year, month, day)).then_some(at)
}

/// A date as an input has it.
pub(crate) fn date_text((year, month, day): (i32, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// What happens how often.
pub(crate) fn rhythm(every: Every) -> String {
    t!(&format!("wallet.plan.every.{}", every.word()))
}

/// How a plan stands, in a line.
pub(super) fn standing(plan: &Plan) -> String {
    match (plan.state, plan.next) {
        _ if plan.pending => t!("wallet.requests.unsent"),
        (PlanState::Active, Some(next)) => {
            t!("wallet.plan.next", time = format::moment_within(next))
        }
        (state, _) => t!(&format!("wallet.plan.state.{}", state.word())),
    }
}

/// What came of the last time, where that is worth a word.
pub(super) fn told(plan: &Plan) -> Option<String> {
    let last = plan.last.as_ref()?;
    match last {
        Run::Paid(_) => None,
        Run::Retrying(at, why) => {
            let again = at.plus_seconds(sampan_protocol::wallet::plan::RETRY_SECONDS);
            Some(t!(
                "wallet.plan.retrying",
                why = crate::words::tell(why),
                time = format::moment_within(again)
            ))
        }
        Run::Skipped(..) => skipped(last),
    }
}

/// That the last time was left out, and why.
pub(crate) fn skipped(last: &Run) -> Option<String> {
    let Run::Skipped(at, why) = last else { return None };
    let (why, time) = (crate::words::tell(why), format::moment_within(*at));
    Some(t!("wallet.plan.skipped", why = why, time = time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_picked_is_a_point_in_time() {
        let at = read("2026-11-24", "09:30", 480).expect("a date");
        assert_eq!(at.date(480), (2026, 11, 24), "that day");
        assert_eq!(at.seconds() % 86_400, 3_600 + 1_800, "half past one in UTC");
        assert_eq!(date_text(at.date(480)), "2026-11-24", "and back");
        for (date, time) in [
            ("", "09:30"),
            ("2026-11-31", "09:30"),
            ("2026-13-01", "09:30"),
            ("2026-11-24", ""),
            ("2026-11-24", "25:00"),
            ("x-1-1", "09:30"),
        ] {
            assert_eq!(read(date, time, 480), None, "{date} {time} is no point in time");
        }
    }
}
