//! Where each month stands in the long list, without having read its bills.

use crate::ui::Group;
use sampan_protocol::wallet::Month;

/// The height of a bill.
pub(crate) const ROW: f64 = 68.0;
/// The height of the part of a month's heading that stays in sight.
pub(crate) const STRIP: f64 = 56.0;
/// The height of a month's heading with its donut.
pub(crate) const HEAD: f64 = 228.0;

/// The months as groups; with or without donuts.
pub(crate) fn groups(months: &[Month], donuts: bool) -> Vec<Group> {
    let header = if donuts { HEAD } else { STRIP };
    months.iter().map(|month| Group { header, rows: month.count as usize }).collect()
}

/// Pixels from the top of the list to a month.
pub(crate) fn top_of(months: &[Month], donuts: bool, wanted: (i32, u8)) -> Option<f64> {
    let at = months.iter().position(|month| (month.year, month.month) == wanted)?;
    let above = groups(&months[..at], donuts);
    Some(
        above
            .iter()
            .map(|group| group.header + ROW * f64::from(u32::try_from(group.rows).unwrap_or(0)))
            .sum(),
    )
}

/// Whether the bill with this number is the first of its month.
pub(crate) fn is_first_of_month(months: &[Month], number: usize) -> bool {
    let mut first = 0;
    months.iter().any(|month| {
        let is = first == number && month.count > 0;
        first += month.count as usize;
        is
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> Vec<Month> {
        let month = |month, count| Month { year: 2026, month, count, sums: Vec::new() };
        vec![month(11, 3), month(10, 0), month(9, 2)]
    }

    #[test]
    fn a_month_stands_below_those_after_it() {
        let found = [11, 10, 9, 8].map(|month| top_of(&months(), true, (2026, month)));
        let october = HEAD + 3.0 * ROW;
        assert_eq!(
            found,
            [Some(0.0), Some(october), Some(october + HEAD), None],
            "from the newest down"
        );
        assert_eq!(
            top_of(&months(), false, (2026, 9)),
            Some(2.0 * STRIP + 3.0 * ROW),
            "without donuts"
        );
    }

    #[test]
    fn the_first_bill_of_a_month_is_known_without_reading_it() {
        let first: Vec<_> = (0..5).filter(|n| is_first_of_month(&months(), *n)).collect();
        assert_eq!(first, [0, 3], "an empty month has no first bill");
    }
}
