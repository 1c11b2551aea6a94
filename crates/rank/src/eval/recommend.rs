//! Recommends to everybody in a file.

use super::{
    Fault,
    dataset::Dataset,
    learn::learn,
    model::{Model, Request},
    rows::read,
};
use std::io::BufRead;

/// Recommends to each user of the training rows up to `k` items that are in none of their rows, best
/// first; users in the order of their ids. Everybody is served at `at` (Unix seconds), or without it at
/// the time of their own last training row.
///
/// # Errors
/// Where the file is not what [`super`] says, with what to do about it.
pub fn recommend(
    from: impl BufRead,
    k: usize,
    at: Option<i64>,
) -> Result<Vec<(String, Vec<String>)>, Fault> {
    let data = Dataset::of(&read(from)?);
    let mut model = Model::train(&data.rows, data.users.len(), data.items.len());
    let balance = learn(model.likes());
    let requests: Vec<Request> =
        (0..data.users.len()).map(|user| model.request(user, at)).collect();
    let served = model.serve(&requests, &balance, k);
    let names =
        |items: Vec<usize>| items.into_iter().map(|item| data.items[item].clone()).collect();
    Ok(data.users.iter().cloned().zip(served.into_iter().map(names)).collect())
}

/// A user with their items as a line of CSV, without the end of line.
#[must_use]
pub fn line(user: &str, items: &[String]) -> String {
    std::iter::once(user)
        .chain(items.iter().map(String::as_str))
        .map(field)
        .collect::<Vec<_>>()
        .join(",")
}

fn field(text: &str) -> String {
    if text.contains([',', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
