//! What Mei buys from day to day.

use super::calendar::{Calendar, Day};
use super::{Draft, Who, cny};
use crate::seed::dice::Dice;

/// Something that can be bought, with what it costs in fen and what is noted.
type Menu = &'static [(i64, &'static str)];

const COFFEE: Menu = &[
    (1_800, "美式"),
    (2_200, "拿铁"),
    (2_600, "燕麦拿铁"),
    (2_400, "Flat white"),
    (2_000, "Iced Americano"),
    (3_200, "手冲 · 埃塞俄比亚"),
    (3_900, "Latte + croissant"),
];
const LUNCH: Menu = &[
    (4_200, "午餐"),
    (4_800, "三文鱼饭"),
    (5_600, "Lunch set B"),
    (3_800, "乌冬面"),
    (6_400, "Lunch with Priya"),
];
const DINNER: Menu =
    &[(12_800, "晚餐"), (16_600, "Dinner with Anna"), (21_200, "生日聚餐"), (9_800, "夜宵")];
const BOOKS: Menu = &[
    (3_980, "小说"),
    (8_900, "Cookbook"),
    (12_800, "画册"),
    (5_600, "Japanese N3 grammar"),
    (2_500, "明信片"),
];
const GAMES: Menu = &[(6_000, "游戏币"), (8_800, "Tokens for two"), (12_000, "周末套票")];
const GROCERIES: &[&str] = &["", "水果", "Weekend groceries", "牛奶、鸡蛋", "Veg & tofu", "买菜"];
const RIDES: &[&str] = &["", "去公司", "回家", "Airport road", "To the station", "下雨打车"];

/// A kind of errand: how likely on workdays and at weekends, where, and between which hours.
#[derive(Clone, Copy)]
struct Errand {
    workday: i64,
    weekend: i64,
    shop: Who,
    hours: (i64, i64),
}

const ERRANDS: &[Errand] = &[
    Errand { workday: 70, weekend: 40, shop: Who::ALLEY_COFFEE, hours: (8, 9) },
    Errand { workday: 25, weekend: 10, shop: Who::HARBOUR_CABS, hours: (9, 9) },
    Errand { workday: 40, weekend: 15, shop: Who::HAMA_SUSHI, hours: (12, 13) },
    Errand { workday: 20, weekend: 35, shop: Who::ALLEY_COFFEE, hours: (15, 16) },
    Errand { workday: 32, weekend: 60, shop: Who::GREEN_BASKET, hours: (17, 19) },
    Errand { workday: 12, weekend: 30, shop: Who::HARBOUR_CABS, hours: (20, 22) },
    Errand { workday: 3, weekend: 22, shop: Who::PAPER_BOAT, hours: (14, 17) },
    Errand { workday: 2, weekend: 20, shop: Who::ARCADE, hours: (19, 21) },
];

/// Adds what Mei buys on a day.
pub(super) fn happen(draft: &mut Draft, calendar: &Calendar, dice: &Dice, day: Day) {
    let _ = calendar;
    for errand in ERRANDS {
        let likely = if day.weekend { errand.weekend } else { errand.workday };
        if dice.chance(likely) {
            run(draft, dice, day, errand);
        }
    }
}

/// Adds so many further errands on any days.
pub(super) fn more(draft: &mut Draft, calendar: &Calendar, dice: &Dice, missing: usize) {
    for _ in 0..missing {
        let day = calendar.day(dice.between(2..=calendar.length() - 1));
        run(draft, dice, day, &dice.pick(ERRANDS));
    }
}

fn run(draft: &mut Draft, dice: &Dice, day: Day, errand: &Errand) {
    let (from, to) = errand.hours;
    let at =
        day.at(dice.between(from..=to), dice.between(0..=59)).plus_seconds(dice.between(0..=59));
    let evening = from >= 17;
    let (minor, note) = match errand.shop {
        Who::ALLEY_COFFEE => dice.pick(COFFEE),
        Who::HAMA_SUSHI if evening => dice.pick(DINNER),
        Who::HAMA_SUSHI => dice.pick(LUNCH),
        Who::PAPER_BOAT => dice.pick(BOOKS),
        Who::ARCADE => dice.pick(GAMES),
        Who::HARBOUR_CABS => (1_400 + 230 * dice.between(0..=14), dice.pick(RIDES)),
        _ => (dice.between(1_650..=14_900), dice.pick(GROCERIES)),
    };
    draft.pay(at, Who::MEI, errand.shop, cny(minor), note);
    if errand.shop == Who::ARCADE && day.weekend {
        share_dinner(draft, dice, day);
    }
}

/// After the arcade Mei pays dinner for all, and asks one of her friends for their part.
fn share_dinner(draft: &mut Draft, dice: &Dice, day: Day) {
    const FRIENDS: &[Who] = &[Who::WANGFANG, Who::ZHOUTING, Who::XIAOYU, Who::LIWEI];
    let (minor, note) = dice.pick(DINNER);
    let at = day.at(21, dice.between(30..=50));
    draft.pay(at, Who::MEI, Who::HAMA_SUSHI, cny(minor), note);
    let friend = dice.pick(FRIENDS);
    let times = (at.plus_seconds(300), at.plus_seconds(dice.between(900..=6_000)));
    draft.ask_and_be_paid(times, (Who::MEI, friend), cny(minor / 2), "晚饭 AA");
}
