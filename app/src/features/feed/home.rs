//! Screens `feed` and `feed.topic`: notes to discover, of whom one follows, and of one topic.

use super::cards::Waterfall;
use super::links;
use super::reads::{listed, read_notes};
use crate::listing::{RefreshItem, rows_or, state_of};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_params_map};
use crate::search::SearchButton;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Category, Feed};
use sampan_protocol::search::Kind;

/// The first screen of life accounts.
#[component]
pub(crate) fn HomeScreen() -> View {
    let (whose, category, parts) =
        (RwSignal::new(0_u8), RwSignal::new(None::<Category>), RwSignal::new(1));
    Effect::new(move |_| {
        whose.track();
        category.track();
        parts.set(1);
    });
    let feed = move || match (whose.get(), category.get()) {
        (1, _) => Feed::Following,
        (_, Some(category)) => Feed::Category(category),
        _ => Feed::Discover,
    };
    let notes = read_notes(feed, parts);
    let options = vec![(0_u8, t!("feed.discover")), (1, t!("feed.following"))];
    let discovers = Memo::new(move || whose.get() == 0);
    let chips = move || discovers.get().then(|| view! { <Categories category /> });
    let empty = move || match whose.get_untracked() {
        1 => {
            view! { <StateView icon="users-round" title=t!("feed.following.none") text=t!("feed.following.none.text") /> }
        }
        _ => none(),
    };
    view! {
        <Screen name="feed" title=t!("feed.title") state=state_of(notes) actions=actions wide=true>
            <div class="stack fall-screen">
                <nav class="feed-switch" aria-label=t!("feed.switch")>
                    <a aria-current="page" href=links::ROOT>{t!("feed.part.notes")}</a>
                    <a href=links::VIDEOS data-test="videos"><Icon name="clapperboard" size=20 />{t!("feed.videos")}</a>
                </nav>
                <Tabs label=t!("feed.whose") options value=whose test="whose" />
                {chips}
                {rows_or(notes, empty, move || view! { <Waterfall notes=listed(notes) parts /> })}
            </div>
        </Screen>
    }
}

fn none() -> View {
    view! {
        <StateView icon="sparkles" title=t!("feed.none") text=t!("feed.none.text") action=t!("feed.write") href=links::WRITE />
    }
}

fn actions() -> View {
    let navigate = use_navigate();
    let go = move |path: &'static str| {
        let navigate = navigate.clone();
        Callback::new(move |()| navigate(path, NavigateOptions::default()))
    };
    view! {
        <SearchButton kind=Kind::Note />
        <IconButton icon="pencil" label=t!("feed.write") href=links::WRITE test="write-note" />
        <Menu label=t!("feed.menu") test="feed-menu">
            <RefreshItem />
            <MenuItem label=t!("feed.video.post") icon="clapperboard" on_press=go(links::PUBLISH) test="post-video" />
            <MenuItem label=t!("feed.studio") icon="chart-pie" on_press=go(links::STUDIO) test="studio" />
            <MenuItem label=t!("feed.watching") icon="sliders-horizontal" on_press=go(links::WATCHING) test="watching" />
            <MenuItem label=t!("feed.folders") icon="bookmark" on_press=go(links::FOLDERS) test="folders" />
            <MenuItem label=t!("feed.mine") icon="store" on_press=go(links::MINE) test="mine" />
            <MenuItem label=t!("feed.new") icon="plus" on_press=go(links::NEW) test="new-life" />
        </Menu>
    }
}

#[component]
fn Categories(category: RwSignal<Option<Category>>) -> View {
    let chip = move |this: Option<Category>| {
        let label = match this {
            Some(this) => t!(&format!("feed.category.{}", this.word())),
            None => t!("feed.category.all"),
        };
        let selected = Signal::derive(move || category.get() == this);
        view! { <Chip label selected on_press=move |()| category.set(this) test="category" /> }
    };
    let all = std::iter::once(None).chain(Category::ALL.iter().copied().map(Some));
    view! { <div class="chips" role="group" aria-label=t!("feed.category")>{all.map(chip).collect_view()}</div> }
}

/// The notes of one topic.
#[component]
pub(crate) fn TopicScreen() -> View {
    let topic = use_params_map().with_untracked(|params| params.get("topic")).unwrap_or_default();
    let (title, parts) = (format!("#{topic}"), RwSignal::new(1));
    let notes = read_notes(move || Feed::Topic(topic.clone()), parts);
    view! {
        <Screen name="feed.topic" title back=links::ROOT state=state_of(notes) wide=true>
            <div class="stack fall-screen">
                {rows_or(notes, none, move || view! { <Waterfall notes=listed(notes) parts /> })}
            </div>
        </Screen>
    }
}
