//! How operations of life accounts are shown while they wait.

use super::entry;
use crate::features::Entry;
use sampan_protocol::feed::ops;

/// How a waiting operation of life accounts is shown.
pub(super) fn operation(name: &str) -> Option<Entry> {
    let (label, icon) = match name {
        ops::OPEN => ("operation.feed.open", "plus"),
        ops::UPDATE => ("operation.feed.update", "pencil"),
        ops::SET_ROLE => ("operation.feed.set_role", "users-round"),
        ops::FOLLOW => ("operation.feed.follow", "user-round-plus"),
        ops::WRITE => ("operation.feed.write", "send"),
        ops::EDIT => ("operation.feed.edit", "pencil"),
        ops::REMOVE => ("operation.feed.remove", "trash-2"),
        ops::LIKE => ("operation.feed.like", "heart"),
        ops::KEEP => ("operation.feed.keep", "bookmark"),
        ops::SET_FOLDER => ("operation.feed.set_folder", "folder"),
        ops::DROP_FOLDER => ("operation.feed.drop_folder", "folder"),
        ops::COMMENT => ("operation.feed.comment", "message-circle"),
        ops::VIEW => ("operation.feed.view", "eye"),
        ops::WATCH => ("operation.feed.watch", "clapperboard"),
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
        for name in ops::NAMES {
            let label = operation(name).map(|face| face.label).unwrap_or_default();
            assert_eq!(label, format!("operation.{name}"), "what waits is called so, too");
            for language in Language::ALL {
                assert_ne!(language.text(label, &[]), label, "{name} in {}", language.tag());
            }
        }
        assert!(operation("wallet.transfer").is_none(), "what is somebody else's is left to them");
    }
}
