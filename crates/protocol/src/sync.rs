//! Synchronisation: operations pushed, changes pulled, and the seam between client and backend.

use crate::auth::Signed;
use crate::biometric::AuthorizeBiometric;
use crate::error::{Code, Error};
use crate::ids::{DeviceId, OpId};
use crate::request::requests;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// A part of the world that has one order of changes, the same for all its readers:
/// `person:<id>`, `wallet:<person>`; later `chat:<id>`, `community:<id>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Scope(pub String);

impl Scope {
    /// The scope `<word>:<id>`.
    #[must_use]
    pub fn of(word: &str, id: impl fmt::Display) -> Self {
        Self(format!("{word}:{id}"))
    }

    /// The word before the colon: the module that owns the scope.
    #[must_use]
    pub fn word(&self) -> &str {
        self.0.split_once(':').map_or("", |(word, _)| word)
    }

    /// What follows the colon.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, id)| id)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something that a person does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operation {
    /// Idempotency key: the backend applies it once, however often it arrives.
    pub op_id: OpId,
    /// The device that does it.
    pub device: DeviceId,
    /// Where it takes place in the order of things.
    pub scope: Scope,
    /// Its place in this device's queue for the scope; grows, may have gaps.
    pub client_seq: u64,
    /// What is done, e.g. `wallet.transfer`.
    pub name: String,
    /// With what: the struct of the module's `ops` that has this name.
    pub args: Value,
    /// Version of the arguments' shape.
    pub schema: u16,
}

/// An operation as the device signed it: the very bytes, so that the proof can be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedOperation {
    /// JSON text of an [`Operation`].
    pub body: String,
    /// ed25519 over [`crate::auth::operation_bytes`], lower-case hexadecimal.
    pub signature: String,
}

impl SignedOperation {
    /// What an approval by PIN refers to: SHA-256 of the body, lower-case hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        crate::auth::sha256_hex(self.body.as_bytes())
    }
}

/// Hands operations in, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Push {
    /// Operations; those of one scope by `client_seq`.
    pub operations: Vec<SignedOperation>,
}

/// What became of each operation, in the order given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pushed {
    /// One for each operation.
    pub results: Vec<OpResult>,
}

/// What became of one operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpResult {
    /// Which.
    pub op_id: OpId,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done, now or before; `change_seq` is the last change that it made in its scope.
    Applied {
        /// Position in the scope's change log at which its effects are complete.
        change_seq: u64,
    },
    /// It was refused for good; this is why.
    Rejected(Error),
    /// It needs an approval by PIN that it does not have, or no longer.
    NeedsApproval,
    /// It was not tried, because one before it in a scope that halts was not applied.
    Halted,
}

/// Allows one operation, once, within two minutes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Authorize {
    /// [`SignedOperation::digest`] of what is allowed.
    pub digest: String,
    /// The payment PIN.
    pub pin: String,
}

impl fmt::Debug for Authorize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorize").field("digest", &self.digest).finish_non_exhaustive()
    }
}

/// Asks for what changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pull {
    /// Where the asker stands in each scope.
    pub cursors: Vec<Cursor>,
    /// At most so many changes in all; the backend may give fewer.
    pub limit: u32,
}

/// Where a reader stands in a scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cursor {
    /// Which scope.
    pub scope: Scope,
    /// Which life of the scope; 0 before the first pull.
    pub epoch: u64,
    /// The last change it has.
    pub seq: u64,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pulled {
    /// For each scope asked for that the asker may read.
    pub scopes: Vec<ScopeChanges>,
    /// Scopes that the asker may not read (any more): their rows are to be purged.
    pub lost: Vec<Scope>,
}

/// What changed in one scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScopeChanges {
    /// Which.
    pub scope: Scope,
    /// Its present life.
    pub epoch: u64,
    /// Whether the reader has to forget its rows first: another epoch, or a cursor too old.
    pub reset: bool,
    /// By `seq`; each row at most once, in its latest state.
    pub changes: Vec<Change>,
    /// Where the reader stands after these.
    pub seq: u64,
    /// Whether there is more to pull at once.
    pub more: bool,
    /// The last `client_seq` of the asking device that is contained.
    pub last_applied: u64,
    /// [`row_checksum`] of all live rows, added up (wrapping), once `more` is false.
    pub checksum: Option<u64>,
}

