//! What several screens of communities read.

use crate::answer::{Answer, read};
pub(super) use crate::router::id_in_path;
pub(super) use crate::session::my_id;
use sampan_protocol::communities::{ListMemberships, Membership, Role, rows};
use sampan_protocol::ids::CommunityId;

/// Rows that change what is shown of communities.
pub(super) const KINDS: &[&str] = &[
    rows::PAGE,
    rows::MEMBERSHIP,
    rows::VOTE,
    rows::REACTION,
    rows::CHOICE,
    rows::SAVED,
    rows::MINE,
];

/// Reads the communities that I have to do with.
pub(super) fn read_memberships() -> Answer<Vec<Membership>> {
    read(&[rows::MEMBERSHIP], || ListMemberships {})
}

/// What I am in a community, among these.
pub(super) fn role_in(all: &[Membership], id: CommunityId) -> Option<Role> {
    all.iter().find(|one| one.community.id == id).map(|one| one.role)
}
