//! What shows media: the modules that own things say what each of them has; media itself knows no
//! feature.
//!
//! Whoever changes what a thing shows, or to whom, calls [`uses_changed`] in the same transaction. It
//! is gone over once a day besides ([`walk`](super::walk)), so what was there before is known, too.

use super::table::uses;
use crate::db::{DbError, Sql};
use crate::moderation;
use crate::module::{Context, Module};
use crate::ports::People;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use std::collections::BTreeSet;
use std::fmt::Display;

/// What media calls something that waits for moderators, and shows what is kept as evidence: its
/// identifier is the name that moderation has for it.
pub(crate) const CASE: &str = "case";

/// A module that owns things which show media.
pub trait Shows: Send + Sync {
    /// The kinds of things that it owns; where moderators decide about them, the same words.
    fn kinds(&self) -> &'static [&'static str];

    /// What one of them, by kind and identifier, shows now; nothing where it is not there.
    ///
    /// # Errors
    /// What the database says.
    fn shown(&self, sql: &mut dyn Sql, thing: (&str, &str)) -> Result<Shown, DbError>;

    /// The things of a kind behind this one, in their order, about so many at most.
    ///
    /// # Errors
    /// What the database says.
    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: &str,
        after: &str,
        most: usize,
    ) -> Result<Part, DbError>;

    /// Whether somebody may see what one of them shows, where not everybody may.
    ///
    /// # Errors
    /// What the database says.
    fn sees(
        &self,
        sql: &mut dyn Sql,
        reader: &Reader<'_>,
        thing: (&str, &str),
    ) -> Result<bool, DbError>;

    /// Whether things of a kind let go of what they show no longer. Those do not of which others
    /// keep how they looked, such as people in bills.
    fn lets_go(&self, kind: &str) -> bool {
        let _ = kind;
        true
    }
}

/// What a thing shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The SHA-256 of each file, and the identifier of each video.
    pub(crate) what: BTreeSet<String>,
    /// Whether everybody may see it.
    pub(crate) is_open: bool,
}

impl Shown {
    /// These files, which everybody may see.
    pub(crate) fn open(files: impl IntoIterator<Item = String>) -> Self {
        Self { what: files.into_iter().collect(), is_open: true }
    }
}

/// Some things of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Their identifiers.
    pub(crate) ids: Vec<String>,
    /// Behind which one the next part begins; none where there is none.
    pub(crate) next: Option<String>,
}

impl Part {
    /// All of these; there are more if they are so many.
    pub(crate) fn of(ids: Vec<String>, most: usize) -> Self {
        let next = ids.last().filter(|_| ids.len() >= most).cloned();
        Self { ids, next }
    }
}

/// Whoever wants to see something.
pub struct Reader<'a> {
    pub(crate) person: PersonId,
    pub(crate) people: &'a dyn People,
    pub(crate) modules: &'a [Box<dyn Module>],
}

impl Reader<'_> {
    /// Whether they run the service.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) fn operates(&self, sql: &mut dyn Sql) -> Result<bool, DbError> {
        self.people.is_operator(sql, self.person)
    }
}

/// The module that owns a kind.
pub(super) fn owner<'a>(modules: &'a [Box<dyn Module>], kind: &str) -> Option<&'a dyn Shows> {
    modules.iter().filter_map(|module| module.shows()).find(|one| one.kinds().contains(&kind))
}

/// Takes note of what a thing shows now, and to whom.
///
/// # Errors
/// What the database says.
pub(crate) fn uses_changed(
    cx: &mut Context<'_>,
    kind: &str,
    id: impl Display,
) -> Result<(), DbError> {
    let id = id.to_string();
    look_again(cx.modules, cx.sql, (kind, &id), cx.now)
}

/// The same for who acts in nobody's name.
///
/// # Errors
/// What the database says.
pub(crate) fn look_again(
    modules: &[Box<dyn Module>],
    sql: &mut dyn Sql,
    thing: (&str, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    match owner(modules, thing.0) {
        Some(owner) => note(sql, owner, thing, now.plus_seconds(super::GRACE)),
        None => Ok(()),
    }
}

/// Writes what a thing shows now; what it shows no longer, and nothing else does, is spare from a time
/// on. What moderators have not decided about is kept for them.
pub(super) fn note(
    sql: &mut dyn Sql,
    owner: &dyn Shows,
    thing: (&str, &str),
    spare: Timestamp,
) -> Result<(), DbError> {
    let Shown { what: now, is_open } = owner.shown(sql, thing)?;
    let before = uses::of_thing(sql, thing)?;
    for what in &now {
        if before.get(what) != Some(&is_open) {
            uses::put(sql, what, thing, is_open)?;
        }
    }
    let gone: Vec<&String> = before.keys().filter(|what| !now.contains(*what)).collect();
    if gone.is_empty() || !owner.lets_go(thing.0) {
        return Ok(());
    }
    let case = format!("{}/{}", thing.0, thing.1);
    let is_evidence = moderation::is_pending(sql, &case)?;
    for what in gone {
        if is_evidence {
            uses::put(sql, what, (CASE, &case), false)?;
        }
        uses::remove(sql, what, thing)?;
        uses::let_go(sql, what, spare)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_says_where_the_next_begins() {
        let ids = |n: usize| (0..n).map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(Part::of(ids(2), 3).next, None, "there are no more");
        assert_eq!(Part::of(ids(3), 3).next.as_deref(), Some("2"), "there may be");
        assert_eq!(Part::of(Vec::new(), 3).next, None, "nothing is behind nothing");
    }
}
