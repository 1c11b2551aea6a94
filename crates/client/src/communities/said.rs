//! What is said to a post: the latest part is asked for again and again, each other one when a screen
//! gets there or shows something of it.

use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::pages::List;
use crate::table::page;
use sampan_protocol::Error;
use sampan_protocol::communities::thread::Bone;
use sampan_protocol::communities::{AskComments, Comment, CommentsPart, rows};
use sampan_protocol::ids::PostId;
use sampan_protocol::page::{Part, Standing};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many parts that are not here are asked for at once.
const MISSING: usize = 8;
/// How many parts that are here are asked for again at once.
const AGAIN: usize = 3;

/// A part of the comments on a post, which is a list of its own on the device: so nothing else is asked
/// for again when it changes.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SaidPart {
    post: PostId,
    /// Which; none for the latest.
    place: Option<u32>,
}

impl List for SaidPart {
    type Ask = CommentsPart;
    type Item = Comment;
    const WORD: &'static str = "comments";
    const KIND: &'static str = rows::PAGE;

    fn ask(&self, part: Part) -> CommentsPart {
        let after = self.place.map(|place| place.to_string()).unwrap_or_default();
        CommentsPart { list: AskComments { post: self.post }, part: Part { after, ..part } }
    }
}

/// What of the comments on a post is here.
#[derive(Debug, Default)]
pub(super) struct Here {
    /// Parts as they were told.
    pub(super) texts: Vec<Text>,
    /// How many parts there are before the latest.
    pub(super) parts: u32,
    /// Those of them that are not here.
    pub(super) missing: Vec<u32>,
}

/// A part as it was told.
#[derive(Debug)]
pub(super) struct Text {
    /// Which; none for the latest.
    pub(super) place: Option<u32>,
    /// Its comments, JSON.
    items: String,
}

impl Text {
    /// Where each of its comments stands.
    pub(super) fn bones(&self) -> Result<Vec<Bone>, Fault> {
        Ok(serde_json::from_str(&self.items)?)
    }

    /// Some of its comments, by their places from 0.
    pub(super) fn some(&self, wanted: &BTreeSet<usize>) -> Result<Vec<(usize, Comment)>, Fault> {
        let all: Vec<&RawValue> = serde_json::from_str(&self.items)?;
        let one = |nth: &usize| Some((*nth, all.get(*nth)?.get()));
        let read = |(nth, text)| Ok((nth, serde_json::from_str(text)?));
        wanted.iter().filter_map(one).map(read).collect()
    }
}

/// What is here.
pub(super) fn here(db: &Connection, post: PostId) -> Result<Here, Fault> {
    let part = |place| page::get(db, &SaidPart { post, place }.name()?, 0);
    let Some(latest) = part(None)? else { return Ok(Here::default()) };
    let mut here = Here::default();
    let before: Option<u32> = latest.next.and_then(|next| next.parse().ok());
    here.texts.push(Text { place: None, items: latest.items });
    here.parts = before.map_or(0, |before| before.saturating_add(1));
    for place in 0..here.parts {
        match part(Some(place))? {
            Some(kept) => here.texts.push(Text { place: Some(place), items: kept.items }),
            None => here.missing.push(place),
        }
    }
    Ok(here)
}

impl Core {
    /// Has the latest part of the comments on a post asked for where that is due.
    ///
    /// # Errors
    /// What the service says where it refuses to show it.
    pub(super) fn tend_said(self: &Arc<Self>, post: PostId) -> Result<Standing, Error> {
        self.tend(SaidPart { post, place: None }, 1).map(|(state, _)| state)
    }

    /// Has parts asked for that are not here, a few at a time, and some of those again that are shown.
    ///
    /// # Errors
    /// What the service says where it refuses to show it.
    pub(super) fn tend_parts(
        self: &Arc<Self>,
        post: PostId,
        missing: impl IntoIterator<Item = u32>,
        shown: impl IntoIterator<Item = u32>,
    ) -> Result<(), Error> {
        for place in missing.into_iter().take(MISSING) {
            self.tend(SaidPart { post, place: Some(place) }, 1)?;
        }
        let mut begun = 0;
        for place in shown {
            let (_, begins) = self.tend(SaidPart { post, place: Some(place) }, 1)?;
            begun += usize::from(begins);
            if begun == AGAIN {
                break;
            }
        }
        Ok(())
    }
}
