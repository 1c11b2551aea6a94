//! Arranges comments as a tree.

use super::rows::Comment;
use super::{Sort, rank};
use crate::ids::CommentId;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A comment in its place in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The comment.
    pub comment: Comment,
    /// How many comments stand above it, up to the post.
    pub depth: u32,
    /// How many comments stand under it.
    pub under: u32,
    /// Whether it waits in this device's outbox.
    pub waits: bool,
}

/// From which depth on comments are not indented any further on a phone, so that it has to be said whom
/// they answer; the style sheet says the same.
pub const DEEP: u32 = 6;

/// A comment that is shown: not under one that is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Its place among all.
    pub at: usize,
    /// Whether what stands under it is hidden.
    pub folded: bool,
    /// The place of what it answers, where the indentation does not show it.
    pub answers: Option<usize>,
}

/// The comments of an arranged thread that are shown, without what stands under those that are folded.
#[must_use]
pub fn shown(placed: &[Placed], folded: &BTreeSet<CommentId>) -> Vec<Shown> {
    let mut hidden_under = None::<u32>;
    let mut above: Vec<usize> = Vec::new();
    let mut shown = Vec::with_capacity(placed.len());
    for (at, Placed { comment, depth, .. }) in placed.iter().enumerate() {
        above.truncate(usize::try_from(*depth).unwrap_or(usize::MAX));
        let answers = above.last().filter(|_| *depth > DEEP).copied();
        above.push(at);
        if hidden_under.is_some_and(|folded| *depth > folded) {
            continue;
        }
        let folded = folded.contains(&comment.id);
        hidden_under = folded.then_some(*depth);
        shown.push(Shown { at, folded, answers });
    }
    shown
}

/// Arranges comments under one another, each before its answers, in this order among siblings. An
/// answer whose comment is missing stands at the top.
#[must_use]
pub fn arrange(comments: Vec<Comment>, waiting: &BTreeSet<CommentId>, sort: Sort) -> Vec<Placed> {
    let known: BTreeSet<CommentId> = comments.iter().map(|comment| comment.id).collect();
    let mut under: BTreeMap<Option<CommentId>, Vec<Comment>> = BTreeMap::new();
    for comment in comments {
        let parent = comment.parent.filter(|id| known.contains(id));
        under.entry(parent).or_default().push(comment);
    }
    for siblings in under.values_mut() {
        siblings.sort_by_cached_key(|comment| (Reverse(order(comment, sort)), Reverse(comment.id)));
    }
    let mut placed: Vec<Placed> = Vec::with_capacity(known.len());
    // A stack instead of calls: people answer one another as deep as they like.
    let mut left: Vec<(Comment, u32)> = Vec::new();
    put(&mut under, &mut left, None, 0);
    loop {
        while let Some((comment, depth)) = left.pop() {
            put(&mut under, &mut left, Some(comment.id), depth + 1);
            let waits = waiting.contains(&comment.id);
            placed.push(Placed { comment, depth, under: 0, waits });
        }
        // What is left answers itself in a circle: no service says so, but nothing is lost.
        let Some((_, round)) = under.pop_first() else { break };
        left.extend(round.into_iter().map(|comment| (comment, 0)));
    }
    count(&mut placed);
    placed
}

/// Puts what answers a comment, or the post, next.
fn put(
    under: &mut BTreeMap<Option<CommentId>, Vec<Comment>>,
    left: &mut Vec<(Comment, u32)>,
    parent: Option<CommentId>,
    depth: u32,
) {
    let children = under.remove(&parent).unwrap_or_default();
    left.extend(children.into_iter().rev().map(|comment| (comment, depth)));
}

/// Counts what stands under each: what follows it and is deeper.
fn count(placed: &mut [Placed]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..=placed.len() {
        let depth = placed.get(at).map_or(0, |one| one.depth as usize);
        for done in open.drain(depth.min(open.len())..) {
            placed[done].under = u32::try_from(at - done - 1).unwrap_or(u32::MAX);
        }
        open.push(at);
    }
}

