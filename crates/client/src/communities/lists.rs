//! Which lists of communities there are.

use crate::pages::lists;
use sampan_protocol::communities::{
    AskCommunities, AskCommunity, AskFeed, AskMembers, AskPost, CommunitiesPart, Community,
    CommunityPart, FeedPart, Member, MembersPart, Post, PostPart, rows,
};

lists! { rows::PAGE;
    AskCommunities, CommunitiesPart -> Community, "communities";
    AskCommunity, CommunityPart -> Community, "community";
    AskFeed, FeedPart -> Post, "feed";
    AskPost, PostPart -> Post, "post";
    AskMembers, MembersPart -> Member, "members";
}
