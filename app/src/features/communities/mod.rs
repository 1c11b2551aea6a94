//! Communities: feeds, one community, a post with its thread, and writing.

mod discover;
mod edit;
mod entrance;
mod first;
mod gatherings;
mod interests;
mod links;
mod looking;
mod near;
mod one;
mod operation;
mod poll;
mod post;
mod posts;
mod preview;
mod reactions;
mod reads;
mod saved;
mod shot;
mod tags;
mod votes;
mod write;
mod written;

use super::{Entry, Feature};
use crate::link::Link;
use crate::router::apart;
use operation::operation;

/// What communities give to the shell.
pub(crate) const FEATURE: Feature = Feature {
    name: "communities",
    routes: &[],
    parts: &[PART],
    tab: Some(entry("tab-communities", "communities.title", "users-round", links::ROOT, 0)),
    actions: &[],
    operate: &[],
    act: |_| None,
    services: &[entry("service-communities", "communities.title", "users-round", links::ROOT, 1)],
    home_top: None,
    home: None,
    person_actions: &[],
    chat_actions: &[],
    cards: &[entry("communities.post", "communities.card.post", "users-round", "", 0)],
    merchant_actions: &[],
    link: path_of_link,
    operation,
};

apart! {
    /// The screens of communities.
    PART = communities {
        links::ROOT => first::FeedScreen(),
        links::DISCOVER => discover::DiscoverScreen(),
        links::SAVED => saved::SavedScreen(),
        links::NEW => edit::NewScreen(),
        "/communities/in/:community" => one::CommunityScreen(),
        "/communities/in/:community/edit" => edit::EditScreen(),
        "/communities/in/:community/tags" => one::TagsScreen(),
        "/communities/write/:community?" => write::WriteScreen(),
        links::GATHERINGS => gatherings::GatheringsScreen(),
        "/communities/gather/:community" => gatherings::NewScreen(),
        "/communities/gathering/:gathering" => gatherings::GatheringScreen(),
        "/communities/gathering/:gathering/edit" => gatherings::ChangeScreen(),
        "/communities/gathering/:gathering/ticket/:at" => gatherings::TicketScreen(),
        "/communities/gathering/:gathering/door/:at/:code?" => gatherings::DoorScreen(),
        "/communities/post/:post" => post::PostScreen(),
        "/communities/post/:post/edit" => write::RewriteScreen(),
    }
}

/// Writing a post that begins with a text.
pub(crate) const SHARE: (&str, Entry) =
    ("communities", entry("share-post", "communities.share", "users-round", links::WRITE, 1));

const fn entry(
    test: &'static str,
    label: &'static str,
    icon: &'static str,
    path: &'static str,
    hue: u8,
) -> Entry {
    Entry { test, label, icon, path, hue }
}

/// `sampan://communities`, `sampan://community/<id>`, `sampan://post/<id>`, `sampan://gathering/<id>`,
/// and what a guest shows at the door: `sampan://gathering/<id>/door/<date>/<code>`.
fn path_of_link(link: &Link) -> Option<String> {
    match link.word.as_str() {
        "communities" => Some(links::ROOT.to_owned()),
        "community" => Some(links::one(link.rest.parse().ok()?)),
        "post" => Some(links::post(link.rest.parse().ok()?)),
        "gathering" => gathering_link(&link.rest),
        _ => None,
    }
}

fn gathering_link(rest: &str) -> Option<String> {
    let mut parts = rest.split('/');
    let id = parts.next()?.parse().ok()?;
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (None, ..) => Some(links::gathering(id)),
        (Some("door"), Some(at), Some(code), None) => {
            let plain = code.len() <= 16 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let at = sampan_protocol::Timestamp(at.parse().ok()?);
            plain.then(|| format!("{}/{code}", links::door(id, at)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_screens() {
        let path = |text: &str| path_of_link(&Link::parse(text).expect("a link"));
        let id = "00000000-0000-7000-8000-000000000001";
        assert_eq!(path("sampan://communities").as_deref(), Some("/communities"), "a word");
        let one = Some(format!("/communities/in/{id}"));
        assert_eq!(path(&format!("sampan://community/{id}")), one, "a community");
        let post = Some(format!("/communities/post/{id}"));
        assert_eq!(path(&format!("sampan://post/{id}")), post, "a post");
        let gathering = format!("/communities/gathering/{id}");
        assert_eq!(
            path(&format!("sampan://gathering/{id}")),
            Some(gathering.clone()),
            "a gathering"
        );
        let door = path(&format!("sampan://gathering/{id}/door/1790000000000000/AB12CD34"));
        assert_eq!(door, Some(format!("{gathering}/door/1790000000000000/AB12CD34")), "a ticket");
        let odd = path(&format!("sampan://gathering/{id}/door/1790000000000000/a%2Fb"));
        assert_eq!(odd, None, "no code has a slash");
        assert_eq!(path("sampan://post/nonsense"), None, "no post is called that");
        assert_eq!(path("sampan://bills"), None, "a word of somebody else");
    }
}
