//! What a note may say with a video.

use super::super::check::check_tag;
use super::{Filmed, Overlay, captions};
use crate::Error;
use crate::words::line;

/// The most words that stand in a video.
pub const OVERLAYS: usize = 20;
/// The longest of them, in characters.
pub const OVERLAY_LIMIT: usize = 80;
/// The longest credit of a sound, in characters.
pub const SOUND_LIMIT: usize = 80;
/// The most tags of a video.
pub const FILM_TAGS: usize = 6;

/// Refuses a video with too many words in it, or captions that are none.
///
/// # Errors
/// `Invalid` with what is wrong, and the limit or the line.
pub fn check_film(film: &Filmed) -> Result<(), Error> {
    if film.texts.len() > OVERLAYS {
        return Err(Error::invalid("error.feed.overlays").with("limit", OVERLAYS as i64));
    }
    film.texts.iter().try_for_each(check_overlay)?;
    line(&film.sound, (0, SOUND_LIMIT), "error.feed.sound")?;
    if film.tags.len() > FILM_TAGS {
        return Err(Error::invalid("error.feed.tags").with("limit", FILM_TAGS as i64));
    }
    film.tags.iter().try_for_each(check_tag)?;
    if !film.captions.is_empty() {
        captions::read(&film.captions)?;
    }
    Ok(())
}

fn check_overlay(overlay: &Overlay) -> Result<(), Error> {
    line(&overlay.text, (1, OVERLAY_LIMIT), "error.feed.overlay")?;
    if overlay.x > 1_000 || overlay.y > 1_000 || overlay.to_ms <= overlay.from_ms {
        return Err(Error::invalid("error.feed.overlay_place"));
    }
    Ok(())
}
