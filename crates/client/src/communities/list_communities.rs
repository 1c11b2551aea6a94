//! Looking for communities, and at who belongs to one.

use super::SCOPE;
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::communities::{AskMembers, ListCommunities, ListMembers, ops};

impl Client {
    /// Answers [`ListCommunities`].
    ///
    /// # Errors
    /// `Storage` where the cache cannot be read.
    pub async fn list_communities(&self, request: ListCommunities) -> Reply<ListCommunities> {
        self.core.listed(request.list, request.parts).await
    }

    /// Answers [`ListMembers`].
    ///
    /// # Errors
    /// `Refused` where the service does not show it.
    pub async fn list_members(&self, request: ListMembers) -> Reply<ListMembers> {
        let AskMembers { community, asking } = request.list;
        let mut listed = self.core.listed(request.list, request.parts).await?;
        if asking {
            let decided = self
                .core
                .view(SCOPE, move |_, view| {
                    let all = view.done::<ops::Decide>(ops::DECIDE);
                    let here = all.filter(|(decide, _)| decide.community == community);
                    Ok(here.map(|(decide, _)| decide.person).collect::<Vec<_>>())
                })
                .await?;
            listed.items.retain(|member| !decided.contains(&member.person.id));
        }
        Ok(listed)
    }
}
