//! What the others do, among themselves and with Mei.

use super::calendar::{Calendar, Day};
use super::{Deed, Draft, Who, cny, money};
use crate::seed::dice::Dice;

const PEOPLE: &[Who] = &[
    Who::LIWEI,
    Who::ANNA,
    Who::WANGFANG,
    Who::TOM,
    Who::ZHAOQIANG,
    Who::PRIYA,
    Who::XIAOYU,
    Who::KENJI,
    Who::MARIA,
    Who::ZHOUTING,
    Who::OMAR,
];
const SHOPS: &[Who] = &[
    Who::ALLEY_COFFEE,
    Who::ALLEY_COFFEE,
    Who::HAMA_SUSHI,
    Who::GREEN_BASKET,
    Who::GREEN_BASKET,
    Who::HARBOUR_CABS,
    Who::PAPER_BOAT,
    Who::ARCADE,
];
const NOTES: &[&str] = &[
    "",
    "",
    "谢谢！",
    "Thanks!",
    "电影票",
    "Movie tickets",
    "AA 一下",
    "Birthday 🎂",
    "生日快乐",
    "车费",
    "Cab share",
    "演出票",
    "奶茶",
    "Lunch",
    "水果钱",
];
const GIFTS: &[i64] = &[6_666, 8_800, 8_888, 16_800, 20_000];

/// Adds what the others do on a day.
pub(super) fn happen(draft: &mut Draft, calendar: &Calendar, dice: &Dice, day: Day) {
    let _ = calendar;
    for person in PEOPLE {
        if dice.chance(30) {
            let at = day.at(dice.between(8..=21), dice.between(0..=59));
            let minor = 100 * dice.between(12..=160);
            draft.pay(at, *person, dice.pick(SHOPS), cny(minor), "");
        }
    }
    if dice.chance(55) {
        among_friends(draft, dice, day);
    }
    if dice.chance(28) {
        with_mei(draft, dice, day);
    }
    if day.weekend && dice.chance(25) {
        takings(draft, dice, day);
    }
    let asks = match day.of_month {
        8 => Some((Who::ZHAOQIANG, 30_000, "借点钱周转", true)),
        18 => Some((Who::MARIA, 4_500, "Concert snacks", false)),
        _ => None,
    };
    if let Some((who, minor, note, declined)) = asks {
        let at = day.at(19, 10);
        let asked = draft.ask(at, who, Who::MEI, cny(minor), note);
        let later = at.plus_seconds(3_000);
        if declined {
            draft.add(later, Who::MEI, Deed::Decline(asked));
        } else {
            draft.add(later, who, Deed::Cancel(asked));
        }
    }
}

fn among_friends(draft: &mut Draft, dice: &Dice, day: Day) {
    let (one, other) = (dice.pick(PEOPLE), dice.pick(PEOPLE));
    if one != other {
        let at = day.at(dice.between(9..=22), dice.between(0..=59));
        let minor = 50 * dice.between(20..=500);
        draft.pay(at, one, other, cny(minor), dice.pick(NOTES));
    }
}

fn with_mei(draft: &mut Draft, dice: &Dice, day: Day) {
    let friend = dice.pick(PEOPLE);
    let at = day.at(dice.between(10..=22), dice.between(0..=59));
    let small = cny(50 * dice.between(30..=360));
    match dice.between(1..=10) {
        1..=4 => draft.pay(at, friend, Who::MEI, small, dice.pick(NOTES)),
        5..=7 => draft.pay(at, Who::MEI, friend, small, dice.pick(NOTES)),
        8 => draft.pay(at, Who::MEI, friend, cny(dice.pick(GIFTS)), "红包 🧧"),
        9 => draft.pay(at, Who::MEI, Who::TOM, money(100 * dice.between(5..=40), "USD"), "Postage"),
        _ => {
            let times = (at, at.plus_seconds(dice.between(600..=9_000)));
            draft.ask_and_be_paid(times, (friend, Who::MEI), small, "Dinner, your part");
        }
    }
}

/// A shop takes out what it has earned.
fn takings(draft: &mut Draft, dice: &Dice, day: Day) {
    let shop = dice.pick(SHOPS);
    let amount = cny(10_000 * dice.between(1..=3));
    draft.add(day.at(22, 30), shop, Deed::Withdraw(amount));
}
