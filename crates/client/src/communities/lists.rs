//! Which lists of communities there are.

use crate::pages::List;
use sampan_protocol::communities::{
    AskComments, AskCommunities, AskCommunity, AskFeed, AskMembers, AskPost, Comment, CommentsPart,
    CommunitiesPart, Community, CommunityPart, FeedPart, Member, MembersPart, Post, PostPart, rows,
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
    AskCommunities, CommunitiesPart -> Community, "communities";
    AskCommunity, CommunityPart -> Community, "community";
    AskFeed, FeedPart -> Post, "feed";
    AskPost, PostPart -> Post, "post";
    AskComments, CommentsPart -> Comment, "comments";
    AskMembers, MembersPart -> Member, "members";
}
