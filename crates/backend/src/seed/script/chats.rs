//! What is written in the demo world: two friends, a group with a red packet, and a stranger.

use super::{Deed, Draft, Who};
use sampan_protocol::{Money, Timestamp};

/// Where something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::seed) enum Where {
    /// To somebody.
    With(Who),
    /// In the group.
    Group,
}

/// Something that is done in chats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Chat {
    /// Makes the group.
    Group(&'static str, &'static [Who]),
    /// Says something.
    Say(Where, &'static str),
    /// Shows somebody's picture.
    Show(Where, Who),
    /// Pays somebody, in the chat with them.
    Pay(Who, Money, &'static str),
    /// Gives a red packet in the group: how much, in how many shares, with which wish.
    Packet(Money, u32, &'static str),
}

/// What is said, by whom, how many minutes ago.
const SAID: &[(i64, Who, Where, &str)] = &[
    (1_500, Who::LIWEI, Where::With(Who::MEI), "周六的晚饭我先付了，回头算。"),
    (1_496, Who::MEI, Where::With(Who::LIWEI), "好的，多少钱？我转给您。"),
    (1_492, Who::LIWEI, Where::With(Who::MEI), "您那份 68，不急 😄"),
    (1_470, Who::LIWEI, Where::With(Who::MEI), "收到！下次我请。"),
    (140, Who::TOM, Where::Group, "Morning! Ridge path on Sunday, 8:30 at the bridge?"),
    (133, Who::ANNA, Where::Group, "I'm in. Weather: https://weather.example/town"),
    (121, Who::MEI, Where::Group, "我也去，带点水果。I'll bring fruit."),
    (96, Who::KENJI, Where::Group, "Count me in, 8:30 at the bridge."),
    (31, Who::TOM, Where::Group, "Happy birthday to Kenji, by the way!"),
    (12, Who::KENJI, Where::Group, "谢谢大家 🎉 Thank you all!"),
    (55, Who::OMAR, Where::With(Who::MEI), "Hello Mei, Tom said you might sell your old bicycle?"),
];

/// Adds what is written, up to a few minutes ago.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    let mut chat =
        |minutes: i64, who: Who, chat: Chat| draft.add(ago(minutes), who, Deed::Chat(chat));
    let friends = &[Who::MEI, Who::ANNA, Who::KENJI];
    chat(150, Who::TOM, Chat::Group("周日徒步 Sunday Walk", friends));
    for (minutes, who, place, text) in SAID {
        chat(*minutes, *who, Chat::Say(*place, text));
    }
    chat(120, Who::MEI, Chat::Show(Where::Group, Who::GREEN_BASKET));
    let Ok(yuan) = "CNY".parse() else { return };
    chat(1_480, Who::MEI, Chat::Pay(Who::LIWEI, Money::new(6_800, yuan), "周六晚饭"));
    chat(28, Who::TOM, Chat::Packet(Money::new(2_000, yuan), 3, "Happy birthday! 生日快乐"));
    for (minutes, who, minor) in [(1_481, Who::MEI, 6_800), (29, Who::TOM, 2_000)] {
        draft.add(ago(minutes), who, Deed::TopUp(Money::new(minor, yuan)));
    }
}
