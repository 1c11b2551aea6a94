//! Screen `communities.tags`: what posts of a community can be marked with, for its moderators.

use super::super::links;
use super::super::reads::{KINDS, id_in_path};
use super::super::tags::class;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::tags::{HUES, MOST, TAG_LIMIT};
use sampan_protocol::communities::{GetCommunity, KeepTag, RemoveTag, Role, Tag};
use sampan_protocol::ids::{CommunityId, OpId, TagId, uuid_v7};

/// What is being changed.
#[derive(Clone, Copy)]
struct Changing {
    open: RwSignal<bool>,
    asked: RwSignal<bool>,
    id: RwSignal<TagId>,
    op: RwSignal<OpId>,
    is_new: RwSignal<bool>,
    name: RwSignal<String>,
    hue: RwSignal<u8>,
}

impl Changing {
    fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            asked: RwSignal::new(false),
            id: RwSignal::new(TagId(Default::default())),
            op: RwSignal::new(new_op()),
            is_new: RwSignal::new(true),
            name: RwSignal::new(String::new()),
            hue: RwSignal::new(0),
        }
    }

    /// Opens the sheet for a tag; for a new one, if there is none.
    fn begin(self, tag: Option<Tag>, hue: u8) {
        self.is_new.set(tag.is_none());
        let fresh =
            || Tag { id: TagId(uuid_v7(&BrowserClock, &BrowserRandom)), name: String::new(), hue };
        let Tag { id, name, hue } = tag.unwrap_or_else(fresh);
        self.id.set(id);
        self.name.set(name);
        self.hue.set(hue);
        self.op.set(new_op());
        self.open.set(true);
    }
}

/// The tags of a community.
#[component]
pub(crate) fn TagsScreen() -> View {
    let id = id_in_path("community", CommunityId(Default::default()));
    let seen = read(KINDS, move || GetCommunity { community: id });
    let community = Memo::new(move || seen.get().and_then(Result::ok).and_then(|s| s.community));
    let moderates = Memo::new(move || {
        let role = seen.get().and_then(Result::ok).and_then(|seen| seen.role);
        role.is_some_and(Role::moderates)
    });
    let tags = Memo::new(move || community.get().map(|one| one.tags).unwrap_or_default());
    let is_there = Memo::new(move || community.with(Option::is_some));
    let state = Memo::new(move || match is_there.get() {
        true => ScreenState::Ready,
        false => ScreenState::of(&seen.get(), |seen| seen.community.is_none()),
    });
    let changing = Changing::new();
    let add = move |()| {
        let next = untrack(|| tags.with(Vec::len)) % usize::from(HUES);
        changing.begin(None, u8::try_from(next).unwrap_or_default());
    };
    let row = move |tag: Tag| {
        let this = tag.clone();
        let change = move |()| changing.begin(Some(this.clone()), 0);
        let lead = {
            let class = format!("tag-dot hue-{}", tag.hue);
            move || view! { <span class=class.clone()></span> }
        };
        view! { <ListItem title=tag.name lead on_press=change test="tag-row" /> }
    };
    let list = move || {
        let all = tags.get();
        let room = all.len() < MOST;
        let more = room.then(|| {
            view! { <Button block=true kind=ButtonKind::Soft icon="plus" on_press=add test="tag-add">{t!("communities.tags.add")}</Button> }
        });
        match all.is_empty() {
            true => view! {
                <StateView icon="tag" title=t!("communities.tags.none") text=t!("communities.tags.none.text") />
                {more}
            },
            false => view! {
                <ListSection foot=t!("communities.tags.text")>{all.into_iter().map(row).collect_view()}</ListSection>
                {more}
            },
        }
    };
    let content = move || match (is_there.get(), moderates.get()) {
        (true, true) => view! { <div class="stack">{list}</div> },
        (true, false) => {
            view! { <p class="callout">{t!("error.communities.moderators_only")}</p> }
        }
        (false, _) => loaded(seen.get(), move |()| seen.refetch(), |_| view! { <SkeletonRows /> }),
    };
    view! {
        <Screen name="communities.tags" title=t!("communities.tags") back=links::ROOT state>
            {content}
            <ChangeSheet community=id changing />
        </Screen>
    }
}

/// Makes a tag, or changes one.
#[component]
fn ChangeSheet(community: CommunityId, changing: Changing) -> View {
    let (act, drop) = (Act::new(), Act::new());
    let tag = move || Tag {
        id: changing.id.get(),
        name: changing.name.with(|name| name.trim().to_owned()),
        hue: changing.hue.get(),
    };
    let keep = move |()| {
        let command = KeepTag { op: changing.op.get_untracked(), community, tag: untrack(tag) };
        act.run(command, move |()| changing.open.set(false));
    };
    let remove = move |()| {
        let command = RemoveTag { op: new_op(), community, tag: changing.id.get_untracked() };
        drop.run_aloud(command, move |()| changing.open.set(false));
    };
    let max = u32::try_from(TAG_LIMIT).unwrap_or(u32::MAX);
    let empty = Signal::derive(move || changing.name.with(|name| name.trim().is_empty()));
    let title = Signal::derive(move || match changing.is_new.get() {
        true => t!("communities.tags.add"),
        false => t!("communities.tags.change"),
    });
    let shown = move || {
        let mut tag = tag();
        if tag.name.is_empty() {
            tag.name = t!("communities.tags.example");
        }
        view! { <span class=class(&tag)>{tag.name.clone()}</span> }
    };
    let asked = changing.asked;
    let removing = move || {
        (!changing.is_new.get()).then(|| {
            view! { <Button block=true kind=ButtonKind::Grave on_press=move |()| asked.set(true) test="tag-remove">{t!("communities.tags.remove")}</Button> }
        })
    };
    let inside = move || {
        view! {
            <div class="form">
                <p class="tag-shown">{shown}</p>
                <Field label=t!("communities.tags.name") value=changing.name max test="tag-name" />
                <Hues hue=changing.hue />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=empty on_press=keep test="tag-keep">{t!("ui.save")}</Button>
                {removing}
            </div>
        }
    };
    view! {
        <Sheet open=changing.open title test="tag-sheet">{inside}</Sheet>
        <Confirm open=asked danger=true title=t!("communities.tags.remove.ask") text=t!("communities.tags.remove.text")
            confirm=t!("communities.tags.remove") on_confirm=remove test="tag-remove-ask" />
    }
}

/// The colours.
#[component]
fn Hues(hue: RwSignal<u8>) -> View {
    let name = fresh_id("hue");
    let one = |this: u8| {
        let label = t!(&format!("communities.hue.{this}"));
        view! {
            <label class=format!("hue-choice hue-{this}") title=label.clone() data-test=format!("hue-{this}")>
                <input type="radio" name=name.clone() aria-label=label prop:checked=move || hue.get() == this on:change=move |_| hue.set(this) />
                <span aria-hidden="true"></span>
            </label>
        }
    };
    view! {
        <fieldset class="hues">
            <legend>{t!("communities.tags.hue")}</legend>
            {(0..HUES).map(one).collect_view()}
        </fieldset>
    }
}
