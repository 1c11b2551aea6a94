//! Notices: the bell, what I am told of, and what I want to be told of.

mod bell;
mod choices;
mod list;

pub(crate) use bell::Bell;
pub(crate) use choices::ChoicesScreen;
pub(crate) use list::NoticesScreen;

use crate::answer::{Answer, read};
use sampan_protocol::notices::{ListNotices, Notices, rows};

/// My notices, kept up to date.
fn mine() -> Answer<Notices> {
    read(&[rows::NOTICE, rows::CHOICES], || ListNotices {})
}
