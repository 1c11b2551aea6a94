//! Screen `feed.studio`: what one posts, and how one's videos go.

use super::super::publish::DRAFT;
use super::films::Films;
use super::postings::{GiveUp, GivingUp, postings};
use crate::answer::read;
use crate::bridge;
use crate::features::feed::links;
use crate::features::feed::reads::read_managed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::drafts::GetDraft;
use sampan_protocol::feed::Managed;
use sampan_protocol::feed::film::{ListPostings, POSTING};

/// What one posts, and how one's videos go.
#[component]
pub(crate) fn StudioScreen() -> View {
    let posted = read(&[POSTING], || ListPostings {});
    let managed = read_managed();
    let accounts = Memo::new(move || {
        let mine = managed.get().and_then(Result::ok).unwrap_or_default();
        mine.into_iter().filter(|one| one.role.sees_insights()).collect::<Vec<_>>()
    });
    let drafted = RwSignal::new(false);
    spawn_local(async move {
        let kept = bridge::call(&GetDraft { form: DRAFT.to_owned() }).await.unwrap_or_default();
        drafted.try_set(!kept.is_empty());
    });
    // What is not read yet, or could not be, is no nothing.
    let is_empty = Memo::new(move || {
        managed.get().is_some_and(|all| all.is_ok())
            && accounts.with(Vec::is_empty)
            && !drafted.get()
            && posted.get().is_some_and(|all| all.is_ok_and(|all| all.is_empty()))
    });
    let state = Memo::new(move || match is_empty.get() {
        true => ScreenState::Empty,
        false => ScreenState::of(&posted.get(), |_| false),
    });
    let draft = move || {
        drafted.get().then(|| view! {
            <ListSection title=t!("feed.studio.drafts")>
                <ListItem title=t!("feed.studio.draft") href=links::PUBLISH test="video-draft" lead=|| view! { <Icon name="pencil" /> } />
            </ListSection>
        })
    };
    let giving_up = GivingUp::new();
    let list = move |all| postings(all, giving_up);
    let films = move || {
        let one = |Managed { account, .. }: Managed| view! { <Films account=account.id name=account.name followers=account.followers /> };
        accounts.get().into_iter().map(one).collect_view()
    };
    let nothing = move || {
        is_empty.get().then(|| view! { <StateView icon="clapperboard" title=t!("feed.studio.none") text=t!("feed.studio.none.text") /> })
    };
    view! {
        <Screen name="feed.studio" title=t!("feed.studio") back=links::ROOT state>
            <div class="stack">
                <Button block=true icon="clapperboard" href=links::PUBLISH test="post-video">{t!("feed.video.post")}</Button>
                {draft}
                {move || loaded(posted.get(), move |()| posted.refetch(), list)}
                <GiveUp giving_up />
                {nothing}
                {films}
            </div>
        </Screen>
    }
}
