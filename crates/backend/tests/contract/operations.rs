//! Operations that the tests hand in.

use crate::world::{PIN, Someone};
use sampan_protocol::people::ops;
use sampan_protocol::sync::{Authorize, Operation, Outcome, SignedOperation};
use sampan_protocol::wallet::ops as wallet;
use sampan_protocol::{Currency, Money};

pub(crate) fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

pub(crate) fn rename(someone: &mut Someone, name: &str) -> SignedOperation {
    let (op, scope) = (someone.new_op(), someone.scope("person"));
    let update = ops::Update { name: name.into(), avatar: None };
    someone.device.operation(op, &scope, "people.update", &update).expect("it is signed")
}

pub(crate) fn top_up(someone: &mut Someone, minor: i64) -> SignedOperation {
    let (op, scope) = (someone.new_op(), someone.scope("wallet"));
    let args = wallet::TopUp { amount: cny(minor), rail: "sandbox".into() };
    someone.device.operation(op, &scope, wallet::TOP_UP, &args).expect("it is signed")
}

pub(crate) fn withdraw(someone: &mut Someone, minor: i64) -> SignedOperation {
    let (op, scope) = (someone.new_op(), someone.scope("wallet"));
    let args = wallet::Withdraw { amount: cny(minor), rail: "sandbox".into(), bank: None };
    someone.device.operation(op, &scope, wallet::WITHDRAW, &args).expect("it is signed")
}

/// The same operation, altered and signed again.
pub(crate) fn altered(
    someone: &Someone,
    signed: &SignedOperation,
    alter: impl FnOnce(&mut Operation),
) -> SignedOperation {
    let mut op: Operation = serde_json::from_str(&signed.body).expect("an operation");
    alter(&mut op);
    someone.device.sign_operation(&op).expect("it is signed")
}

pub(crate) async fn push_one(someone: &mut Someone, signed: SignedOperation) -> Outcome {
    let mut outcomes = someone.device.push(vec![signed]).await.expect("the push is taken");
    outcomes.pop().expect("one outcome")
}

pub(crate) async fn approve(someone: &mut Someone, signed: &SignedOperation) {
    let approval = Authorize { digest: signed.digest(), pin: PIN.into() };
    someone.device.ask(&approval).await.expect("it is approved");
}

pub(crate) fn applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}
