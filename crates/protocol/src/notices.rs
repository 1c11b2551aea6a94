//! Notices: what somebody is told of, kept on each of their devices until they have seen it.

use crate::command::commands;
use crate::error::Arg;
use crate::ids::OpId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many notices of a person are kept; the oldest go first.
pub const KEPT: usize = 200;

/// Something that a person is told of. Row `notices.notice` of `notices:<me>`, key: [`Notice::key`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What happened, beginning with the module's word: `communities.reply`. Its words are the
    /// message `notice.<kind>`.
    pub kind: String,
    /// What it is about, so that a newer one of its kind takes its place: `post/<id>`.
    pub about: String,
    /// What the message is filled with.
    pub args: BTreeMap<String, Arg>,
    /// Where in the app it leads: a path that begins with `/`.
    pub link: String,
    /// When it happened.
    pub at: Timestamp,
}

impl Notice {
    /// The key of its row.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}|{}", self.kind, self.about)
    }

    /// The key of its message.
    #[must_use]
    pub fn message(&self) -> String {
        format!("notice.{}", self.kind)
    }
}

/// What a person decided about notices. Row `notices.choices` of `notices:<me>`, key `me`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    /// Everything up to this time was seen.
    pub seen: Timestamp,
    /// The kinds that they do not want to be told of.
    pub quiet: Vec<String>,
}

/// Row kinds of scope `notices:<me>`.
pub mod rows {
    /// [`super::Notice`], key: its kind and what it is about.
    pub const NOTICE: &str = "notices.notice";
    /// [`super::Choices`], key `me`.
    pub const CHOICES: &str = "notices.choices";
}

/// Operations in scope `notices:<me>`; the name of each stands in [`ops::NAMES`].
pub mod ops {
    use super::{Deserialize, Serialize, Timestamp};

    /// I have seen everything up to a time. `notices.see`
    pub const SEE: &str = "notices.see";
    /// Takes away everything up to a time. `notices.clear`
    pub const CLEAR: &str = "notices.clear";
    /// Says whether I want to be told of a kind. `notices.quiet`
    pub const QUIET: &str = "notices.quiet";
    /// The names of these operations.
    pub const NAMES: &[&str] = &[SEE, CLEAR, QUIET];

    /// [`SEE`]
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct See {
        /// The time of the newest notice that I saw.
        pub until: Timestamp,
    }

    /// [`CLEAR`]
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Clear {
        /// The time of the newest notice that goes.
        pub until: Timestamp,
    }

    /// [`QUIET`]
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Quiet {
        /// Which kind.
        pub kind: String,
        /// Whether I do not want to be told of it.
        pub quiet: bool,
    }
}

/// What operations of mine that wait make of my notices; the newest first.
#[must_use]
pub fn overlay(
    mut notices: Vec<Notice>,
    mut choices: Choices,
    waiting: impl Iterator<Item = Change>,
) -> Notices {
    for change in waiting {
        match change {
            Change::See(until) => choices.seen = choices.seen.max(until),
            Change::Clear(until) => notices.retain(|notice| notice.at > until),
            Change::Quiet(kind, quiet) => set_quiet(&mut choices.quiet, &kind, quiet),
        }
    }
    notices.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.key().cmp(&b.key())));
    let unseen = notices.iter().filter(|notice| notice.at > choices.seen).count();
    Notices { notices, seen: choices.seen, unseen: unseen as u32, quiet: choices.quiet }
}

/// Says of a kind whether somebody wants to be told of it.
pub fn set_quiet(quiet: &mut Vec<String>, kind: &str, is_quiet: bool) {
    quiet.retain(|k| k != kind);
    if is_quiet {
        quiet.push(kind.to_owned());
        quiet.sort();
    }
}

/// A change of one's notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Everything up to a time was seen.
    See(Timestamp),
    /// Everything up to a time goes.
    Clear(Timestamp),
    /// Whether a kind is not wanted.
    Quiet(String, bool),
}

/// Reads my notices, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListNotices {}

/// My notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// The newest first.
    pub notices: Vec<Notice>,
    /// Everything up to this time was seen.
    pub seen: Timestamp,
    /// How many were not.
    pub unseen: u32,
    /// The kinds that I do not want to be told of.
    pub quiet: Vec<String>,
}

/// Says that everything up to a time was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeNotices {
    /// Idempotency key.
    pub op: OpId,
    /// The time of the newest one that was seen.
    pub until: Timestamp,
}

/// Takes everything up to a time away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearNotices {
    /// Idempotency key.
    pub op: OpId,
    /// The time of the newest one that goes.
    pub until: Timestamp,
}

/// Says whether I want to be told of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietNotices {
    /// Idempotency key.
    pub op: OpId,
    /// Which kind.
    pub kind: String,
    /// Whether I do not want to be told of it.
    pub quiet: bool,
}

commands! { "notices";
    ListNotices => "list_notices" -> Notices,
    SeeNotices => "see_notices" -> (),
    ClearNotices => "clear_notices" -> (),
    QuietNotices => "quiet_notices" -> (),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn notice(kind: &str, seconds: i64) -> Notice {
        Notice {
            kind: kind.to_owned(),
            about: seconds.to_string(),
            args: BTreeMap::new(),
            link: "/".to_owned(),
            at: Timestamp::from_seconds(seconds),
        }
    }

    #[test]
    fn what_waits_is_laid_over() {
        let at = Timestamp::from_seconds;
        let all = vec![notice("a.b", 1), notice("a.b", 3), notice("a.c", 2)];
        let none = overlay(all.clone(), Choices::default(), std::iter::empty());
        let times: Vec<_> = none.notices.iter().map(|n| n.at.seconds()).collect();
        assert_eq!((times, none.unseen), (vec![3, 2, 1], 3), "the newest first, none seen");
        let changes =
            [Change::See(at(2)), Change::Quiet("a.b".to_owned(), true), Change::Clear(at(1))];
        let seen = overlay(all, Choices::default(), changes.into_iter());
        assert_eq!(seen.unseen, 1, "what is newer was not seen");
        assert_eq!(seen.notices.len(), 2, "what was cleared is gone");
        assert_eq!(seen.quiet, ["a.b"], "one kind is not wanted");
    }

    #[test]
    fn an_older_look_does_not_make_anything_unseen() {
        let seen = Choices { seen: Timestamp::from_seconds(9), quiet: Vec::new() };
        let changes = [Change::See(Timestamp::from_seconds(3))];
        let all = overlay(vec![notice("a.b", 5)], seen, changes.into_iter());
        assert_eq!(all.unseen, 0, "it was seen by another device");
    }

    #[test]
    fn every_kind_has_words_in_both_languages() {
        for kind in crate::features::notice_kinds() {
            for key in [format!("notice.{kind}"), format!("notice.kind.{kind}")] {
                for language in Language::ALL {
                    assert_ne!(language.text(&key, &[]), key, "{} has {key}", language.tag());
                }
            }
        }
    }
}
