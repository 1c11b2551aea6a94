//! Life accounts of the demo world: four of them, with what they publish, and who likes it.

use super::{Deed, Draft, Who};
use crate::features::life::{Category, LifeKind};
use sampan_protocol::Timestamp;

/// Names a life account in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Shopfront(pub(in crate::seed) usize);

/// Names a note in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Leaf(pub(in crate::seed) usize);

/// How a life account presents itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) struct Board {
    pub(in crate::seed) name: &'static str,
    pub(in crate::seed) kind: LifeKind,
    pub(in crate::seed) about: &'static str,
    pub(in crate::seed) category: Category,
    pub(in crate::seed) place: &'static str,
    /// From when to when it is open on every day, in minutes; none where it does not say.
    pub(in crate::seed) open: Option<(u16, u16)>,
    /// What it offers, and for how many fen.
    pub(in crate::seed) offers: &'static [(&'static str, i64)],
    /// Whose picture it has.
    pub(in crate::seed) shows: Who,
}

/// Something that is done with life accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Daily {
    /// Opens one.
    Open(Shopfront, Board),
    /// Publishes a note.
    Publish {
        leaf: Leaf,
        by: Shopfront,
        title: &'static str,
        text: &'static str,
        /// Whose pictures it shows.
        shows: &'static [Who],
        /// What is pointed at in the first one.
        tag: &'static str,
    },
    /// Publishes a short video: which of them there are.
    Screen { leaf: Leaf, by: Shopfront, clip: usize },
    /// Looks at a note, and likes it.
    Like(Leaf),
    /// Keeps a note.
    Keep(Leaf),
    /// Comments on a note.
    Say(Leaf, &'static str),
    /// Follows an account.
    Follow(Shopfront),
}

pub(super) const COFFEE: Shopfront = Shopfront(0);
const SUSHI: Shopfront = Shopfront(1);
pub(super) const MEI: Shopfront = Shopfront(2);
pub(super) const TOM: Shopfront = Shopfront(3);

const BOARDS: [(Shopfront, Who, Board); 4] = [
    (
        COFFEE,
        Who::ALLEY_COFFEE,
        Board {
            name: "巷口咖啡 Alley Coffee",
            kind: LifeKind::Merchant,
            about: "老街上的小店，豆子自己烘。A small roastery on Old Street.",
            category: Category::Food,
            place: "老街 12 号 12 Old Street",
            open: Some((450, 1_200)),
            offers: &[
                ("手冲 Pour-over", 2_800),
                ("拿铁 Latte", 2_600),
                ("豆子 Beans 200 g", 6_800),
            ],
            shows: Who::ALLEY_COFFEE,
        },
    ),
    (
        SUSHI,
        Who::HAMA_SUSHI,
        Board {
            name: "滨寿司 Hama Sushi",
            kind: LifeKind::Merchant,
            about: "当天的鱼，当天的饭。Today's fish, today's rice.",
            category: Category::Food,
            place: "港湾路 3 号 3 Harbour Road",
            open: Some((660, 1_320)),
            offers: &[("午间套餐 Lunch set", 5_600), ("十贯 Ten pieces", 8_800)],
            shows: Who::HAMA_SUSHI,
        },
    ),
    (
        MEI,
        Who::MEI,
        Board {
            name: "小美的日常 Mei's days",
            kind: LifeKind::Creator,
            about: "花、咖啡和周末。Flowers, coffee, weekends.",
            category: Category::Home,
            place: "",
            open: None,
            offers: &[],
            shows: Who::MEI,
        },
    ),
    (
        TOM,
        Who::TOM,
        Board {
            name: "Tom & Biscuit",
            kind: LifeKind::Creator,
            about: "A baker, his dog, and the hills. 面包师和狗。",
            category: Category::Pets,
            place: "北门 North Gate",
            open: None,
            offers: &[],
            shows: Who::TOM,
        },
    ),
];

/// A note: how many minutes ago, by whom for which account, title and text, whose pictures, what is
/// pointed at.
type Page = (i64, Who, Shopfront, &'static str, &'static str, &'static [Who], &'static str);

