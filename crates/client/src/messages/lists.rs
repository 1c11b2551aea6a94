//! Which lists of messages are asked for in parts.

use crate::pages::List;
use sampan_protocol::messages::{AskGroup, AskOlder, GroupPart, Member, Message, OlderPart, rows};
use sampan_protocol::page::Part;

impl List for AskOlder {
    type Ask = OlderPart;
    type Item = Message;
    const WORD: &'static str = "messages";
    const KIND: &'static str = rows::PAGE;

    fn ask(&self, part: Part) -> OlderPart {
        OlderPart { list: self.clone(), part }
    }
}

impl List for AskGroup {
    type Ask = GroupPart;
    type Item = Member;
    const WORD: &'static str = "group";
    const KIND: &'static str = rows::PAGE;

    fn ask(&self, part: Part) -> GroupPart {
        GroupPart { list: self.clone(), part }
    }
}
