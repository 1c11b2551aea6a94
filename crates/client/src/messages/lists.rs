//! Which lists of messages are asked for in parts.

use crate::pages::lists;
use sampan_protocol::messages::{AskGroup, AskOlder, GroupPart, Member, Message, OlderPart, rows};

lists! { rows::PAGE;
    AskOlder, OlderPart -> Message, "messages";
    AskGroup, GroupPart -> Member, "group";
}