/// What is published, in order.
const PAGES: &[Page] = &[
    (
        9_700,
        Who::ALLEY_COFFEE,
        COFFEE,
        "新豆到店：埃塞俄比亚水洗",
        "柑橘、茉莉，冷了更甜。#咖啡 #手冲",
        &[Who::ALLEY_COFFEE],
        "手冲 Pour-over",
    ),
    (
        9_100,
        Who::TOM,
        TOM,
        "Biscuit turns three",
        "Three years of crumbs. #dogs",
        &[Who::TOM, Who::ANNA],
        "Biscuit",
    ),
    (
        8_200,
        Who::HAMA_SUSHI,
        SUSHI,
        "今天的三文鱼 Salmon, just in",
        "早上六点的码头。#寿司 #sushi",
        &[Who::HAMA_SUSHI],
        "三文鱼 Salmon",
    ),
    (
        7_600,
        Who::MEI,
        MEI,
        "阳台上的第一朵向日葵",
        "从种子到开花，六十二天。#阳台 #花",
        &[Who::MEI, Who::XIAOYU],
        "向日葵 Sunflower",
    ),
    (
        6_800,
        Who::TOM,
        TOM,
        "Above the reservoir at dawn",
        "Left at five, alone with the fog. #hiking #Town",
        &[Who::MARIA],
        "",
    ),
    (
        6_000,
        Who::ALLEY_COFFEE,
        COFFEE,
        "拉花课，周六上午两个名额",
        "一小时，两杯归您。#咖啡 #老街",
        &[Who::ALLEY_COFFEE, Who::LIWEI],
        "",
    ),
    (
        5_200,
        Who::MEI,
        MEI,
        "纸船书店的窗边位",
        "下午三点的光最好。#书店 #Town",
        &[Who::PAPER_BOAT],
        "纸船书店 Paper Boat",
    ),
    (
        4_600,
        Who::HAMA_SUSHI,
        SUSHI,
        "Ten pieces for two 双人十贯",
        "Share it at the counter. #sushi",
        &[Who::HAMA_SUSHI, Who::WANGFANG],
        "",
    ),
    (
        3_900,
        Who::MEI,
        MEI,
        "一周的早餐，五种颜色",
        "桃子要挑小的。#早餐",
        &[Who::GREEN_BASKET],
        "小桃 Peaches",
    ),
    (
        3_300,
        Who::TOM,
        TOM,
        "What an owl taught me about proofing",
        "Patience, mostly. #bread",
        &[Who::KENJI],
        "",
    ),
    (
        2_700,
        Who::ALLEY_COFFEE,
        COFFEE,
        "Rainy day, quiet corner",
        "The window seat is free. #咖啡",
        &[Who::ALLEY_COFFEE],
        "窗边 Window seat",
    ),
    (2_100, Who::MEI, MEI, "画室里的一下午", "买错了颜色，画对了心情。#手作", &[Who::PRIYA], ""),
    (
        1_500,
        Who::TOM,
        TOM,
        "Parrots at the north gate?!",
        "Somebody lost two. They like rye. #Town",
        &[Who::ZHOUTING],
        "",
    ),
    (900, Who::HAMA_SUSHI, SUSHI, "周三休息，内部盘点", "周四见！#寿司", &[Who::WANGFANG], ""),
    (420, Who::MEI, MEI, "出租车窗外的港湾", "堵车也有堵车的好。#Town", &[Who::HARBOUR_CABS], ""),
    (
        95,
        Who::ALLEY_COFFEE,
        COFFEE,
        "晚八点前，第二杯半价",
        "带朋友来。#咖啡 #老街",
        &[Who::ALLEY_COFFEE],
        "拿铁 Latte",
    ),
];

/// Who does something with which notes.
pub(super) const READERS: [Who; 8] =
    [Who::MEI, Who::ANNA, Who::LIWEI, Who::PRIYA, Who::XIAOYU, Who::KENJI, Who::MARIA, Who::OMAR];

/// What is said to which note.
const SAYINGS: &[(usize, Who, &str)] = &[
    (0, Who::PRIYA, "Is it good as a cold brew?"),
    (1, Who::XIAOYU, "生日快乐，饼干！"),
    (3, Who::ANNA, "62 days! Mine gave up after ten."),
    (6, Who::ZHOUTING, "下次来给您留这个位子。"),
    (12, Who::KENJI, "One of them was on my balcony this morning."),
    (15, Who::LIWEI, "已经在路上了。"),
];

/// Adds what is published, up to an hour and a half ago.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    let mut daily =
        |minutes: i64, who: Who, daily: Daily| draft.add(ago(minutes), who, Deed::Daily(daily));
    for (front, who, board) in BOARDS {
        daily(10_000, who, Daily::Open(front, board));
    }
    for (at, (minutes, who, by, title, text, shows, tag)) in PAGES.iter().enumerate() {
        let (leaf, by) = (Leaf(at), *by);
        daily(*minutes, *who, Daily::Publish { leaf, by, title, text, shows, tag });
        // The same readers each time would look alike: every note has its own.
        for (place, reader) in (0..).zip(READERS) {
            if (place * 7 + at * 5) % 11 < 4 && reader != *who {
                let later = (minutes - 20 - i64::try_from(place).unwrap_or(0)).max(44);
                daily(later, reader, Daily::Like(Leaf(at)));
            }
        }
    }
    for (at, who, body) in SAYINGS {
        daily(43, *who, Daily::Say(Leaf(*at), body));
    }
    for (front, who) in
        [(COFFEE, Who::MEI), (TOM, Who::MEI), (COFFEE, Who::LIWEI), (COFFEE, Who::ANNA)]
    {
        daily(42, who, Daily::Follow(front));
    }
    for who in [Who::ANNA, Who::LIWEI, Who::PRIYA, Who::XIAOYU, Who::KENJI, Who::OMAR] {
        daily(41, who, Daily::Follow(MEI));
    }
    daily(40, Who::MEI, Daily::Keep(Leaf(0)));
    daily(39, Who::MEI, Daily::Keep(Leaf(4)));
}
