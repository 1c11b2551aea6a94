//! Media: kept by content, served over HTTP with ranges to whom something shows it, and taken away when
//! nothing does; uploads, and what is made of videos.

mod allowed;
mod catch_up;
mod intake;
mod owned;
pub(crate) mod picture;
mod quarantine;
mod serve;
mod settings;
mod shows;
mod store;
mod sweep;
pub(crate) mod table;
pub(crate) mod thumb;
mod uploads;
pub(crate) mod video;
mod walk;

pub(crate) use intake::Intake;
pub(crate) use serve::{serve, serve_video};
pub use settings::VideoSettings;
pub(crate) use shows::{CASE, Part, Reader, Shown, Shows, look_again, uses_changed};
pub(crate) use store::MediaStore;
pub(crate) use uploads::answer as upload;

use crate::backend::Backend;
use crate::db::{DbError, Migration, Sql};
use crate::endpoint::{Caller, Endpoint};
use crate::moderation;
use crate::module::{Context, Module, Refusal, unknown_operation};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::PersonId;
use sampan_protocol::media::{AskVideos, RetryVideo, SCOPE, Videos};
use sampan_protocol::sync::{BoxFuture, Operation, Scope};
use sampan_protocol::{Error, Timestamp};
use table::{hand, item};

/// A day, in seconds.
const DAY: i64 = 86_400;
/// How long what nothing shows any more is left alone, and a video that nobody published, in seconds.
pub(crate) const GRACE: i64 = 7 * DAY;
/// How long a file is left alone that was handed in and never shown, in seconds: whoever writes
/// something may take their time.
pub(crate) const UNSHOWN: i64 = 30 * DAY;

/// The module: people are told of their videos in its scope.
pub(crate) struct Media;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::item::CREATE },
    Migration { version: 2, sql: table::item::THUMB },
    Migration { version: 3, sql: table::upload::CREATE },
    Migration { version: 4, sql: table::video::CREATE },
    Migration { version: 5, sql: table::video::CUT },
    Migration { version: 6, sql: table::uses::CREATE },
    Migration { version: 7, sql: item::SPARE },
    Migration { version: 8, sql: table::gone::CREATE },
    Migration { version: 9, sql: table::video::SPARE },
    Migration { version: 10, sql: hand::CREATE },
    Migration { version: 11, sql: table::walk::CREATE },
    Migration { version: 12, sql: table::looked::CREATE },
];

/// How many videos are told of at once.
const MOST_VIDEOS: i64 = 100;

impl Module for Media {
    fn name(&self) -> &'static str {
        SCOPE
    }

    fn scope_word(&self) -> &'static str {
        SCOPE
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        vec![
            Endpoint::new::<AskVideos>("Tells what becomes of my videos.", answer_videos),
            Endpoint::new::<RetryVideo>("Tries a video of mine again that failed.", video::retry),
        ]
    }

    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, _: &str) -> bool {
        false
    }

    fn apply(&self, _: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        Err(unknown_operation(op))
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn reach_out<'a>(
        &'a self,
        backend: &'a Backend,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<usize, Error>> {
        Box::pin(async move {
            // Videos are worked on whatever is wrong with what was there before.
            if let Err(error) = walk::go_on(backend, now).await {
                tracing::error!(%error, "it is not known what shows media");
            } else if let Err(error) = sweep::run(backend, now).await {
                tracing::error!(%error, "what nothing shows stays for now");
            }
            let worked = video::keep(backend, now).await;
            if let Err(error) = catch_up::go_on(backend, now).await {
                tracing::error!(%error, "old pictures look like nothing until they are here");
            }
            worked
        })
    }

    fn next_reach(&self, sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
        let walks = table::walk::standing(sql)?.map(|stands| stands.due);
        let next = [table::video::next_due(sql)?, table::upload::next_expiry(sql)?, walks];
        Ok(next.into_iter().flatten().min())
    }
}

/// The scope in which a person is told of their videos.
fn scope(person: PersonId) -> Scope {
    Scope::of(SCOPE, person)
}

fn answer_videos(caller: &Caller, _: &AskVideos) -> Result<Videos, Error> {
    let me = caller.me;
    let videos = caller.backend.db().read(|sql| table::video::of_owner(sql, me, MOST_VIDEOS))?;
    Ok(Videos { videos })
}

/// Keeps a file that somebody handed in, with what it looks like in a few bytes, if it is a picture; answers
/// its name. It blocks.
///
/// # Errors
/// `Storage` where it cannot be kept.
pub(crate) fn keep(
    backend: &Backend,
    keeper: PersonId,
    bytes: Vec<u8>,
    (mime, thumb): (&str, &str),
) -> Result<String, Error> {
    let sha256 = sha256_hex(&bytes);
    let (size, now) = (bytes.len() as u64, backend.now());
    let until = now.plus_seconds(UNSHOWN);
    let (is_kept, object) = backend.db().write(|sql| {
        hand::put(sql, &sha256, keeper, until)?;
        item::renew(sql, &sha256, until)
    })?;
    if !is_kept {
        backend.block_on(backend.media().put(&object, bytes))?;
        let note = |sql: &mut dyn Sql| item::insert(sql, &sha256, (mime, size, thumb), keeper, now);
        backend.db().write(note)?;
    }
    Ok(sha256)
}

/// Keeps a picture, by whom, unless it looks like one that is blocked; answers its name.
///
/// # Errors
/// `Refused` for a picture that operators blocked, `Storage` where the store does not take it.
pub(crate) fn keep_picture(
    backend: &Backend,
    keeper: PersonId,
    picture: picture::Picture,
) -> Result<String, Error> {
    let sha256 = sha256_hex(&picture.bytes);
    let blocked = backend.db().write(|sql| {
        moderation::table::picture::put(sql, &sha256, &picture.look)?;
        moderation::is_blocked(sql, &sha256)
    })?;
    if blocked {
        return Err(Error::refused("error.moderation.picture"));
    }
    keep(backend, keeper, picture.bytes, (picture.mime, &picture.thumb))
}

/// Whether a text can name a file of the store: SHA-256 in lower-case hexadecimal.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
