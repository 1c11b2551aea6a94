//! What the modules that own things say of them to moderators, and do with them: moderation itself
//! knows no feature.

use crate::db::{DbError, Sql};
use crate::module::{Context, Module, Refusal};
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::Target;
use sampan_protocol::{Error, Timestamp};

/// A module that owns things which moderators decide about.
pub trait Moderated: Send + Sync {
    /// The kinds of things that it owns.
    fn kinds(&self) -> &'static [&'static str];

    /// What is known of one of them; none where it is not there.
    ///
    /// # Errors
    /// What the database says.
    fn subject(&self, sql: &mut dyn Sql, target: &Target) -> Result<Option<Subject>, DbError>;

    /// Whether somebody may see it, were it not for moderators.
    ///
    /// # Errors
    /// What the database says.
    fn may_see(
        &self,
        sql: &mut dyn Sql,
        target: &Target,
        person: PersonId,
    ) -> Result<bool, DbError>;

    /// Shows it again, or shows it to nobody any more; its text is kept.
    ///
    /// # Errors
    /// `Refused` where that cannot be.
    fn show(&self, cx: &mut Context<'_>, target: &Target, shown: bool) -> Result<(), Refusal> {
        let _ = (cx, target, shown);
        Err(Error::refused("error.moderation.cannot").into())
    }

    /// The kind of its places, which have moderators of their own.
    fn place_kind(&self) -> Option<&'static str> {
        None
    }

    /// What somebody is in one of its places; none where it is not there.
    ///
    /// # Errors
    /// What the database says.
    fn place(
        &self,
        sql: &mut dyn Sql,
        id: &str,
        person: PersonId,
    ) -> Result<Option<Place>, DbError> {
        let _ = (sql, id, person);
        Ok(None)
    }

    /// Who moderates one of its places.
    ///
    /// # Errors
    /// What the database says.
    fn keepers(&self, sql: &mut dyn Sql, id: &str) -> Result<Vec<PersonId>, DbError> {
        let _ = (sql, id);
        Ok(Vec::new())
    }

    /// The places that somebody moderates: kind and identifier of each.
    ///
    /// # Errors
    /// What the database says.
    fn places(&self, sql: &mut dyn Sql, person: PersonId) -> Result<Vec<String>, DbError> {
        let _ = (sql, person);
        Ok(Vec::new())
    }
}

/// What is known of something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// Who wrote it, or who it is.
    pub(crate) author: Option<PersonId>,
    /// Where it stands: kind and identifier; empty for the whole service.
    pub(crate) place: String,
    /// Its title or name.
    pub(crate) title: String,
    /// Its text.
    pub(crate) body: String,
    /// What it answers, in short.
    pub(crate) above: String,
    /// SHA-256 of each of its pictures.
    pub(crate) pictures: Vec<String>,
    /// When it was written.
    pub(crate) written: Option<Timestamp>,
    /// Where it is shown in the app.
    pub(crate) link: String,
    /// Whether it is shown to nobody now.
    pub(crate) gone: bool,
}

impl Subject {
    /// Its beginning, by which people know it again.
    pub(crate) fn label(&self) -> String {
        let text = if self.title.is_empty() { &self.body } else { &self.title };
        text.chars().take(sampan_protocol::moderation::LABEL_LIMIT).collect()
    }
}

/// What somebody is in a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// What it is called.
    pub(crate) name: String,
    /// Its rules in words, one each.
    pub(crate) rules: Vec<String>,
    /// Whether they moderate it.
    pub(crate) moderates: bool,
    /// Whether it is theirs.
    pub(crate) owns: bool,
}

/// The module that owns a target's kind.
///
/// # Errors
/// `NotFound` where none does.
pub(crate) fn owner<'a>(
    modules: &'a [Box<dyn Module>],
    target: &Target,
) -> Result<&'a dyn Moderated, Refusal> {
    let mut all = modules.iter().filter_map(|module| module.moderated());
    let found = all.find(|one| one.kinds().contains(&target.kind.as_str()));
    found.ok_or_else(|| Error::not_found("error.moderation.unknown").into())
}

/// What is known of a target, with the module that owns it.
///
/// # Errors
/// `NotFound` where it is not there.
pub(crate) fn find<'a>(
    modules: &'a [Box<dyn Module>],
    sql: &mut dyn Sql,
    target: &Target,
) -> Result<(&'a dyn Moderated, Subject), Refusal> {
    let module = owner(modules, target)?;
    let unknown = || Error::not_found("error.moderation.unknown");
    let subject = module.subject(sql, target)?.ok_or_else(unknown)?;
    Ok((module, subject))
}

/// What somebody is in a place; nobody in the whole service, which operators keep.
///
/// # Errors
/// What the database says.
pub(crate) fn place(
    modules: &[Box<dyn Module>],
    sql: &mut dyn Sql,
    place: &str,
    person: PersonId,
) -> Result<Place, DbError> {
    let Some((kind, id)) = place.split_once('/') else { return Ok(Place::default()) };
    for module in modules.iter().filter_map(|module| module.moderated()) {
        if module.place_kind() == Some(kind) {
            return Ok(module.place(sql, id, person)?.unwrap_or_default());
        }
    }
    Ok(Place::default())
}
