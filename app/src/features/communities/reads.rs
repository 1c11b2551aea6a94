//! What several screens of communities read.

use crate::answer::{Answer, read};
use crate::session::use_session;
use sampan_protocol::communities::{ListMemberships, Membership, Role, rows};
use sampan_protocol::ids::{CommunityId, PersonId};
use std::str::FromStr;

/// Rows that change what is shown of communities.
pub(super) const KINDS: &[&str] =
    &[rows::PAGE, rows::MEMBERSHIP, rows::VOTE, rows::SAVED, rows::MINE];

/// Reads the communities that I have to do with.
pub(super) fn read_memberships() -> Answer<Vec<Membership>> {
    read(&[rows::MEMBERSHIP], || ListMemberships {})
}

/// What I am in a community, among these.
pub(super) fn role_in(all: &[Membership], id: CommunityId) -> Option<Role> {
    all.iter().find(|one| one.community.id == id).map(|one| one.role)
}

/// Who I am.
pub(super) fn my_id() -> Option<PersonId> {
    use_session().with_untracked(|session| session.me.as_ref().map(|me| me.person.id))
}

/// What the path of this screen names; an identifier that nothing has, where it is none.
pub(super) fn id_in_path<T: FromStr>(name: &str, none: T) -> T {
    let text = crate::router::use_params_map().with_untracked(|params| params.get(name));
    text.and_then(|text| text.parse().ok()).unwrap_or(none)
}
