//! Addresses of the screens of communities.

use sampan_protocol::Timestamp;
use sampan_protocol::ids::{CommunityId, GatheringId, PostId, TagId};

/// The first screen: feeds.
pub(super) const ROOT: &str = "/communities";
/// Looking for communities.
pub(super) const DISCOVER: &str = "/communities/discover";
/// Posts that one keeps.
pub(super) const SAVED: &str = "/communities/saved";
/// Making a community.
pub(super) const NEW: &str = "/communities/new";
/// Writing a post, in a community that is yet to be chosen.
pub(super) const WRITE: &str = "/communities/write";

/// One community.
pub(super) fn one(id: CommunityId) -> String {
    format!("{ROOT}/in/{id}")
}

/// The posts of a community with one of its tags.
pub(super) fn tagged(id: CommunityId, tag: TagId) -> String {
    format!("{ROOT}/in/{id}?tag={tag}")
}

/// What posts of a community can be marked with.
pub(super) fn tags(id: CommunityId) -> String {
    format!("{ROOT}/in/{id}/tags")
}

/// Changing how a community presents itself.
pub(super) fn edit(id: CommunityId) -> String {
    format!("{ROOT}/in/{id}/edit")
}

/// Writing a post in a community.
pub(super) fn write(id: CommunityId) -> String {
    format!("{WRITE}/{id}")
}

/// One post.
pub(super) fn post(id: PostId) -> String {
    format!("{ROOT}/post/{id}")
}

/// Changing what a post says.
pub(super) fn rewrite(id: PostId) -> String {
    format!("{ROOT}/post/{id}/edit")
}

/// Gatherings of my communities.
pub(super) const GATHERINGS: &str = "/communities/gatherings";

/// One gathering.
pub(super) fn gathering(id: GatheringId) -> String {
    format!("{ROOT}/gathering/{id}")
}

/// Announcing a gathering of a community.
pub(super) fn new_gathering(community: CommunityId) -> String {
    format!("{ROOT}/gather/{community}")
}

/// Changing a gathering.
pub(super) fn change_gathering(id: GatheringId) -> String {
    format!("{ROOT}/gathering/{id}/edit")
}

/// My ticket for a date.
pub(super) fn ticket(id: GatheringId, at: Timestamp) -> String {
    format!("{ROOT}/gathering/{id}/ticket/{}", at.micros())
}

/// The door at a date.
pub(super) fn door(id: GatheringId, at: Timestamp) -> String {
    format!("{ROOT}/gathering/{id}/door/{}", at.micros())
}
