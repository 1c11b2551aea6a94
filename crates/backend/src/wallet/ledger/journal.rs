//! The ledger's journal: a line for each thing that happened to an account, chained by hash.
//!
//! Each writer has a stream of its own. A line's hash covers the hash of the line before it and a
//! digest of what it is about (the transfer, or the account that was opened), so that no byte of
//! accounts, transfers or lines can change without the chain telling.

use super::account::{Account, Balance, Limits};
use super::transfer::{Change, Effects, Transfer};
use crate::db::DbError;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::{AccountId, PersonId};
use sampan_protocol::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The hash before a stream's first line.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Whose account it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// A person's, or a merchant's.
    Person(PersonId),
    /// The service's own, by what it is for, e.g. `rail/sandbox`.
    System(String),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::System(purpose) => write!(f, "system:{purpose}"),
        }
    }
}

impl FromStr for Owner {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        match text.split_once(':') {
            Some(("system", purpose)) => Ok(Self::System(purpose.to_owned())),
            Some(("person", id)) => id.parse().map(Self::Person),
            _ => text.parse().map(Self::Person),
        }
    }
}

/// An account as it was opened, and as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAccount {
    /// Its limits and balance.
    pub account: Account,
    /// Whose it is.
    pub owner: Owner,
    /// When it was opened.
    pub opened: Timestamp,
}

impl OpenAccount {
    /// SHA-256 of what never changes about it, and of what may be done with it from the start.
    #[must_use]
    pub fn digest(&self, limits: &Limits) -> String {
        let side = self.account.side.word();
        hash_of(format_args!(
            "sampan-account-v1\n{}\n{}\n{}\n{side}\n{}\n{}\n{}{}",
            self.account.id,
            self.owner,
            self.account.currency,
            or_dash(limits.floor),
            or_dash(limits.ceiling),
            self.opened.micros(),
            daily(limits),
        ))
    }
}

impl OpenAccount {
    /// What may be done with it from the start.
    #[must_use]
    pub fn declaration(&self) -> Declaration {
        let limits = self.account.limits;
        Declaration { account: self.account.id, version: 1, limits, order: None, at: self.opened }
    }
}

/// What may be done with an account from one of its versions on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// Which account.
    pub account: AccountId,
    /// The version that the account has with it; 1 is its opening.
    pub version: i64,
    /// What may be done.
    pub limits: Limits,
    /// Who ordered it, proved; none where the service did by itself.
    pub order: Option<Order>,
    /// When.
    pub at: Timestamp,
}

impl Declaration {
    /// SHA-256 of all of it.
    #[must_use]
    pub fn digest(&self) -> String {
        let (order, signature) = order_digest(self.order.as_ref());
        hash_of(format_args!(
            "sampan-limits-v1\n{}\n{}\n{}\n{}{}\n{}\n{order}\n{signature}",
            self.account,
            self.version,
            or_dash(self.limits.floor),
            or_dash(self.limits.ceiling),
            daily(&self.limits),
            self.at.micros(),
        ))
    }
}

/// Limits of which most accounts have none, so that they leave no mark on those.
fn daily(limits: &Limits) -> String {
    match limits {
        Limits { day_gross: None, day_net: None, frozen: false, .. } => String::new(),
        Limits { day_gross, day_net, frozen, .. } => {
            format!("\n{}\n{}\n{frozen}", or_dash(*day_gross), or_dash(*day_net))
        }
    }
}

/// The operation that ordered a transfer, as the device signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// JSON text of the operation.
    pub body: String,
    /// ed25519 over [`sampan_protocol::auth::operation_bytes`], lower-case hexadecimal.
    pub signature: String,
}

impl Order {
    /// An order of its two columns.
    ///
    /// # Errors
    /// `Decode` where only one of them is there.
    pub(crate) fn of(body: Option<&str>, signature: Option<&str>) -> Result<Option<Self>, DbError> {
        match (body, signature) {
            (Some(body), Some(signature)) => {
                Ok(Some(Self { body: body.to_owned(), signature: signature.to_owned() }))
            }
            (None, None) => Ok(None),
            _ => Err(DbError::Decode("an order has no body or no signature".to_owned())),
        }
    }
}

/// A transfer with why and when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The transfer.
    pub transfer: Transfer,
    /// What it was made for: the operation's name.
    pub purpose: String,
    /// Who ordered it, proved; none for what the service does by itself.
    pub order: Option<Order>,
    /// When.
    pub at: Timestamp,
}

impl Made {
    /// SHA-256 of all of it.
    #[must_use]
    pub fn digest(&self) -> String {
        let t = &self.transfer;
        let (step, names) = (t.step.word(), t.step.names());
        let (order, signature) = order_digest(self.order.as_ref());
        let expires = t.step.expires().map_or(String::new(), |at| format!("\n{}", at.micros()));
        hash_of(format_args!(
            "sampan-transfer-v1\n{}\n{step}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{order}\n\
                 {signature}{expires}",
            t.id,
            or_dash(names),
            t.debit,
            t.credit,
            t.amount.currency,
            t.amount.minor,
            self.purpose,
            self.at.micros(),
        ))
    }
}

