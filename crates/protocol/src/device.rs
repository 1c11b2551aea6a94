//! This device: its session, its settings, and how it stands with the backend.

use crate::biometric::{Biometric, GetBiometric, SetBiometric, UseBiometric};
use crate::command::{Stream, commands};
use crate::error::Error;
use crate::ids::OpId;
pub use crate::page::Refresh;
use crate::people::{Me, Picture};
use crate::service::{Invitation, Registration, Settings as ServiceSettings};
pub use crate::symbol::{DrawSymbol, Symbol};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Reads everything that the first screen needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetSession {}

/// Who uses which service, and how it looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Which profile.
    pub profile: Profile,
    /// The person, once there is one.
    pub me: Option<Me>,
    /// Whether this device waits for an older one's approval.
    pub waiting_for_approval: bool,
    /// The service as last seen; none before it was reached for the first time.
    pub service: Option<crate::service::Info>,
    /// Settings of this device.
    pub settings: Settings,
    /// How it stands with the backend.
    pub sync: SyncState,
    /// Where media is served from, e.g. `http://127.0.0.1:4711/<token>`.
    pub media_base: String,
    /// The version of the app.
    pub version: String,
    /// A link that the app was opened with, e.g. `sampan://pay/mei`.
    pub open: Option<String>,
}

/// Where the data lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The backend runs in the app.
    ThisDevice,
    /// The demo world; its backend runs in the app.
    Demo,
    /// A server.
    Server {
        /// Its address.
        url: String,
    },
}

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Settings of this device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// BCP 47 tag `en` or `zh-CN`; none: as the system says.
    pub language: Option<crate::locale::Language>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether balances are shown as dots.
    pub hide_balance: bool,
    /// Features that this person switched off.
    pub features_off: Vec<String>,
    /// Whether the system may be told of money that comes in.
    pub notifications: bool,
    /// Whether closing the window hides it only, where an icon in the system's tray brings it back.
    #[serde(default)]
    pub keep_running: bool,
}

/// Changes settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSettings {
    /// All of them.
    pub settings: Settings,
}

/// The home screen as it looks, shown at the next start until the app is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// It as HTML, without anything that loads, is pressed or has a name.
    pub html: String,
    /// The language that it is in.
    pub language: crate::locale::Language,
    /// The width that it is laid out for, in CSS pixels.
    pub width: u32,
}

/// Keeps a look for one start. Whoever keeps one takes it back as soon as it is no longer true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepLook {
    /// The look; none takes the last one back.
    pub look: Option<Look>,
}

/// How this device stands with the backend.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SyncState {
    /// Whether the backend was reached the last time.
    pub online: bool,
    /// Operations that wait to be sent.
    pub waiting: u32,
    /// Operations that need the person: a PIN, or a decision about a refusal.
    pub attention: u32,
    /// When everything was last up to date.
    pub synced: Option<Timestamp>,
    /// Why it is not, if there is more to say than "offline".
    pub problem: Option<Error>,
}

/// Opens the stream of what changes on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {}

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Rows of these kinds changed, e.g. `wallet.bill`: whoever shows them reads again.
    Rows(Vec<String>),
    /// How it stands with the backend.
    Sync(SyncState),
    /// The session is another: read it again.
    Session,
    /// The app was asked to open a link, or is to go to a place of its own: a path.
    Open(String),
}

/// Registers a person on the profile's service.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onboard {
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Picture.
    pub picture: Picture,
    /// The payment PIN.
    pub pin: String,
    /// An invitation, where one is needed.
    pub invitation: Option<String>,
    /// Whether the terms were accepted.
    pub accepts_terms: bool,
    /// The merchant category code (ISO 18245) of a shop; none for a person.
    #[serde(default)]
    pub mcc: Option<u16>,
}

/// What onboarding gives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onboarded {
    /// Twelve words (BIP 39) that let a new device in when all others are lost. Shown once.
    pub recovery_phrase: String,
}

/// Asks to be let in as a further device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDevice {
    /// The person's handle.
    pub handle: String,
}

