//! The rules of the world behind the double: what operations do, each once and in order.

use super::world::{World, baker, cny};
use sampan_protocol::feed::ops as feed;
use sampan_protocol::ids::{BillId, RequestId};
use sampan_protocol::messages::ops as messages;
use sampan_protocol::people::{self, rows as people_rows};
use sampan_protocol::sync::{OpResult, Operation, Outcome, Push, Pushed, SignedOperation};
use sampan_protocol::wallet::rows::REQUEST;
use sampan_protocol::wallet::{BillKind, MoneyRequest, RequestState, ops};
use sampan_protocol::{Code, Error};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

impl World {
    pub(super) fn push(&mut self, request: &Push) -> Pushed {
        let mut halted = BTreeSet::new();
        let results = request.operations.iter().map(|signed| {
            let op: Operation = serde_json::from_str(&signed.body).expect("an operation");
            let outcome =
                if halted.contains(&op.scope) { Outcome::Halted } else { self.one(&op, signed) };
            if op.scope.word() == "wallet" && !matches!(outcome, Outcome::Applied { .. }) {
                halted.insert(op.scope.clone());
            }
            OpResult { op_id: op.op_id, outcome }
        });
        Pushed { results: results.collect() }
    }

    fn one(&mut self, op: &Operation, signed: &SignedOperation) -> Outcome {
        if let Some(before) = self.decided.get(&op.op_id) {
            return before.clone();
        }
        let last = self.log(&op.scope).last_applied;
        if op.client_seq <= last {
            let next = i64::try_from(last + 1).expect("small");
            let error = Error::new(Code::Replayed, "error.sync.out_of_order").with("next", next);
            return Outcome::Rejected(error);
        }
        if ops::needs_pin(&op.name) && !self.approvals.remove(&signed.digest()) {
            return Outcome::NeedsApproval;
        }
        let outcome = match self.apply(op) {
            Ok(()) => {
                *self.applied.entry(op.op_id).or_default() += 1;
                Outcome::Applied { change_seq: self.log(&op.scope).seq }
            }
            Err(error) => Outcome::Rejected(error),
        };
        self.log(&op.scope).last_applied = op.client_seq;
        self.decided.insert(op.op_id, outcome.clone());
        outcome
    }

    fn apply(&mut self, op: &Operation) -> Result<(), Error> {
        fn args<T: DeserializeOwned>(op: &Operation) -> T {
            serde_json::from_value(op.args.clone()).expect("arguments")
        }
        let id = BillId(op.op_id.0);
        match op.name.as_str() {
            ops::TRANSFER => {
                let transfer: ops::Transfer = args(op);
                let minor = transfer.amount.minor;
                if minor > self.balance {
                    return Err(Error::refused("error.wallet.too_little")
                        .with("missing", cny(minor - self.balance)));
                }
                let kind = BillKind::Transfer;
                let bill = self.bill(id, kind, -minor, Some(baker()), &transfer.note);
                self.move_money(&bill);
            }
            ops::TOP_UP => {
                let top_up: ops::TopUp = args(op);
                let bill = self.bill(id, BillKind::TopUp, top_up.amount.minor, None, "");
                self.move_money(&bill);
            }
            ops::ASK => {
                let ask: ops::Ask = args(op);
                let row = MoneyRequest {
                    id: RequestId(op.op_id.0),
                    asker: self.me.clone().expect("registered").person,
                    payer: baker(),
                    amount: ask.amount,
                    note: ask.note,
                    state: RequestState::Open,
                    at: self.now,
                    reminded: None,
                    pending: false,
                };
                let text = serde_json::to_string(&row).expect("JSON");
                self.put(&op.scope, REQUEST, &row.id.to_string(), Some(text));
            }
            messages::SEND => self.say(&op.scope, &args(op))?,
            "people.set_contact" => {
                let set: people::ops::SetContact = args(op);
                let row = people::Contact { person: baker(), note: set.note };
                let text = serde_json::to_string(&row).expect("JSON");
                self.put(&op.scope, people_rows::CONTACT, &set.person.to_string(), Some(text));
            }
            "people.update" => {
                let update: people::ops::Update = args(op);
                let mut me = self.me.clone().expect("registered");
                me.person.name = update.name;
                me.person.avatar = update.avatar;
                let text = serde_json::to_string(&me).expect("JSON");
                self.me = Some(me);
                self.put(&op.scope, people_rows::ME, "me", Some(text));
            }
            feed::OPEN | feed::WRITE | feed::EDIT | feed::LIKE | feed::FOLLOW | feed::WATCH => {
                self.taken.push(op.clone());
            }
            other => return Err(Error::invalid("error.unknown").with("name", other)),
        }
        Ok(())
    }
}
