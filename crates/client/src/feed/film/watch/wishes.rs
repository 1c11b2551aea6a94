//! How one wants to watch; kept beside the outbox, as it is a person's own wish.

use super::desk::{Desk, is_here, offered};
use super::{learned, tell};
use crate::Client;
use crate::db::{Connection, Fault, blocking};
use crate::table::known;
use sampan_protocol::feed::PLACE_LIMIT;
use sampan_protocol::feed::film::{
    GetWatching, SetWatching, Tab, WATCHING, Watching, WatchingShown,
};
use sampan_protocol::{Error, Reply};
use std::collections::BTreeSet;

/// Under which name it is known.
const NAME: &str = "feed/watching";
/// The most that is kept for when there is no connection, in mebibytes.
const MOST: u32 = 100_000;

/// How I want to watch.
pub(super) fn read(db: &Connection) -> Result<Watching, Fault> {
    Ok(known::get(db, NAME)?.unwrap_or_default())
}

impl Client {
    /// Answers [`GetWatching`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_watching(&self, _: GetWatching) -> Reply<GetWatching> {
        let core = &self.core;
        let (own, now) = (core.own.clone(), core.service_now().seconds());
        let shown = move || own.read(|db| Ok((learned::read(db)?, read(db)?)));
        let (learned, wishes) = blocking(shown).await?;
        // What cannot be offered is not here.
        let offers = offered(core, &Tab::ForYou).await.map(|listed| listed.items);
        let desk = Desk::of(core, &Tab::ForYou).await?;
        let here: BTreeSet<_> = offers
            .unwrap_or_default()
            .iter()
            .filter(|offered| is_here(&desk.media, &offered.note))
            .map(|offered| offered.note.id)
            .collect();
        Ok(WatchingShown {
            wishes,
            watched: learned.watched(),
            interests: learned.interests(now),
            here: u32::try_from(here.len()).unwrap_or(u32::MAX),
        })
    }

    /// Answers [`SetWatching`].
    ///
    /// # Errors
    /// `Invalid` for what is no place, `Storage` where it cannot be kept.
    pub async fn set_watching(&self, request: SetWatching) -> Reply<SetWatching> {
        let SetWatching { mut wishes } = request;
        wishes.place = wishes.place.trim().to_owned();
        wishes.offline_mib = wishes.offline_mib.min(MOST);
        let is_line = !wishes.place.chars().any(char::is_control);
        if !is_line || wishes.place.chars().count() > PLACE_LIMIT {
            return Err(Error::invalid("error.feed.place").with("limit", PLACE_LIMIT as i64));
        }
        let own = self.core.own.clone();
        let write = move || {
            own.write(|tx| {
                if !wishes.tells {
                    tell::forget(tx)?;
                }
                known::set(tx, NAME, &wishes)
            })
        };
        blocking(write).await?;
        self.core.status.tell_rows(vec![WATCHING.to_owned()]);
        // What is kept for when there is no connection may be more or less now.
        self.core.kick.notify_one();
        Ok(())
    }
}
