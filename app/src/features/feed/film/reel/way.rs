//! How one comes to a video that is not next in turn: by a link that is opened meanwhile, or back to one.

use super::super::super::reads::KINDS;
use super::list::Reel;
use crate::bridge;
use crate::prelude::*;
use crate::session::use_rows;
use crate::t;
use leptos::task::spawn_local;
use sampan_protocol::feed::film::{NextVideos, Tab, VideoSeen, VideosNext};
use sampan_protocol::ids::NoteId;
use sampan_protocol::page::Standing;

impl Reel {
    /// Goes to a video that a link names; it comes next, unless it is there already.
    pub(super) fn open(self, note: NoteId) {
        match self.videos.with_untracked(|all| place_of(all, note)) {
            Some(place) => {
                self.wanted.set(None);
                self.go(place);
            }
            None if self.videos.with_untracked(Vec::is_empty) => {
                self.first.set_value(Some(note));
                self.turn.update_value(|turn| *turn += 1);
                self.retry();
            }
            None => self.wanted.set(Some(note)),
        }
    }

    /// Goes back to one that is wanted after all, and has what follows it come anew.
    pub(super) fn come_back(self, note: NoteId) {
        // Whoever undoes something may have left the screen.
        let Some(place) = self.videos.try_with_untracked(|all| place_of(all, note)) else { return };
        let keep = place.unwrap_or_else(|| self.at.get_untracked());
        self.turn.update_value(|turn| *turn += 1);
        self.goes_on.set_value(false);
        self.go(keep);
        self.videos.update(|all| all.truncate(keep + 1));
        self.ask();
    }

    /// Looks for what a link named until it is there, or known not to be.
    pub(super) fn follow_link(self) {
        let rows = use_rows(KINDS);
        Effect::new(move |_| {
            rows.get();
            if let Some(note) = self.wanted.get() {
                self.look_for(note);
            }
        });
    }

    fn look_for(self, note: NoteId) {
        let tab = self.tab.get_untracked().unwrap_or(Tab::ForYou);
        let question = NextVideos { tab, seen: Vec::new(), count: 0, first: Some(note) };
        spawn_local(async move {
            let answer = bridge::call(&question).await;
            // Another one may be wanted by now, or the screen be gone.
            if self.wanted.try_get_untracked().flatten() != Some(note) {
                return;
            }
            let VideosNext { videos, state } = match answer {
                Ok(next) => next,
                Err(error) => {
                    self.give_up();
                    return self.toasts.fail(&error);
                }
            };
            match (videos.into_iter().next(), state) {
                (Some(video), _) => self.bring(video),
                (None, Standing::Asking) => {}
                (None, Standing::Offline) => {
                    self.give_up();
                    self.toasts.say(t!("feed.video.offline"));
                }
                (None, Standing::Fresh) => {
                    self.give_up();
                    self.toasts.say(t!("feed.video.gone"));
                }
            }
        });
    }

    /// Puts a video behind the one that is looked at, and goes to it.
    fn bring(self, video: VideoSeen) {
        self.wanted.set(None);
        let (at, key) = (self.at.get_untracked(), |one: &VideoSeen| one.seen.note.id);
        let place = self.videos.try_update(|all| put_next(all, at, video, key));
        // What it is scrolled in is longer by then.
        request_animation_frame(move || self.go(place.unwrap_or(at)));
    }

    fn give_up(self) {
        self.wanted.set(None);
        self.lost.update(|times| *times += 1);
    }
}

/// The place of a note.
fn place_of(all: &[VideoSeen], note: NoteId) -> Option<usize> {
    all.iter().position(|one| one.seen.note.id == note)
}

/// Puts something behind what is at a place, unless it is there already; its own place.
fn put_next<T, K: PartialEq>(all: &mut Vec<T>, at: usize, new: T, key: impl Fn(&T) -> K) -> usize {
    let name = key(&new);
    if let Some(there) = all.iter().position(|one| key(one) == name) {
        return there;
    }
    let place = (at + 1).min(all.len());
    all.insert(place, new);
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_names_comes_next_and_once() {
        let mut all = vec!["a", "b", "c"];
        assert_eq!(put_next(&mut all, 0, "x", |one| *one), 1, "behind the one that is looked at");
        assert_eq!(all, ["a", "x", "b", "c"], "and before what would have come");
        assert_eq!(put_next(&mut all, 1, "c", |one| *one), 3, "what is there stays where it is");
        assert_eq!(put_next(&mut all, 3, "y", |one| *one), 4, "behind the last one, too");
        assert_eq!(all, ["a", "x", "b", "c", "y"], "each is there once");
        assert_eq!(
            put_next(&mut Vec::new(), 0, "z", |one| *one),
            0,
            "where nothing is, it is first"
        );
    }
}
