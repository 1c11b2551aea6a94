//! Notes. Their state is 0 before they come out, 1 when everybody may read them, 2 when they were
//! taken away, 3 while they wait for a moderator, 4 when a moderator took them away: their text is
//! kept for an appeal.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::feed::film::{Audience, Film};
use sampan_protocol::feed::{InLife, LifeKind, Note, NoteKind, rank};
use sampan_protocol::ids::{NoteId, PersonId, VideoId};

/// The table.
pub(crate) const CREATE: &str = include_str!("note.sql");
/// Who may see a note, and its short video. `film` is what its author says of the video, `made` what
/// was made of it, as soon as that is known; `place_key` is [`place_key`] of the place.
pub(crate) const FILM: &str = include_str!("note_film.sql");

/// A note as it is stored, read by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    /// Who wrote it.
    pub(crate) author: PersonId,
    /// As whoever reads it sees it.
    pub(crate) note: Note,
    /// Whether a moderator took it away.
    pub(crate) taken: bool,
}

/// Notes as somebody (`$1`) reads them, each with its rank in this order; conditions follow. What is looked up
/// besides stands behind a `CROSS JOIN`, which SQLite never turns around: whoever begins with the accounts, where
/// there are few, sorts all notes of one for each part.
macro_rules! select {
    ($rank:literal, $from:literal) => {
        concat!(
            "SELECT n.id, n.account, a.name, a.kind, a.picture, a.verified, n.author, n.title,
                 n.text, n.pictures, n.clip, n.film, n.made, n.audience, n.place, n.published,
                 n.state, n.edited, n.likes,
                 n.saves, n.comments, CASE WHEN l.person IS NULL THEN 0 ELSE 1 END AS liked,
                 CASE WHEN s.person IS NULL THEN 0 ELSE 1 END AS kept, ",
            $rank,
            " AS place_in FROM ",
            $from,
            " CROSS JOIN feed_accounts a
              LEFT JOIN feed_likes l ON l.target = n.id AND l.person = $1
              LEFT JOIN feed_kept s ON s.note = n.id AND s.person = $1
              WHERE a.id = n.account AND "
        )
    };
}

/// Whether `$1` may see what is out: [`Audience`].
macro_rules! seen {
    () => {
        "(n.audience = 'everybody'
          OR (n.audience = 'followers' AND EXISTS (SELECT 1 FROM feed_follows w
              WHERE w.account = n.account AND w.person = $1))
          OR EXISTS (SELECT 1 FROM feed_keepers k
              WHERE k.account = n.account AND k.person = $1 AND k.role <> 'analyst'))"
    };
}
pub(super) use seen;

mod listed;

pub(crate) use listed::{Which, list};

/// A note as somebody reads it.
pub(crate) fn find(
    sql: &mut dyn Sql,
    id: NoteId,
    reader: PersonId,
) -> Result<Option<Stored>, DbError> {
    let query = concat!(select!("n.ranked", "feed_notes n"), "n.id = $2");
    sql.query_opt(query, &params![reader, id])?.map(|row| read(&row)).transpose()
}

/// A note as somebody reads it, locked until the end of the transaction.
pub(crate) fn lock(
    sql: &mut dyn Sql,
    id: NoteId,
    reader: PersonId,
) -> Result<Option<Stored>, DbError> {
    match sql.execute("UPDATE feed_notes SET state = state WHERE id = $1", &params![id])? {
        0 => Ok(None),
        _ => find(sql, id, reader),
    }
}

/// The identifiers of notes behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM feed_notes WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds a note; says whether its identifier was free.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    note: &Note,
    author: PersonId,
    category: &str,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO feed_notes (id, account, author, category, title, text, pictures, clip, place,
             published, state, likes, saves, comments, ranked, audience, place_key, video, film,
             made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, $12, $13, $14, $15, $16,
             $17)
         ON CONFLICT (id) DO NOTHING",
        &params![
            note.id,
            note.account.id,
            author,
            category,
            &note.title,
            &note.text,
            json(&note.pictures)?,
            note.clip.as_deref(),
            &note.place,
            note.published,
            state(note),
            rank::discover(0, 0, 0, note.published),
            note.audience.word(),
            place_key(&note.place),
            video(note),
            film(note)?,
            made(note)?,
        ],
    )?;
    Ok(added == 1)
}

/// Writes a note as it is from now on: what it says, whether and when it came out.
pub(crate) fn put(sql: &mut dyn Sql, note: &Note) -> Result<(), DbError> {
    sql.execute(
        "UPDATE feed_notes SET title = $2, text = $3, pictures = $4, clip = $5, place = $6,
             published = $7, state = $8, edited = $9, ranked = $10, audience = $11,
             place_key = $12, video = $13, film = $14, made = $15 WHERE id = $1",
        &params![
            note.id,
            &note.title,
            &note.text,
            json(&note.pictures)?,
            note.clip.as_deref(),
            &note.place,
            note.published,
            state(note),
            note.edited,
            rank::discover(note.likes, note.saves, note.comments, note.published),
            note.audience.word(),
            place_key(&note.place),
            video(note),
            film(note)?,
            made(note)?,
        ],
    )
    .map(drop)
}

