//! Numbers of messages: what is unread, what is kept on the device, and until when one can be recalled.
//!
//! Of each chat the last [`KEPT`] messages are rows of the member's scope, in as many slots: a new one
//! takes the slot of the one that is [`KEPT`] older. So a scope does not grow for ever, and nothing
//! has to be deleted from it. What is older is asked for in parts.

use super::RECALL_SECONDS;
use super::rows::Chat;
use crate::ids::ChatId;
use crate::time::Timestamp;

/// How many messages of each chat are on the device.
pub const KEPT: i64 = 200;
/// Lists of older messages begin at multiples of this, so that they stay the same for a while.
const STEP: i64 = 100;

/// The key of the row in which a message stands.
#[must_use]
pub fn key(chat: ChatId, seq: i64) -> String {
    slot_key(chat, seq.rem_euclid(KEPT))
}

/// The key of a slot, from 0 to [`KEPT`].
#[must_use]
pub fn slot_key(chat: ChatId, slot: i64) -> String {
    format!("{chat}/{slot}")
}

/// Whether a message still stands in its slot, where `last` is the last one of the chat.
#[must_use]
pub const fn is_kept(seq: i64, last: i64) -> bool {
    seq > last - KEPT
}

/// Below which number older messages are asked for: some of those that are kept may come again, none
/// is missed. None where all are kept.
#[must_use]
pub fn older_than(last: i64) -> Option<i64> {
    let first_kept = last - KEPT + 1;
    (first_kept > 1).then(|| first_kept.div_euclid(STEP) * STEP + STEP)
}

/// How many messages I have not read.
#[must_use]
pub fn unread(chat: &Chat) -> i64 {
    (chat.last - chat.read.max(chat.cleared)).max(0)
}

/// A mark never goes back, and never beyond the last message.
#[must_use]
pub fn read_up_to(before: i64, wanted: i64, last: i64) -> i64 {
    before.max(wanted.min(last))
}

/// Whether a message can still be recalled.
#[must_use]
pub fn may_recall(sent: Timestamp, now: Timestamp) -> bool {
    now <= sent.plus_seconds(RECALL_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn a_message_can_be_recalled_for_two_minutes() {
        let sent = Timestamp::from_seconds(1_000);
        assert!(may_recall(sent, sent.plus_seconds(120)), "to the last moment");
        let late = Timestamp::from_micros(sent.plus_seconds(120).micros() + 1);
        assert!(!may_recall(sent, late), "and not later");
    }

    proptest! {
        #[test]
        fn slots_hold_exactly_the_last_ones(last in 1i64..5_000, seq in 1i64..5_000) {
            prop_assume!(seq <= last);
            let chat = ChatId(Uuid::from_u128(1));
            let overwritten = (seq + 1..=last).any(|later| key(chat, later) == key(chat, seq));
            prop_assert_eq!(is_kept(seq, last), !overwritten);
        }

        #[test]
        fn nothing_is_missed_between_what_is_kept_and_what_is_asked_for(last in 1i64..5_000) {
            match older_than(last) {
                None => prop_assert!(is_kept(1, last)),
                Some(before) => {
                    prop_assert!(is_kept(before, last), "the first that is not asked for is here");
                    prop_assert!(before <= last);
                }
            }
        }

        #[test]
        fn marks_only_go_on(before in 0i64..99, wanted in 0i64..199, last in 0i64..99) {
            let before = before.min(last);
            let now = read_up_to(before, wanted, last);
            prop_assert!(now >= before && now <= last);
            prop_assert_eq!(read_up_to(now, wanted, last), now);
        }
    }
}