/// Lets this device in by the recovery phrase.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoverAccount {
    /// The person's handle.
    pub handle: String,
    /// Twelve words.
    pub phrase: String,
    /// The new PIN.
    pub pin: String,
}

/// Sets another PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPin {
    /// Idempotency key.
    pub op: OpId,
    /// What proves that it is me.
    pub by: PinProof,
    /// The new PIN.
    pub pin: String,
}

/// What proves that somebody may set a PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinProof {
    /// The PIN as it is.
    Pin(String),
    /// The recovery phrase: twelve words.
    Phrase(String),
}

/// Turns to another profile: opened, or made if it is not there yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseProfile {
    /// Which.
    pub profile: Profile,
}

/// Reads what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListWaiting {}

/// An operation that is not confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingOperation {
    /// Which.
    pub op: OpId,
    /// Its name, e.g. `wallet.transfer`.
    pub name: String,
    /// Whom it names.
    pub other: Option<crate::people::Person>,
    /// How much it moves, if it does.
    pub amount: Option<crate::money::Money>,
    /// When it was made.
    pub at: Timestamp,
    /// How far it is.
    pub state: WaitingState,
}

/// How far an operation is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingState {
    /// It will be sent by itself.
    Queued,
    /// It needs the PIN.
    NeedsPin,
    /// It was refused.
    Rejected(Error),
    /// It waits behind one that needs the person.
    Halted,
}

/// Sends a waiting operation again, with the PIN if it needs one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryWaiting {
    /// Which.
    pub op: OpId,
    /// The PIN.
    pub pin: Option<String>,
}

/// Drops a waiting operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscardWaiting {
    /// Which.
    pub op: OpId,
}

/// Synchronises now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncNow {}

/// Reads how much this profile takes on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetStorage {}

/// Bytes on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storage {
    /// The cache: can be cleared, comes back from the backend.
    pub cache: u64,
    /// Pictures and videos kept.
    pub media: u64,
    /// What waits to be sent, and settings.
    pub own: u64,
    /// The bundled backend.
    pub backend: u64,
}

/// Clears the cache; what waits to be sent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearCache {}

/// Writes all of my data to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportData {}

/// Where the export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Path of a JSON file.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Reads the licences of what the app is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListLicences {}

/// A part of the app that somebody else made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// SPDX expression.
    pub licence: String,
}

/// Sets the service up; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigureService {
    /// All of its settings.
    pub settings: ServiceSettings,
}

/// Makes an invitation; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeInvitation {
    /// Idempotency key.
    pub op: OpId,
}

/// Looks at a server before it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAtServer {
    /// Its address.
    pub url: String,
}

/// How a server presents itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerLook {
    /// The address, made regular.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Who may register.
    pub registration: Registration,
    /// Its terms.
    pub terms: String,
}

commands! { "device";
    GetSession => "get_session" -> Session,
    SetSettings => "set_settings" -> (),
    KeepLook => "keep_look" -> (),
    Watch => "watch" -> (),
    Onboard => "onboard" -> Onboarded,
    LinkDevice => "link_device" -> (),
    RecoverAccount => "recover_account" -> (),
    SetPin => "set_pin" -> (),
    GetBiometric => "get_biometric" -> Biometric,
    SetBiometric => "set_biometric" -> (),
    UseBiometric => "use_biometric" -> String,
    UseProfile => "use_profile" -> (),
    LookAtServer => "look_at_server" -> ServerLook,
    ListWaiting => "list_waiting" -> Vec<WaitingOperation>,
    RetryWaiting => "retry_waiting" -> (),
    DiscardWaiting => "discard_waiting" -> (),
    SyncNow => "sync_now" -> (),
    Refresh => "refresh" -> (),
    GetStorage => "get_storage" -> Storage,
    ClearCache => "clear_cache" -> (),
    ExportData => "export_data" -> Exported,
    DrawSymbol => "draw_symbol" -> Symbol,
    ListLicences => "list_licences" -> Vec<Licence>,
    ConfigureService => "configure_service" -> (),
    MakeInvitation => "make_invitation" -> Invitation,
}

impl Stream for Watch {
    type Event = Event;
}
