//! Changes how the service is set up; operators only.

use super::setup;
use crate::endpoint::Caller;
use crate::module::Refusal;
use crate::people::table::person;
use sampan_protocol::service::{Configure, Settings};
use sampan_protocol::{Error, features};

/// The longest name of a service, in characters.
const NAME_LIMIT: usize = 60;
/// The longest terms, in characters.
const TERMS_LIMIT: usize = 50_000;
/// The most currencies.
const MOST_CURRENCIES: usize = 20;

pub(super) fn answer(caller: &Caller, request: &Configure) -> Result<(), Error> {
    check(&request.settings)?;
    caller
        .backend
        .db()
        .write(|sql| {
            require_operator(person::me(sql, caller.me)?.as_ref())?;
            setup::put_settings(sql, &request.settings).map_err(Refusal::from)
        })
        .map_err(Error::from)
}

/// Refuses whoever does not run the service.
pub(super) fn require_operator(me: Option<&sampan_protocol::people::Me>) -> Result<(), Refusal> {
    if me.is_some_and(|me| me.operator) {
        Ok(())
    } else {
        Err(Error::refused("error.service.operators_only").into())
    }
}

fn check(settings: &Settings) -> Result<(), Error> {
    settings.exchange.check()?;
    settings.fees.check()?;
    let name = settings.name.trim();
    let plain = |c: char| !c.is_control();
    if name.is_empty() || name.chars().count() > NAME_LIMIT || !name.chars().all(plain) {
        return Err(Error::invalid("error.service.name").with("limit", NAME_LIMIT as i64));
    }
    if settings.terms.chars().count() > TERMS_LIMIT {
        return Err(
            Error::invalid("error.service.terms_too_long").with("limit", TERMS_LIMIT as i64)
        );
    }
    let mut currencies = settings.currencies.clone();
    currencies.sort_unstable();
    currencies.dedup();
    let once = currencies.len() == settings.currencies.len();
    if !once || !(1..=MOST_CURRENCIES).contains(&currencies.len()) {
        return Err(
            Error::invalid("error.service.currencies").with("limit", MOST_CURRENCIES as i64)
        );
    }
    let can_be_off = |feature: &String| {
        features::ALL.contains(&feature.as_str())
            && !features::ALWAYS_ON.contains(&feature.as_str())
    };
    match settings.features_off.iter().find(|feature| !can_be_off(feature)) {
        Some(feature) => {
            Err(Error::invalid("error.service.feature").with("feature", feature.as_str()))
        }
        None => Ok(()),
    }
}
