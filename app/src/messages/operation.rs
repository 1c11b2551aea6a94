//! How operations of messages are shown while they wait.

use sampan_protocol::messages::ops;

/// The icon of a waiting operation of messages.
pub(crate) fn operation(name: &str) -> Option<&'static str> {
    Some(match name {
        ops::SEND => "send",
        ops::RECALL => "undo-2",
        ops::HIDE | ops::CLEAR => "trash-2",
        ops::READ => "check",
        ops::SET => "bell-off",
        ops::ACCEPT => "user-round-check",
        ops::CREATE | ops::INVITE => "users-round",
        ops::UPDATE => "pencil",
        ops::REMOVE | ops::LEAVE => "log-out",
        ops::SET_ADMIN => "badge-check",
        ops::BLOCK | ops::UNBLOCK => "ban",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::locale::Language;

    #[test]
    fn every_operation_has_a_face_and_words() {
        for name in ops::NAMES {
            assert!(operation(name).is_some(), "{name} can be shown while it waits");
            let label = format!("operation.{name}");
            for language in Language::ALL {
                assert_ne!(language.text(&label, &[]), label, "{name} in {}", language.tag());
            }
        }
    }
}
