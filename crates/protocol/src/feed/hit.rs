//! Life accounts, notes and what is said to them as a search finds them.

use super::{Account, Comment, InLife, Note};
use crate::moderation::Target;
use crate::search::{Hit, Kind};

impl From<Account> for Hit {
    fn from(found: Account) -> Self {
        let offers = found.services.iter().map(|service| service.title.as_str());
        let text: Vec<&str> = std::iter::once(found.about.as_str()).chain(offers).collect();
        Self {
            kind: Kind::Account,
            id: found.id.to_string(),
            title: found.name,
            text: text.join(" · "),
            by: None,
            place: found.place,
            inside: Some(Target::new("life", found.id)),
            picture: found.picture,
            at: None,
            count: Some(found.followers),
            verified: found.verified,
            link: format!("/feed/life/{}", found.id),
        }
    }
}

impl From<Note> for Hit {
    fn from(found: Note) -> Self {
        let text = match found.place.is_empty() {
            true => found.text,
            false => format!("{} · {}", found.text, found.place),
        };
        Self {
            kind: Kind::Note,
            id: found.id.to_string(),
            title: found.title,
            text,
            by: None,
            place: found.account.name,
            inside: Some(Target::new("life", found.account.id)),
            picture: found.pictures.into_iter().next().map(|shot| shot.sha256),
            at: Some(found.published),
            count: None,
            verified: found.account.verified,
            link: format!("/feed/note/{}", found.id),
        }
    }
}

impl Comment {
    /// As it is found: with the title of what it is said to, and whose that is.
    #[must_use]
    pub fn into_hit(self, on: &Note) -> Hit {
        Hit {
            kind: Kind::NoteComment,
            link: format!("/feed/note/{}?comment={}", self.note, self.id),
            id: self.id.to_string(),
            title: on.title.clone(),
            text: self.body,
            by: Some(self.author),
            place: on.account.name.clone(),
            inside: Some(Target::new("life", on.account.id)),
            picture: None,
            at: Some(self.created),
            count: None,
            verified: false,
        }
    }
}

impl From<InLife> for Hit {
    /// What is known of an account by its notes.
    fn from(found: InLife) -> Self {
        Self {
            kind: Kind::Account,
            id: found.id.to_string(),
            title: found.name,
            text: String::new(),
            by: None,
            place: String::new(),
            inside: Some(Target::new("life", found.id)),
            picture: found.picture,
            at: None,
            count: None,
            verified: found.verified,
            link: format!("/feed/life/{}", found.id),
        }
    }
}
