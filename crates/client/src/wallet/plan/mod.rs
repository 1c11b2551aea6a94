//! Transfers that happen by themselves, online or not.

mod call_payment_back;
mod change_plan;
mod list_plans;
mod pay_delayed;
mod plan_transfer;

use super::waiting;
use crate::db::{Connection, Fault};
use crate::table::row;
use crate::view::View;
use sampan_protocol::wallet::plan::{Plan, ROW, with_waiting};

/// Plans with what waits.
fn plans(db: &Connection, view: &View) -> Result<Vec<Plan>, Fault> {
    Ok(with_waiting(row::all(db, &view.scope, ROW)?, &waiting(db, view)?))
}
