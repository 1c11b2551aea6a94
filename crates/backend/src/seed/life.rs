//! Plays what life accounts publish, and what people do with it.

use super::play::Stage;
use super::script::{Board, Daily, Leaf, Shopfront, Who};
use crate::features::life::{
    self, Crop, Hours, KeepShot, Liked, Service, Shot, Span, Tag, TagKind, ops,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::ids::{CommentId, LifeId, NoteId, OpId};
use sampan_protocol::{Currency, Error, Money};
use serde::Serialize;

/// The town is eight hours ahead of UTC.
const OFFSET: i32 = 480;

impl Stage {
    /// Does something with life accounts.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn live(&mut self, who: Who, what: &Daily) -> Result<(), Error> {
        match what {
            Daily::Open(front, board) => {
                let account = LifeId(self.fresh().0);
                let face = self.face(who, board).await?;
                self.does(who, ops::OPEN, &ops::Open { account, face }).await?;
                self.fronts.insert(*front, account);
            }
            Daily::Publish { leaf, by, title, text, shows, tag } => {
                let note = NoteId(self.fresh().0);
                let mut pictures = Vec::new();
                for (at, shown) in shows.iter().enumerate() {
                    let tag = if at == 0 { *tag } else { "" };
                    pictures.push(self.picture(who, *shown, leaf.0 + at, tag).await?);
                }
                let said = ops::Said {
                    title: (*title).to_owned(),
                    text: (*text).to_owned(),
                    pictures,
                    ..ops::Said::default()
                };
                let account = self.front(*by)?;
                let write = ops::Write { note, account, said, publish: None };
                self.does(who, ops::WRITE, &write).await?;
                self.leaves.insert(*leaf, note);
            }
            Daily::Screen { leaf, by, clip } => self.screen(who, (*leaf, *by), *clip).await?,
            Daily::Like(leaf) => {
                let note = self.leaf(*leaf)?;
                self.does(who, ops::VIEW, &ops::View { notes: vec![note] }).await?;
                let like = ops::Like { target: Liked::Note(note), likes: true };
                self.does(who, ops::LIKE, &like).await?;
            }
            Daily::Keep(leaf) => {
                let keep = ops::Keep { note: self.leaf(*leaf)?, kept: true, folder: None };
                self.does(who, ops::KEEP, &keep).await?;
            }
            Daily::Say(leaf, body) => {
                let (comment, note) = (CommentId(self.fresh().0), self.leaf(*leaf)?);
                let body = (*body).to_owned();
                let new = ops::Comment { comment, note, answers: None, body };
                self.does(who, ops::COMMENT, &new).await?;
            }
            Daily::Follow(front) => {
                let follow = ops::Follow { account: self.front(*front)?, follows: true };
                self.does(who, ops::FOLLOW, &follow).await?;
            }
        }
        Ok(())
    }

    async fn face(&mut self, who: Who, board: &Board) -> Result<ops::Face, Error> {
        let picture = self.picture(who, board.shows, 1, "").await?.sha256;
        let yuan = Currency::new("CNY")?;
        let offer = |(title, fen): &(&str, i64)| Service {
            title: (*title).to_owned(),
            text: String::new(),
            price: Some(Money::new(*fen, yuan)),
        };
        let day = |(from, to)| vec![vec![Span { from, to }]; 7];
        Ok(ops::Face {
            name: board.name.to_owned(),
            kind: board.kind,
            about: board.about.to_owned(),
            category: board.category,
            hours: Hours { offset: OFFSET, days: board.open.map(day).unwrap_or_default() },
            place: board.place.to_owned(),
            services: board.offers.iter().map(offer).collect(),
            picture: Some(picture),
        })
    }

    /// Hands somebody's picture in: upright, square or flat, in turn.
    async fn picture(
        &mut self,
        who: Who,
        shown: Who,
        turn: usize,
        tag: &str,
    ) -> Result<Shot, Error> {
        let whole = Crop { x: 0, y: 0, width: 1_000, height: 1_000 };
        let crop = match turn % 3 {
            0 => Crop { x: 125, width: 750, ..whole },
            1 => whole,
            _ => Crop { y: 125, height: 750, ..whole },
        };
        let base64 = STANDARD.encode(shown.character().picture);
        let kept = self.ask(who, &KeepShot { crop: Some(crop), base64 }).await?;
        let tag = Tag {
            x: 420,
            y: 600,
            kind: TagKind::Product,
            text: tag.to_owned(),
            link: String::new(),
        };
        let tags = if tag.text.is_empty() { Vec::new() } else { vec![tag] };
        Ok(Shot { sha256: kept.sha256, width: kept.width, height: kept.height, tags })
    }

    pub(super) async fn does(
        &mut self,
        who: Who,
        name: &str,
        args: &impl Serialize,
    ) -> Result<OpId, Error> {
        self.act(who, life::SCOPE, name, args, false).await
    }

    pub(super) fn front(&self, front: Shopfront) -> Result<LifeId, Error> {
        self.fronts.get(&front).copied().ok_or_else(Error::internal)
    }

    fn leaf(&self, leaf: Leaf) -> Result<NoteId, Error> {
        self.leaves.get(&leaf).copied().ok_or_else(Error::internal)
    }
}
