//! What may be written in life accounts and notes.

use super::film::check_film;
use super::hours::check_hours;
use super::ops::{Face, Said};
use super::rows::{Shot, Tag};
use crate::error::Error;
use crate::words::{line, text};

/// The longest name of a life account, in characters.
pub const NAME_LIMIT: usize = 30;
/// The longest description of an account, in characters.
pub const ABOUT_LIMIT: usize = 500;
/// The longest place, in characters.
pub const PLACE_LIMIT: usize = 80;
/// The most services of an account.
pub const SERVICES: usize = 12;
/// The longest name of a service, in characters.
pub const SERVICE_LIMIT: usize = 40;
/// The longest words about a service, in characters.
pub const SERVICE_TEXT_LIMIT: usize = 200;
/// The longest title of a note, in characters.
pub const TITLE_LIMIT: usize = 40;
/// The longest text of a note, in characters.
pub const TEXT_LIMIT: usize = 2_000;
/// The most pictures of a note.
pub const PICTURES: usize = 9;
/// The most tags in one picture.
pub const TAGS: usize = 6;
/// The longest words of a tag, in characters.
pub const TAG_LIMIT: usize = 40;
/// The longest link of a tag, in characters.
pub const LINK_LIMIT: usize = 300;
/// The longest comment, in characters.
pub const COMMENT_LIMIT: usize = 500;
/// The longest name of a folder, in characters.
pub const FOLDER_LIMIT: usize = 24;
/// The longest side of a picture, in pixels.
const SIDE: u32 = 10_000;
/// How many parts a side of a picture is divided into.
pub const PER_MILLE: u16 = 1_000;

/// Refuses an account without a name, or one that says too much.
///
/// # Errors
/// `Invalid` with what is wrong, and the limit.
pub fn check_face(face: &Face) -> Result<(), Error> {
    line(&face.name, (2, NAME_LIMIT), "error.feed.name")?;
    text(&face.about, (0, ABOUT_LIMIT), "error.feed.about")?;
    line(&face.place, (0, PLACE_LIMIT), "error.feed.place")?;
    check_hours(&face.hours)?;
    if face.services.len() > SERVICES {
        return Err(Error::invalid("error.feed.services").with("limit", SERVICES as i64));
    }
    for service in &face.services {
        line(&service.title, (1, SERVICE_LIMIT), "error.feed.service")?;
        text(&service.text, (0, SERVICE_TEXT_LIMIT), "error.feed.service_text")?;
        if service.price.is_some_and(|price| price.minor <= 0) {
            return Err(Error::invalid("error.feed.price"));
        }
    }
    Ok(())
}

/// Refuses a note without title or picture, or one that says too much.
///
/// # Errors
/// As [`check_face`].
pub fn check_note(said: &Said) -> Result<(), Error> {
    line(&said.title, (1, TITLE_LIMIT), "error.feed.title")?;
    text(&said.text, (0, TEXT_LIMIT), "error.feed.text")?;
    line(&said.place, (0, PLACE_LIMIT), "error.feed.place")?;
    if let Some(film) = &said.film {
        if said.clip.is_some() || said.pictures.len() > 1 {
            return Err(Error::invalid("error.feed.film_alone"));
        }
        said.pictures.iter().try_for_each(check_shot)?;
        return check_film(film);
    }
    if said.pictures.is_empty() {
        return Err(Error::invalid("error.feed.no_picture"));
    }
    let most = if said.clip.is_some() { 1 } else { PICTURES };
    if said.pictures.len() > most {
        return Err(Error::invalid("error.feed.pictures").with("limit", most as i64));
    }
    said.pictures.iter().try_for_each(check_shot)
}

fn check_shot(shot: &Shot) -> Result<(), Error> {
    let side = |pixels: u32| (1..=SIDE).contains(&pixels);
    if !side(shot.width) || !side(shot.height) {
        return Err(Error::invalid("error.feed.picture_missing"));
    }
    if shot.tags.len() > TAGS {
        return Err(Error::invalid("error.feed.tags").with("limit", TAGS as i64));
    }
    shot.tags.iter().try_for_each(check_tag)
}

