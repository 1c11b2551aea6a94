//! Reads what one posts: what this device knows of each, and what the service told.

use super::super::super::SCOPE;
use super::table::posting::{self, Kept, Stage};
use crate::Client;
use crate::core::Core;
use crate::db::{Connection, Fault, blocking};
use crate::features;
use crate::outbox::{self, State};
use crate::table::row;
use sampan_protocol::feed::film::{ListPostings, Posting, PostingState};
use sampan_protocol::media::{SCOPE as MEDIA, Video, VideoState, rows};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`ListPostings`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_postings(&self, _: ListPostings) -> Reply<ListPostings> {
        postings(&self.core).await
    }
}

/// What one posts, the latest first.
pub(super) async fn postings(core: &Core) -> Result<Vec<Posting>, Error> {
    let known = core.known();
    // A device that speaks for nobody posts nothing.
    features::scope(&known, SCOPE)?;
    let media = features::scope(&known, MEDIA)?;
    let own = core.own.clone();
    // The outbox first: what leaves it in between is in the cache by then.
    let kept = blocking(move || own.read(read)).await?;
    let videos: Vec<Video> = core.cached(move |db| row::all(db, &media, rows::VIDEO)).await?;
    let offline = !core.status.shown().online;
    let all = kept.into_iter().rev().map(|(kept, refused)| {
        let video = videos.iter().find(|video| video.id == kept.video);
        shown(&kept, refused, video, offline)
    });
    Ok(all.collect())
}

/// What is posted and not given up, with why its note was refused.
fn read(db: &Connection) -> Result<Vec<(Kept, Option<Error>)>, Fault> {
    let mut all = Vec::new();
    for kept in posting::all(db)? {
        if kept.stage != Stage::Dropped {
            let refused = refused(db, &kept)?;
            all.push((kept, refused));
        }
    }
    Ok(all)
}

/// Why the note was refused, if it was.
pub(super) fn refused(db: &Connection, kept: &Kept) -> Result<Option<Error>, Fault> {
    if kept.stage != Stage::Written {
        return Ok(None);
    }
    let op = outbox::get(db, outbox::current(db, kept.op)?)?;
    let op = op.filter(|op| matches!(op.state, State::Rejected | State::Told));
    Ok(op.map(|op| op.error.unwrap_or_else(Error::internal)))
}

fn shown(kept: &Kept, refused: Option<Error>, video: Option<&Video>, offline: bool) -> Posting {
    let remark = match kept.stage {
        Stage::Sending => kept.error.clone(),
        _ => video.and_then(|video| video.note.clone()),
    };
    Posting {
        video: kept.video,
        note: kept.request.note,
        title: kept.request.said.title.clone(),
        bytes: kept.bytes,
        state: state(kept, refused, video, offline),
        remark,
        created: kept.created,
    }
}

fn state(
    kept: &Kept,
    refused: Option<Error>,
    video: Option<&Video>,
    offline: bool,
) -> PostingState {
    let failed = |error: Option<Error>| PostingState::Failed {
        error: error.unwrap_or_else(|| Error::refused("error.video.failed")),
    };
    match (kept.stage, video) {
        (Stage::Sending, _) => PostingState::Sending { sent: kept.sent, offline },
        (Stage::Failed | Stage::Dropped, _) => failed(kept.error.clone()),
        // Why there is no video says more than that its note was refused for that.
        (Stage::Written, Some(video)) if video.state == VideoState::Failed => {
            failed(video.error.clone())
        }
        (Stage::Written, _) if refused.is_some() => failed(refused),
        (Stage::Written, Some(video)) if video.state == VideoState::Done => PostingState::Done,
        (Stage::Written, video) => {
            PostingState::Making { progress: video.map_or(0, |video| video.progress) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::Timestamp;
    use sampan_protocol::feed::film::PostVideo;
    use sampan_protocol::feed::ops::Said;
    use sampan_protocol::ids::{NoteId, OpId, VideoId};
    use uuid::Uuid;

    fn kept(stage: Stage, error: Option<&str>) -> Kept {
        let op = OpId(Uuid::from_u128(1));
        Kept {
            video: VideoId(Uuid::from_u128(2)),
            file: "2".to_owned(),
            request: PostVideo {
                op,
                note: NoteId(Uuid::from_u128(3)),
                account: None,
                said: Said::default(),
                cover: None,
                cover_ms: None,
                trim: None,
                crop: None,
                publish: None,
            },
            op,
            edits: false,
            bytes: 9,
            sent: 4,
            stage,
            error: error.map(Error::invalid),
            created: Timestamp(0),
        }
    }

    fn video(state: VideoState, error: Option<&str>) -> Video {
        Video {
            id: VideoId(Uuid::from_u128(2)),
            state,
            progress: 700,
            attempt: 1,
            bytes: 9,
            created: Timestamp(0),
            error: error.map(Error::invalid),
            note: Some(Error::invalid("note")),
            made: None,
        }
    }

    #[test]
    fn it_stands_as_the_furthest_of_both_sides_knows() {
        let sending = shown(&kept(Stage::Sending, Some("why")), None, None, true);
        assert_eq!(sending.state, PostingState::Sending { sent: 4, offline: true }, "on its way");
        assert_eq!(sending.remark, Some(Error::invalid("why")), "with what is in the way");
        let of = |video: Option<&Video>, refused: Option<Error>| {
            shown(&kept(Stage::Written, None), refused, video, false).state
        };
        assert_eq!(of(None, None), PostingState::Making { progress: 0 }, "nothing is told yet");
        let working = video(VideoState::Working, None);
        assert_eq!(of(Some(&working), None), PostingState::Making { progress: 700 }, "so far");
        let done = video(VideoState::Done, None);
        assert_eq!(of(Some(&done), None), PostingState::Done, "done");
        let refused = Error::refused("no");
        let failed = PostingState::Failed { error: refused.clone() };
        assert_eq!(of(Some(&done), Some(refused.clone())), failed, "a video without its note");
        let bad = video(VideoState::Failed, Some("bad"));
        let failed = PostingState::Failed { error: Error::invalid("bad") };
        assert_eq!(of(Some(&bad), Some(refused)), failed, "the file says more than the note");
    }
}