fn order(comment: &Comment, sort: Sort) -> i64 {
    let Comment { up, down, created, .. } = comment;
    match sort {
        Sort::Hot => rank::hot(*up, *down, *created),
        Sort::New => created.micros(),
        Sort::Top => rank::top(*up, *down),
        Sort::Controversial => rank::controversial(*up, *down),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::communities::Opinion;
    use crate::ids::{PersonId, PostId};
    use crate::people::{Kind, Person};
    use crate::time::Timestamp;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn comment(id: u128, parent: Option<u128>, up: i64) -> Comment {
        Comment {
            id: CommentId(Uuid::from_u128(id)),
            post: PostId(Uuid::nil()),
            parent: parent.map(|id| CommentId(Uuid::from_u128(id))),
            author: Person {
                id: PersonId(Uuid::nil()),
                handle: "mei".into(),
                name: "Mei".into(),
                avatar: None,
                kind: Kind::Person,
                mcc: None,
            },
            body: String::new(),
            created: Timestamp::from_seconds(i64::try_from(id).unwrap_or(0)),
            edited: None,
            up,
            down: 0,
            opinion: Opinion::None,
            removed: false,
            held: false,
            reactions: Default::default(),
        }
    }

    fn shape(placed: &[Placed]) -> Vec<(u128, u32, u32)> {
        placed.iter().map(|one| (one.comment.id.0.as_u128(), one.depth, one.under)).collect()
    }

    #[test]
    fn answers_stand_under_what_they_answer() {
        let all = vec![
            comment(1, None, 0),
            comment(2, Some(1), 1),
            comment(3, Some(1), 5),
            comment(4, None, 9),
            comment(5, Some(2), 0),
            comment(6, Some(99), 2),
        ];
        let placed = arrange(all.clone(), &BTreeSet::new(), Sort::Top);
        let wanted = [(4, 0, 0), (6, 0, 0), (1, 0, 3), (3, 1, 0), (2, 1, 1), (5, 2, 0)];
        assert_eq!(shape(&placed), wanted, "liked first, answers under their comment");
        let young = arrange(all, &BTreeSet::new(), Sort::New);
        assert_eq!(young[0].comment.id.0.as_u128(), 6, "the latest first");
    }

    #[test]
    fn what_stands_under_a_folded_comment_is_not_shown() {
        let all = (1..=9).map(|n| comment(n, Some(n - 1), 0)).chain([comment(10, None, 0)]);
        let placed = arrange(all.collect(), &BTreeSet::new(), Sort::Top);
        let places = |folded: &[u128]| {
            let folded = folded.iter().map(|id| CommentId(Uuid::from_u128(*id))).collect();
            shown(&placed, &folded)
        };
        let open = places(&[]);
        assert_eq!(open.len(), 10, "nothing is folded");
        let said: Vec<_> = open.iter().filter_map(|one| one.answers).collect();
        assert_eq!(said, [7, 8], "beyond the sixth step it is said whom one answers");
        let folded = places(&[3]);
        let seen: Vec<_> = folded.iter().map(|one| (one.at, one.folded)).collect();
        assert_eq!(seen, [(0, false), (1, false), (2, false), (3, true)], "the rest is hidden");
        assert_eq!(places(&[3, 5]), folded, "what is folded under it changes nothing");
        assert_eq!(places(&[10]).len(), 10, "under the first one nothing stands");
    }

    #[test]
    fn a_thread_may_be_as_deep_as_people_like() {
        let deep: Vec<Comment> = (1..=20_000).map(|n| comment(n, Some(n - 1), 0)).collect();
        let placed = arrange(deep, &BTreeSet::new(), Sort::Hot);
        assert_eq!(placed.last().map(|one| one.depth), Some(19_999), "each under the one before");
    }

    proptest! {
        #[test]
        fn nobody_is_lost_whoever_answers_whom(parents in prop::collection::vec(0u128..40, 1..40)) {
            let ids = 1u128..;
            let all: Vec<Comment> = ids.zip(&parents).map(|(id, p)| comment(id, Some(*p), 0)).collect();
            let placed = arrange(all, &BTreeSet::new(), Sort::Hot);
            prop_assert_eq!(placed.len(), parents.len());
            for (at, one) in placed.iter().enumerate() {
                let under = placed[at + 1..].iter().take_while(|next| next.depth > one.depth);
                prop_assert_eq!(one.under as usize, under.count());
            }
        }
    }
}
