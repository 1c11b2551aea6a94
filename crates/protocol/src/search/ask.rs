//! What a device asks the service for, and the UI the device.

use super::{Kind, TEXT_LIMIT};
use crate::command::commands;
use crate::error::Error;
use crate::moderation::Target;
use crate::page::{Page, Part};
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that was found, as whoever looked may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its identifier.
    pub id: String,
    /// Its title or name; of what is said, that of what it is said to or in.
    pub title: String,
    /// Its text; of what the service found, the part around the first word that was looked for.
    pub text: String,
    /// Who it is, wrote it or hosts it; nobody for communities and life accounts.
    pub by: Option<Person>,
    /// Where it is: the community or life account of what is published in one, a place's name
    /// otherwise. May be empty.
    pub place: String,
    /// The community or life account that it is or is in, as moderation names it.
    pub inside: Option<Target>,
    /// SHA-256 of its picture, if it has one.
    pub picture: Option<String>,
    /// When it was written, came out, or takes place.
    pub at: Option<Timestamp>,
    /// How many belong to it or follow it.
    pub count: Option<i64>,
    /// Whether operators verified its name.
    pub verified: bool,
    /// Where it is shown in the app.
    pub link: String,
}

impl Hit {
    /// The title by which it is found: none for what is said to something that has one.
    #[must_use]
    pub fn own_title(&self) -> &str {
        if self.kind.is_said() { "" } else { &self.title }
    }

    /// By what it is found besides its title.
    #[must_use]
    pub fn words(&self) -> String {
        match self.kind {
            // What another thing is called is not kept here: it may be called something else tomorrow.
            Kind::Post | Kind::Gathering | Kind::Note | Kind::Person => self.text.clone(),
            Kind::Comment | Kind::NoteComment | Kind::Message => self.text.clone(),
            Kind::Community | Kind::Account => format!("{} {}", self.text, self.place),
        }
    }
}

impl From<Person> for Hit {
    fn from(found: Person) -> Self {
        Self {
            kind: Kind::Person,
            id: found.id.to_string(),
            title: found.name.clone(),
            text: format!("@{}", found.handle),
            place: String::new(),
            inside: None,
            picture: found.avatar.clone(),
            at: None,
            count: None,
            verified: false,
            link: format!("/people/{}", found.handle),
            by: Some(found),
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskHits {
    /// The words; the last one may be unfinished.
    pub text: String,
    /// Only these kinds; all where there are none.
    pub kinds: Vec<Kind>,
}

/// A part of [`AskHits`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HitsPart {
    /// What is looked for.
    pub list: AskHits,
    /// Which part of what is found.
    pub part: Part,
}

requests! {
    HitsPart => "/v1/search/find" -> Page<Hit>,
}

/// Refuses what is too long to be looked for.
///
/// # Errors
/// `Invalid` with the limit.
pub fn check_text(text: &str) -> Result<(), Error> {
    if text.chars().count() > TEXT_LIMIT {
        return Err(Error::invalid("error.search.long").with("limit", TEXT_LIMIT as i64));
    }
    Ok(())
}

/// Looks for something: the service, or this device where the service is not reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// The words; the last one may be unfinished.
    pub text: String,
    /// Only these kinds; all where there are none.
    pub kinds: Vec<Kind>,
    /// What the part before said of the next one; empty for the first.
    pub after: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Seen>,
    /// The first few messages, where other kinds are looked for as well: those are in `hits`.
    pub messages: Vec<Seen>,
    /// Whether there are more messages than those.
    pub more_messages: bool,
    /// How the next part is asked for; none at the end.
    pub next: Option<String>,
    /// Whether only this device was searched, because the service was not reached.
    pub offline: bool,
}

/// Something that was found, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// What.
    pub hit: Hit,
    /// Its title in pieces.
    pub title: Vec<Piece>,
    /// The part of its text around the first word that was looked for, in pieces.
    pub text: Vec<Piece>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

/// Reads what was looked for lately on this device, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRecent {}

/// Remembers on this device what was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepRecent {
    /// The words.
    pub text: String,
}

/// Forgets what was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetRecent {
    /// The words; none for everything.
    pub text: Option<String>,
}

commands! { "search";
    Search => "search" -> Found,
    ListRecent => "list_recent" -> Vec<String>,
    KeepRecent => "keep_recent" -> (),
    ForgetRecent => "forget_recent" -> (),
}
