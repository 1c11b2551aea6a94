//! The comments on a post, under one another; any can be folded with what stands under it.

use super::super::looking::Looking;
use super::comment::one;
use super::screen::Around;
use crate::answer::Answer;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::Thread;
use sampan_protocol::communities::thread::Placed;
use sampan_protocol::ids::CommentId;

/// From which depth on comments are not indented any further on a phone; the style sheet says the same.
const DEEP: u32 = 6;

/// A comment as it is shown.
pub(super) struct Row {
    /// The comment in its place.
    pub(super) placed: Placed,
    /// Its text as safe HTML.
    pub(super) html: String,
    /// Whether what stands under it is hidden.
    pub(super) folded: bool,
    /// Whom it answers, where the indentation does not show it.
    pub(super) answers: Option<String>,
}

/// Comments that are folded.
pub(super) type Folded = RwSignal<Vec<CommentId>>;

/// The comments. One is made anew only when it differs.
#[component]
pub(super) fn Comments(
    /// The thread.
    thread: Answer<Thread>,
    /// How it is looked at.
    looking: RwSignal<Looking>,
    /// What stands beside it.
    around: Around,
) -> View {
    let folded: Folded = RwSignal::new(Vec::new());
    let all = Signal::derive(move || thread.get().and_then(Result::ok));
    let rows = move || {
        let comments = all.get().map(|thread| thread.comments).unwrap_or_default();
        folded.with(|folded| shown(comments, folded))
    };
    let count = Memo::new(move || all.with(|all| all.as_ref().map_or(0, |t| t.comments.len())));
    let more = Memo::new(move || all.with(|all| all.as_ref().is_some_and(|thread| thread.more)));
    let go_on = move |()| looking.update(|now| now.further = now.further.saturating_add(1));
    let none = move || {
        (count.get() == 0).then(|| {
            view! { <p class="hint center" data-test="no-comments">{t!("communities.comments.none")}</p> }
        })
    };
    view! {
        <section class="thread" aria-label=t!("communities.comments.title") data-test="thread">
            <For each=rows key=key children=move |row| one(row, folded, around) />
        </section>
        {none}
        {move || more.get().then(|| view! { <More rows=count label=t!("communities.more") on_more=go_on /> })}
    }
}

/// What tells a comment from another one: everything that is shown of it and that may change.
fn key(row: &Row) -> String {
    let Placed { comment, depth, under, waits } = &row.placed;
    let flags = [comment.removed, *waits, row.folded].map(|flag| if flag { '1' } else { '0' });
    let edited = comment.edited.map_or(0, sampan_protocol::Timestamp::micros);
    let numbers = [comment.up, comment.down, comment.opinion.value(), edited];
    let mut key = format!("{} {depth} {under} {}", comment.id, String::from_iter(flags));
    numbers.iter().for_each(|number| key.extend([" ", &number.to_string()]));
    key
}

/// The rows of a thread, without what stands under those that are folded.
fn shown(comments: Vec<(Placed, String)>, folded: &[CommentId]) -> Vec<Row> {
    // A list, not the set that `thread::unfolded` takes: a set's code is 3 KB of the WASM.
    let mut hidden_under = None::<u32>;
    let mut above: Vec<String> = Vec::new();
    let mut rows = Vec::with_capacity(comments.len());
    for (placed, html) in comments {
        let depth = placed.depth;
        above.truncate(usize::try_from(depth).unwrap_or(usize::MAX));
        let answers = above.last().filter(|_| depth > DEEP).cloned();
        above.push(placed.comment.author.name.clone());
        if hidden_under.is_some_and(|folded| depth > folded) {
            continue;
        }
        let folded = folded.contains(&placed.comment.id);
        hidden_under = folded.then_some(depth);
        rows.push(Row { placed, html, folded, answers });
    }
    rows
}
