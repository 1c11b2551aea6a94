//! The next videos, and one of them.

use super::super::super::show::answered;
use super::super::super::{SCOPE, own};
use super::desk::{Desk, is_here, offered, whole};
use super::note::{alone, notes};
use super::offers::main_source;
use crate::Client;
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::view::View;
use sampan_protocol::feed::film::{
    GetVideo, MOST_NEXT, NextVideos, Offered, Reason, Source, Tab, VideoSeen, VideosNext,
};
use sampan_protocol::feed::{AskNote, Note, NoteSeen, Role};
use sampan_protocol::ids::NoteId;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Error, Reply};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

impl Client {
    /// Answers [`NextVideos`].
    ///
    /// # Errors
    /// `Refused` before there is a person, or what the service says where it does not show them.
    pub async fn next_videos(&self, request: NextVideos) -> Reply<NextVideos> {
        let NextVideos { tab, seen, count, first } = request;
        let seen: BTreeSet<NoteId> = seen.into_iter().collect();
        let first = first.filter(|first| !seen.contains(first));
        take(&self.core, tab, seen, (first, count.min(MOST_NEXT))).await
    }

    /// Answers [`GetVideo`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_video(&self, request: GetVideo) -> Reply<GetVideo> {
        let (core, id) = (&self.core, request.note);
        // Has it asked for where it is not known.
        answered(core.listed(AskNote { note: id }, 1).await)?;
        let media = core.media_path("");
        core.view(SCOPE, move |db, view| {
            let found = match alone(db, view, id)? {
                Some(note) => Some(note),
                None => notes(db, view, &[id])?.pop(),
            };
            let mut shown = Shown { db, view, media, videos: Vec::new() };
            if let Some(note) = found {
                shown.add(note, None, Vec::new())?;
            }
            Ok(shown.videos.pop())
        })
        .await
    }
}

/// Takes so many videos, after the one that comes first.
async fn take(
    core: &Arc<Core>,
    tab: Tab,
    seen: BTreeSet<NoteId>,
    (first, count): (Option<NoteId>, u32),
) -> Result<VideosNext, Error> {
    let Listed { items: offers, state, .. } = offered(core, &tab).await?;
    // Has it asked for where it is not known.
    let alone = match first {
        Some(note) => answered(core.listed(AskNote { note }, 1).await)?.1.state,
        None => Standing::Fresh,
    };
    let mut desk = Desk::of(core, &tab).await?;
    // What was told a minute ago says nothing about the connection now.
    let order_as = if core.status.shown().online { state } else { Standing::Offline };
    let (count, media) = (usize::try_from(count).unwrap_or(usize::MAX), core.media_path(""));
    let videos = core.view(SCOPE, move |db, view| {
        let stands = desk.order(db, view, (&offers, order_as), &seen)?;
        let mut shown = Shown { db, view, media, videos: Vec::new() };
        if let Some(id) = first {
            let reasons = stands.iter().find(|one| is(&offers, one.place, id));
            let reasons = reasons.map(|one| one.reasons.clone()).unwrap_or_default();
            if let Some(note) = notes(db, view, &[id])?.pop() {
                shown.add(note, None, reasons)?;
            }
        }
        let most = count + shown.videos.len();
        for one in stands {
            if shown.videos.len() >= most {
                break;
            }
            if let Some(Offered { note, sources, .. }) = offers.get(one.place)
                && Some(note.id) != first
            {
                shown.add(note.clone(), main_source(sources), one.reasons)?;
            }
        }
        Ok(shown.videos)
    });
    let videos = videos.await?;
    let state = if videos.is_empty() { state.max(alone) } else { state };
    Ok(VideosNext { videos, state })
}

/// Videos as they are shown, with what I did.
struct Shown<'a> {
    db: &'a Connection,
    view: &'a View,
    media: PathBuf,
    videos: Vec<VideoSeen>,
}

impl Shown<'_> {
    /// Adds a note, unless it is no video any more.
    fn add(
        &mut self,
        note: Note,
        source: Option<Source>,
        reasons: Vec<Reason>,
    ) -> Result<(), Fault> {
        let (db, view) = (self.db, self.view);
        let note = own::note(db, view, note)?;
        if note.removed || note.waiting || whole(&note).is_none() {
            return Ok(());
        }
        self.videos.push(VideoSeen {
            follows: own::follows(db, view, note.account.id)?,
            mine: own::role(db, view, note.account.id)?.is_some_and(Role::publishes),
            source,
            here: is_here(&self.media, &note),
            reasons,
            seen: NoteSeen { note, waits: false },
        });
        Ok(())
    }
}

fn is(offers: &[Offered], place: usize, id: NoteId) -> bool {
    offers.get(place).is_some_and(|offered| offered.note.id == id)
}
