//! What is disputed in the demo world: one that was given in to, one that is open.

use super::{Deed, Draft, Who, cny};
use crate::features::wallet_disputes::Reason;
use sampan_protocol::{Money, Timestamp};

/// Something that is said or done in a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Complaint {
    /// Disputes what they paid last.
    Open {
        /// Why.
        reason: Reason,
        /// How much of it.
        amount: Money,
        /// In their words.
        text: &'static str,
        /// Whose picture they show.
        shows: Who,
    },
    /// Gives in to what somebody disputes.
    GiveIn {
        /// Who disputes it.
        of: Who,
        /// In their words.
        text: &'static str,
    },
}

/// Adds the disputes of the last day, each just after what it is about was paid.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60);
    let peaches = Complaint::Open {
        reason: Reason::NotAsDescribed,
        amount: cny(2_000),
        text: "有一盒桃子是烂的，照片在此。",
        shows: Who::GREEN_BASKET,
    };
    draft.add(ago(1_290), Who::MEI, Deed::Complain(peaches));
    let sorry = Complaint::GiveIn { of: Who::MEI, text: "非常抱歉，这盒退给您。" };
    draft.add(ago(1_180), Who::GREEN_BASKET, Deed::Complain(sorry));
    let lunch = Complaint::Open {
        reason: Reason::WrongAmount,
        amount: cny(1_600),
        text: "Lunch set B is 40.00 on the menu. I was charged 56.00.",
        shows: Who::HAMA_SUSHI,
    };
    draft.add(ago(290), Who::MEI, Deed::Complain(lunch));
}
