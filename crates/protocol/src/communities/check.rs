//! What may be written in communities.

use super::gatherings::spot;
use super::interests::grows_on;
use super::ops::{Face, Said};
use super::poll::check_ballot;
use super::tags::MOST_ON_POST;
use crate::error::Error;
use crate::words::{line, text};

/// The longest name of a community, in characters.
pub const NAME_LIMIT: usize = 40;
/// The longest description and the longest rules, in characters each.
pub const ABOUT_LIMIT: usize = 2_000;
/// The longest place, in characters.
pub const PLACE_LIMIT: usize = 80;
/// The longest title of a post, in characters.
pub const TITLE_LIMIT: usize = 120;
/// The longest text of a post, in characters.
pub const BODY_LIMIT: usize = 20_000;
/// The longest comment, in characters.
pub const COMMENT_LIMIT: usize = 5_000;
/// The most pictures of a post.
pub const PICTURES: usize = 9;

/// Refuses a community without a name, or one that says too much.
///
/// # Errors
/// `Invalid` with what is wrong, and the limit.
pub fn check_face(face: &Face) -> Result<(), Error> {
    line(&face.name, (2, NAME_LIMIT), "error.communities.name")?;
    text(&face.about, (0, ABOUT_LIMIT), "error.communities.about")?;
    text(&face.rules, (0, ABOUT_LIMIT), "error.communities.rules")?;
    line(&face.place, (0, PLACE_LIMIT), "error.communities.place")?;
    if !grows_on(face.topic, &face.branch) {
        return Err(Error::invalid("error.communities.branch"));
    }
    match face.spot.is_empty() || spot::is_coarse(&face.spot) {
        true => Ok(()),
        false => Err(Error::invalid("error.communities.spot")),
    }
}

/// Refuses a post without a title, or one that says too much.
///
/// # Errors
/// As [`check_face`].
pub fn check_post(said: &Said) -> Result<(), Error> {
    line(&said.title, (1, TITLE_LIMIT), "error.communities.title")?;
    text(&said.body, (0, BODY_LIMIT), "error.communities.body")?;
    if said.pictures.len() > PICTURES {
        return Err(Error::invalid("error.communities.pictures").with("limit", PICTURES as i64));
    }
    if said.tags.len() > MOST_ON_POST {
        let error = Error::invalid("error.communities.tags_on_post");
        return Err(error.with("limit", MOST_ON_POST as i64));
    }
    said.poll.as_ref().map_or(Ok(()), check_ballot)
}

/// Refuses a comment that says nothing, or too much.
///
/// # Errors
/// As [`check_face`].
pub fn check_comment(body: &str) -> Result<(), Error> {
    text(body, (1, COMMENT_LIMIT), "error.communities.comment")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_or_too_much_is_refused() {
        let said = |title: &str, body: &str| Said {
            title: title.into(),
            body: body.into(),
            ..Said::default()
        };
        assert!(check_post(&said("Sourdough", "Two days.\n\nThen the oven.")).is_ok(), "a post");
        for (title, body) in [
            ("", "x"),
            (" x", ""),
            ("a\nb", ""),
            ("x", " "),
            ("x", "\u{202E}x"),
            (&*"t".repeat(TITLE_LIMIT + 1), ""),
            ("x", &*"b".repeat(BODY_LIMIT + 1)),
        ] {
            assert!(check_post(&said(title, body)).is_err(), "{title:?} must be refused");
        }
        let ten = Said { pictures: vec![String::new(); 10], ..said("x", "") };
        assert!(check_post(&ten).is_err(), "nine pictures at most");
        assert!(
            check_comment("").is_err() && check_comment("Nice!").is_ok(),
            "comments say something"
        );
        let face = |name: &str| Face { name: name.into(), ..Face::default() };
        assert!(check_face(&face("美食")).is_ok(), "two characters are a name");
        assert!(check_face(&face("x")).is_err(), "one is not");
        let grown = |branch: &str, spot: &str| {
            let (branch, spot) = (branch.to_owned(), spot.to_owned());
            check_face(&Face { topic: super::super::Topic::Food, branch, spot, ..face("美食") })
        };
        assert!(grown("baking", "u33d").is_ok(), "a branch of it, and a coarse cell");
        assert!(grown("hiking", "").is_err(), "a branch of another topic");
        for finer in ["u33", "u33dc", "u33a", "U33D"] {
            assert!(grown("", finer).is_err(), "{finer} is no coarse cell");
        }
    }
}
