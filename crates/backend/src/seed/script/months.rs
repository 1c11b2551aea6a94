//! What comes each month: salaries, rent, power, savings.

use super::calendar::{Calendar, Day};
use super::{Deed, Draft, Who, cny, money};
use crate::seed::dice::Dice;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Who works at Orbit Labs, with what they earn.
const PAID: &[(Who, i64)] = &[
    (Who::MEI, 1_860_000),
    (Who::LIWEI, 2_140_000),
    (Who::PRIYA, 1_920_000),
    (Who::OMAR, 1_650_000),
];

/// Adds what a day has because of the day of the month that it is.
pub(super) fn happen(draft: &mut Draft, calendar: &Calendar, dice: &Dice, day: Day) {
    let month = MONTHS[usize::from(day.month - 1) % 12];
    let minute = dice.between(0..=50);
    match day.of_month {
        5 => draft.pay(
            day.at(9, minute),
            Who::MEI,
            Who::ANJU_HOMES,
            cny(420_000),
            &format!("{} 月房租", day.month),
        ),
        10 => salaries(draft, calendar, dice, day, month),
        16 => {
            let minor = dice.between(14_000..=38_000);
            draft.pay(day.at(20, minute), Who::MEI, Who::ANJU_HOMES, cny(minor), "水电燃气");
        }
        20 if calendar.is_recent(day) => {
            let amount = money(100 * dice.between(90..=320), "USD");
            let note = format!("Translation, {month}");
            draft.pay(day.at(18, minute), Who::ANNA, Who::MEI, amount, &note);
        }
        24 if calendar.is_recent(day) => {
            let amount = money(100 * dice.between(18..=95), "JPY");
            draft.pay(day.at(13, minute), Who::KENJI, Who::MEI, amount, "代购 お茶");
        }
        27 => savings(draft, calendar, dice, day),
        _ => {}
    }
}

/// Those who are paid a salary put something aside.
fn savings(draft: &mut Draft, calendar: &Calendar, dice: &Dice, day: Day) {
    for (n, (who, _)) in (0..).zip(PAID) {
        let at = day.at(21, 7 * n);
        if *who == Who::MEI || calendar.is_recent(day) {
            draft.add(at, *who, Deed::Withdraw(cny(50_000 * dice.between(2..=7))));
        }
    }
}

fn salaries(draft: &mut Draft, calendar: &Calendar, dice: &Dice, day: Day, month: &str) {
    let note = format!("Salary, {month}");
    for (n, (who, minor)) in (0..).zip(PAID) {
        if *who == Who::MEI || calendar.is_recent(day) {
            let amount = cny(minor + 1_000 * dice.between(0..=80));
            draft.pay(day.at(10, 2 * n), Who::ORBIT_LABS, *who, amount, &note);
        }
    }
}
