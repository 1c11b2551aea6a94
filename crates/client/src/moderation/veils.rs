//! What I do not want to see, with what waits, and how things are held against it.

use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::table::row;
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::moderation::rule::{Effect, Rule, What, judge};
use sampan_protocol::moderation::{
    Hidden, LABEL_LIMIT, Mute, SCOPE, Target, Veil, Veils, ops, rows,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// One line of at most so many characters.
pub(super) fn label(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().chars().take(LABEL_LIMIT).collect()
}

/// What I do not want to see, with what waits laid over.
pub(super) fn read(db: &Connection, view: &View) -> Result<Veils, Fault> {
    let mut mutes: Vec<Mute> = row::all(db, &view.scope, rows::MUTE)?;
    let mut hidden: Vec<Hidden> = row::all(db, &view.scope, rows::HIDDEN)?;
    for waiting in view.waiting.iter().filter(|waiting| waiting.is_open()) {
        let at = waiting.at;
        match waiting.name.as_str() {
            ops::REPORT => {
                if let Some(ops::Report { target, label, reason, .. }) = waiting.args() {
                    hidden.retain(|one| one.target != target);
                    hidden.push(Hidden { target, label, reason: Some(reason), at });
                }
            }
            ops::HIDE => {
                if let Some(wanted) = waiting.args::<ops::Hide>() {
                    hidden.retain(|one| one.target != wanted.target);
                    if wanted.hidden {
                        let ops::Hide { target, label, .. } = wanted;
                        hidden.push(Hidden { target, label, reason: None, at });
                    }
                }
            }
            ops::MUTE => {
                if let Some(ops::SetMute { mute, on }) = waiting.args() {
                    mutes.retain(|one| one.key() != mute.key());
                    if on {
                        mutes.push(mute);
                    }
                }
            }
            _ => {}
        }
    }
    mutes.sort_by_cached_key(|mute| mute.label.to_lowercase());
    hidden.sort_by_key(|one| Reverse(one.at));
    Ok(Veils { mutes, hidden })
}

/// What is not shown to me.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unseen {
    keys: BTreeSet<String>,
    words: Vec<Rule>,
}

impl Unseen {
    /// Whether one of these things is hidden or muted, or one of these texts has a muted word in it.
    pub(crate) fn hides(&self, things: &[Target], texts: &[&str]) -> bool {
        things.iter().any(|thing| self.keys.contains(&thing.key()))
            || !self.words.is_empty() && judge(&self.words, texts).is_some()
    }
}

impl From<Veils> for Unseen {
    fn from(veils: Veils) -> Self {
        let mut unseen = Self::default();
        unseen.keys.extend(veils.hidden.iter().map(|hidden| hidden.target.key()));
        for mute in veils.mutes {
            match mute.veil {
                Veil::Target(target) => {
                    unseen.keys.insert(target.key());
                }
                Veil::Word(word) => {
                    unseen.words.push(Rule { what: What::Word(word), effect: Effect::Refuse });
                }
            }
        }
        unseen
    }
}

impl Core {
    /// What is not shown to me.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub(crate) async fn unseen(&self) -> Result<Unseen, Error> {
        Ok(self.view(SCOPE, read).await?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::Timestamp;

    #[test]
    fn what_is_hidden_or_muted_is_not_seen() {
        let post = Target::new("post", "1");
        let mute = |veil| Mute { veil, label: String::new() };
        let unseen = Unseen::from(Veils {
            hidden: vec![Hidden {
                target: post.clone(),
                label: String::new(),
                reason: None,
                at: Timestamp::from_seconds(0),
            }],
            mutes: vec![
                mute(Veil::Target(Target::new("person", "2"))),
                mute(Veil::Word("football".into())),
            ],
        });
        let other = Target::new("post", "3");
        assert!(unseen.hides(std::slice::from_ref(&post), &["x"]), "hidden");
        assert!(
            unseen.hides(&[other.clone(), Target::new("person", "2")], &["x"]),
            "of a muted one"
        );
        assert!(unseen.hides(std::slice::from_ref(&other), &["", "FOOTBALL now"]), "a muted word");
        assert!(!unseen.hides(&[other], &["footballer"]), "another word");
    }
}
