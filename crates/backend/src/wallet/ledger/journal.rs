//! The ledger's journal: a line for each thing that happened to an account, chained by hash.
//!
//! Each writer has a stream of its own. A line's hash covers the hash of the line before it and a
//! digest of what it is about (the transfer, or the account that was opened), so that no byte of
//! accounts, transfers or lines can change without the chain telling.

use super::account::{Account, Balance};
use super::transfer::{Change, Effects, Transfer};
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
    /// SHA-256 of everything but the balance.
    #[must_use]
    pub fn digest(&self) -> String {
        let side = self.account.side.word();
        sha256_hex(
            format!(
                "sampan-account-v1\n{}\n{}\n{}\n{side}\n{}\n{}\n{}",
                self.account.id,
                self.owner,
                self.account.currency,
                or_dash(self.account.floor),
                or_dash(self.account.ceiling),
                self.opened.micros(),
            )
            .as_bytes(),
        )
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
        let (step, pending) = (t.step.word(), t.step.pending());
        let (order, signature) = self.order.as_ref().map_or_else(
            || ("-".to_owned(), "-"),
            |order| (sha256_hex(order.body.as_bytes()), order.signature.as_str()),
        );
        sha256_hex(
            format!(
                "sampan-transfer-v1\n{}\n{step}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{order}\n{signature}",
                t.id,
                or_dash(pending),
                t.debit,
                t.credit,
                t.amount.currency,
                t.amount.minor,
                self.purpose,
                self.at.micros(),
            )
            .as_bytes(),
        )
    }
}

/// What a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An account was opened.
    Open,
    /// A transfer changed the account.
    Move,
}

impl Event {
    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Move => "move",
        }
    }

    /// The event with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Move].into_iter().find(|event| event.word() == word)
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
    /// Hash of all of this and of the line before.
    pub hash: String,
}

impl Line {
    /// What the hash has to be, after a line with the hash `previous`.
    #[must_use]
    pub fn hash_after(&self, previous: &str) -> String {
        let Self { stream, seq, event, subject, digest, account, change, after, hash: _ } = self;
        let numbers = [
            change.posted,
            change.held,
            change.expected,
            after.posted,
            after.held,
            after.expected,
            after.version,
        ]
        .map(|number| number.to_string())
        .join(" ");
        let event = event.word();
        sha256_hex(
            format!(
                "sampan-entry-v1\n{previous}\n{stream}\n{seq}\n{event}\n{subject}\n{digest}\n\
                 {account}\n{numbers}"
            )
            .as_bytes(),
        )
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
        self.chain(Line {
            stream: self.stream,
            seq: 0,
            event: Event::Open,
            subject: opened.account.id.0,
            digest: opened.digest(),
            account: opened.account.id,
            change: Change::default(),
            after: opened.account.balance,
            hash: String::new(),
        })
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
                hash: String::new(),
            })
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

fn or_dash(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
