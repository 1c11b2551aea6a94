//! Changes how the service presents itself; operators only. What money depends on is changed by
//! an act (`operate.configure`), not here.

use super::setup;
use crate::changes::Changes;
use crate::endpoint::Caller;
use crate::module::{Context, Refusal};
use crate::operate;
use crate::people::table::person;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{differences, is_appearance};
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
    let (backend, now) = (&caller.backend, caller.backend.now());
    let reached = backend.db().write(|sql| {
        let me = person::me(sql, caller.me)?;
        require_operator(me.as_ref())?;
        operate::lock(sql)?;
        let setup = setup::setup(sql, backend)?;
        let changes = differences(&setup.settings, &request.settings);
        if !changes.iter().all(|change| is_appearance(&change.name)) {
            return Err(Error::refused("error.service.money_settings").into());
        }
        let mut gathered = Changes::default();
        if let Some(me) = me.filter(|_| !changes.is_empty()) {
            setup::put_settings(sql, &request.settings)?;
            let mut cx = Context {
                sql,
                me: &me.person,
                device: Some(caller.device),
                now,
                op_id: OpId::new(backend.clock(), backend.random()),
                approved: false,
                signed: None,
                biometric: false,
                clock: backend.clock(),
                random: backend.random(),
                changes: &mut gathered,
                ports: backend.ports(),
                modules: backend.modules(),
                settings: &setup.settings,
                service_id: &setup.service_id,
                play_money: setup.play_money,
                limits: &setup.limits,
            };
            operate::note_changes(&mut cx, changes)?;
            cx.changes.note_news(cx.service_id);
        }
        Ok::<_, Refusal>(gathered.flush(sql, backend.random())?)
    });
    backend.wake(reached.map_err(Error::from)?);
    Ok(())
}

/// Refuses whoever does not run the service.
pub(super) fn require_operator(me: Option<&sampan_protocol::people::Me>) -> Result<(), Refusal> {
    if me.is_some_and(|me| me.operator) {
        Ok(())
    } else {
        Err(Error::refused("error.service.operators_only").into())
    }
}

/// Refuses settings that cannot be.
///
/// # Errors
/// `Invalid` with the rule.
pub(crate) fn check(settings: &Settings) -> Result<(), Error> {
    settings.exchange.check()?;
    settings.fees.check()?;
    settings.tiers.check()?;
    settings.points.check()?;
    features::check_house(&settings.bank, &settings.currencies)?;
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
