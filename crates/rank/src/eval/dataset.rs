//! Interactions by number: users and items are numbered in the order of their ids.

use super::rows::Line;
use std::collections::BTreeMap;

/// One person and one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) user: usize,
    pub(crate) item: usize,
    pub(crate) at: i64,
    pub(crate) liked: bool,
}

/// All interactions, in the order of time; of one time, in the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Dataset {
    pub(crate) users: Vec<String>,
    pub(crate) items: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

impl Dataset {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let users = numbered(lines.iter().map(|line| line.user.as_str()));
        let items = numbered(lines.iter().map(|line| line.item.as_str()));
        let mut rows: Vec<Row> = lines
            .iter()
            .map(|line| Row {
                user: users[line.user.as_str()],
                item: items[line.item.as_str()],
                at: line.at,
                liked: line.liked,
            })
            .collect();
        rows.sort_by_key(|row| row.at);
        let names =
            |numbers: BTreeMap<&str, usize>| numbers.into_keys().map(str::to_owned).collect();
        Self { users: names(users), items: names(items), rows }
    }
}

fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut numbers: BTreeMap<&str, usize> = names.map(|name| (name, 0)).collect();
    for (number, value) in numbers.values_mut().enumerate() {
        *value = number;
    }
    numbers
}
