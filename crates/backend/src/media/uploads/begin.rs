//! Makes an upload, and takes its first part if it comes along.

use super::append;
use super::head::Head;
use super::upload::{self, Upload};
use super::{Told, expiry, http_date, location, quarantine};
use crate::backend::Backend;
use crate::db::Sql;
use crate::endpoint::Caller;
use crate::media::table::video;
use axum::body::Body;
use axum::http::{StatusCode, header};
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{EXPIRES_HEADER, OFFSET_HEADER};

/// How many videos of one person may wait for their turn.
const MOST_WAITING: u64 = 20;

/// Makes an upload.
///
/// # Errors
/// `Invalid` for what cannot be taken, `Refused` where a limit is reached, `Storage` where there is
/// no room.
pub(super) async fn begin(caller: &Caller, head: Head, body: Body) -> Result<Told, Error> {
    let made = make(caller, &head).await?;
    let told = Told::new(StatusCode::CREATED).with(header::LOCATION.as_str(), &location(made.id));
    if !head.is_part || head.body == Some(0) {
        return Ok(told.with(EXPIRES_HEADER, &http_date(made.expires)));
    }
    let head = Head { offset: Some(0), ..head };
    let received = append::append(caller, made.id, &head, body).await?;
    Ok(told
        .with(OFFSET_HEADER, &received)
        .with(EXPIRES_HEADER, &http_date(expiry(&caller.backend))))
}

async fn make(caller: &Caller, head: &Head) -> Result<Upload, Error> {
    if head.deferred {
        return Err(Error::invalid("error.upload.defer"));
    }
    let length = head.length.ok_or_else(|| Error::invalid("error.upload.length"))?;
    if length == 0 {
        return Err(Error::invalid("error.video.empty"));
    }
    let settings = &caller.backend.intake().settings;
    if length > settings.most_bytes {
        let limit = (settings.most_bytes >> 20).cast_signed();
        return Err(Error::invalid("error.upload.too_large").with("limit", limit));
    }
    let (me, head) = (caller.me, head.clone());
    let work = move |backend: &Backend| {
        let now = backend.now();
        let id = head.id.unwrap_or_else(|| VideoId::new(backend.clock(), backend.random()));
        let new = Upload {
            id,
            owner: me,
            length,
            received: 0,
            metadata: head.metadata.clone(),
            whole: false,
            created: now,
            expires: expiry(backend),
        };
        let (made, is_new) = backend.db().write(|sql| note(sql, backend, &new))?;
        if is_new && let Err(error) = backend.intake().quarantine.make(id) {
            backend.db().write(|sql| upload::delete(sql, id))?;
            return Err(quarantine::refused(&error));
        }
        Ok(made)
    };
    caller.backend.blocking(work).await
}

/// Notes an upload within the limits; what was made before under the same identifier is answered
/// again.
fn note(sql: &mut dyn Sql, backend: &Backend, new: &Upload) -> Result<(Upload, bool), Error> {
    let intake = backend.intake();
    if let Some(before) = upload::find(sql, new.id, new.owner)? {
        let same = before.length == new.length && before.expires > new.created;
        return same
            .then_some((before, false))
            .ok_or_else(|| Error::invalid("error.upload.other_file"));
    }
    let (many, bytes) = upload::open_of(sql, new.owner)?;
    let waiting = video::waiting_of(sql, new.owner)?;
    if many >= u64::from(intake.settings.most_open) || waiting >= MOST_WAITING {
        let limit = i64::from(intake.settings.most_open);
        return Err(Error::refused("error.upload.too_many").with("limit", limit));
    }
    // What waits for its turn, or to be tried once more, lies there as well.
    let whole = upload::whole_of(sql, new.owner, new.created)?.into_iter();
    let lying = whole.filter(|(id, _)| intake.quarantine.length(*id) > 0).map(|(_, bytes)| bytes);
    let bytes = lying.fold(bytes, u64::saturating_add);
    if bytes.saturating_add(new.length) > intake.settings.most_bytes_open {
        let limit = (intake.settings.most_bytes_open >> 20).cast_signed();
        return Err(Error::refused("error.upload.too_much").with("limit", limit));
    }
    let needed = new.length.saturating_add(intake.settings.spare_bytes);
    if intake.quarantine.room() < needed {
        return Err(quarantine::no_room());
    }
    let taken = video::find(sql, new.id)?.is_some();
    if taken || !upload::insert(sql, new)? {
        return Err(Error::invalid("error.upload.other_file"));
    }
    Ok((new.clone(), true))
}