fn order_digest(order: Option<&Order>) -> (String, &str) {
    order.map_or_else(
        || ("-".to_owned(), "-"),
        |order| (sha256_hex(order.body.as_bytes()), order.signature.as_str()),
    )
}

/// What a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An account was opened.
    Open,
    /// A transfer changed the account.
    Move,
    /// What may be done with the account was changed.
    Limit,
}

impl Event {
    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Move => "move",
            Self::Limit => "limit",
        }
    }

    /// The event with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Move, Self::Limit].into_iter().find(|event| event.word() == word)
    }
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineId {
    /// The stream.
    pub stream: i64,
    /// Its place there, from 1.
    pub seq: i64,
}

impl LineId {
    /// A line of its two columns, if they name one.
    pub(crate) fn of(stream: Option<i64>, seq: Option<i64>) -> Option<Self> {
        stream.zip(seq).map(|(stream, seq)| Self { stream, seq })
    }
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The stream.
    pub stream: i64,
    /// Its place there, from 1.
    pub seq: i64,
    /// What it tells of.
    pub event: Event,
    /// The transfer, or the account that was opened.
    pub subject: uuid::Uuid,
    /// Digest of the subject.
    pub digest: String,
    /// The account that changed.
    pub account: AccountId,
    /// What changed.
    pub change: Change,
    /// How the account stands afterwards.
    pub after: Balance,
    /// When; it follows from the subject, so the hash covers it by its digest.
    pub at: Timestamp,
    /// The account's line before this one; it follows from the lines, so no hash covers it.
    pub before: Option<LineId>,
    /// Hash of all of this and of the line before in the stream.
    pub hash: String,
}

impl Line {
    /// Where it stands.
    #[must_use]
    pub const fn id(&self) -> LineId {
        LineId { stream: self.stream, seq: self.seq }
    }

    /// What the hash has to be, after a line with the hash `previous`.
    #[must_use]
    pub fn hash_after(&self, previous: &str) -> String {
        let Self { stream, seq, event, subject, digest, account, change, after, .. } = self;
        let Change { posted, held, expected } = change;
        let Balance { posted: p, held: h, expected: e, version } = after;
        let event = event.word();
        hash_of(format_args!(
            "sampan-entry-v1\n{previous}\n{stream}\n{seq}\n{event}\n{subject}\n{digest}\n\
                 {account}\n{posted} {held} {expected} {p} {h} {e} {version}"
        ))
    }
}

/// The end of a stream: where the next line is chained on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The stream.
    pub stream: i64,
    /// Its last line; 0 before the first.
    pub seq: i64,
    /// The hash of that line.
    pub hash: String,
}

impl Head {
    /// The end of a stream without lines.
    #[must_use]
    pub fn empty(stream: i64) -> Self {
        Self { stream, seq: 0, hash: GENESIS.to_owned() }
    }

    /// Writes down that an account was opened; its version has to be 1.
    pub fn open(&mut self, opened: &OpenAccount) -> Line {
        let account = &opened.account;
        let digest = opened.digest(&account.limits);
        self.about(Event::Open, account.id, digest, account.balance, opened.opened)
    }

    /// Writes down that something else may be done with an account, which stands so `after` it.
    pub fn limited(&mut self, declared: &Declaration, after: Balance) -> Line {
        self.about(Event::Limit, declared.account, declared.digest(), after, declared.at)
    }

    /// Writes down what a transfer did.
    pub fn moved(&mut self, made: &Made, effects: &Effects) -> [Line; 2] {
        let digest = made.digest();
        effects.entries.map(|entry| {
            self.chain(Line {
                stream: self.stream,
                seq: 0,
                event: Event::Move,
                subject: made.transfer.id,
                digest: digest.clone(),
                account: entry.account,
                change: entry.change,
                after: entry.after,
                at: made.at,
                before: None,
                hash: String::new(),
            })
        })
    }

    fn about(
        &mut self,
        event: Event,
        account: AccountId,
        digest: String,
        after: Balance,
        at: Timestamp,
    ) -> Line {
        self.chain(Line {
            stream: self.stream,
            seq: 0,
            event,
            subject: account.0,
            digest,
            account,
            change: Change::default(),
            after,
            at,
            before: None,
            hash: String::new(),
        })
    }

    fn chain(&mut self, mut line: Line) -> Line {
        self.seq += 1;
        line.seq = self.seq;
        line.hash = line.hash_after(&self.hash);
        self.hash.clone_from(&line.hash);
        line
    }
}

/// SHA-256 of a text, lower-case hexadecimal.
fn hash_of(text: fmt::Arguments<'_>) -> String {
    use fmt::Write;
    // What is hashed is this long, or not much longer.
    let mut written = String::with_capacity(512);
    let _ = written.write_fmt(text);
    sha256_hex(written.as_bytes())
}

fn or_dash(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
