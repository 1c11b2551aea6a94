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
        siblings.sort_by_key(|comment| (Reverse(order(comment, sort)), Reverse(comment.id)));
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
    for at in 0..placed.len() {
        let depth = placed[at].depth as usize;
        open.truncate(depth);
        for above in &open {
            placed[*above].under += 1;
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
