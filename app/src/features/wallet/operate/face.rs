//! How the wallet's acts look.

use super::tier_key;
use crate::bridge::parse;
use crate::operate::ActFace;
use crate::t;
use sampan_protocol::operate::Act;
use sampan_protocol::wallet::dispute::RESOLVE_DISPUTE;
use sampan_protocol::wallet::dispute::ops::ResolveDispute;
use sampan_protocol::wallet::exchange::{SET_RATES, SetRates};
use sampan_protocol::wallet::operate::{
    FREEZE, Freeze, ISSUE, Issue, SET_TIER, SetTier, UNFREEZE, WITHDRAW_ISSUE, WithdrawIssue,
};

/// Key of the reason's label.
const REASON: &str = "operate.fact.reason";

/// The face of an act, if it is of the wallet.
pub(crate) fn face(act: &Act) -> Option<ActFace> {
    Some(match act.kind.as_str() {
        ISSUE => {
            let issue: Issue = parse(&act.args)?;
            let face = ActFace::new("banknote", 1).moving(issue.amount);
            let face = match issue.person {
                None => face.saying("operate.fact.into", t!("wallet.float.float")),
                Some(_) => face,
            };
            face.saying(REASON, issue.reason)
        }
        WITHDRAW_ISSUE => {
            let back: WithdrawIssue = parse(&act.args)?;
            ActFace::new("arrow-up-from-line", 3).moving(back.amount).saying(REASON, back.reason)
        }
        FREEZE => ActFace::new("snowflake", 5).saying(REASON, parse::<Freeze>(&act.args)?.reason),
        UNFREEZE => ActFace::new("sun", 7).saying(REASON, parse::<Freeze>(&act.args)?.reason),
        SET_TIER => {
            let set: SetTier = parse(&act.args)?;
            let face = ActFace::new("badge-check", 0);
            face.saying("operate.fact.tier", t!(tier_key(set.tier))).saying(REASON, set.reason)
        }
        RESOLVE_DISPUTE => {
            let decision: ResolveDispute = parse(&act.args)?;
            ActFace::new("gavel", 6).moving(decision.refund).saying(REASON, decision.reason)
        }
        SET_RATES => {
            let set: SetRates = parse(&act.args)?;
            set.rates.iter().fold(ActFace::new("arrow-left-right", 5), |face, rate| {
                let price = format!("{} {}", rate.price, set.base);
                face.saying(rate.currency.to_string(), price)
            })
        }
        kind => {
            let rails = super::rails::face(kind, &act.args);
            return rails.or_else(|| super::bank::face(kind, &act.args));
        }
    })
}
