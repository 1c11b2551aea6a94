//! Notices: what I am told of, and what I decided about that.

use crate::Client;
use crate::table::row;
use crate::view::Waiting;
use sampan_protocol::Reply;
use sampan_protocol::notices::{
    Change, ClearNotices, ListNotices, QuietNotices, SeeNotices, ops, overlay, rows,
};

/// The word of the scope of one's notices.
pub(crate) const SCOPE: &str = "notices";

/// Kinds of rows of that scope.
pub(crate) const KINDS: &[&str] = &[rows::NOTICE, rows::CHOICES];

impl Client {
    /// Answers [`ListNotices`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_notices(&self, _: ListNotices) -> Reply<ListNotices> {
        self.core
            .view(SCOPE, |db, view| {
                let notices = row::all(db, &view.scope, rows::NOTICE)?;
                let choices = row::get(db, &view.scope, rows::CHOICES, "me")?.unwrap_or_default();
                let open = view.waiting.iter().filter(|waiting| waiting.is_open());
                Ok(overlay(notices, choices, open.filter_map(change)))
            })
            .await
    }

    /// Answers [`SeeNotices`]; works offline.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn see_notices(&self, request: SeeNotices) -> Reply<SeeNotices> {
        self.core.put(SCOPE, request.op, ops::SEE, &ops::See { until: request.until }).await
    }

    /// Answers [`ClearNotices`]; works offline.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn clear_notices(&self, request: ClearNotices) -> Reply<ClearNotices> {
        self.core.put(SCOPE, request.op, ops::CLEAR, &ops::Clear { until: request.until }).await
    }

    /// Answers [`QuietNotices`]; works offline.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn quiet_notices(&self, request: QuietNotices) -> Reply<QuietNotices> {
        let args = ops::Quiet { kind: request.kind, quiet: request.quiet };
        self.core.put(SCOPE, request.op, ops::QUIET, &args).await
    }
}

/// What a waiting operation changes.
fn change(waiting: &Waiting) -> Option<Change> {
    match waiting.name.as_str() {
        ops::SEE => waiting.args().map(|ops::See { until }| Change::See(until)),
        ops::CLEAR => waiting.args().map(|ops::Clear { until }| Change::Clear(until)),
        ops::QUIET => waiting.args().map(|ops::Quiet { kind, quiet }| Change::Quiet(kind, quiet)),
        _ => None,
    }
}
