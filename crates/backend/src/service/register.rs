//! Registers a person with a first device: once, however often it is asked.

use super::{invitation, newcomer, setup, table};
use crate::auth::is_key;
use crate::backend::Backend;
use crate::changes::Changes;
use crate::db::Sql;
use crate::module::{Context, Refusal};
use crate::people::{self, table::person, table::term};
use crate::pin::{self, table::secret};
use sampan_protocol::ids::OpId;
use sampan_protocol::people::{DeviceState, Kind, Me, Person, check_handle, check_name};
use sampan_protocol::pin::check as check_pin;
use sampan_protocol::service::{Register, Registration};
use sampan_protocol::sync::Scope;
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeMap;

pub(super) fn answer(backend: &Backend, request: &Register) -> Result<Me, Error> {
    check(request)?;
    let phc = pin::hash(&request.pin, backend.pin_cost(), backend.random())?;
    let now = backend.now();
    let done = backend.db().write(|sql| register(backend, sql, request, &phc, now));
    let (me, reached) = done.map_err(Error::from)?;
    backend.wake(reached);
    Ok(me)
}

fn check(request: &Register) -> Result<(), Error> {
    check_handle(&request.handle)?;
    check_name(&request.name)?;
    check_pin(&request.pin)?;
    newcomer::check(&request.device)?;
    if !is_key(&request.recovery_key) {
        return Err(Error::invalid("error.service.key"));
    }
    match (request.kind, request.mcc) {
        (Kind::Person, Some(_)) | (_, Some(10_000..)) => {
            Err(Error::invalid("error.service.merchant_category"))
        }
        _ => Ok(()),
    }
}

type Registered = (Me, BTreeMap<Scope, u64>);

fn register(
    backend: &Backend,
    sql: &mut dyn Sql,
    request: &Register,
    phc: &str,
    now: Timestamp,
) -> Result<Registered, Refusal> {
    if let Some(me) = person::me(sql, request.person)? {
        let again = me.person.handle == request.handle
            && newcomer::standing(sql, request.person, &request.device)?.is_some();
        return if again {
            Ok((me, BTreeMap::new()))
        } else {
            Err(Error::refused("error.service.already_registered").into())
        };
    }
    let setup = setup(sql, backend)?;
    if !request.accepts_terms && !setup.settings.terms.is_empty() {
        return Err(Error::refused("error.service.terms").into());
    }
    let invited = admit(sql, request, setup.settings.registration)?;
    if person::by_handle(sql, &request.handle)?.is_some() {
        return Err(Error::refused("error.people.handle_taken")
            .with("handle", request.handle.as_str())
            .into());
    }
    let first = backend.first_operates() && !person::census(sql)?.0;
    let me = Me { person: person_of(request), operator: invited || first, frozen: false };
    let mut changes = Changes::default();
    person::insert(sql, &me, &request.recovery_key, now)?;
    term::replace(sql, &me.person)?;
    secret::set(sql, request.person, phc)?;
    newcomer::standing(sql, request.person, &request.device)?;
    newcomer::admit(sql, &mut changes, me.person.id, &request.device, DeviceState::Active, now)?;
    people::put_me(sql, &mut changes, me.person.id, None)?;
    for module in backend.modules() {
        let mut cx = Context {
            sql,
            me: &me.person,
            device: Some(request.device.id),
            now,
            op_id: OpId(me.person.id.0),
            approved: false,
            signed: None,
            biometric: false,
            clock: backend.clock(),
            random: backend.random(),
            changes: &mut changes,
            ports: backend.ports(),
            modules: backend.modules(),
            settings: &setup.settings,
            service_id: &setup.service_id,
            play_money: setup.play_money,
            limits: &setup.limits,
        };
        module.on_register(&mut cx)?;
    }
    let reached = changes.flush(sql, backend.random())?;
    Ok((me, reached))
}

/// Lets somebody register; says whether they are to run the service.
fn admit(
    sql: &mut dyn Sql,
    request: &Register,
    registration: Registration,
) -> Result<bool, Refusal> {
    let typed = request.invitation.as_deref().map(str::trim).filter(|code| !code.is_empty());
    let invited = match typed {
        None => None,
        Some(code) => {
            let used = table::invitation::consume(sql, &invitation::hash(code), request.person)?;
            Some(used.ok_or_else(|| Error::refused("error.service.invitation"))?)
        }
    };
    match (registration, invited) {
        (_, Some(true)) => Ok(true),
        (Registration::Closed, _) => Err(Error::refused("error.service.closed").into()),
        (Registration::Invitation, None) => {
            Err(Error::refused("error.service.needs_invitation").into())
        }
        _ => Ok(false),
    }
}

fn person_of(request: &Register) -> Person {
    Person {
        id: request.person,
        handle: request.handle.clone(),
        name: request.name.clone(),
        avatar: None,
        kind: request.kind,
        mcc: request.mcc,
    }
}
