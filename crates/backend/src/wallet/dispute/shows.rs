//! What both sides of a dispute show for it.

use crate::db::{DbError, Sql};
use crate::media::{Part, Reader, Shown, Shows};
use crate::wallet::Wallet;
use crate::wallet::table::dispute;
use sampan_protocol::ids::OpId;

/// A dispute.
pub(super) const EVIDENCE: &str = "dispute";

impl Shows for Wallet {
    fn kinds(&self) -> &'static [&'static str] {
        &[EVIDENCE]
    }

    fn shown(&self, sql: &mut dyn Sql, (_, id): (&str, &str)) -> Result<Shown, DbError> {
        let Ok(id) = id.parse::<OpId>() else { return Ok(Shown::default()) };
        let steps = dispute::find(sql, id)?.map(|kept| kept.dispute.steps).unwrap_or_default();
        Ok(Shown::open(steps.into_iter().flat_map(|step| step.pictures)))
    }

    fn after(&self, sql: &mut dyn Sql, _: &str, after: &str, most: usize) -> Result<Part, DbError> {
        Ok(Part::of(dispute::ids(sql, after, most as i64)?, most))
    }

    fn sees(&self, _: &mut dyn Sql, _: &Reader<'_>, _: (&str, &str)) -> Result<bool, DbError> {
        Ok(true)
    }

    /// What was shown for a decision stays with it.
    fn lets_go(&self, _: &str) -> bool {
        false
    }
}
