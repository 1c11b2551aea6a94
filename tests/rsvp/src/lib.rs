//! Gatherings on trial: so many people ask for so few places at once, each from a device of their
//! own, while the power goes or connections are cut; and what must hold then.

mod checks;
mod outage;
mod person;
mod plant;
mod town;
mod trial;

pub use plant::{PLANTS, Plant};
pub use trial::{Counts, Wanted, run};

/// Where a trial takes place.
#[derive(Debug, Clone)]
pub enum Engine {
    /// SQLite, on a disk that loses what was not synced.
    Sqlite,
    /// PostgreSQL, at the address of a server on which databases may be made.
    Postgres(String),
}
