//! What a post says, as it is typed.

use super::area::MarkdownArea;
use super::pictures::{Pictures, PicturesField};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{BODY_LIMIT, Post, TITLE_LIMIT, check_post};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    title: RwSignal<String>,
    body: RwSignal<String>,
    pub(super) pictures: Pictures,
}

impl Typed {
    /// Nothing is typed.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self { title: text(), body: text(), pictures: Pictures::of(Vec::new()) }
    }

    /// What a post says now.
    pub(super) fn of(post: &Post) -> Self {
        Self {
            title: RwSignal::new(post.title.clone()),
            body: RwSignal::new(post.body.clone()),
            pictures: Pictures::of(post.pictures.clone()),
        }
    }

    /// Begins with a text that came from elsewhere.
    pub(super) fn begin(self, text: String) {
        self.body.set(text);
    }

    /// What is kept as a draft; pictures are not.
    pub(super) fn fields(self) -> Vec<RwSignal<String>> {
        vec![self.title, self.body]
    }

    /// What it says; tracked.
    pub(super) fn said(self) -> Said {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        let pictures = self.pictures.kept.get();
        Said { title: trimmed(self.title), body: trimmed(self.body), pictures }
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
    /// Whether further pictures can be picked.
    may_pick: bool,
) -> View {
    let limit = u32::try_from(TITLE_LIMIT).unwrap_or(u32::MAX);
    view! {
        <Field label=t!("communities.post.title") value=typed.title max=limit test="post-title" />
        <MarkdownArea label=t!("communities.post.body") value=typed.body rows=8 max=BODY_LIMIT test="post-body" />
        <PicturesField pictures=typed.pictures may_pick />
    }
}