/// The latest state of one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// Position in the scope's order.
    pub seq: u64,
    /// What kind of row, e.g. `wallet.bill`.
    pub kind: String,
    /// Which row of that kind.
    pub key: String,
    /// Its JSON text, or none if it was deleted.
    pub value: Option<String>,
    /// The operation that changed it last, if one did.
    pub op_id: Option<OpId>,
}

/// Contribution of one row to its scope's checksum: the first 8 bytes (big-endian) of the SHA-256
/// of kind, key and JSON text, separated by zero bytes.
#[must_use]
pub fn row_checksum(kind: &str, key: &str, value: &str) -> u64 {
    use sha2::{Digest, Sha256};
    let digest = Sha256::new()
        .chain_update(kind)
        .chain_update([0])
        .chain_update(key)
        .chain_update([0])
        .chain_update(value)
        .finalize();
    digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

requests! {
    Push => "/v1/sync/push" -> Pushed,
    Pull => "/v1/sync/pull" -> Pulled,
    Authorize => "/v1/sync/authorize" -> (),
    AuthorizeBiometric => "/v1/sync/authorize-biometric" -> (),
}

/// Path of the stream of [`Wake`]s (server-sent events, `GET`, signed like any request).
pub const EVENTS_PATH: &str = "/v1/sync/events";

/// Tells that a scope moved on: pull. It may get lost; the truth is the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wake {
    /// Which scope.
    pub scope: Scope,
    /// Its last change.
    pub seq: u64,
}

/// An answer as it came: an HTTP status and a body, which is the reply or an [`Error`] in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

/// Headers of a request or an answer, by name.
pub type Headers = Vec<(String, String)>;

/// A future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Tells of each wake-up as it comes; `None` when the stream ended.
pub trait WakeUps: Send {
    /// The next one.
    fn next(&mut self) -> BoxFuture<'_, Option<Wake>>;
}

/// The seam between client and backend, implemented over HTTP and by the backend's own state.
pub trait SyncProtocol: Send + Sync + 'static {
    /// Sends one signed request.
    ///
    /// # Errors
    /// `Offline` if no answer came; an answer that tells of an error is an `Ok` here.
    fn send(&self, request: Signed) -> BoxFuture<'_, Result<Answer, Error>>;

    /// Sends one signed request with headers of its own, such as a part of an upload
    /// ([`crate::media`]); the answer comes with its headers, whose names are in lower case.
    ///
    /// # Errors
    /// As [`SyncProtocol::send`]; `Incompatible` where this side cannot send any.
    fn send_with(
        &self,
        request: Signed,
        headers: Headers,
    ) -> BoxFuture<'_, Result<(Answer, Headers), Error>> {
        let _ = (request, headers);
        Box::pin(async { Err(Error::new(Code::Incompatible, "error.upload.version")) })
    }

    /// Opens the stream of wake-ups.
    ///
    /// # Errors
    /// `Offline` if the backend was not reached, or what it answered instead.
    fn wake_ups(&self, request: Signed) -> BoxFuture<'_, Result<Box<dyn WakeUps>, Error>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_checksum_tells_its_parts_apart() {
        assert_ne!(
            row_checksum("a", "bc", "d"),
            row_checksum("ab", "c", "d"),
            "moving a letter from key to kind is another row"
        );
    }

    #[test]
    fn a_scope_has_a_word_and_an_id() {
        let scope = Scope::of("wallet", "x:y");
        assert_eq!((scope.word(), scope.id()), ("wallet", "x:y"), "the first colon divides");
    }

    #[test]
    fn a_pin_is_never_printed() {
        let shown = format!("{:?}", Authorize { digest: "d".into(), pin: "271828".into() });
        assert!(!shown.contains("271828"), "logs must not hold a PIN: {shown}");
    }
}
