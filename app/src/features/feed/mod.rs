//! Life accounts: the waterfall of notes, one note, one account, what one keeps, and writing.

mod cards;
mod comments;
mod crop;
mod film;
mod folders;
mod home;
mod insights;
mod life;
mod links;
mod mine;
mod note;
mod operation;
mod reads;
mod share;
mod shot;
mod write;

use super::{Entry, Feature};
use crate::link::Link;
use crate::operate::ActFace;
use crate::router::{apart, later};
use operation::operation;
use sampan_protocol::feed::{VERIFY, Verify};
use sampan_protocol::operate::Act;

/// What life accounts give to the shell.
pub(crate) const FEATURE: Feature = Feature {
    name: "feed",
    routes: &[],
    parts: &[PART, FILM],
    tab: Some(entry("tab-feed", "feed.title", "sparkles", links::ROOT, 0)),
    actions: &[],
    operate: &[],
    act: face,
    services: &[
        entry("service-feed", "feed.title", "sparkles", links::ROOT, 6),
        entry("service-videos", "feed.videos", "clapperboard", links::VIDEOS, 3),
    ],
    home_top: None,
    home: Some(|| later(HOME)),
    person_actions: &[],
    chat_actions: &[],
    cards: &[entry("feed.note", "feed.card.note", "sparkles", "", 0)],
    merchant_actions: &[],
    link: path_of_link,
    operation,
};

apart! {
    /// The screens of life accounts.
    PART = feed {
        links::ROOT => home::HomeScreen(),
        links::MINE => mine::MineScreen(),
        links::NEW => life::NewScreen(),
        links::FOLDERS => folders::FoldersScreen(),
        "/feed/folder/:folder" => folders::FolderScreen(),
        "/feed/topic/:topic" => home::TopicScreen(),
        "/feed/life/:life" => life::LifeScreen(),
        "/feed/life/:life/edit" => life::EditScreen(),
        "/feed/life/:life/people" => life::KeepersScreen(),
        "/feed/life/:life/insights" => insights::InsightsScreen(),
        "/feed/write/:life?" => write::WriteScreen(),
        "/feed/note/:note" => note::NoteScreen(),
        "/feed/note/:note/edit" => write::EditNoteScreen(),
    }
}

apart! {
    /// Short videos.
    FILM = film {
        "/feed/videos/:note?" => film::VideosScreen(),
        links::PUBLISH => film::PublishScreen(),
        links::STUDIO => film::StudioScreen(),
        links::WATCHING => film::WatchingScreen(),
    }
}

apart! {
    /// What stands on the home screen.
    HOME = feed_home {
        "" => film::section(),
    }
}

const fn entry(
    test: &'static str,
    label: &'static str,
    icon: &'static str,
    path: &'static str,
    hue: u8,
) -> Entry {
    Entry { test, label, icon, path, hue }
}

/// How an act of operators about a life account looks.
fn face(act: &Act) -> Option<ActFace> {
    if act.kind != VERIFY {
        return None;
    }
    let mut face = ActFace::new("badge-check", 0);
    if let Ok(verify) = act.read::<Verify>() {
        face.facts.push(("feed.name".to_owned(), verify.name));
    }
    Some(face)
}

/// `sampan://feed`, `sampan://feed/videos`, and `sampan://feed/<what>/<id>` of a note, a video, an account or a folder.
fn path_of_link(link: &Link) -> Option<String> {
    if link.word != "feed" {
        return None;
    }
    match link.rest.split_once('/') {
        None if link.rest == "videos" => Some(links::VIDEOS.to_owned()),
        None => link.rest.is_empty().then(|| links::ROOT.to_owned()),
        Some(("video", id)) => Some(links::video(id.parse().ok()?)),
        Some(("note", id)) => Some(links::note(id.parse().ok()?)),
        Some(("life", id)) => Some(links::life(id.parse().ok()?)),
        Some(("folder", id)) => Some(links::folder(Some(id.parse().ok()?))),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_screens() {
        let path = |text: &str| path_of_link(&Link::parse(text).expect("a link"));
        let id = "00000000-0000-7000-8000-000000000001";
        assert_eq!(path("sampan://feed").as_deref(), Some("/feed"), "a word");
        for what in ["note", "life", "folder"] {
            let wanted = Some(format!("/feed/{what}/{id}"));
            assert_eq!(path(&format!("sampan://feed/{what}/{id}")), wanted, "{what}");
            assert_eq!(path(&format!("sampan://feed/{what}/nonsense")), None, "no such {what}");
        }
        assert_eq!(path("sampan://feed/videos").as_deref(), Some("/feed/videos"), "videos");
        let video = path(&format!("sampan://feed/video/{id}"));
        assert_eq!(video, Some(format!("/feed/videos/{id}")), "beginning with one");
        assert_eq!(path("sampan://feed/video/nonsense"), None, "no such video");
        assert_eq!(path("sampan://bills"), None, "a word of somebody else");
    }
}
