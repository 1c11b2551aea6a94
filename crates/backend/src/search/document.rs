//! What the modules that own things say of what there is to be found: search itself knows no feature.

use crate::db::{DbError, Sql};
use crate::module::{Module, Refusal};
use crate::ports::People;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::search::{Hit, Kind};

/// A module that owns things which people find.
pub trait Searched: Send + Sync {
    /// The kinds of things that it owns.
    fn kinds(&self) -> &'static [Kind];

    /// What there is to be found of one of them; none where nobody may find it: it is not there, was
    /// taken away, waits for a moderator, or has not come out.
    ///
    /// # Errors
    /// What the database says.
    fn document(
        &self,
        sql: &mut dyn Sql,
        people: &dyn People,
        thing: (Kind, &str),
    ) -> Result<Option<Document>, Refusal>;

    /// Whether somebody may see one of them that is to be found.
    ///
    /// # Errors
    /// What the database says.
    fn may_find(
        &self,
        sql: &mut dyn Sql,
        found: &Document,
        reader: PersonId,
    ) -> Result<bool, DbError>;

    /// The identifiers of things of a kind behind this one, in their order, so many at most.
    ///
    /// # Errors
    /// What the database says.
    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: Kind,
        after: &str,
        most: usize,
    ) -> Result<Vec<String>, DbError>;
}

/// What there is to be found of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// As it is shown, with all of its text.
    pub(crate) hit: Hit,
    /// Whose it is: whom they block does not find it.
    pub(crate) of: Option<PersonId>,
    /// Whose that is which it is said to: whom they block does not find it either.
    pub(crate) to: Option<PersonId>,
    /// When it was written, takes place, or came to be.
    pub(crate) at: Timestamp,
    /// How many like it, follow it or belong to it.
    pub(crate) liked: i64,
}

/// The module that owns a kind.
pub(super) fn owner(modules: &[Box<dyn Module>], kind: Kind) -> Option<&dyn Searched> {
    modules.iter().filter_map(|m| m.searched()).find(|one| one.kinds().contains(&kind))
}

/// What something is called among documents.
pub(super) fn name(kind: Kind, id: &str) -> String {
    format!("{}/{id}", kind.word())
}

/// What is called so.
pub(super) fn named(name: &str) -> Option<(Kind, &str)> {
    let (word, id) = name.split_once('/')?;
    Some((Kind::from_word(word)?, id))
}
