//! Arranges comments as a tree.

use super::overlay::counted;
use super::rows::Comment;
use super::{Opinion, Sort, rank};
use crate::ids::CommentId;
use crate::time::Timestamp;
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

/// What of a comment says where it stands: so much can be read of thousands of them at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Bone {
    /// Identifier.
    pub id: CommentId,
    /// On which comment, if on one.
    pub parent: Option<CommentId>,
    /// When it was written.
    pub created: Timestamp,
    /// How many like it.
    pub up: i64,
    /// How many think that it does not belong there.
    pub down: i64,
    /// What whoever reads it thinks of it, counted above.
    pub opinion: Opinion,
}

impl Bone {
    /// With what whoever reads it thinks of it now.
    #[must_use]
    pub fn voted(self, now: Opinion) -> Self {
        let (up, down) = counted((self.up, self.down), self.opinion, now);
        Self { up, down, opinion: now, ..self }
    }
}

impl From<&Comment> for Bone {
    fn from(comment: &Comment) -> Self {
        let Comment { id, parent, created, up, down, opinion, .. } = *comment;
        Self { id, parent, created, up, down, opinion }
    }
}

/// Where a comment stands in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Its place among those that were arranged.
    pub of: usize,
    /// Identifier.
    pub id: CommentId,
    /// How many comments stand above it, up to the post.
    pub depth: u32,
    /// How many comments stand under it.
    pub under: u32,
}

/// The comments of an arranged thread that are shown, without what stands under those that are folded.
#[must_use]
pub fn shown(spots: &[Spot], folded: &BTreeSet<CommentId>) -> Vec<Shown> {
    let mut hidden_under = None::<u32>;
    let mut above: Vec<usize> = Vec::new();
    let mut shown = Vec::with_capacity(spots.len());
    for (at, Spot { id, depth, .. }) in spots.iter().enumerate() {
        above.truncate(usize::try_from(*depth).unwrap_or(usize::MAX));
        let answers = above.last().filter(|_| *depth > DEEP).copied();
        above.push(at);
        if hidden_under.is_some_and(|folded| *depth > folded) {
            continue;
        }
        let folded = folded.contains(id);
        hidden_under = folded.then_some(*depth);
        shown.push(Shown { at, folded, answers });
    }
    shown
}

/// Arranges comments under one another, each before its answers, in this order among siblings. An
/// answer whose comment is missing stands at the top.
#[must_use]
pub fn arrange(bones: &[Bone], sort: Sort) -> Vec<Spot> {
    let known: BTreeSet<CommentId> = bones.iter().map(|bone| bone.id).collect();
    let mut under: BTreeMap<Option<CommentId>, Vec<usize>> = BTreeMap::new();
    for (of, bone) in bones.iter().enumerate() {
        let parent = bone.parent.filter(|id| known.contains(id));
        under.entry(parent).or_default().push(of);
    }
    for siblings in under.values_mut() {
        let place = |of: &usize| (Reverse(order(&bones[*of], sort)), Reverse(bones[*of].id));
        siblings.sort_by_cached_key(place);
    }
    let mut spots: Vec<Spot> = Vec::with_capacity(bones.len());
    // A stack instead of calls: people answer one another as deep as they like.
    let mut left: Vec<(usize, u32)> = Vec::new();
    put(&mut under, &mut left, None, 0);
    loop {
        while let Some((of, depth)) = left.pop() {
            let id = bones[of].id;
            put(&mut under, &mut left, Some(id), depth + 1);
            spots.push(Spot { of, id, depth, under: 0 });
        }
        // What is left answers itself in a circle: no service says so, but nothing is lost.
        let Some((_, round)) = under.pop_first() else { break };
        left.extend(round.into_iter().map(|of| (of, 0)));
    }
    count(&mut spots);
    spots
}

