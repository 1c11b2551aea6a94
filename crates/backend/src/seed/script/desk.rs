//! What the town's two operators did: Mei, who came first, and Li Wei, whom she appointed.

use super::{Asked, Deed, Draft, Who, cny};
use sampan_protocol::{Currency, Money, Timestamp};

/// What operators do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Duty {
    /// Makes somebody an operator.
    Appoint(Who),
    /// Issues money into the float.
    Issue(Money, &'static str),
    /// Freezes somebody's accounts.
    Freeze(Who, &'static str),
    /// Changes a number among the settings.
    Change(&'static str, u32, u32),
    /// Puts the payouts that wait into a file for the bank.
    MakeFile(Currency),
    /// Reads what the bank says of them, and wants it booked.
    BookStatement(Currency),
    /// Confirms an act.
    Confirm(Asked),
    /// Says no to one.
    Decline(Asked, &'static str),
}

/// Adds what they did.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |hours: i64| now.plus_seconds(-hours * 3_600 - 17);
    let mut act = |at, who, duty| {
        let asked = Asked(draft.requests);
        draft.requests += 1;
        draft.add(at, who, Deed::Duty(asked, duty));
        asked
    };
    act(ago(700), Who::MEI, Duty::Appoint(Who::LIWEI));
    let float = act(ago(650), Who::LIWEI, Duty::Issue(cny(5_000_000), "备付金 Opening float"));
    act(ago(648), Who::MEI, Duty::Confirm(float));
    act(ago(210), Who::LIWEI, Duty::Change("caps.small_day", 1_000, 800));
    act(ago(120), Who::MEI, Duty::Change("caps.code_day", 2_000, 1_500));
    let raise = act(ago(96), Who::MEI, Duty::Change("caps.code_each", 500, 800));
    act(ago(70), Who::LIWEI, Duty::Decline(raise, "先观察一个月再说"));
    let file = act(ago(46), Who::MEI, Duty::MakeFile(cny(0).currency));
    act(ago(45), Who::LIWEI, Duty::Confirm(file));
    let book = act(ago(22), Who::LIWEI, Duty::BookStatement(cny(0).currency));
    act(ago(21), Who::MEI, Duty::Confirm(book));
    act(ago(5), Who::MEI, Duty::Issue(cny(800_000), "周末活动备用金"));
    act(ago(2), Who::LIWEI, Duty::Freeze(Who::ARCADE, "投诉核查中 Complaint under review"));
}
