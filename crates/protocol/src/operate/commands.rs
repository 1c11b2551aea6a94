//! What the app asks about acts: all of it is read from the device, and decided with the service.

use super::{Act, Line};
use crate::command::commands;
use crate::ids::OpId;
use crate::people::Person;
use serde::{Deserialize, Serialize};

/// Reads all acts, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListActs {}

/// Reads one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetAct {
    /// Which.
    pub act: OpId,
}

/// Reads who runs the service, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListOperators {}

/// Reads the operators' log, and checks that its lines hang together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListLog {}

/// The operators' log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// Its lines, newest first.
    pub lines: Vec<LogLine>,
    /// The number of the first line that does not fit to the one before; none where all do.
    pub broken: Option<u64>,
}

/// A line with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Its number, from 1.
    pub seq: u64,
    /// What it says.
    pub line: Line,
    /// What the next line hangs on.
    pub hash: String,
}

/// Proposes an act, or does it where one operator is enough: now or never.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Propose {
    /// Idempotency key; the act's identifier.
    pub op: OpId,
    /// What is done, e.g. `wallet.issue`.
    pub kind: String,
    /// The JSON text of the kind's arguments.
    pub args: String,
    /// Whom it is about.
    pub about: Option<Person>,
    /// The payment PIN.
    pub pin: String,
}

/// Decides about an act.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub act: OpId,
    /// How.
    pub decision: Decision,
}

/// How an act is decided.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is confirmed, and so carried out: now or never.
    Confirm {
        /// The payment PIN.
        pin: String,
    },
    /// Another operator says no; works offline.
    Decline {
        /// Why.
        why: String,
    },
    /// Whoever proposed it takes it back; works offline.
    Withdraw,
}

commands! { "operate";
    ListActs => "list_acts" -> Vec<Act>,
    GetAct => "get_act" -> Act,
    ListOperators => "list_operators" -> Vec<Person>,
    ListLog => "list_log" -> Log,
    Propose => "propose" -> Act,
    Decide => "decide" -> Act,
}
