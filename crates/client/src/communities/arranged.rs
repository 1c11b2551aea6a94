//! A thread as it is arranged: where each of its comments stands is known, and those that are shown are read.

use super::own::{self, Lens};
use super::said::{Here, Text};
use crate::db::{Connection, Fault};
use crate::moderation::Unseen;
use crate::view::View;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::thread::{self, Bone, Placed, Spot};
use sampan_protocol::communities::{Comment, Mine, Sort, overlay};
use sampan_protocol::ids::{CommentId, PostId};
use sampan_protocol::moderation::Target;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A thread as it is arranged, with what of it waits to be sent.
pub(super) struct Arranged {
    /// Where each comment stands, in order.
    pub(super) spots: Vec<Spot>,
    /// How many parts there are before the latest.
    pub(super) of: u32,
    /// Those that are not here.
    pub(super) missing: BTreeSet<u32>,
    texts: Vec<Text>,
    /// In which text each was told, and which of it it is; behind them those that I wrote.
    told: Vec<(usize, usize)>,
    written: Vec<(Comment, bool)>,
    lens: Lens,
    unseen: Unseen,
}

impl Arranged {
    /// Everything that is said to a post, as it was told and as one said it, in its order.
    pub(super) fn of(
        (db, view): (&Connection, &View),
        unseen: Unseen,
        (post, here): (PostId, Here),
        sort: Sort,
    ) -> Result<Self, Fault> {
        let lens = Lens::of(db, view)?;
        let (mut bones, mut told): (Vec<Bone>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
        for (text, part) in here.texts.iter().enumerate() {
            for (nth, bone) in part.bones()?.into_iter().enumerate() {
                bones.push(lens.bone(bone));
                told.push((text, nth));
            }
        }
        let known: HashSet<CommentId> = bones.iter().map(|bone| bone.id).collect();
        let mut written = Vec::new();
        for (mine, waits) in own::written(db, view, Timestamp(i64::MIN))? {
            if let Mine::Comment(comment) = mine
                && comment.post == post
                && !known.contains(&comment.id)
            {
                let comment = if waits { comment } else { lens.comment(comment) };
                bones.push(Bone::from(&comment));
                written.push((comment, waits));
            }
        }
        let spots = thread::arrange(&bones, sort);
        let missing = here.missing.into_iter().collect();
        let (of, texts) = (here.parts, here.texts);
        Ok(Self { spots, of, missing, texts, told, written, lens, unseen })
    }

    /// Which part what stands at a place is of; none for the latest, and for what I wrote.
    pub(super) fn part(&self, at: usize) -> Option<u32> {
        let (text, _) = self.told.get(self.spots.get(at)?.of)?;
        self.texts.get(*text)?.place
    }

    /// What stands at these places.
    ///
    /// # Errors
    /// That what is kept of it cannot be read.
    pub(super) fn read(&self, places: &BTreeSet<usize>) -> Result<BTreeMap<usize, Placed>, Fault> {
        let mut wanted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let of = |at: &usize| self.spots.get(*at).and_then(|spot| self.told.get(spot.of));
        for (text, nth) in places.iter().filter_map(of) {
            wanted.entry(*text).or_default().insert(*nth);
        }
        let mut comments = BTreeMap::new();
        for (text, places) in wanted {
            let some = self.texts.get(text).map(|text| text.some(&places)).transpose()?;
            let some = some.unwrap_or_default().into_iter();
            comments.extend(some.map(|(nth, comment)| ((text, nth), self.lens.comment(comment))));
        }
        let mut placed = BTreeMap::new();
        for (at, spot) in places.iter().filter_map(|at| Some((*at, self.spots.get(*at)?))) {
            let found = match self.told.get(spot.of) {
                Some(place) => comments.get(place).map(|comment| (comment.clone(), false)),
                None => self.written.get(spot.of - self.told.len()).cloned(),
            };
            let Some((comment, waits)) = found else { continue };
            let comment = veil(comment, &self.unseen);
            let Spot { depth, under, .. } = *spot;
            placed.insert(at, Placed { comment, depth, under, waits });
        }
        Ok(placed)
    }
}

/// Shows nothing of a comment that I do not want to see.
fn veil(comment: Comment, unseen: &Unseen) -> Comment {
    let of = [Target::new("comment", comment.id), Target::new("person", comment.author.id)];
    match unseen.hides(&of, &[&comment.body]) {
        true => overlay::removed_comment(comment),
        false => comment,
    }
}
