//! People: who they are to others, how they are found, and the devices that speak for them.

use crate::command::commands;
use crate::error::Error;
use crate::ids::{DeviceId, OpId, PersonId};
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person.
    #[default]
    Person,
    /// A shop, a stall, a service: somebody who is paid for goods.
    Merchant,
}

/// A person or merchant, as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// What others type to find them: see [`check_handle`].
    pub handle: String,
    /// What others read: see [`check_name`].
    pub name: String,
    /// SHA-256 of their picture, if they have one; the media store serves it.
    pub avatar: Option<String>,
    /// Person or merchant.
    pub kind: Kind,
    /// Merchant category code (ISO 18245), for merchants.
    pub mcc: Option<u16>,
}

/// The person whom this device speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// As others see them.
    pub person: Person,
    /// Whether they run this service.
    pub operator: bool,
    /// Whether every device was frozen; nothing but unfreezing is allowed then.
    pub frozen: bool,
}

/// Somebody kept in the address book. Row `people.contact` of `person:<me>`, key: person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who.
    pub person: Person,
    /// One's own note, seen by oneself only; may be empty.
    pub note: String,
}

/// A device that speaks for a person. Row `people.device` of `person:<me>`, key: device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Identifier.
    pub id: DeviceId,
    /// What its owner calls it.
    pub name: String,
    /// Its ed25519 public key (32 bytes) in lower-case hexadecimal.
    pub public_key: String,
    /// Whether it may act.
    pub state: DeviceState,
    /// When it was added.
    pub added: Timestamp,
}

/// Whether a device may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// It asked to be added and waits for an approval from an older device.
    Waiting,
    /// It may act.
    Active,
    /// It was taken away and never comes back.
    Revoked,
}

/// Refuses what is not a handle: 3 to 20 of `a–z 0–9 _`, beginning with a letter.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_handle(handle: &str) -> Result<(), Error> {
    let bytes = handle.as_bytes();
    let fits = (3..=20).contains(&bytes.len())
        && bytes[0].is_ascii_lowercase()
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_');
    if fits { Ok(()) } else { Err(Error::invalid("error.people.handle")) }
}

/// Refuses what is not a name: 1 to 40 characters, without line breaks, control characters or the
/// marks that turn the direction of text around (Unicode TR 36).
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_name(name: &str) -> Result<(), Error> {
    let count = name.chars().count();
    let deceptive = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    if !(1..=40).contains(&count) || name.trim() != name || name.chars().any(deceptive) {
        return Err(Error::invalid("error.people.name"));
    }
    Ok(())
}

/// Row kinds of scope `person:<id>`.
pub mod rows {
    /// [`super::Me`], key `me`.
    pub const ME: &str = "people.me";
    /// [`super::Contact`], key: person.
    pub const CONTACT: &str = "people.contact";
    /// [`super::Device`], key: device.
    pub const DEVICE: &str = "people.device";
}

/// Operations in scope `person:<me>`; the name of each stands in [`ops::NAMES`].
pub mod ops {
    use super::{Deserialize, DeviceId, PersonId, Serialize};

    /// Changes how others see me. `people.update`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Update {
        /// New name.
        pub name: String,
        /// New picture (its SHA-256, uploaded before), or none.
        pub avatar: Option<String>,
    }

    /// Adds somebody to the address book, or changes the note about them. `people.set_contact`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SetContact {
        /// Who.
        pub person: PersonId,
        /// One's own note.
        pub note: String,
    }

    /// Takes somebody out of the address book. `people.remove_contact`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct RemoveContact {
        /// Who.
        pub person: PersonId,
    }

    /// Takes a device away for ever. `people.revoke_device`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct RevokeDevice {
        /// Which.
        pub device: DeviceId,
    }

    /// Lets a waiting device in; needs the PIN. `people.approve_device`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct ApproveDevice {
        /// Which.
        pub device: DeviceId,
    }

    /// Stops everything that any device of mine could do. `people.freeze`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Freeze {}

    /// Ends a freeze; needs the PIN. `people.unfreeze`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Unfreeze {}

    /// The names of these operations.
    pub const NAMES: &[&str] = &[
        "people.update",
        "people.set_contact",
        "people.remove_contact",
        "people.revoke_device",
        "people.approve_device",
        "people.freeze",
        "people.unfreeze",
        "people.biometric_on",
        "people.biometric_off",
    ];
}

