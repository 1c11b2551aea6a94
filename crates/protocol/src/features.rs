//! The features that exist, by the one word that names them in every layer.

/// What features add to the settings of the service.
pub use crate::wallet::bank::house::check as check_house;
pub use crate::wallet::{
    HouseBank, PointsRules, exchange::ExchangeRules, fee::Fees, operate::Tiers,
};

/// Every feature, in the order in which navigation shows them.
pub const ALL: &[&str] = &["wallet", "communities", "feed"];

/// The features that neither operator nor person can switch off.
pub const ALWAYS_ON: &[&str] = &["wallet"];

/// The kinds of notices that modules tell of; each module lists its own as `NOTICES`.
pub fn notice_kinds() -> impl Iterator<Item = &'static str> {
    let base = [crate::moderation::NOTICES];
    let features = [crate::communities::NOTICES, crate::feed::NOTICES];
    base.into_iter().chain(features).flatten().copied()
}

/// Says whether `feature` is shown, given what operator and person switched off.
#[must_use]
pub fn is_on(feature: &str, off_by_operator: &[String], off_by_person: &[String]) -> bool {
    ALL.contains(&feature)
        && (ALWAYS_ON.contains(&feature)
            || !(off_by_operator.iter().any(|f| f == feature)
                || off_by_person.iter().any(|f| f == feature)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wallet_cannot_be_switched_off() {
        let off = vec!["wallet".to_owned()];
        assert!(is_on("wallet", &off, &off), "the wallet stays whatever anyone switches off");
    }

    #[test]
    fn a_feature_that_does_not_exist_is_never_on() {
        assert!(!is_on("astrology", &[], &[]), "an unknown feature has no screen to show");
    }
}
