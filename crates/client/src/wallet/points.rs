//! Reads points.

use super::{SCOPE, waiting};
use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::wallet::points::{
    FundFloat, GetPoints, MOST_ENTRIES, POINTS, POINTS_ENTRY, POINTS_KEY, Points, PointsEntry,
    PointsView, waiting_points,
};
use sampan_protocol::wallet::{check_amount, ops};

impl Client {
    /// Answers [`FundFloat`]; now or never.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn fund_float(&self, request: FundFloat) -> Reply<FundFloat> {
        check_amount(request.amount, &[])?;
        let args = ops::FundPoints { amount: request.amount };
        let draft = Draft::new(request.op, SCOPE, ops::FUND_POINTS, &args, None)?;
        self.core.now_or_never(draft, &request.pin).await
    }

    /// Answers [`GetPoints`]; from the cache, less what waits to be used.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_points(&self, _: GetPoints) -> Reply<GetPoints> {
        let rules = self.core.known().service.map(|s| s.settings.points).unwrap_or_default();
        self.core
            .view(SCOPE, move |db, view| {
                let known: Option<Points> = row::get(db, &view.scope, POINTS, POINTS_KEY)?;
                let points = known.unwrap_or_default();
                let waiting = waiting_points(&waiting(db, view)?);
                let mut history: Vec<PointsEntry> = row::all(db, &view.scope, POINTS_ENTRY)?;
                history.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
                history.truncate(MOST_ENTRIES);
                let balance = points.balance().saturating_sub(waiting);
                Ok(PointsView { rules, balance, waiting, lots: points.lots, history })
            })
            .await
    }
}
