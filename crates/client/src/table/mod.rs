//! Tables that belong to no feature: scopes and their rows, parts of lists, people seen, what pictures
//! look like, and what the device knows.

pub(crate) mod known;
pub(crate) mod page;
pub(crate) mod person;
pub(crate) mod row;
pub(crate) mod scope;
pub(crate) mod thumb;

/// Schema of those that stand in the cache.
pub(crate) const SCHEMA: &[&str] = &[
    include_str!("scope.sql"),
    include_str!("row.sql"),
    include_str!("person.sql"),
    include_str!("page.sql"),
    include_str!("thumb.sql"),
];
