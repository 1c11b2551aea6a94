//! How tables come to be, module by module, and how a database from the future is noticed.

use super::{Db, DbError, Sql};
use crate::params;

/// A step of a module's tables. Steps are added, never edited.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The version that the tables have after it; 1, 2, 3…
    pub version: i64,
    /// Portable statements: `BIGINT`, `TEXT`, `BYTEA`, no engine's own words.
    pub sql: &'static str,
}

/// The steps of one module.
pub type ModuleMigrations = (&'static str, &'static [Migration]);

impl Db {
    /// Brings the tables of every module to the newest version, or nothing at all.
    ///
    /// # Errors
    /// `Future` if a newer program has been here, or what the database says.
    pub fn migrate(&self, modules: &[ModuleMigrations]) -> Result<(), DbError> {
        self.write(|sql| {
            sql.batch(
                "CREATE TABLE IF NOT EXISTS migrations (
                    module TEXT PRIMARY KEY,
                    version BIGINT NOT NULL
                )",
            )?;
            modules.iter().try_for_each(|(module, steps)| migrate_one(sql, module, steps))
        })
    }

    /// Refuses a database whose tables are not those that this program knows, and changes nothing.
    ///
    /// # Errors
    /// `Future` or `Outdated`, or what the database says.
    pub fn check(&self, modules: &[ModuleMigrations]) -> Result<(), DbError> {
        self.read(|sql| {
            let tables = sql.query(self.list_tables(), &[])?;
            let mut names = tables.iter().map(|row| row.text("name"));
            if !names.any(|name| name.is_ok_and(|name| name == "migrations")) {
                return Err(DbError::Outdated("all".to_owned()));
            }
            modules.iter().try_for_each(|(module, steps)| {
                if found_version(sql, module, steps)? < newest(steps) {
                    return Err(DbError::Outdated((*module).to_owned()));
                }
                Ok(())
            })
        })
    }

    /// The version of each module's tables.
    ///
    /// # Errors
    /// What the database says.
    pub fn versions(&self) -> Result<Vec<(String, i64)>, DbError> {
        self.read(|sql| {
            sql.query("SELECT module, version FROM migrations ORDER BY module", &[])?
                .iter()
                .map(|row| Ok((row.text("module")?.to_owned(), row.int("version")?)))
                .collect()
        })
    }
}

fn migrate_one(sql: &mut dyn Sql, module: &str, steps: &[Migration]) -> Result<(), DbError> {
    let (found, known) = (found_version(sql, module, steps)?, newest(steps));
    for step in steps.iter().filter(|step| step.version > found) {
        sql.batch(step.sql)?;
    }
    if known > found {
        sql.execute(
            "INSERT INTO migrations (module, version) VALUES ($1, $2)
             ON CONFLICT (module) DO UPDATE SET version = excluded.version",
            &params![module, known],
        )?;
    }
    Ok(())
}

/// The version that a module's tables have; 0 before there are any.
fn found_version(sql: &mut dyn Sql, module: &str, steps: &[Migration]) -> Result<i64, DbError> {
    let row =
        sql.query_opt("SELECT version FROM migrations WHERE module = $1", &params![module])?;
    let found = row.map_or(Ok(0), |row| row.int("version"))?;
    let known = newest(steps);
    if found > known {
        return Err(DbError::Future { module: module.to_owned(), found, known });
    }
    Ok(found)
}

fn newest(steps: &[Migration]) -> i64 {
    steps.last().map_or(0, |step| step.version)
}