/// Asks for people whose handle or name begins with `text`; at most 20.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Find {
    /// A handle or the beginning of a handle or name.
    pub text: String,
}

/// Asks for one person by handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ByHandle {
    /// The handle.
    pub handle: String,
}

/// Asks for one person by identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ById {
    /// Who.
    pub person: PersonId,
}

requests! {
    Find => "/v1/people/find" -> Vec<Person>,
    ByHandle => "/v1/people/by-handle" -> Person,
    ById => "/v1/people/by-id" -> Person,
}

/// Searches people; the address book answers offline, the service adds to it when it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindPeople {
    /// A handle or the beginning of a handle, name or note.
    pub text: String,
}

/// What a search for people found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// People, contacts first.
    pub people: Vec<Person>,
    /// Whether only this device was searched, because the service was not reached.
    pub offline: bool,
}

/// Reads the address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListContacts {}

/// Adds or changes a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetContact {
    /// Idempotency key.
    pub op: OpId,
    /// Who.
    pub person: Person,
    /// One's own note.
    pub note: String,
}

/// Removes a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveContact {
    /// Idempotency key.
    pub op: OpId,
    /// Who.
    pub person: PersonId,
}

/// Changes how others see me.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateMe {
    /// Idempotency key.
    pub op: OpId,
    /// New name.
    pub name: String,
    /// The picture.
    pub avatar: Picture,
}

/// What to do with one's picture. Bytes are an image file as picked; the backend makes it small
/// and takes metadata out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Leave it as it is.
    #[default]
    Keep,
    /// Have none.
    Remove,
    /// Have this one: base64 (RFC 4648) of an image file.
    Set(String),
}

/// Reads my devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDevices {}

/// My devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Devices {
    /// All of them, oldest first.
    pub devices: Vec<Device>,
    /// The one that asks.
    pub this: DeviceId,
    /// Whether all are frozen.
    pub frozen: bool,
}

/// Revokes a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeDevice {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub device: DeviceId,
}

/// Approves a waiting device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveDevice {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub device: DeviceId,
    /// The payment PIN.
    pub pin: String,
}

/// Freezes every device of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeAll {
    /// Idempotency key.
    pub op: OpId,
}

/// Ends the freeze.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfreeze {
    /// Idempotency key.
    pub op: OpId,
    /// The payment PIN.
    pub pin: String,
}

commands! { "people";
    FindPeople => "find_people" -> Found,
    ListContacts => "list_contacts" -> Vec<Contact>,
    SetContact => "set_contact" -> (),
    RemoveContact => "remove_contact" -> (),
    UpdateMe => "update_me" -> (),
    ListDevices => "list_devices" -> Devices,
    RevokeDevice => "revoke_device" -> (),
    ApproveDevice => "approve_device" -> (),
    FreezeAll => "freeze_all" -> (),
    Unfreeze => "unfreeze" -> (),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_have_one_spelling() {
        for good in ["mei", "li_wei", "shop88"] {
            assert!(check_handle(good).is_ok(), "{good} is a handle");
        }
        for bad in
            ["", "ab", "Mei", "8shop", "_mei", "mei!", "美", "аlice", "a2345678901234567890x"]
        {
            assert!(check_handle(bad).is_err(), "{bad} must be refused");
        }
    }

    #[test]
    fn names_cannot_deceive() {
        for good in ["Mei", "陈美", "O’Brien & Sons", "👩‍🍳".split('\u{200D}').next().unwrap_or("x")]
        {
            assert!(check_name(good).is_ok(), "{good} is a name");
        }
        for bad in ["", " Mei", "Mei\n", "Mei\u{202E}nhoJ", "a\u{200B}b", &"x".repeat(41)] {
            assert!(check_name(bad).is_err(), "{bad:?} must be refused");
        }
    }
}
