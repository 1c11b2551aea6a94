//! Transfers that happen by themselves, and those that can still be called back.

mod call_back;
mod list;
mod new;
mod when;

pub(crate) use call_back::CallBack;
pub(crate) use list::PlansScreen;
pub(crate) use new::NewPlanScreen;
pub(crate) use when::{date_text, read as read_when, rhythm, skipped};

use super::links::with_query;
use sampan_protocol::ids::PersonId;

/// Address of my plans.
pub(crate) const PLANS: &str = "/wallet/plans";
/// Address of planning transfers.
pub(crate) const NEW: &str = "/wallet/plans/new";

/// The address of planning transfers to somebody.
fn path_to(person: PersonId) -> String {
    with_query(NEW, &[("to", Some(person.to_string()))])
}
