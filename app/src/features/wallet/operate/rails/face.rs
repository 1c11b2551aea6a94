//! How the act looks that sees to an event of a rail.

use super::{named, odd_key, way_key};
use crate::bridge::parse;
use crate::operate::ActFace;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::rail_desk::{RailWay, SEE_TO, SeeTo};

/// The face of an act, if it is that one.
pub(crate) fn face(kind: &str, args: &str) -> Option<ActFace> {
    if kind != SEE_TO {
        return None;
    }
    let seen: SeeTo = parse(args)?;
    let why = match &seen.way {
        RailWay::SetAside { why } => why.clone(),
        RailWay::Belongs { .. } | RailWay::Settle | RailWay::SentBack => String::new(),
    };
    let moved = match &seen.way {
        RailWay::Belongs { .. } => seen.amount,
        RailWay::Settle | RailWay::SentBack | RailWay::SetAside { .. } => seen.aside,
    };
    let told = seen.amount.map_or(String::new(), format::money);
    let face = ActFace::new("inbox", 5)
        .saying("wallet.desk.ways", t!(&way_key(seen.way.kind())))
        .saying("operate.fact.reason", why)
        .saying("wallet.rails.fact.odd", t!(&odd_key(seen.why)))
        .saying("wallet.rails.fact.rail", named(&seen.rail))
        .saying("wallet.rails.fact.told", told)
        .saying("wallet.rails.fact.reference", seen.reference);
    Some(match moved.filter(|money| money.minor != 0) {
        Some(money) => face.moving(money),
        None => face,
    })
}
