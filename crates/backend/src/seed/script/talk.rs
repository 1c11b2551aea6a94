//! What is discussed in the demo world: four circles, with people who agree and who do not.

use super::{Announced, Deed, Draft, Meet, Who};
use crate::features::talks::{Joining, Opinion, Reaction, Topic};
use sampan_protocol::Timestamp;

/// Names a circle in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Circle(pub(in crate::seed) usize);

/// Names a post, or what is said to it, in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Said(pub(in crate::seed) usize);

/// How a circle presents itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) struct Sign {
    pub(in crate::seed) name: &'static str,
    pub(in crate::seed) about: &'static str,
    pub(in crate::seed) rules: &'static str,
    pub(in crate::seed) topic: Topic,
    pub(in crate::seed) branch: &'static str,
    pub(in crate::seed) spot: &'static str,
    pub(in crate::seed) place: &'static str,
    pub(in crate::seed) joining: Joining,
    /// Whose picture it has.
    pub(in crate::seed) shows: Who,
}

/// What a post asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::seed) struct Asks {
    pub(in crate::seed) options: &'static [&'static str],
    pub(in crate::seed) several: bool,
    pub(in crate::seed) late: bool,
    pub(in crate::seed) days: i64,
}

/// Something that is done in circles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Talk {
    /// Makes a circle.
    Found(Circle, Sign),
    /// Joins one, or asks to be let in.
    Join(Circle),
    /// Posts.
    Post {
        said: Said,
        circle: Circle,
        title: &'static str,
        body: &'static str,
        /// Whose pictures it shows.
        shows: &'static [Who],
        /// The tag that it has; empty for none.
        tag: &'static str,
        /// What it asks.
        asks: Option<Asks>,
    },
    /// Makes the tags of a circle, each with its colour.
    Tags(Circle, &'static [(&'static str, u8)]),
    /// Chooses in a poll.
    Choose(Said, &'static [&'static str]),
    /// Comments on a post, or on what was said to it.
    Comment { said: Said, post: Said, on: Option<Said>, body: &'static str },
    /// Says what they think of a post or a comment.
    Vote(Said, Opinion),
    /// Says what they feel about a post or a comment.
    Feel(Said, Reaction),
    /// Keeps a post.
    Save(Said),
    /// Announces a gathering.
    Gather(Meet, Circle, Announced),
    /// Signs up for its next date, with so many guests.
    SignUp(Meet, i64),
}

pub(super) const TABLE: Circle = Circle(0);
pub(super) const TRAILS: Circle = Circle(1);
const HALL: Circle = Circle(2);
pub(super) const CHORUS: Circle = Circle(3);

const SIGNS: [(Circle, Who, i64, Sign); 4] = [
    (
        TABLE,
        Who::ANNA,
        21_600,
        Sign {
            name: "小镇餐桌 Town Table",
            about: "What we cook and where we eat. 说说今天吃了什么，哪家店值得去。",
            rules: "Say where it was and what it cost. 写清地点和价格。\nNo advertisements by shops. 商家请勿发广告。",
            topic: Topic::Food,
            branch: "eating_out",
            spot: "wtw3",
            place: "老街 Old Street",
            joining: Joining::Open,
            shows: Who::HAMA_SUSHI,
        },
    ),
    (
        TRAILS,
        Who::TOM,
        20_000,
        Sign {
            name: "周末徒步 Weekend Trails",
            about: "Walks around the town, every second Sunday. 隔周日一起走走。",
            rules: "Tell us if you cannot come. 来不了请说一声。\nTake your litter home. 垃圾带回家。\nOne post for each walk. 每次活动只发一帖。",
            topic: Topic::Outdoors,
            branch: "hiking",
            spot: "wtw3",
            place: "北门 North Gate",
            joining: Joining::Open,
            shows: Who::HARBOUR_CABS,
        },
    ),
    (
        HALL,
        Who::WANGFANG,
        15_000,
        Sign {
            name: "安居公寓邻居 Anju Neighbours",
            about: "只给住户：快递、停水、团购。For those who live here.",
            rules: "",
            topic: Topic::Local,
            branch: "neighbourhood",
            spot: "wtw3",
            place: "安居公寓",
            joining: Joining::Request,
            shows: Who::ANJU_HOMES,
        },
    ),
    (
        CHORUS,
        Who::ZHOUTING,
        9_000,
        Sign {
            name: "纸船读书会 Paper Boat Readers",
            about: "One book a month, at the shop. 每月一本书，在纸船书店。",
            rules: "No spoilers in titles. 标题不剧透。",
            topic: Topic::Reading,
            branch: "novels",
            spot: "wtw6",
            place: "纸船书店 Paper Boat Books",
            joining: Joining::Open,
            shows: Who::PAPER_BOAT,
        },
    ),
];