/// Writes what was made of a note's video, and nothing else: not whether it is out.
pub(crate) fn set_made(sql: &mut dyn Sql, note: &Note) -> Result<(), DbError> {
    sql.execute(
        "UPDATE feed_notes SET pictures = $2, clip = $3, made = $4 WHERE id = $1",
        &params![note.id, json(&note.pictures)?, note.clip.as_deref(), made(note)?],
    )
    .map(drop)
}

/// The notes with a video.
pub(crate) fn with_video(sql: &mut dyn Sql, id: VideoId) -> Result<Vec<NoteId>, DbError> {
    let query = "SELECT id FROM feed_notes WHERE video = $1 ORDER BY id";
    sql.query(query, &params![id])?.iter().map(|row| row.parse("id")).collect()
}

/// By how much the counts of a note change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) likes: i64,
    pub(crate) saves: i64,
    pub(crate) comments: i64,
}

/// Counts what changed, and ranks the note anew.
pub(crate) fn count(sql: &mut dyn Sql, id: NoteId, change: Change) -> Result<(), DbError> {
    let row = sql.query_one(
        "UPDATE feed_notes SET likes = likes + $2, saves = saves + $3, comments = comments + $4
         WHERE id = $1 RETURNING likes, saves, comments, published",
        &params![id, change.likes, change.saves, change.comments],
    )?;
    let (likes, saves, comments) = (row.int("likes")?, row.int("saves")?, row.int("comments")?);
    let ranked = rank::discover(likes, saves, comments, row.time("published")?);
    let update = "UPDATE feed_notes SET ranked = $2 WHERE id = $1";
    sql.execute(update, &params![id, ranked]).map(drop)
}

/// Takes a note away in a moderator's name.
pub(crate) fn take(sql: &mut dyn Sql, id: NoteId) -> Result<(), DbError> {
    sql.execute("UPDATE feed_notes SET state = 4 WHERE id = $1", &params![id]).map(drop)
}

fn state(note: &Note) -> i64 {
    match note {
        Note { removed: true, .. } => 2,
        Note { held: true, .. } => 3,
        Note { waiting: true, .. } => 0,
        _ => 1,
    }
}

/// How places are compared: in small letters, with single blanks.
pub(crate) fn place_key(place: &str) -> String {
    place.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn video(note: &Note) -> Option<VideoId> {
    note.film.as_ref().map(|film| film.id)
}

fn film(note: &Note) -> Result<Option<String>, DbError> {
    note.film.as_ref().map(|film| json(&Film { made: None, ..film.clone() })).transpose()
}

fn made(note: &Note) -> Result<Option<String>, DbError> {
    note.film.as_ref().and_then(|film| film.made.as_ref()).map(json).transpose()
}

fn json(value: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(error.to_string()))
}

fn read(row: &Row) -> Result<Stored, DbError> {
    let kind = LifeKind::from_word(row.text("kind")?);
    let clip = row.opt_text("clip")?.map(str::to_owned);
    let film = match row.opt_text("film")? {
        Some(_) => Some(row.json::<Film>("film")?),
        None => None,
    };
    let made = match row.opt_text("made")? {
        Some(_) => Some(row.json("made")?),
        None => None,
    };
    let film = film.map(|film| Film { made, ..film });
    let is_clip = clip.is_some() || film.is_some();
    let audience = Audience::from_word(row.text("audience")?);
    let state = row.int("state")?;
    let note = Note {
        id: row.parse("id")?,
        account: InLife {
            id: row.parse("account")?,
            name: row.text("name")?.to_owned(),
            kind: kind.ok_or_else(|| DbError::Decode("column kind is no kind".to_owned()))?,
            picture: row.opt_text("picture")?.map(str::to_owned),
            verified: row.flag("verified")?,
        },
        kind: if is_clip { NoteKind::Clip } else { NoteKind::Pictures },
        title: row.text("title")?.to_owned(),
        text: row.text("text")?.to_owned(),
        pictures: row.json("pictures")?,
        clip,
        film,
        audience: audience.ok_or_else(|| DbError::Decode("column audience is none".to_owned()))?,
        place: row.text("place")?.to_owned(),
        published: row.time("published")?,
        waiting: state == 0,
        edited: row.opt_int("edited")?.map(Timestamp),
        likes: row.int("likes")?,
        saves: row.int("saves")?,
        comments: row.int("comments")?,
        liked: row.flag("liked")?,
        kept: row.flag("kept")?,
        removed: matches!(state, 2 | 4),
        held: state == 3,
    };
    Ok(Stored { author: row.parse("author")?, note, taken: state == 4 })
}
