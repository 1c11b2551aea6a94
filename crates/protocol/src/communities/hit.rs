//! Communities, posts, what is said to them, and gatherings as a search finds them.

use super::gatherings::Gathering;
use super::{Comment, Community, InCommunity, Post};
use crate::moderation::Target;
use crate::search::{Hit, Kind};

impl From<Community> for Hit {
    fn from(found: Community) -> Self {
        Self {
            kind: Kind::Community,
            id: found.id.to_string(),
            title: found.name,
            text: found.about,
            by: None,
            place: found.place,
            inside: Some(Target::new("community", found.id)),
            picture: found.picture,
            at: None,
            count: Some(found.members),
            verified: false,
            link: format!("/communities/in/{}", found.id),
        }
    }
}

impl From<Post> for Hit {
    /// What it is marked with, and what its poll offers, is found as what it says is.
    fn from(found: Post) -> Self {
        let mut text = found.body;
        let options = found.poll.into_iter().flat_map(|poll| poll.ballot.options);
        for words in found.tags.into_iter().map(|tag| tag.name).chain(options) {
            if !text.is_empty() {
                text.push_str(" · ");
            }
            text.push_str(&words);
        }
        Self {
            kind: Kind::Post,
            id: found.id.to_string(),
            title: found.title,
            text,
            by: Some(found.author),
            place: found.community.name,
            inside: Some(Target::new("community", found.community.id)),
            picture: found.pictures.into_iter().next(),
            at: Some(found.created),
            count: None,
            verified: false,
            link: format!("/communities/post/{}", found.id),
        }
    }
}

impl Comment {
    /// As it is found: with the title of what it is said to, and where that is.
    #[must_use]
    pub fn into_hit(self, title: &str, place: &InCommunity) -> Hit {
        Hit {
            kind: Kind::Comment,
            link: format!("/communities/post/{}?comment={}", self.post, self.id),
            id: self.id.to_string(),
            title: title.to_owned(),
            text: self.body,
            by: Some(self.author),
            place: place.name.clone(),
            inside: Some(Target::new("community", place.id)),
            picture: None,
            at: Some(self.created),
            count: None,
            verified: false,
        }
    }
}

impl From<Gathering> for Hit {
    /// Of where it is only what everybody reads.
    fn from(found: Gathering) -> Self {
        let text = match found.plan.area.is_empty() {
            true => found.plan.about,
            false => format!("{} · {}", found.plan.area, found.plan.about),
        };
        Self {
            kind: Kind::Gathering,
            id: found.id.to_string(),
            title: found.plan.title,
            text,
            by: Some(found.host),
            place: found.community.name,
            inside: Some(Target::new("community", found.community.id)),
            picture: found.community.picture,
            at: Some(found.next),
            count: None,
            verified: false,
            link: format!("/communities/gathering/{}", found.id),
        }
    }
}