/// Who joins what.
const MEMBERS: &[(Circle, &[Who])] = &[
    (
        TABLE,
        &[
            Who::MEI,
            Who::LIWEI,
            Who::WANGFANG,
            Who::TOM,
            Who::PRIYA,
            Who::XIAOYU,
            Who::KENJI,
            Who::MARIA,
            Who::OMAR,
        ],
    ),
    (TRAILS, &[Who::MEI, Who::ANNA, Who::ZHAOQIANG, Who::KENJI, Who::OMAR]),
    (HALL, &[Who::XIAOYU]),
    (CHORUS, &[Who::ANNA, Who::PRIYA, Who::LIWEI]),
];

/// A post: how many minutes ago, by whom, its number, where, title and text, whose pictures.
type Post = (i64, Who, usize, Circle, (&'static str, &'static str), &'static [Who]);

/// What is posted.
const POSTS: &[Post] = &[
    (
        4_300,
        Who::OMAR,
        0,
        TRAILS,
        (
            "Sunday: the reservoir loop, 11 km",
            "We meet at **07:30** at the north gate.\n\n- 11 km, 320 m up\n- bring 1.5 l of water\n- the last 2 km are steep\n\nBack at noon, then noodles.",
        ),
        &[Who::HARBOUR_CABS],
    ),
    (
        2_600,
        Who::PRIYA,
        16,
        CHORUS,
        (
            "December: 《边城》 Border Town",
            "We read the first half until the 10th. There are six copies at the shop, 28 each.",
        ),
        &[Who::PAPER_BOAT],
    ),
    (
        1_500,
        Who::WANGFANG,
        5,
        TABLE,
        (
            "青果鲜生的桃子，这周别买大的",
            "大的没什么味道，**小的反而很甜**。一斤 9.8 元，昨天下午买的。",
        ),
        &[Who::GREEN_BASKET],
    ),
    (
        620,
        Who::KENJI,
        9,
        TABLE,
        (
            "Hama Sushi raised its lunch set to 56",
            "It was 40 last month. The fish is good, the rice is not what it was.\n\n> 涨价可以，先把米饭做好。\n\nWhere do you go for lunch now?",
        ),
        &[Who::HAMA_SUSHI],
    ),
    (
        190,
        Who::ANNA,
        13,
        TABLE,
        (
            "第一次做酸面包 My first sourdough",
            "Two days of work, and it looks like a hat. It tastes fine!\n\n1. 500 g flour, 350 g water, 10 g salt\n2. fold it four times\n3. a night in the fridge\n4. 240 °C, lid on, 25 minutes",
        ),
        &[Who::ALLEY_COFFEE],
    ),
    (
        110,
        Who::XIAOYU,
        17,
        TABLE,
        (
            "周五晚上去哪儿吃？ Where on Friday?",
            "七点，大概八个人。 Seven o'clock, about eight of us.",
        ),
        &[],
    ),
    (1_100, Who::TOM, 18, TRAILS, ("The walk after next", "Choose as many as you like."), &[]),
];

/// What tags are called, with their colours.
type Hues = &'static [(&'static str, u8)];

