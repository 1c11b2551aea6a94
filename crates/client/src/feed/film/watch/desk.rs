//! What the order of videos stands on: what is offered, what was learned, and how one wants to watch.

use super::super::super::notes::hides;
use super::learned::{self, Learned};
use super::order::{Order, Stands, here_first, seed};
use super::wishes;
use crate::core::Core;
use crate::db::{Connection, Fault, blocking};
use crate::moderation::Unseen;
use crate::pages::{List, at_hand};
use crate::table::{page, row};
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::feed::film::{AskOffered, AskRanking, Offered, Tab, Watching};
use sampan_protocol::feed::{AskAccount, Category, Followed, Note, ops, rows};
use sampan_protocol::ids::{LifeId, NoteId};
use sampan_protocol::page::{Listed, Standing};
use sampan_rank::{Balance, Key, Mode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many parts of what is offered are looked through.
const PARTS: u32 = 25;

/// What the order stands on.
pub(super) struct Desk {
    learned: Learned,
    /// How I want to watch.
    pub(super) wishes: Watching,
    balance: Balance,
    unseen: Unseen,
    mode: Mode,
    now: i64,
    seed: u64,
    pub(super) media: PathBuf,
}

/// What is offered, as it is here. The first time one part is asked for, so that something is there soon.
///
/// # Errors
/// What the service says where it refuses to show it.
pub(super) async fn offered(core: &Arc<Core>, tab: &Tab) -> Result<Listed<Offered>, Error> {
    let list = AskOffered { tab: tab.clone() };
    let name = list.name()?;
    let is_here = core.cached(move |db| Ok(page::get(db, &name, 0)?.is_some())).await?;
    core.listed(list, if is_here { PARTS } else { 1 }).await
}

impl Desk {
    /// Reads what the order of these videos stands on.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub(super) async fn of(core: &Arc<Core>, tab: &Tab) -> Result<Self, Error> {
        let own = core.own.clone();
        let read = move || own.read(|db| Ok((learned::read(db)?, wishes::read(db)?)));
        let (learned, wishes) = blocking(read).await?;
        let told = core.listed(AskRanking {}, 1).await.map(|listed| listed.items);
        let told = told.unwrap_or_default().into_iter().next();
        let balance = told.and_then(|told| serde_json::from_str(&told.balance).ok());
        let is_latest = wishes.chronological || *tab != Tab::ForYou;
        let now = core.service_now().seconds();
        Ok(Self {
            learned,
            wishes,
            balance: balance.unwrap_or_default(),
            unseen: core.unseen().await?,
            mode: if is_latest { Mode::Chronological } else { Mode::ForYou },
            now,
            seed: seed(&core.wire.identity().device().to_string(), now),
            media: core.media_path(""),
        })
    }

    /// The order of what is offered, without what is on the screen already.
    pub(super) fn order(
        &mut self,
        db: &Connection,
        view: &View,
        (offers, state): (&[Offered], Standing),
        seen: &BTreeSet<NoteId>,
    ) -> Result<Vec<Stands>, Fault> {
        self.learned.profile.following = following(db, view)?;
        let accounts = at_hand::<AskAccount>(db)?;
        let categories: BTreeMap<LifeId, Category> =
            accounts.into_iter().map(|account| (account.id, account.category)).collect();
        let order = Order {
            learned: &self.learned,
            balance: self.balance,
            mode: self.mode,
            place: &self.wishes.place,
            categories: &categories,
            now: self.now,
            seed: self.seed,
        };
        let stands = order
            .of(offers, |offered| seen.contains(&offered.note.id) || !self.shows(&offered.note));
        if state != Standing::Offline {
            return Ok(stands);
        }
        let here = offers.iter().filter(|offered| is_here(&self.media, &offered.note));
        Ok(here_first(stands, offers, &here.map(|offered| offered.note.id).collect()))
    }

    /// Whether a note is a video that is shown to me.
    pub(super) fn shows(&self, note: &Note) -> bool {
        let is_out = !(note.removed || note.waiting || note.held);
        is_out && whole(note).is_some() && !hides(&self.unseen, note)
    }
}

/// Whether the whole file of a video is in this folder of media.
pub(super) fn is_here(media: &Path, note: &Note) -> bool {
    whole(note).is_some_and(|file| media.join(&file.sha256).exists())
}

/// The one file of a video that plays; none where none is made.
pub(super) fn whole(note: &Note) -> Option<&sampan_protocol::media::File> {
    Some(&note.film.as_ref()?.made.as_ref()?.whole)
}

/// The accounts that I follow, as the ranking names them.
fn following(db: &Connection, view: &View) -> Result<BTreeSet<Key>, Fault> {
    let rows: Vec<Followed> = row::all(db, &view.scope, rows::FOLLOWED)?;
    let key = |id: LifeId| super::offers::author(id);
    let mut all: BTreeSet<Key> = rows.iter().map(|one| key(one.account.id)).collect();
    for (follow, _) in view.done::<ops::Follow>(ops::FOLLOW) {
        match follow.follows {
            true => all.insert(key(follow.account)),
            false => all.remove(&key(follow.account)),
        };
    }
    Ok(all)
}
