//! How operations of communities are shown while they wait.

use super::entry;
use crate::features::Entry;
use sampan_protocol::communities::{gatherings, ops};

/// How a waiting operation of communities is shown.
pub(super) fn operation(name: &str) -> Option<Entry> {
    let (label, icon) = match name {
        ops::CREATE => ("operation.communities.create", "plus"),
        ops::UPDATE => ("operation.communities.update", "pencil"),
        ops::JOIN => ("operation.communities.join", "users-round"),
        ops::LEAVE => ("operation.communities.leave", "log-out"),
        ops::DECIDE => ("operation.communities.decide", "user-round-check"),
        ops::INVITE => ("operation.communities.invite", "user-round-plus"),
        ops::SET_ROLE => ("operation.communities.set_role", "badge-check"),
        ops::POST => ("operation.communities.post", "send"),
        ops::COMMENT => ("operation.communities.comment", "message-circle"),
        ops::EDIT => ("operation.communities.edit", "pencil"),
        ops::REMOVE => ("operation.communities.remove", "trash-2"),
        ops::VOTE => ("operation.communities.vote", "arrow-up"),
        ops::REACT => ("operation.communities.react", "smile-plus"),
        ops::CHOOSE => ("operation.communities.choose", "circle-check"),
        ops::TAG => ("operation.communities.tag", "tag"),
        ops::UNTAG => ("operation.communities.untag", "tag"),
        ops::SAVE => ("operation.communities.save", "bookmark"),
        gatherings::ops::GATHER => ("operation.communities.gather", "calendar"),
        gatherings::ops::CHANGE => ("operation.communities.gather_change", "pencil"),
        gatherings::ops::CALL_OFF => ("operation.communities.gather_off", "ban"),
        gatherings::ops::SIGN_UP => ("operation.communities.sign_up", "ticket"),
        gatherings::ops::BOOK => ("operation.communities.book", "ticket"),
        gatherings::ops::SIGN_OFF => ("operation.communities.sign_off", "x"),
        gatherings::ops::CHECK_IN => ("operation.communities.check_in", "user-round-check"),
        gatherings::ops::REMEMBER => ("operation.communities.remember", "image"),
        gatherings::ops::CALENDAR => ("operation.communities.calendar", "calendar"),
        _ => return None,
    };
    Some(entry("", label, icon, "", 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::locale::Language;

    #[test]
    fn every_operation_has_a_face_and_words() {
        for name in ops::NAMES.iter().chain(gatherings::ops::NAMES) {
            let face = operation(name);
            assert!(face.is_some(), "{name} can be shown while it waits");
            let label = face.map(|face| face.label).unwrap_or_default();
            assert_eq!(label, format!("operation.{name}"), "what waits is called so, too");
            for language in Language::ALL {
                assert_ne!(language.text(label, &[]), label, "{name} in {}", language.tag());
            }
        }
        assert!(operation("wallet.transfer").is_none(), "what is somebody else's is left to them");
    }
}
