//! Life accounts and notes as a search finds them.

use super::{Account, InLife, Note};
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
