//! How a community presents itself, as it is typed.

use super::super::interests::{branch_word, cell_of};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::interests::{branches, grows_on};
use sampan_protocol::communities::ops::Face;
use sampan_protocol::communities::{
    ABOUT_LIMIT, Community, Joining, NAME_LIMIT, PLACE_LIMIT, Topic, check_face,
};
use sampan_protocol::people::Picture;

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    name: RwSignal<String>,
    about: RwSignal<String>,
    rules: RwSignal<String>,
    place: RwSignal<String>,
    /// The word of a topic: what is kept as a draft is text.
    topic: RwSignal<String>,
    /// The word of one of its branches.
    branch: RwSignal<String>,
    /// A coarse cell, or what is typed to find it.
    spot: RwSignal<String>,
    /// The word of a way to join.
    joining: RwSignal<String>,
    picture: RwSignal<Picture>,
}

impl Typed {
    /// Nothing is typed.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            about: text(),
            rules: text(),
            place: text(),
            topic: text(),
            branch: text(),
            spot: text(),
            joining: text(),
            picture: RwSignal::new(Picture::Keep),
        }
    }

    /// What a community says now.
    pub(super) fn of(community: &Community) -> Self {
        let typed = Self::new();
        typed.name.set(community.name.clone());
        typed.about.set(community.about.clone());
        typed.rules.set(community.rules.clone());
        typed.place.set(community.place.clone());
        typed.topic.set(community.topic.word().to_owned());
        typed.branch.set(community.branch.clone());
        typed.spot.set(community.spot.clone());
        typed.joining.set(community.joining.word().to_owned());
        typed
    }

    /// What is kept as a draft.
    pub(super) fn fields(self) -> Vec<RwSignal<String>> {
        let words = [self.name, self.about, self.rules, self.place];
        [&words[..], &[self.topic, self.joining, self.branch, self.spot]].concat()
    }

    /// How it presents itself, with the picture that it has; tracked.
    pub(super) fn face(self, picture: Option<String>) -> Face {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        let topic = self.topic.with(|word| Topic::from_word(word)).unwrap_or_default();
        let branch = self.branch.with(|branch| match grows_on(topic, branch) {
            true => branch.clone(),
            false => String::new(),
        });
        Face {
            name: trimmed(self.name),
            about: trimmed(self.about),
            rules: trimmed(self.rules),
            topic,
            branch,
            place: trimmed(self.place),
            spot: self.spot.with(|typed| cell_of(typed)),
            joining: self.joining.with(|word| Joining::from_word(word)).unwrap_or_default(),
            picture: picture.filter(|_| self.picture.get() != Picture::Remove),
        }
    }

    /// Another picture, if one was picked.
    pub(super) fn picture(self) -> Option<String> {
        match self.picture.get_untracked() {
            Picture::Set(base64) => Some(base64),
            Picture::Keep | Picture::Remove => None,
        }
    }

    /// Whether it cannot be handed in like this.
    pub(super) fn incomplete(self) -> Signal<bool> {
        Signal::derive(move || check_face(&self.face(None)).is_err())
    }
}

/// The fields.
#[component]
pub(super) fn Fields(
    /// What is typed.
    typed: Typed,
    /// SHA-256 of the picture that it has.
    #[prop(optional_no_strip)]
    current: Option<String>,
) -> View {
    let topics: Vec<(String, String)> = Topic::ALL
        .into_iter()
        .map(|one| (one.word().to_owned(), t!(&format!("communities.topic.{}", one.word()))))
        .collect();
    let topics = [vec![(String::new(), t!("communities.topic.choose"))], topics].concat();
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    view! {
        <PictureField value=typed.picture name=typed.name current=MaybeProp::from(current) />
        <Field label=t!("communities.name") value=typed.name max=limit(NAME_LIMIT) placeholder=t!("communities.name.example") test="community-name" />
        <TextArea label=t!("communities.about") value=typed.about rows=3 max=limit(ABOUT_LIMIT) placeholder=t!("communities.about.example") test="community-about" />
        <TextArea label=t!("communities.rules") value=typed.rules rows=4 max=limit(ABOUT_LIMIT) hint=t!("communities.rules.hint") test="community-rules" />
        <Select label=t!("communities.topic") options=topics value=typed.topic test="community-topic" />
        <Branches typed />
        <Field label=t!("communities.place") value=typed.place max=limit(PLACE_LIMIT) hint=t!("communities.place.hint") test="community-place" />
        <Field label=t!("communities.spot") value=typed.spot max=40 hint=t!("communities.spot.hint") test="community-spot" />
        <Ways joining=typed.joining />
    }
}

/// The branches of the topic that is chosen; nothing where it has none.
#[component]
fn Branches(typed: Typed) -> View {
    let topic = Memo::new(move || typed.topic.with(|word| Topic::from_word(word)));
    move || {
        let all = branches(topic.get()?);
        let word = |branch: &&str| (String::from(*branch), branch_word(branch));
        let none = (String::new(), t!("communities.branch.none"));
        let options = std::iter::once(none).chain(all.iter().map(word)).collect();
        (!all.is_empty()).then(|| {
            view! { <Select label=t!("communities.branch") options value=typed.branch test="community-branch" /> }
        })
    }
}

/// How somebody becomes a member.
#[component]
fn Ways(joining: RwSignal<String>) -> View {
    let row = |this: Joining| {
        let word = this.word();
        let checked =
            move || joining.with(|now| Joining::from_word(now)).unwrap_or_default() == this;
        view! {
            <label class="way" data-test=format!("joining-{word}")>
                <input type="radio" name="joining" prop:checked=checked on:change=move |_| joining.set(word.to_owned()) />
                <span class="item-text">
                    <span>{t!(&format!("communities.joining.{word}"))}</span>
                    <span class="item-detail">{t!(&format!("communities.joining.{word}.text"))}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="ways">
            <legend>{t!("communities.joining")}</legend>
            {Joining::ALL.map(row).into_iter().collect_view()}
        </fieldset>
    }
}
