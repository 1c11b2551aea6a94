//! Learns from what one watches and does: on this device, for this device.

use super::super::super::{SCOPE, own};
use super::note::notes;
use super::offers::{self, About, about};
use super::refused::{self, Lesson};
use super::tell;
use crate::Client;
use crate::core::Core;
use crate::db::{Connection, Fault, blocking};
use crate::pages::at_hand;
use crate::table::row;
use crate::view::View;
use sampan_protocol::feed::film::{NotInterested, Unwanted, WATCHING, WantAgain, WatchVideo};
use sampan_protocol::feed::ops::Watched;
use sampan_protocol::feed::{AskAccount, Followed, Liked, Note, rows};
use sampan_protocol::ids::{LifeId, NoteId};
use sampan_protocol::{Error, Reply};
use sampan_rank::{Refusal, Signal};
use std::sync::Arc;

impl Client {
    /// Answers [`WatchVideo`].
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn watch_video(&self, request: WatchVideo) -> Reply<WatchVideo> {
        let core = &self.core;
        learn(core, request.note, signals(&request)).await?;
        let tenths = u8::try_from(request.reached.min(1_000) / 100).unwrap_or(0);
        let watched = Watched { note: request.note, tenths, source: request.source };
        tell::tell(core, watched).await
    }

    /// Answers [`NotInterested`].
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn not_interested(&self, request: NotInterested) -> Reply<NotInterested> {
        let (core, said) = (&self.core, request.clone());
        let NotInterested { note, what } = request;
        let refusal = match &what {
            Unwanted::Item => Refusal::Item,
            Unwanted::Author => Refusal::Author,
            Unwanted::Topic(topic) => Refusal::Topic(offers::topic(topic)),
        };
        let mut about = known(core, note).await?;
        if let Unwanted::Topic(topic) = what {
            about.names.push((offers::topic(&topic), format!("#{topic}")));
        }
        let at = core.service_now().seconds();
        let lesson = Lesson { about, at, signals: vec![Signal::NotInterested(refusal)] };
        let own = core.own.clone();
        blocking(move || own.write(|tx| refused::refuse(tx, said, &lesson))).await?;
        core.status.tell_rows(vec![WATCHING.to_owned()]);
        Ok(())
    }

    /// Answers [`WantAgain`].
    ///
    /// # Errors
    /// `Refused` where it was not refused last, or too long ago; `Storage` where it cannot be kept.
    pub async fn want_again(&self, request: WantAgain) -> Reply<WantAgain> {
        let core = &self.core;
        let (own, now) = (core.own.clone(), core.service_now().seconds());
        let take_back = move || own.write(|tx| refused::take_back(tx, &request.refused, now));
        if !blocking(take_back).await? {
            return Err(Error::refused("error.feed.unwanted_late"));
        }
        core.status.tell_rows(vec![WATCHING.to_owned()]);
        Ok(())
    }
}

/// What watching a video tells of it. Whoever left it, or saw some of it, has seen it.
fn signals(watched: &WatchVideo) -> Vec<Signal> {
    let reached = watched.reached.min(1_000);
    let first = match (watched.skipped, reached) {
        (true, _) => Signal::Skipped,
        (false, 0) => Signal::Shown,
        (false, _) => Signal::Watched { completion: f32::from(reached) / 1e3 },
    };
    let again = (watched.replays > 0 && !watched.skipped).then_some(Signal::Rewatched);
    [first].into_iter().chain(again).collect()
}

/// Learns that I like, keep or pass on a note, or do no longer. What cannot be learned is no reason not to
/// do it.
pub(crate) async fn took_to(core: &Arc<Core>, note: NoteId, signal: Signal) {
    let did = move |db: &Connection, view: &View| match signal {
        Signal::Liked => own::likes(db, view, Liked::Note(note)),
        Signal::Unliked => Ok(!own::likes(db, view, Liked::Note(note))?),
        Signal::Collected => Ok(own::kept(db, view, note)?.0),
        _ => Ok(false),
    };
    let learned = match core.view(SCOPE, did).await {
        Ok(true) => return,
        Ok(false) => learn(core, note, vec![signal]).await,
        Err(error) => Err(error),
    };
    if let Err(error) = learned {
        tracing::warn!(%error, "not learned");
    }
}

/// Learns that I follow an account, or do no longer.
pub(crate) async fn followed(core: &Arc<Core>, account: LifeId, follows: bool) {
    let signal = if follows { Signal::Followed } else { Signal::Unfollowed };
    let name = move |db: &Connection, view: &View| {
        if own::follows(db, view, account)? == follows {
            return Ok(None);
        }
        Ok(Some(name(db, view, account)?))
    };
    let learned = match core.view(SCOPE, name).await {
        Ok(None) => return,
        Ok(Some(name)) => {
            // There is no video that it is about: it stands for itself.
            let key = offers::author(account);
            let names = name.map(|name| (key, name)).into_iter().collect();
            let about = About { item: key, author: Some(key), names, ..About::default() };
            observe(core, about, vec![signal]).await
        }
        Err(error) => Err(error),
    };
    if let Err(error) = learned {
        tracing::warn!(%error, "not learned");
    }
}

/// What an account is called, as far as that is known here.
fn name(db: &Connection, view: &View, account: LifeId) -> Result<Option<String>, Fault> {
    let told = at_hand::<AskAccount>(db)?.into_iter().find(|one| one.id == account);
    if let Some(told) = told {
        return Ok(Some(told.name));
    }
    let row: Option<Followed> = row::get(db, &view.scope, rows::FOLLOWED, &account.to_string())?;
    Ok(row.map(|one| one.account.name))
}

async fn learn(core: &Arc<Core>, note: NoteId, signals: Vec<Signal>) -> Result<(), Error> {
    let about = known(core, note).await?;
    observe(core, about, signals).await
}

/// What a note is about, as far as it is known here.
async fn known(core: &Arc<Core>, id: NoteId) -> Result<About, Error> {
    let read = move |db: &Connection, view: &View| {
        let Some(note) = notes(db, view, &[id])?.pop() else {
            return Ok(About { item: offers::item(id), ..About::default() });
        };
        Ok(about(&note, category(db, &note)?))
    };
    core.view(SCOPE, read).await
}

fn category(
    db: &Connection,
    note: &Note,
) -> Result<Option<sampan_protocol::feed::Category>, Fault> {
    let told = at_hand::<AskAccount>(db)?.into_iter().find(|one| one.id == note.account.id);
    Ok(told.map(|account| account.category))
}

async fn observe(core: &Arc<Core>, about: About, signals: Vec<Signal>) -> Result<(), Error> {
    let own = core.own.clone();
    let lesson = Lesson { about, at: core.service_now().seconds(), signals };
    blocking(move || own.write(|tx| refused::learn(tx, lesson))).await?;
    core.status.tell_rows(vec![WATCHING.to_owned()]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_seen_counts_once() {
        let watched = |reached, replays, skipped| {
            let note = NoteId(Uuid::nil());
            signals(&WatchVideo { note, reached, replays, skipped, source: None })
        };
        assert_eq!(watched(40, 0, true), [Signal::Skipped], "left at once");
        assert_eq!(watched(0, 0, false), [Signal::Shown], "it never began");
        assert_eq!(watched(500, 0, false), [Signal::Watched { completion: 0.5 }], "half of it");
        let all = [Signal::Watched { completion: 1.0 }, Signal::Rewatched];
        assert_eq!(watched(4_000, 3, false), all, "all of it, and again");
    }
}
