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
            modules
                .iter()
                .try_for_each(|(module, steps)| migrate_one(sql, module, steps))
        })
    }

    /// The version of each module's tables.
    ///
    /// # Errors
    /// What the database says.
    pub fn versions(&self) -> Result<Vec<(String, i64)>, DbError> {
        self.read(|sql| {
            sql.query(
                "SELECT module, version FROM migrations ORDER BY module",
                &[],
            )?
            .iter()
            .map(|row| Ok((row.text("module")?.to_owned(), row.int("version")?)))
            .collect()
        })
    }
}

fn migrate_one(sql: &mut dyn Sql, module: &str, steps: &[Migration]) -> Result<(), DbError> {
    let found = sql
        .query_opt(
            "SELECT version FROM migrations WHERE module = $1",
            &params![module],
        )?
        .map_or(Ok(0), |row| row.int("version"))?;
    let known = steps.last().map_or(0, |step| step.version);
    if found > known {
        return Err(DbError::Future {
            module: module.to_owned(),
            found,
            known,
        });
    }
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
