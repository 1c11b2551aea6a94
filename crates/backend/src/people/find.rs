//! Finds people whose handle or name begins with a text.

use super::table::{person, term};
use crate::endpoint::Caller;
use sampan_protocol::Error;
use sampan_protocol::people::{Find, Person};

/// The most people that are answered.
const MOST: usize = 20;
/// The most that are looked at, where the text is longer than a term.
const LOOKED_AT: u32 = 200;

pub(super) fn answer(caller: &Caller, request: &Find) -> Result<Vec<Person>, Error> {
    let text = term::folded(&request.text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let short: String = text.chars().take(term::LONGEST).collect();
    let mut found =
        caller.backend.db().read(|sql| person::with_term(sql, &short, &text, LOOKED_AT))?;
    found.retain(|person| term::begins(person, &text));
    found.truncate(MOST);
    Ok(found)
}
