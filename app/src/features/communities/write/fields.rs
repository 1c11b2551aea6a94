//! What a post says, as it is typed.

use super::super::tags::{self, TagPick};
use super::area::MarkdownArea;
use super::pictures::{Pictures, PicturesField};
use super::poll::{self, PollFields};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{BODY_LIMIT, Post, TITLE_LIMIT, Tag, check_post};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    title: RwSignal<String>,
    body: RwSignal<String>,
    /// The identifiers of tags.
    tags: RwSignal<String>,
    poll: poll::Typed,
    pub(super) pictures: Pictures,
}

impl Typed {
    /// Nothing is typed.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let (pictures, poll) = (Pictures::of(Vec::new()), poll::Typed::of(None));
        Self { title: text(), body: text(), tags: text(), poll, pictures }
    }

    /// What a post says now.
    pub(super) fn of(post: &Post) -> Self {
        Self {
            title: RwSignal::new(post.title.clone()),
            body: RwSignal::new(post.body.clone()),
            tags: RwSignal::new(tags::write(
                &post.tags.iter().map(|tag| tag.id).collect::<Vec<_>>(),
            )),
            poll: poll::Typed::of(post.poll.as_ref()),
            pictures: Pictures::of(post.pictures.clone()),
        }
    }

    /// Begins with a text that came from elsewhere.
    pub(super) fn begin(self, text: String) {
        self.body.set(text);
    }

    /// What is kept as a draft; pictures are not.
    pub(super) fn fields(self) -> Vec<RwSignal<String>> {
        let mut fields = vec![self.title, self.body, self.tags];
        fields.extend(self.poll.fields());
        fields
    }

    /// What it says; tracked.
    pub(super) fn said(self) -> Said {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        let pictures = self.pictures.kept.get();
        Said {
            title: trimmed(self.title),
            body: trimmed(self.body),
            pictures,
            tags: self.tags.with(|text| tags::read(text)),
            poll: self.poll.ballot(),
        }
    }

    /// Whether it cannot be posted like this.
    pub(super) fn incomplete(self) -> bool {
        check_post(&self.said()).is_err()
    }
}

/// The fields of a post.
#[component]
pub(super) fn Fields(
    /// What is typed.
    typed: Typed,
    /// What it can be marked with.
    #[prop(into)]
    known: Signal<Vec<Tag>>,
    /// Whether further pictures can be picked.
    may_pick: bool,
) -> View {
    let limit = u32::try_from(TITLE_LIMIT).unwrap_or(u32::MAX);
    view! {
        <Field label=t!("communities.post.title") value=typed.title max=limit test="post-title" />
        <MarkdownArea label=t!("communities.post.body") value=typed.body rows=8 max=BODY_LIMIT test="post-body" />
        <TagPick chosen=typed.tags tags=known />
        <PicturesField pictures=typed.pictures may_pick />
        <PollFields typed=typed.poll />
    }
}
