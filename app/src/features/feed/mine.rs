//! Screen `feed.mine`: the accounts that one manages, and those that one follows.

use super::links;
use super::reads::read_managed;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Followed, InLife, ListFollowed, Managed, rows};

/// The accounts that I have to do with.
#[component]
pub(crate) fn MineScreen() -> View {
    let managed = read_managed();
    let followed = read(&[rows::FOLLOWED], || ListFollowed {});
    let state = Memo::new(move || match ScreenState::of(&managed.get(), |_| false) {
        ScreenState::Ready => ScreenState::of(&followed.get(), |_| false),
        other => other,
    });
    let own = |all: Vec<Managed>| {
        let row = |Managed { account, role, .. }: Managed| {
            one(&InLife::from(&account), t!(&format!("feed.role.{}", role.word())), "my-life")
        };
        match all.is_empty() {
            true => View::none(),
            false => view! {
                <ListSection title=t!("feed.managed")>{all.into_iter().map(row).collect_view()}</ListSection>
            },
        }
    };
    let others = |all: Vec<Followed>| {
        let row = |Followed { account, since }: Followed| {
            one(&account, t!("feed.followed", time = format::day(since)), "followed-life")
        };
        match all.is_empty() {
            true => view! { <p class="list-foot">{t!("feed.followed.none")}</p> },
            false => {
                view! { <ListSection title=t!("feed.followed")>{all.into_iter().map(row).collect_view()}</ListSection> }
            }
        }
    };
    view! {
        <Screen name="feed.mine" title=t!("feed.mine") back=links::ROOT state>
            <div class="stack">
                {move || loaded(managed.get(), move |()| managed.refetch(), own)}
                <Button block=true kind=ButtonKind::Soft icon="plus" href=links::NEW test="new-life">{t!("feed.new")}</Button>
                <Button block=true kind=ButtonKind::Soft icon="clapperboard" href=links::STUDIO test="studio">{t!("feed.studio")}</Button>
                {move || loaded(followed.get(), move |()| followed.refetch(), others)}
            </div>
        </Screen>
    }
}

fn one(life: &InLife, detail: String, test: &'static str) -> View {
    let (name, picture) = (life.name.clone(), life.picture.clone());
    let lead = move || view! { <Avatar name=name.clone() picture=picture.clone() size=44 /> };
    view! { <ListItem title=life.name.clone() detail lead href=links::life(life.id) test /> }
}