/// Refuses a tag that lies outside its picture, says nothing, or leads where a link must not.
///
/// # Errors
/// As [`check_face`].
pub fn check_tag(tag: &Tag) -> Result<(), Error> {
    line(&tag.text, (1, TAG_LIMIT), "error.feed.tag")?;
    if tag.x > PER_MILLE || tag.y > PER_MILLE {
        return Err(Error::invalid("error.feed.tag_place"));
    }
    let plain = tag.link.chars().all(|c| c.is_ascii_graphic());
    let leads = tag.link.is_empty()
        || tag.link.starts_with("https://")
        || tag.link.strip_prefix('/').is_some_and(|path| !path.starts_with('/'));
    if plain && leads && tag.link.len() <= LINK_LIMIT {
        return Ok(());
    }
    Err(Error::invalid("error.feed.link"))
}

/// Refuses a comment that says nothing, or too much.
///
/// # Errors
/// As [`check_face`].
pub fn check_comment(body: &str) -> Result<(), Error> {
    text(body, (1, COMMENT_LIMIT), "error.feed.comment")
}

/// Refuses a folder without a name.
///
/// # Errors
/// As [`check_face`].
pub fn check_folder(name: &str) -> Result<(), Error> {
    line(name, (1, FOLDER_LIMIT), "error.feed.folder")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::TagKind;
    use crate::feed::rows::Service;
    use proptest::prelude::*;

    fn shot(tags: Vec<Tag>) -> Shot {
        Shot { sha256: "a".repeat(64), width: 900, height: 1_200, tags }
    }

    fn said(title: &str, pictures: usize) -> Said {
        Said { title: title.into(), pictures: vec![shot(Vec::new()); pictures], ..Said::default() }
    }

    #[test]
    fn a_note_has_a_title_and_pictures() {
        assert!(check_note(&said("Rye bread", 9)).is_ok(), "nine pictures");
        for wrong in [said("", 1), said("x", 0), said("x", 10), said(&"t".repeat(41), 1)] {
            assert!(check_note(&wrong).is_err(), "{wrong:?}");
        }
        let clip = |pictures| Said { clip: Some("b".repeat(64)), ..said("x", pictures) };
        assert!(check_note(&clip(1)).is_ok(), "a clip has a cover");
        assert!(check_note(&clip(2)).is_err(), "and no more");
        let flat = Shot { height: 0, ..shot(Vec::new()) };
        assert!(check_note(&Said { pictures: vec![flat], ..said("x", 1) }).is_err(), "no height");
    }

    #[test]
    fn tags_lead_inside_or_to_https() {
        let tag = |link: &str| Tag {
            x: 500,
            y: 1_000,
            kind: TagKind::Product,
            text: "Mug".into(),
            link: link.into(),
        };
        for good in ["", "https://example.com/mug", "/wallet/pay"] {
            assert!(check_tag(&tag(good)).is_ok(), "{good:?}");
        }
        for bad in ["http://example.com", "javascript:alert(1)", "//evil.example", "https://a b"] {
            assert!(check_tag(&tag(bad)).is_err(), "{bad:?}");
        }
        let seven = said("x", 1).pictures.into_iter().map(|s| Shot { tags: vec![tag(""); 7], ..s });
        let seven = Said { pictures: seven.collect(), ..said("x", 1) };
        assert!(check_note(&seven).is_err(), "six tags at most");
    }

    #[test]
    fn a_service_costs_something_or_says_nothing_of_it() {
        let money = |minor| crate::money::Money::new(minor, "CNY".parse().expect("listed"));
        let face = |price| Face {
            name: "Alley".into(),
            services: vec![Service { title: "Latte".into(), text: String::new(), price }],
            ..Face::default()
        };
        assert!(check_face(&face(None)).is_ok() && check_face(&face(Some(money(1)))).is_ok());
        assert!(check_face(&face(Some(money(0)))).is_err(), "nothing is no price");
    }

    proptest! {
        #[test]
        fn tags_lie_in_their_picture(x: u16, y: u16) {
            let kind = TagKind::Place;
            let tag = Tag { x, y, kind, text: "x".into(), link: String::new() };
            prop_assert_eq!(check_tag(&tag).is_ok(), x <= 1_000 && y <= 1_000);
        }
    }
}
