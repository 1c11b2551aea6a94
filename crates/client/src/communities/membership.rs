//! What one belongs to, and one community with what one is in it.

use super::{SCOPE, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::pages::List;
use crate::table::page;
use sampan_protocol::Reply;
use sampan_protocol::communities::{
    AskCommunity, Community, CommunitySeen, GetCommunity, ListMemberships, ops, overlay,
};
use sampan_protocol::ids::CommunityId;

impl Client {
    /// Answers [`ListMemberships`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_memberships(&self, _: ListMemberships) -> Reply<ListMemberships> {
        self.core.view(SCOPE, own::memberships).await
    }

    /// Answers [`GetCommunity`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such community.
    pub async fn get_community(&self, request: GetCommunity) -> Reply<GetCommunity> {
        let id = request.community;
        let mine = self.core.view(SCOPE, own::memberships).await?;
        let mine = mine.into_iter().find(|m| m.community.id == id);
        let listed = self.core.listed(AskCommunity { community: id }, 1).await;
        let (told, state) = match (listed, &mine) {
            (Ok(listed), _) => (listed.items.into_iter().next(), listed.state),
            // It waits to be made: the service cannot know it yet.
            (Err(_), Some(_)) => (None, sampan_protocol::page::Standing::Fresh),
            (Err(error), None) => return Err(error),
        };
        let role = mine.as_ref().map(|m| m.role);
        let shown = told.or_else(|| mine.map(|m| m.community));
        let community = match shown {
            Some(shown) => Some(self.faced(shown).await?),
            None => None,
        };
        Ok(CommunitySeen { community, role, state })
    }

    /// A community, as I changed it.
    async fn faced(&self, community: Community) -> Result<Community, sampan_protocol::Error> {
        let faced = move |_: &Connection, view: &crate::view::View| {
            let changes = view.done::<ops::Update>(ops::UPDATE);
            let of_it = changes.filter(|(change, _)| change.community == community.id);
            let now = of_it
                .fold(community.clone(), |now, (change, _)| overlay::faced(&now, &change.face));
            Ok(own::tagged(view, now))
        };
        self.core.view(SCOPE, faced).await
    }
}

/// A community as this device last saw it.
pub(super) fn kept(db: &Connection, id: CommunityId) -> Result<Option<Community>, Fault> {
    let name = AskCommunity { community: id }.name()?;
    let Some(part) = page::get(db, &name, 0)? else { return Ok(None) };
    let mut items: Vec<Community> = serde_json::from_str(&part.items)?;
    Ok(items.pop())
}