/// The tags of circles, and who makes them.
const TAGS: [(Circle, Who, Hues); 2] = [
    (TABLE, Who::ANNA, &[(ASK, 0), (RECIPE, 1), (EATING_OUT, 2)]),
    (TRAILS, Who::TOM, &[("路线 Route", 5), ("装备 Gear", 7)]),
];

const ASK: &str = "提问 Ask";
const RECIPE: &str = "食谱 Recipe";
const EATING_OUT: &str = "探店 Eating out";

/// Which posts have which tag.
const TAGGED: &[(usize, &str)] =
    &[(0, "路线 Route"), (9, EATING_OUT), (13, RECIPE), (17, ASK), (18, "路线 Route")];

const HOTPOT: &str = "河边火锅 Hotpot by the river";
const SUSHI: &str = "Hama Sushi";
const POTLUCK: &str = "我家，一人一菜 My place, everybody brings a dish";

/// Which posts ask what.
const ASKS: &[(usize, Asks)] = &[
    (17, Asks { options: &[HOTPOT, SUSHI, POTLUCK], several: false, late: false, days: 3 }),
    (
        18,
        Asks {
            options: &["The reservoir again", "North ridge, 14 km", "茶山 The tea hills"],
            several: true,
            late: true,
            days: 7,
        },
    ),
];

/// Who chose what.
const CHOSEN: &[(usize, Who, &[&str])] = &[
    (17, Who::ANNA, &[POTLUCK]),
    (17, Who::LIWEI, &[HOTPOT]),
    (17, Who::KENJI, &[HOTPOT]),
    (17, Who::MARIA, &[POTLUCK]),
    (17, Who::TOM, &[POTLUCK]),
    (17, Who::OMAR, &[SUSHI]),
    (17, Who::MEI, &[POTLUCK]),
    (18, Who::ANNA, &["North ridge, 14 km", "茶山 The tea hills"]),
    (18, Who::KENJI, &["The reservoir again"]),
];

