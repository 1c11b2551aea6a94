//! The next videos, and one of them.

use super::super::super::show::answered;
use super::super::super::{SCOPE, own};
use super::desk::{Desk, offered, whole};
use super::note::notes;
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
        let wanted = (Some(request.note), 0);
        let told = take(&self.core, Tab::ForYou, BTreeSet::new(), wanted).await?;
        Ok(told.videos.into_iter().next())
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
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let videos = core.view(SCOPE, move |db, view| {
        let stands = desk.order(db, view, (&offers, state), &seen)?;
        let mut shown = Shown { db, view, desk: &desk, videos: Vec::new() };
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
    desk: &'a Desk,
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
            here: self.desk.is_here(&note),
            reasons,
            seen: NoteSeen { note, waits: false },
        });
        Ok(())
    }
}

fn is(offers: &[Offered], place: usize, id: NoteId) -> bool {
    offers.get(place).is_some_and(|offered| offered.note.id == id)
}