/// Puts what answers a comment, or the post, next.
fn put(
    under: &mut BTreeMap<Option<CommentId>, Vec<usize>>,
    left: &mut Vec<(usize, u32)>,
    parent: Option<CommentId>,
    depth: u32,
) {
    let children = under.remove(&parent).unwrap_or_default();
    left.extend(children.into_iter().rev().map(|of| (of, depth)));
}

/// Counts what stands under each: what follows it and is deeper.
fn count(spots: &mut [Spot]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..=spots.len() {
        let depth = spots.get(at).map_or(0, |one| one.depth as usize);
        for done in open.drain(depth.min(open.len())..) {
            spots[done].under = u32::try_from(at - done - 1).unwrap_or(u32::MAX);
        }
        open.push(at);
    }
}

fn order(bone: &Bone, sort: Sort) -> i64 {
    let Bone { up, down, created, .. } = *bone;
    match sort {
        Sort::Hot => rank::hot(up, down, created),
        Sort::New => created.micros(),
        Sort::Top => rank::top(up, down),
        Sort::Controversial => rank::controversial(up, down),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn bone(id: u128, parent: Option<u128>, up: i64) -> Bone {
        Bone {
            id: CommentId(Uuid::from_u128(id)),
            parent: parent.map(|id| CommentId(Uuid::from_u128(id))),
            created: Timestamp::from_seconds(i64::try_from(id).unwrap_or(0)),
            up,
            down: 0,
            opinion: Opinion::None,
        }
    }

    fn shape(spots: &[Spot]) -> Vec<(u128, u32, u32)> {
        spots.iter().map(|one| (one.id.0.as_u128(), one.depth, one.under)).collect()
    }

    #[test]
    fn answers_stand_under_what_they_answer() {
        let all = [
            bone(1, None, 0),
            bone(2, Some(1), 1),
            bone(3, Some(1), 5),
            bone(4, None, 9),
            bone(5, Some(2), 0),
            bone(6, Some(99), 2),
        ];
        let placed = arrange(&all, Sort::Top);
        let wanted = [(4, 0, 0), (6, 0, 0), (1, 0, 3), (3, 1, 0), (2, 1, 1), (5, 2, 0)];
        assert_eq!(shape(&placed), wanted, "liked first, answers under their comment");
        assert!(placed.iter().all(|one| all[one.of].id == one.id), "each is found again");
        assert_eq!(arrange(&all, Sort::New)[0].id.0.as_u128(), 6, "the latest first");
    }

    #[test]
    fn an_opinion_counts_once() {
        let liked = bone(1, None, 3).voted(Opinion::Up);
        assert_eq!((liked.up, liked.down), (4, 0), "one more");
        assert_eq!(liked.voted(Opinion::Up), liked, "not twice");
        let turned = liked.voted(Opinion::Down);
        assert_eq!((turned.up, turned.down), (3, 1), "taken back, and the other");
    }

    #[test]
    fn what_stands_under_a_folded_comment_is_not_shown() {
        let all = (1..=9).map(|n| bone(n, Some(n - 1), 0)).chain([bone(10, None, 0)]);
        let placed = arrange(&all.collect::<Vec<_>>(), Sort::Top);
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
        let deep: Vec<Bone> = (1..=20_000).map(|n| bone(n, Some(n - 1), 0)).collect();
        let placed = arrange(&deep, Sort::Hot);
        assert_eq!(placed.last().map(|one| one.depth), Some(19_999), "each under the one before");
    }

    proptest! {
        #[test]
        fn nobody_is_lost_whoever_answers_whom(parents in prop::collection::vec(0u128..40, 1..40)) {
            let ids = 1u128..;
            let all: Vec<Bone> = ids.zip(&parents).map(|(id, p)| bone(id, Some(*p), 0)).collect();
            let placed = arrange(&all, Sort::Hot);
            prop_assert_eq!(placed.len(), parents.len());
            for (at, one) in placed.iter().enumerate() {
                let under = placed[at + 1..].iter().take_while(|next| next.depth > one.depth);
                prop_assert_eq!(one.under as usize, under.count());
            }
        }
    }
}
