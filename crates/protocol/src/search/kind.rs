//! The kinds of things that are found.

use super::Place;
use serde::{Deserialize, Serialize};

/// A kind of thing that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person or a merchant.
    Person,
    /// A community.
    Community,
    /// A post in a community.
    Post,
    /// A gathering of a community.
    Gathering,
    /// A life account.
    Account,
    /// A note of a life account.
    Note,
    /// A comment on a post.
    Comment,
    /// A comment on a note.
    NoteComment,
    /// A message in a chat of one's own: it is looked for on the device alone.
    Message,
}

impl Kind {
    /// Every kind, in the order in which the screen offers them.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Community,
        Self::Post,
        Self::Gathering,
        Self::Account,
        Self::Note,
        Self::Comment,
        Self::NoteComment,
        Self::Message,
    ];

    /// Its word, in the database, in addresses, in message keys and as moderation names it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Community => "community",
            Self::Post => "post",
            Self::Gathering => "gathering",
            Self::Account => "account",
            Self::Note => "note",
            Self::Comment => "comment",
            Self::NoteComment => "note-comment",
            Self::Message => "message",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Where the words of its title stand, and those of its text: a handle is a name, too.
    #[must_use]
    pub const fn places(self) -> (Place, Place) {
        match self {
            Self::Person => (Place::Name, Place::Name),
            Self::Community | Self::Account => (Place::Name, Place::Text),
            Self::Post | Self::Gathering | Self::Note => (Place::Title, Place::Text),
            Self::Comment | Self::NoteComment | Self::Message => (Place::Title, Place::Text),
        }
    }

    /// Whether it is said to something else, or in a chat: what it is shown under is no title of its own.
    #[must_use]
    pub const fn is_said(self) -> bool {
        matches!(self, Self::Comment | Self::NoteComment | Self::Message)
    }

    /// The kind under which it is chosen: all comments are one.
    #[must_use]
    pub const fn chosen(self) -> Self {
        match self {
            Self::NoteComment => Self::Comment,
            other => other,
        }
    }
}