/// A comment: how many minutes ago, by whom, its number, on which post, on which comment, its text.
type Comment = (i64, Who, usize, usize, Option<usize>, &'static str);

/// What is said to it.
const COMMENTS: &[Comment] = &[
    (4_100, Who::MEI, 1, 0, None, "Count me in! Is the path dry again after the rain?"),
    (4_050, Who::OMAR, 2, 0, Some(1), "Walked it yesterday. Dry but for one puddle at km 4."),
    (4_000, Who::KENJI, 3, 0, Some(2), "その水たまり、大きいですか？ I have new shoes."),
    (3_990, Who::ZHAOQIANG, 4, 0, None, "我开车，可以带两个人从老街出发。"),
    (1_400, Who::MEI, 6, 5, None, "同意，我那盒还有一个是坏的，商家退款很快。"),
    (1_300, Who::LIWEI, 7, 5, None, "大的放两天就好了，别急着吃。"),
    (1_250, Who::XIAOYU, 8, 5, Some(7), "放两天就烂了……"),
    (
        560,
        Who::PRIYA,
        10,
        9,
        None,
        "The noodle place behind the arcade: 22, and they know your order.",
    ),
    (540, Who::MARIA, 11, 9, Some(10), "Seconded, @priya. Ask for the pickled beans."),
    (532, Who::KENJI, 23, 9, Some(11), "The beans are worth the walk alone."),
    (528, Who::OMAR, 24, 9, Some(23), "Do they still close at two?"),
    (524, Who::PRIYA, 25, 9, Some(24), "Half past two, and Mondays never open."),
    (519, Who::MEI, 26, 9, Some(25), "周一我去过，门是关的。Closed on Monday, I tried."),
    (514, Who::XIAOYU, 27, 9, Some(26), "那周二一起去？Tuesday, then?"),
    (509, Who::KENJI, 28, 9, Some(27), "火曜日なら行けます。I can make it."),
    (504, Who::MARIA, 29, 9, Some(28), "Keep me a seat at the window."),
    (500, Who::TOM, 12, 9, None, "56 is still fair for what you get. Rents went up as well."),
    (120, Who::XIAOYU, 14, 13, None, "帽子也好吃！下次教我。"),
    (60, Who::MARIA, 15, 13, None, "Try 75 % water and a longer last rise. 面团会更松。"),
];

/// Who likes what.
const LIKED: &[(usize, &[Who])] = &[
    (0, &[Who::MEI, Who::TOM, Who::ANNA, Who::KENJI, Who::ZHAOQIANG]),
    (2, &[Who::MEI, Who::KENJI]),
    (4, &[Who::TOM, Who::MEI]),
    (5, &[Who::MEI, Who::XIAOYU, Who::ANNA, Who::MARIA]),
    (8, &[Who::MEI, Who::WANGFANG, Who::PRIYA]),
    (9, &[Who::PRIYA, Who::XIAOYU, Who::LIWEI]),
    (10, &[Who::KENJI, Who::MEI, Who::OMAR]),
    (13, &[Who::MEI, Who::XIAOYU, Who::MARIA, Who::KENJI, Who::PRIYA, Who::TOM]),
    (16, &[Who::ANNA, Who::ZHOUTING]),
];

/// Who feels what about what.
const FELT: &[(usize, Reaction, &[Who])] = &[
    (0, Reaction::Heart, &[Who::MEI, Who::ANNA, Who::KENJI]),
    (0, Reaction::Wow, &[Who::PRIYA]),
    (3, Reaction::Laugh, &[Who::MEI, Who::OMAR, Who::TOM]),
    (4, Reaction::Thanks, &[Who::ANNA, Who::KENJI]),
    (8, Reaction::Sad, &[Who::WANGFANG]),
    (13, Reaction::Clap, &[Who::MEI, Who::MARIA, Who::TOM, Who::PRIYA]),
    (13, Reaction::Laugh, &[Who::XIAOYU]),
    (14, Reaction::Heart, &[Who::ANNA]),
    (15, Reaction::Thanks, &[Who::ANNA]),
];

/// Adds what is discussed, up to a few minutes ago.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    let mut talk =
        |minutes: i64, who: Who, talk: Talk| draft.add(ago(minutes), who, Deed::Talk(talk));
    for (circle, who, minutes, sign) in SIGNS {
        talk(minutes, who, Talk::Found(circle, sign));
    }
    for (circle, who, tags) in TAGS {
        talk(8_950, who, Talk::Tags(circle, tags));
    }
    for (post, who, chosen) in CHOSEN {
        talk(42, *who, Talk::Choose(Said(*post), chosen));
    }
    for (circle, members) in MEMBERS {
        for (at, who) in (0i64..).zip(*members) {
            talk(8_900 - at * 7, *who, Talk::Join(*circle));
        }
    }
    for (minutes, who, said, circle, (title, body), shows) in POSTS {
        let said = Said(*said);
        let tag = TAGGED.iter().find(|(post, _)| *post == said.0).map_or("", |(_, tag)| tag);
        let asks = ASKS.iter().find(|(post, _)| *post == said.0).map(|(_, asks)| *asks);
        talk(*minutes, *who, Talk::Post { said, circle: *circle, title, body, shows, tag, asks });
    }
    for (minutes, who, said, post, on, body) in COMMENTS {
        let (said, post, on) = (Said(*said), Said(*post), on.map(Said));
        talk(*minutes, *who, Talk::Comment { said, post, on, body });
    }
    for (said, people) in LIKED {
        for who in *people {
            talk(50, *who, Talk::Vote(Said(*said), Opinion::Up));
        }
    }
    for who in [Who::TOM, Who::OMAR, Who::MARIA] {
        talk(45, who, Talk::Vote(Said(9), Opinion::Down));
    }
    for (said, reaction, people) in FELT {
        for who in *people {
            talk(44, *who, Talk::Feel(Said(*said), *reaction));
        }
    }
    talk(40, Who::MEI, Talk::Save(Said(13)));
}
