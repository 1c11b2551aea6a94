//! A field to comment on a post, or to answer a comment.

use super::super::write::area::MarkdownArea;
use super::quote::quote;
use crate::act::{Act, problem};
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::draft::Draft;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::communities::{COMMENT_LIMIT, Comment, WriteComment, check_comment};
use sampan_protocol::ids::{CommentId, PostId, uuid_v7};

/// How much of what is answered is shown, in characters.
const QUOTED: usize = 80;

/// What is being answered; text, so that it is kept with the draft.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    /// The identifier of the comment; empty where the post itself is answered.
    comment: RwSignal<String>,
    /// Who wrote it.
    author: RwSignal<String>,
    /// How it begins.
    quoted: RwSignal<String>,
    /// What is typed.
    body: RwSignal<String>,
    place: NodeRef<html::Textarea>,
}

impl Answering {
    /// The post itself.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            comment: text(),
            author: text(),
            quoted: text(),
            body: text(),
            place: NodeRef::new(),
        }
    }

    /// This comment; the caret is put where the answer is typed.
    pub(super) fn begin(self, comment: &Comment) {
        self.comment.set(comment.id.to_string());
        self.author.set(comment.author.name.clone());
        self.quoted.set(comment.body.replace('\n', " ").chars().take(QUOTED).collect());
        if let Some(place) = self.place.get_untracked() {
            let _ = place.focus();
        }
    }

    /// This comment, with what it says or a passage of it quoted.
    pub(super) fn quote(self, comment: &Comment) {
        self.body.update(|body| *body = quote(body, comment));
        self.begin(comment);
    }

    /// The post itself again.
    fn end(self) {
        for text in [self.comment, self.author, self.quoted] {
            text.try_set(String::new());
        }
    }
}

/// A field at the foot of the thread.
#[component]
pub(super) fn Composer(
    /// On which post.
    post: PostId,
    /// What is being answered.
    answering: Answering,
    /// What is to be shown: what was just said.
    reach: RwSignal<Option<CommentId>>,
) -> View {
    let Answering { comment, author, quoted, body, place } = answering;
    Draft::of(format!("comment/{post}"), vec![body, comment, author, quoted]);
    let act = Act::new();
    // One key for what is typed: pressing twice says it once.
    let fresh = || (new_op(), CommentId(uuid_v7(&BrowserClock, &BrowserRandom)));
    let keys = StoredValue::new(fresh());
    let send = move |()| {
        let (op, id) = keys.get_value();
        let text = body.with_untracked(|body| body.trim().to_owned());
        let parent = comment.with_untracked(|id| id.parse().ok());
        act.run(WriteComment { op, comment: id, post, parent, body: text }, move |()| {
            body.try_set(String::new());
            answering.end();
            reach.try_set(Some(id));
            keys.set_value(fresh());
        });
    };
    let unfit = Signal::derive(move || body.with(|body| check_comment(body.trim()).is_err()));
    let answers = Memo::new(move || comment.with(|id| !id.is_empty()));
    let whom = move || {
        answers.get().then(|| {
            view! {
                <div class="answering" data-test="answering">
                    <p class="answering-text">
                        <strong>{move || t!("communities.comment.answering", name = author.get())}</strong>
                        <span class="answering-quote">{quoted}</span>
                    </p>
                    <button class="answering-end" type="button" aria-label=t!("communities.comment.answering.end") on:click=move |_| answering.end() data-test="answering-end">
                        <Icon name="x" size=20 />
                    </button>
                </div>
            }
        })
    };
    view! {
        <div class="composer">
            {whom}
            {problem(act)}
            <MarkdownArea label=t!("communities.comment.body") value=body rows=1 max=COMMENT_LIMIT quiet=true place test="comment-body" />
            <span class="composer-send">
                <Button small=true icon="send" busy=act.busy() disabled=unfit on_press=send test="comment-send">{t!("communities.comment.send")}</Button>
            </span>
        </div>
    }
}
