//! The service that a backend is: how it presents itself, lets people in, and is run.

use crate::caps::Caps;
use crate::features::{ExchangeRules, Fees, HouseBank, PointsRules, Tiers};
use crate::ids::{DeviceId, PersonId};
use crate::money::{Currency, Money};
use crate::people::{Kind, Me};
use crate::pin::{ChangePin, ResetPin};
use crate::request::requests;
use serde::{Deserialize, Serialize};

/// Who may register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Registration {
    /// Anybody.
    #[default]
    Open,
    /// Whoever has an invitation.
    Invitation,
    /// Nobody.
    Closed,
}

/// How the operator has set the service up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settings {
    /// What the service is called.
    pub name: String,
    /// Who may register.
    pub registration: Registration,
    /// The currencies that accounts may be opened in; the first one is everybody's first account.
    pub currencies: Vec<Currency>,
    /// The terms that people accept when they register; plain text.
    pub terms: String,
    /// Features that the operator switched off.
    pub features_off: Vec<String>,
    /// How much moves with less than the full proof.
    #[serde(default)]
    pub caps: Caps,
    /// What it exchanges.
    #[serde(default)]
    pub exchange: ExchangeRules,
    /// What it keeps of movements.
    #[serde(default)]
    pub fees: Fees,
    /// What people may hold and move, by how well they are known.
    #[serde(default)]
    pub tiers: Tiers,
    /// How points are given and what they are worth.
    #[serde(default)]
    pub points: PointsRules,
    /// The service's accounts at banks, one for each currency.
    #[serde(default)]
    pub bank: Vec<HouseBank>,
}

/// What a service tells anybody, unsigned: `GET /v1/service`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Info {
    /// How it is set up.
    pub settings: Settings,
    /// Identifies the service in collect codes: 8 lower-case hexadecimal digits.
    pub service_id: String,
    /// The version of the protocol it speaks.
    pub protocol: u16,
    /// The version of the program.
    pub version: String,
    /// Whether its money is play money, as it is where the backend runs inside the app.
    pub play_money: bool,
    /// The most that one transfer may move, by currency.
    pub transfer_limits: Vec<Money>,
    /// The ways by which money comes in and goes out.
    #[serde(default)]
    pub rails: Vec<crate::rails::RailInfo>,
    /// The service's clock, microseconds since the epoch, so that a wrong clock is noticed.
    pub now: crate::time::Timestamp,
}

/// Path of [`Info`].
pub const INFO_PATH: &str = "/v1/service";
/// Word of a scope that has no rows: a wake-up for it tells everybody that the service presents
/// itself otherwise, or that rates have changed.
pub const NEWS_SCOPE: &str = "service";
/// Kind of rows that a device tells its screens of when the service has news; there are none.
pub const NEWS: &str = "service.news";

/// Registers a person with a first device; signed by that device's key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Register {
    /// The person's identifier, chosen by the device: a repeated request registers once.
    pub person: PersonId,
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Person or merchant.
    pub kind: Kind,
    /// Merchant category code, for merchants.
    pub mcc: Option<u16>,
    /// The first device.
    pub device: NewDevice,
    /// Public half of the recovery key, lower-case hexadecimal.
    pub recovery_key: String,
    /// The payment PIN.
    pub pin: String,
    /// An invitation, where registration needs one; the operator's first one makes an operator.
    pub invitation: Option<String>,
    /// Whether the terms were accepted.
    pub accepts_terms: bool,
}

/// A device that is to speak for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewDevice {
    /// Identifier.
    pub id: DeviceId,
    /// What its owner calls it.
    pub name: String,
    /// ed25519 public key, lower-case hexadecimal.
    pub public_key: String,
}

/// Asks for a further device to be let in; signed by its key. It waits for an older one's approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskToLink {
    /// The person's handle.
    pub handle: String,
    /// The device.
    pub device: NewDevice,
}

/// Lets a further device in by the recovery phrase, sets a new PIN, and ends a freeze.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recover {
    /// The person's handle.
    pub handle: String,
    /// The device.
    pub device: NewDevice,
    /// The new PIN.
    pub pin: String,
    /// ed25519 by the recovery key over [`recovery_bytes`], lower-case hexadecimal.
    pub proof: String,
}

/// What the recovery key signs.
#[must_use]
pub fn recovery_bytes(handle: &str, device: &NewDevice) -> Vec<u8> {
    format!("sampan-recovery-v1\n{handle}\n{}\n{}", device.id, device.public_key).into_bytes()
}

/// Asks who this device speaks for: none while it waits for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhoAmI {}

/// Changes how the service is set up; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Configure {
    /// All of it.
    pub settings: Settings,
}

/// Makes an invitation for one registration; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invite {
    /// Idempotency key.
    pub op: crate::ids::OpId,
}

/// An invitation: shown once, stored as a hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitation {
    /// What is typed when registering.
    pub code: String,
}

/// The largest file of a picture that is taken, in bytes.
pub const PICTURE_BYTES: usize = 12_000_000;

/// Keeps a picture: re-encoded, made small, without metadata. Base64 (RFC 4648) of an image file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeepPicture {
    /// Whether details matter: then it is kept larger than a portrait is.
    #[serde(default)]
    pub fine: bool,
    /// The file.
    pub base64: String,
}

/// Where a kept picture is: `GET /media/<sha256>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeptPicture {
    /// SHA-256 of what is served, lower-case hexadecimal.
    pub sha256: String,
}

/// The most pictures that are asked for in one [`Thumbs`].
pub const THUMBS: usize = 200;

/// Asks how pictures look in a few bytes (ThumbHash), so that something of them can be shown before they are
/// here; those that are none, or are not known, are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Thumbs {
    /// The SHA-256 of each, at most [`THUMBS`].
    pub names: Vec<String>,
}

/// How a picture looks in a few bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Thumb {
    /// SHA-256 of the picture.
    pub sha256: String,
    /// Its ThumbHash, in base64 without padding (RFC 4648).
    pub hash: String,
}

requests! {
    Register => "/v1/service/register" -> Me,
    AskToLink => "/v1/service/ask-to-link" -> (),
    Recover => "/v1/service/recover" -> Me,
    WhoAmI => "/v1/service/who-am-i" -> Option<Me>,
    Configure => "/v1/service/configure" -> (),
    Invite => "/v1/service/invite" -> Invitation,
    ChangePin => "/v1/service/change-pin" -> (),
    ResetPin => "/v1/service/reset-pin" -> (),
    KeepPicture => "/v1/service/keep-picture" -> KeptPicture,
    Thumbs => "/v1/service/thumbs" -> Vec<Thumb>,
}
