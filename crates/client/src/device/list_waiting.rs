//! Reads what waits.

use crate::Client;
use crate::db::blocking;
use crate::outbox::{self, Op, State};
use sampan_protocol::device::{ListWaiting, WaitingOperation, WaitingState};
use sampan_protocol::{Error, Money, Reply};

impl Client {
    /// Answers [`ListWaiting`], in the order in which it was asked for.
    ///
    /// # Errors
    /// `Storage` if the outbox cannot be read.
    pub async fn list_waiting(&self, _: ListWaiting) -> Reply<ListWaiting> {
        let own = self.core.own.clone();
        let ops = blocking(move || own.read(outbox::all)).await?;
        Ok(ops.into_iter().filter(|op| op.state != State::Told).map(shown).collect())
    }
}

fn shown(op: Op) -> WaitingOperation {
    let state = match op.state {
        State::NeedsPin => WaitingState::NeedsPin,
        State::Rejected | State::Told => {
            WaitingState::Rejected(op.error.unwrap_or_else(Error::internal))
        }
        State::Queued if op.halted => WaitingState::Halted,
        State::Queued | State::Sent => WaitingState::Queued,
    };
    WaitingOperation {
        op: op.op_id,
        amount: amount(&op.args),
        name: op.name,
        other: op.other,
        at: op.at,
        state,
    }
}

/// What an operation moves stands under this name, whichever module it is of.
fn amount(args: &serde_json::Value) -> Option<Money> {
    args.get("amount").and_then(|amount| serde_json::from_value(amount.clone()).ok())
}
