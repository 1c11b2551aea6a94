//! Which lists of life accounts and notes there are.

use crate::pages::List;
use sampan_protocol::feed::{
    Account, AccountPart, AskAccount, AskFolder, AskInsights, AskManagers, AskNote, AskNotes,
    AskReplies, Comment, FolderPart, Insights, InsightsPart, Manager, ManagersPart, Note, NotePart,
    NotesPart, OwnedFolder, RepliesPart, rows,
};
use sampan_protocol::page::Part;

macro_rules! lists {
    ($($list:ident, $ask:ident -> $item:ty, $word:literal;)+) => {$(
        impl List for $list {
            type Ask = $ask;
            type Item = $item;
            const WORD: &'static str = $word;
            const KIND: &'static str = rows::PAGE;

            fn ask(&self, part: Part) -> $ask {
                $ask { list: self.clone(), part }
            }
        }
    )+};
}

lists! {
    AskNotes, NotesPart -> Note, "feed/notes";
    AskNote, NotePart -> Note, "feed/note";
    AskReplies, RepliesPart -> Comment, "feed/comments";
    AskAccount, AccountPart -> Account, "feed/account";
    AskManagers, ManagersPart -> Manager, "feed/managers";
    AskFolder, FolderPart -> OwnedFolder, "feed/folder";
    AskInsights, InsightsPart -> Insights, "feed/insights";
}
