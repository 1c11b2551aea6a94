//! How it is kept decent in the demo world: two who moderate a circle, shops that advertise, a title that
//! says too much, and too many posts at once. One case and one appeal are left for Mei, and a warning that
//! she may appeal against.

use super::talk::{CHORUS, TABLE, TRAILS};
use super::{Circle, Deed, Draft, Said, Talk, Who};
use crate::features::talks::Opinion;
use sampan_protocol::Timestamp;
use sampan_protocol::moderation::{Action, Effect, Reason};

/// Something that is done to keep it decent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Decent {
    /// Has somebody moderate a circle.
    Promote(Circle, Who),
    /// Tells moderators of what was said.
    Report(Said, Reason, &'static str),
    /// Decides about what was said, by a rule of the circle.
    Decide { about: Said, action: Action, reason: Reason, rule: &'static str, facts: &'static str },
    /// Lets the author of what was said do less in its circle, for so many seconds.
    Restrain { about: Said, action: Action, seconds: i64, rule: &'static str, facts: &'static str },
    /// Says which words and links a circle takes; what has a dot is where links lead.
    Rules(Circle, &'static [(&'static str, Effect)]),
    /// Lets everybody in a circle post only every so many seconds.
    Slow { circle: Circle, seconds: i64, rule: &'static str, facts: &'static str },
    /// Says that what was decided about something of theirs is wrong.
    Appeal(Said, &'static str),
}

const SPOILER: Said = Said(19);
const PEACHES: Said = Said(20);
const LUNCH: Said = Said(21);
const SECOND: Said = Said(22);

const NO_SPOILERS: &str = "No spoilers in titles. 标题不剧透。";
const NO_SHOPS: &str = "No advertisements by shops. 商家请勿发广告。";
const ONE_POST: &str = "One post for each walk. 每次活动只发一帖。";

/// What a circle does not take, or only once somebody has looked at it.
const WORDS: &[(&str, Effect)] =
    &[("代购", Effect::Hold), ("免费领", Effect::Refuse), ("deals.example", Effect::Refuse)];

/// Adds what is reported and decided.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    for (minutes, who, talk) in talks() {
        draft.add(ago(minutes), who, Deed::Talk(talk));
    }
    for (minutes, who, decent) in done().into_iter().chain(of_shops()) {
        draft.add(ago(minutes), who, Deed::Decent(decent));
    }
}

/// What is said that others mind: how many minutes ago, and by whom.
fn talks() -> Vec<(i64, Who, Talk)> {
    let post = |said, circle, title, body, shows| Talk::Post {
        said,
        circle,
        title,
        body,
        shows,
        tag: "",
        asks: None,
    };
    vec![
        (8_500, Who::GREEN_BASKET, Talk::Join(TABLE)),
        (8_480, Who::HAMA_SUSHI, Talk::Join(TABLE)),
        (
            3_700,
            Who::MEI,
            post(
                SECOND,
                TRAILS,
                "周日水库还有谁去？ Anyone else for Sunday?",
                "我坐赵强的车，还有一个空位。There is one seat left in Zhao Qiang's car.",
                &[],
            ),
        ),
        (
            2_400,
            Who::LIWEI,
            post(SPOILER, CHORUS, "《边城》：最后他没有回来", "读完了，有点难过。", &[]),
        ),
        (
            1_000,
            Who::GREEN_BASKET,
            post(
                PEACHES,
                TABLE,
                "水蜜桃第二盒半价 Peaches, second box half price",
                "下午六点前到店，卖完为止。Until six, while they last.",
                &[Who::GREEN_BASKET],
            ),
        ),
        (
            330,
            Who::HAMA_SUSHI,
            post(
                LUNCH,
                TABLE,
                "会员日：午市套餐买一送一 Members' day, two lunch sets for one",
                "仅限本周三。Wednesday only.",
                &[Who::HAMA_SUSHI],
            ),
        ),
        (280, Who::KENJI, Talk::Vote(LUNCH, Opinion::Down)),
        (270, Who::TOM, Talk::Vote(LUNCH, Opinion::Down)),
    ]
}

/// What is done about it: how many minutes ago, and by whom.
fn done() -> Vec<(i64, Who, Decent)> {
    vec![
        (8_800, Who::ANNA, Decent::Promote(TABLE, Who::MEI)),
        (8_790, Who::ANNA, Decent::Rules(TABLE, WORDS)),
        (
            3_900,
            Who::TOM,
            Decent::Slow {
                circle: TRAILS,
                seconds: 600,
                rule: ONE_POST,
                facts: "好几个人同时为同一次活动发帖。Several posts about the same walk at once.",
            },
        ),
        (
            3_650,
            Who::TOM,
            Decent::Decide {
                about: SECOND,
                action: Action::Warn,
                reason: Reason::Rules,
                rule: ONE_POST,
                facts: "同一次活动已经有一帖，请在那里留言。There is a post about this walk already: please say it there.",
            },
        ),
        (2_380, Who::PRIYA, Decent::Report(SPOILER, Reason::Rules, "")),
        (
            2_300,
            Who::ZHOUTING,
            Decent::Decide {
                about: SPOILER,
                action: Action::Remove,
                reason: Reason::Rules,
                rule: NO_SPOILERS,
                facts: "标题说出了结局。The title gives the ending away.",
            },
        ),
    ]
}

/// What is done about shops that advertise, as above.
fn of_shops() -> Vec<(i64, Who, Decent)> {
    vec![
        (980, Who::TOM, Decent::Report(PEACHES, Reason::Rules, "Shops should not advertise here.")),
        (
            930,
            Who::ANNA,
            Decent::Decide {
                about: PEACHES,
                action: Action::Remove,
                reason: Reason::Rules,
                rule: NO_SHOPS,
                facts: "商家自己发的促销。A shop's own offer.",
            },
        ),
        (
            925,
            Who::ANNA,
            Decent::Restrain {
                about: PEACHES,
                action: Action::Mute,
                seconds: 3 * 86_400,
                rule: NO_SHOPS,
                facts: "这个月第二次。The second time this month.",
            },
        ),
        (
            800,
            Who::GREEN_BASKET,
            Decent::Appeal(
                PEACHES,
                "有人说我们的大桃子不甜，我们只是回应一下。We only answered what was said about our peaches.",
            ),
        ),
        (310, Who::XIAOYU, Decent::Report(LUNCH, Reason::Spam, "又是广告。")),
        (
            300,
            Who::KENJI,
            Decent::Report(LUNCH, Reason::Rules, "An advertisement by the shop itself."),
        ),
    ]
}
