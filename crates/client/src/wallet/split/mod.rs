//! Bills that are split, online or not.

mod get_split;
mod list_splits;
mod make_split;
mod remind_payer;

use super::waiting;
use crate::db::{Connection, Fault};
use crate::table::{person, row};
use crate::view::View;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::overlay::requests;
use sampan_protocol::wallet::rows::REQUEST;
use sampan_protocol::wallet::split::{ROW, Split, with_requests, with_waiting};

/// Split bills with what waits, newest first, and with how their requests stand.
fn splits(db: &Connection, view: &View) -> Result<Vec<Split>, Fault> {
    let waiting = waiting(db, view)?;
    let find = |id| match id == view.me.id {
        true => Some(view.me.clone()),
        false => person::get(db, id).ok().flatten(),
    };
    let requests = requests(&row::all(db, &view.scope, REQUEST)?, &waiting, &view.me);
    let all = with_waiting(row::all(db, &view.scope, ROW)?, &waiting, &find);
    Ok(all.into_iter().map(|split| with_requests(split, &requests, &waiting)).collect())
}

/// Everybody whom a split bill names.
pub(super) fn people_of(split: &Split) -> Vec<Person> {
    split.parts.iter().map(|part| part.person.clone()).collect()
}
