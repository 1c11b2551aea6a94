//! People: the address book, one's own looks, and the devices that speak for one.

mod approve_device;
mod find_people;
mod found;
mod freeze_all;
mod list_contacts;
mod list_devices;
mod overlay;
mod remove_contact;
mod revoke_device;
mod set_contact;
mod unfreeze;
pub(crate) mod update_me;

pub(crate) use found::found;

use crate::core::Core;
use crate::db::{Fault, Transaction};
use crate::table::{person, row};
use sampan_protocol::Error;
use sampan_protocol::device::Event;
use sampan_protocol::people::{Contact, Me, rows};

/// The word of a person's own scope.
pub(crate) const SCOPE: &str = "person";

/// Kinds of rows of that scope.
pub(crate) const KINDS: &[&str] = &[rows::ME, rows::CONTACT, rows::DEVICE];

/// Says whether an operation of this name needs the payment PIN.
pub(crate) fn needs_pin(name: &str) -> bool {
    matches!(name, "people.approve_device" | "people.unfreeze" | "people.biometric_on")
}

/// Remembers the people whom rows tell of.
pub(crate) fn project(tx: &Transaction<'_>, kind: &str, value: Option<&str>) -> Result<(), Fault> {
    let Some(value) = value else { return Ok(()) };
    let seen = match kind {
        rows::CONTACT => serde_json::from_str::<Contact>(value).ok().map(|c| c.person),
        rows::ME => serde_json::from_str::<Me>(value).ok().map(|me| me.person),
        _ => None,
    };
    seen.map_or(Ok(()), |seen| person::remember(tx, &seen))
}

/// Learns how oneself looks now, if rows told of it.
pub(crate) async fn learn_me(core: &Core, kinds: &[String]) -> Result<(), Error> {
    if !kinds.iter().any(|kind| kind == rows::ME) {
        return Ok(());
    }
    let row = core.view(SCOPE, |db, view| row::get::<Me>(db, &view.scope, rows::ME, "me")).await?;
    if row.is_none() || row == core.known().me {
        return Ok(());
    }
    core.learn(|known| known.me = row).await?;
    core.status.tell(Event::Session);
    Ok(())
}

/// The person whom this device speaks for, with changes that wait; none before there is one.
pub(crate) async fn me(core: &Core) -> Result<Option<Me>, Error> {
    let Some(told) = core.known().me else {
        return Ok(None);
    };
    let me = core
        .view(SCOPE, move |db, view| {
            let row: Option<Me> = row::get(db, &view.scope, rows::ME, "me")?;
            Ok(overlay::me(row.unwrap_or(told), &view.waiting))
        })
        .await?;
    Ok(Some(me))
}
