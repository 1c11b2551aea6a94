//! Fetches a statement from the ledger, page by page, until it adds up.

use crate::core::Core;
use sampan_protocol::Error;
use sampan_protocol::wallet::statement::{AskStatement, Statement, Wanted};

/// The most lines of a page.
const PAGE: u32 = 1_000;
/// How often it is fetched anew because money moved meanwhile.
const TRIES: u32 = 3;

/// Fetches a whole statement.
///
/// # Errors
/// `Invalid` for what is no period, `Offline`, or the backend's refusal.
pub(super) async fn fetch(core: &Core, wanted: &Wanted) -> Result<Statement, Error> {
    let period = wanted.period()?;
    for _ in 0..TRIES {
        let mut to = period.1;
        let mut pages = Vec::new();
        let mut after = 0;
        loop {
            let account = wanted.account;
            let ask = AskStatement { account, from: period.0, to, after, limit: PAGE };
            let page = core.wire.ask(&ask).await?;
            to = page.to;
            after = page.lines.last().map_or(after, |line| line.place);
            let more = page.more && !page.lines.is_empty();
            pages.push(page);
            if !more {
                break;
            }
        }
        if let Some(statement) = Statement::of_pages(wanted.account, pages) {
            return Ok(statement);
        }
    }
    Err(Error::internal())
}
