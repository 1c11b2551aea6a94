//! How operations of the wallet are shown while they wait.

use super::entry;
use crate::features::Entry;
use sampan_protocol::wallet::{
    budget, family as cards, label, ops, packet as packets, plan as plans, pot, refund as refunds,
    split as splits,
};

/// How a waiting operation of the wallet is shown.
pub(super) fn operation(name: &str) -> Option<Entry> {
    let (label, icon) = match name {
        ops::SMALL_ON | ops::SMALL_OFF => ("wallet.small.title", "sliders-horizontal"),
        ops::ASK_MANDATE | ops::AGREE_MANDATE | ops::LOWER_MANDATE => {
            ("wallet.mandates.one", "repeat")
        }
        ops::END_MANDATE => ("wallet.mandates.end", "x"),
        ops::CHARGE_MANDATE => ("wallet.action.charge", "repeat"),
        ops::EXCHANGE => ("wallet.exchange.title", "arrow-left-right"),
        ops::KEEP_BANK => ("wallet.bank.add", "landmark"),
        ops::DROP_BANK => ("wallet.bank.remove.yes", "landmark"),
        ops::ASK_REFERENCE => ("wallet.bank.reference.ask", "landmark"),
        ops::SET_METHODS => ("wallet.methods.title", "credit-card"),
        ops::OPEN_DISPUTE => ("wallet.dispute.new", "scale"),
        ops::ADD_EVIDENCE => ("wallet.dispute.add", "scale"),
        ops::CONTEST_DISPUTE => ("wallet.dispute.contest", "scale"),
        ops::ACCEPT_DISPUTE => ("wallet.dispute.accept.title", "undo-2"),
        ops::WITHDRAW_DISPUTE => ("wallet.dispute.withdraw", "x"),
        ops::TRANSFER | ops::PAY_SMALL | ops::PAY_VIA | ops::PAY_LESS => {
            ("wallet.action.pay", "send")
        }
        ops::MAKE_CAMPAIGN => ("wallet.campaign.new", "ticket"),
        ops::CLAIM_COUPON => ("wallet.campaign.take", "ticket"),
        ops::GIVE_COUPON => ("wallet.campaign.give", "gift"),
        ops::FUND_POINTS => ("wallet.points.fund", "coins"),
        ops::TOP_UP | ops::RAIL_IN => ("wallet.action.top_up", "arrow-down-to-line"),
        ops::WITHDRAW | ops::RAIL_OUT => ("wallet.action.withdraw", "arrow-up-from-line"),
        ops::RAIL_BACK => ("wallet.at_rail.back", "undo-2"),
        ops::RAIL_END => ("wallet.at_rail.end_any", "x"),
        ops::ASK => ("wallet.action.request", "hand-coins"),
        ops::DECLINE => ("wallet.requests.decline", "x"),
        ops::CANCEL => ("wallet.requests.cancel", "undo-2"),
        ops::CHARGE_CODE => ("wallet.action.charge", "store"),
        ops::CONFIRM_CHARGE => ("wallet.code.confirm", "check"),
        ops::REFUSE_CHARGE => ("wallet.code.refuse", "x"),
        ops::OPEN_ACCOUNT => ("wallet.account.open", "plus"),
        splits::SPLIT => ("wallet.split.new", "split"),
        splits::REMIND => ("wallet.split.remind", "bell"),
        plans::PLAN => ("wallet.plan.new", "calendar-clock"),
        plans::SET => ("wallet.plan.change", "calendar-clock"),
        plans::DELAY => ("wallet.action.pay", "send"),
        refunds::REFUND => ("wallet.refund.title", "undo-2"),
        plans::CALL_BACK => ("wallet.delay.call_back", "undo-2"),
        packets::SEND => ("wallet.packet.give", "gift"),
        packets::CLAIM => ("wallet.packet.open", "gift"),
        label::SET_LABEL => ("wallet.order.title", "tag"),
        budget::SET_BUDGET => ("wallet.budget.sheet", "target"),
        pot::MAKE => ("wallet.pot.new", "piggy-bank"),
        pot::SET | pot::CHEER => ("wallet.pot.one", "piggy-bank"),
        pot::FILL => ("wallet.pot.fill", "piggy-bank"),
        pot::DRAW => ("wallet.pot.draw", "piggy-bank"),
        pot::BREAK => ("wallet.pot.break", "piggy-bank"),
        pot::MEND => ("wallet.pot.mend", "piggy-bank"),
        cards::GIVE => ("wallet.family.give", "heart-handshake"),
        cards::TAKE => ("wallet.family.take", "heart-handshake"),
        cards::END => ("wallet.family.end", "x"),
        cards::PAUSE => ("wallet.family.pause", "pause"),
        cards::RESUME => ("wallet.family.resume", "play"),
        cards::LOWER | cards::RAISE => ("wallet.family.caps", "sliders-horizontal"),
        cards::PAY => ("wallet.action.pay", "heart-handshake"),
        _ => return None,
    };
    Some(entry("", label, icon, "", 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[&str] = &[
        ops::TRANSFER,
        ops::TOP_UP,
        ops::WITHDRAW,
        ops::RAIL_IN,
        ops::RAIL_OUT,
        ops::RAIL_BACK,
        ops::RAIL_END,
        ops::ASK,
        ops::DECLINE,
        ops::CANCEL,
        ops::OPEN_ACCOUNT,
        packets::SEND,
        packets::CLAIM,
        splits::SPLIT,
        splits::REMIND,
        plans::PLAN,
        plans::SET,
        plans::DELAY,
        refunds::REFUND,
        plans::CALL_BACK,
        ops::CHARGE_CODE,
        ops::CONFIRM_CHARGE,
        ops::REFUSE_CHARGE,
        ops::SMALL_ON,
        ops::SMALL_OFF,
        ops::PAY_SMALL,
        ops::PAY_VIA,
        ops::SET_METHODS,
        ops::EXCHANGE,
        ops::KEEP_BANK,
        ops::DROP_BANK,
        ops::ASK_REFERENCE,
        ops::ASK_MANDATE,
        ops::AGREE_MANDATE,
        ops::LOWER_MANDATE,
        ops::END_MANDATE,
        ops::CHARGE_MANDATE,
        ops::OPEN_DISPUTE,
        ops::ADD_EVIDENCE,
        ops::CONTEST_DISPUTE,
        ops::ACCEPT_DISPUTE,
        ops::WITHDRAW_DISPUTE,
        ops::PAY_LESS,
        ops::MAKE_CAMPAIGN,
        ops::CLAIM_COUPON,
        ops::GIVE_COUPON,
        ops::FUND_POINTS,
        label::SET_LABEL,
        budget::SET_BUDGET,
        pot::MAKE,
        pot::SET,
        pot::FILL,
        pot::DRAW,
        pot::BREAK,
        pot::MEND,
        pot::CHEER,
        cards::GIVE,
        cards::TAKE,
        cards::END,
        cards::PAUSE,
        cards::RESUME,
        cards::LOWER,
        cards::RAISE,
        cards::PAY,
    ];

    #[test]
    fn every_operation_has_a_face() {
        for name in ALL {
            assert!(operation(name).is_some(), "{name} can be shown while it waits");
        }
        assert!(operation("people.update").is_none(), "what is somebody else's is left to them");
    }
}
