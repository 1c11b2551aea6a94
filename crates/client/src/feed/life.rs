//! Life accounts: those that one manages and follows, and one of them.

use super::show::answered;
use super::{SCOPE, own};
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::feed::hours::{Openness, open_at};
use sampan_protocol::feed::{
    AskAccount, AskKeepers, Followed, GetInsights, GetLife, LifeShown, ListFollowed, ListKeepers,
    ListManaged, ops, rows,
};
use std::cmp::Reverse;

impl Client {
    /// Answers [`ListManaged`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_managed(&self, _: ListManaged) -> Reply<ListManaged> {
        self.core.view(SCOPE, own::managed).await
    }

    /// Answers [`ListFollowed`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_followed(&self, _: ListFollowed) -> Reply<ListFollowed> {
        let read = |db: &crate::db::Connection, view: &crate::view::View| {
            let mut all: Vec<Followed> = row::all(db, &view.scope, rows::FOLLOWED)?;
            for (follow, _) in view.done::<ops::Follow>(ops::FOLLOW) {
                if !follow.follows {
                    all.retain(|one| one.account.id != follow.account);
                }
            }
            all.sort_by_key(|one| Reverse(one.since));
            Ok(all)
        };
        self.core.view(SCOPE, read).await
    }

    /// Answers [`GetLife`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such account.
    pub async fn get_life(&self, request: GetLife) -> Reply<GetLife> {
        let id = request.account;
        let (refused, listed) = answered(self.core.listed(AskAccount { account: id }, 1).await)?;
        let (state, now) = (listed.state, self.core.service_now());
        let shown = self
            .core
            .view(SCOPE, move |db, view| {
                let mine = own::managed(db, view)?.into_iter().find(|one| one.account.id == id);
                let role = mine.as_ref().map(|one| one.role);
                let told = match listed.items.into_iter().next() {
                    Some(told) => Some(own::account(db, view, told)?),
                    None => mine.map(|one| one.account),
                };
                let open = told.as_ref().map_or(Openness::Unsaid, |a| open_at(&a.hours, now));
                Ok(LifeShown { account: told, open, role, state })
            })
            .await?;
        match (refused, &shown.account) {
            (Some(error), None) => Err(error),
            _ => Ok(shown),
        }
    }

    /// Answers [`ListKeepers`].
    ///
    /// # Errors
    /// `Refused` where I do not manage it.
    pub async fn list_keepers(&self, request: ListKeepers) -> Reply<ListKeepers> {
        let account = request.account;
        let mut listed = self.core.listed(AskKeepers { account }, 1).await?;
        let changes = self
            .core
            .view(SCOPE, move |_, view| {
                let all = view.done::<ops::SetRole>(ops::SET_ROLE);
                let here = all.filter(|(change, _)| change.account == account);
                Ok(here.map(|(change, _)| (change.person, change.role)).collect::<Vec<_>>())
            })
            .await?;
        for (person, role) in changes {
            match role {
                None => listed.items.retain(|one| one.person.id != person),
                Some(role) => {
                    for one in listed.items.iter_mut().filter(|one| one.person.id == person) {
                        one.role = role;
                    }
                }
            }
        }
        Ok(listed)
    }

    /// Answers [`GetInsights`].
    ///
    /// # Errors
    /// `Refused` where they are not for me.
    pub async fn get_insights(&self, request: GetInsights) -> Reply<GetInsights> {
        self.core.listed(request.list, 1).await
    }
}
