//! A video is done, or failed for good: its notes come out, or their authors are told.

use super::{begin, for_all};
use crate::feed::moderated::NOTE;
use crate::feed::shown::put_mine;
use crate::feed::table::note::{self, Stored};
use crate::feed::{publish, telling, write};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use sampan_protocol::feed::film::Film;
use sampan_protocol::feed::{Mine, Note, overlay};
use sampan_protocol::media::{Made, Video};

/// Goes through the notes with a video. What has its video already stays as it is, so that a video may
/// end twice.
///
/// # Errors
/// What the database says.
pub(in crate::feed) fn ended(cx: &mut Context<'_>, video: &Video) -> Result<(), Refusal> {
    for id in note::with_video(cx.sql, video.id)? {
        let Some(stored) = note::lock(cx.sql, id, cx.me.id)? else { continue };
        let film = stored.note.film.clone().filter(|film| film.id == video.id);
        let Some(film) = film.filter(|film| film.made.is_none()) else { continue };
        match &video.made {
            Some(made) => done(cx, stored, film, made)?,
            None if stored.note.removed => {}
            None => telling::film_failed(cx, stored.author, &stored.note)?,
        }
    }
    Ok(())
}

fn done(
    cx: &mut Context<'_>,
    Stored { author, note, taken }: Stored,
    film: Film,
    made: &Made,
) -> Result<(), Refusal> {
    let made = Some(for_all(made.clone()));
    let now = overlay::with_film(note, Some(Film { made, ..film }));
    note::set_made(cx.sql, &now)?;
    uses_changed(cx, NOTE, now.id)?;
    begin(cx, &now)?;
    if taken {
        return Ok(());
    }
    telling::film_done(cx, author, &now)?;
    let is_due = now.published <= cx.now;
    if now.waiting && is_due {
        // What was out before has its time already.
        let published = if now.edited.is_some() { now.published } else { cx.now };
        return publish::out(cx, &Note { published, ..now }, author);
    }
    if now.waiting {
        write::comes_out(cx, &now, author)?;
    }
    put_mine(cx, author, &Mine::Note(now))?;
    Ok(())
}
