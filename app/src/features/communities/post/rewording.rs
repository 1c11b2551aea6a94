//! Changing a comment of one's own.

use super::super::write::area::MarkdownArea;
use crate::act::{Act, problem};
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::ops::Edit;
use sampan_protocol::communities::{COMMENT_LIMIT, EditWritten, check_comment};
use sampan_protocol::ids::CommentId;

/// Which comment is being changed.
#[derive(Clone, Copy)]
pub(super) struct Rewording {
    open: RwSignal<bool>,
    comment: RwSignal<Option<CommentId>>,
    body: RwSignal<String>,
}

impl Rewording {
    /// None is.
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            comment: RwSignal::new(None),
            body: RwSignal::new(String::new()),
        }
    }

    /// Changes this one.
    pub(super) fn begin(self, comment: CommentId, body: String) {
        self.comment.set(Some(comment));
        self.body.set(body);
        self.open.set(true);
    }
}

/// A sheet to change a comment.
#[component]
pub(super) fn RewordingSheet(
    /// Which.
    rewording: Rewording,
) -> View {
    let act = Act::new();
    let body = rewording.body;
    let incomplete = Signal::derive(move || body.with(|body| check_comment(body.trim()).is_err()));
    let save = move |()| {
        let Some(comment) = rewording.comment.get_untracked() else { return };
        let body = body.with_untracked(|body| body.trim().to_owned());
        let edit = Edit::Comment { comment, body };
        act.run(EditWritten { op: new_op(), edit }, move |()| {
            rewording.open.try_set(false);
        });
    };
    view! {
        <Sheet open=rewording.open title=t!("communities.comment.edit") test="comment-edit">
            <div class="form">
                <MarkdownArea label=t!("communities.comment.body") value=body rows=5 max=COMMENT_LIMIT quiet=true test="comment-edit-body" />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=incomplete on_press=save test="comment-save">{t!("ui.save")}</Button>
            </div>
        </Sheet>
    }
}
