//! Real devices that push signed operations: at the same time, twice, and without approval.

use super::engines::on_each_address;
use super::town::{cny, money};
use crate::backend::Backend;
use crate::config::Config;
use crate::local_device::LocalDevice;
use crate::pin::PinCost;
use crate::wallet::audit::audit;
use futures::future::join_all;
use sampan_protocol::auth::from_hex;
use sampan_protocol::ids::{OpId, PersonId, RequestId};
use sampan_protocol::people::{Kind, ops as people_ops};
use sampan_protocol::service::AskToLink;
use sampan_protocol::sync::{Authorize, Cursor, Outcome, Pull, Scope};
use sampan_protocol::wallet::code::{Terms, attach, signing_bytes};
use sampan_protocol::wallet::rows::{self, Account};
use sampan_protocol::wallet::{CheckCode, ops};
use sampan_protocol::{Code, Error, Money};
use std::future::Future;

const PIN: &str = "271828";

/// A person with a device.
struct Somebody {
    id: PersonId,
    device: LocalDevice,
    scope: Scope,
}

fn on_each<F: Future<Output = ()>>(test: impl Fn(Backend) -> F) {
    on_each_address(|url| {
        let mut config = Config::bundled(url, "memory:");
        config.pin_cost = PinCost::DEMO;
        config.newcomers_per_minute = u32::MAX;
        let backend = Backend::open(config).expect("the backend opens");
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(4)
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(test(backend.clone()));
        let audit = audit(backend.db()).expect("the database answers");
        assert_eq!(audit.first_bad, None, "the ledger is whole");
        assert!(
            audit.totals.values().all(|sum| *sum == 0),
            "{:?} are zero",
            audit.totals
        );
    });
}

async fn newcomer(backend: &Backend, handle: &str, minor: i64) -> Somebody {
    let mut device = LocalDevice::new(backend, backend.clock(), backend.random());
    let id = PersonId::new(backend.clock(), backend.random());
    device
        .register(id, handle, handle, Kind::Person, None, PIN)
        .await
        .expect("they register");
    let mut somebody = Somebody {
        id,
        device,
        scope: Scope::of("wallet", id),
    };
    if minor > 0 {
        let top_up = ops::TopUp {
            amount: cny(minor),
            rail: "sandbox".to_owned(),
        };
        somebody
            .act(backend, ops::TOP_UP, &top_up)
            .await
            .expect("the sandbox gives");
    }
    somebody
}

fn op(backend: &Backend) -> OpId {
    OpId::new(backend.clock(), backend.random())
}

fn pay(to: PersonId, amount: Money) -> ops::Transfer {
    ops::Transfer {
        to,
        amount,
        note: String::new(),
        request: None,
        code: None,
    }
}

impl Somebody {
    async fn act(
        &mut self,
        backend: &Backend,
        name: &str,
        args: &impl serde::Serialize,
    ) -> Result<Outcome, Error> {
        let pin = ops::needs_pin(name).then_some(PIN);
        self.device
            .act(op(backend), &self.scope.clone(), name, args, pin)
            .await
    }

    /// What their wallet says they have.
    async fn balance(&mut self) -> i64 {
        let cursor = Cursor {
            scope: self.scope.clone(),
            epoch: 0,
            seq: 0,
        };
        let pulled = self
            .device
            .ask(&Pull {
                cursors: vec![cursor],
                limit: 1_000,
            })
            .await;
        let changes = pulled.expect("they may read").scopes.remove(0).changes;
        changes
            .iter()
            .filter(|change| change.kind == rows::ACCOUNT)
            .filter_map(|change| change.value.as_deref())
            .map(|value| {
                serde_json::from_str::<Account>(value)
                    .expect("as promised")
                    .balance
            })
            .sum()
    }

    /// Lets a second device in.
    async fn second_device(&mut self, backend: &Backend, handle: &str) -> LocalDevice {
        let mut second = LocalDevice::new(backend, backend.clock(), backend.random());
        let ask = AskToLink {
            handle: handle.to_owned(),
            device: second.introduction("Second"),
        };
        second.ask(&ask).await.expect("it may ask");
        let args = people_ops::ApproveDevice { device: second.id };
        let scope = Scope::of("person", self.id);
        self.device
            .act(
                op(backend),
                &scope,
                "people.approve_device",
                &args,
                Some(PIN),
            )
            .await
            .expect("it is let in");
        second
    }
}

#[test]
fn people_pay_each_other_at_once_and_nothing_is_lost() {
    on_each(|backend| async move {
        let mut people = Vec::new();
        for n in 0..4 {
            people.push(newcomer(&backend, &format!("person{n}"), 10_000).await);
        }
        let ids: Vec<PersonId> = people.iter().map(|somebody| somebody.id).collect();
        let tasks = people.into_iter().enumerate().map(|(n, mut payer)| {
            let (backend, ids) = (backend.clone(), ids.clone());
            tokio::spawn(async move {
                for round in 1..=12usize {
                    let to = ids[(n + round) % ids.len()];
                    let minor = i64::try_from(1_100 * round).expect("small");
                    if to == payer.id {
                        continue;
                    }
                    match payer
                        .act(&backend, ops::TRANSFER, &pay(to, cny(minor)))
                        .await
                    {
                        Ok(Outcome::Applied { .. }) => {}
                        Err(error) if error.key == "error.wallet.too_little" => {}
                        other => panic!("a payment failed: {other:?}"),
                    }
                }
                payer
            })
        });
        let mut total = 0;
        for payer in join_all(tasks).await {
            let balance = payer.expect("the task ended").balance().await;
            assert!(balance >= 0, "nobody is overdrawn");
            total += balance;
        }
        assert_eq!(total, 40_000, "money only went round");
    });
}

#[test]
fn one_operation_sent_many_times_moves_money_once() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let mut payee = newcomer(&backend, "payee", 0).await;
        let scope = payer.scope.clone();
        let args = pay(payee.id, cny(2_500));
        let signed = payer
            .device
            .operation(op(&backend), &scope, ops::TRANSFER, &args);
        let signed = signed.expect("plain data");
        let approve = Authorize {
            digest: signed.digest(),
            pin: PIN.to_owned(),
        };
        payer.device.ask(&approve).await.expect("the PIN is right");
        let push = sampan_protocol::sync::Push {
            operations: vec![signed.clone(); 2],
        };
        let body = serde_json::to_vec(&push).expect("plain data");
        let path = "/v1/sync/push";
        let requests: Vec<_> = (0..6)
            .map(|_| payer.device.signed("POST", path, body.clone()))
            .collect();
        let answers = join_all(requests.into_iter().map(|request| {
            let backend = backend.clone();
            tokio::spawn(async move {
                sampan_protocol::sync::SyncProtocol::send(&backend, request).await
            })
        }));
        for answer in answers.await {
            let answer = answer.expect("the task ended").expect("an answer came");
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert_eq!(answer.status, 200, "{text}");
            assert_eq!(
                text.matches("applied").count(),
                2,
                "every copy hears that it is done: {text}"
            );
        }
        assert_eq!(
            (payer.balance().await, payee.balance().await),
            (7_500, 2_500),
            "moved once"
        );
        let late = payer
            .device
            .push(vec![signed])
            .await
            .expect("after a cut, once more");
        assert!(
            matches!(late[..], [Outcome::Applied { .. }]),
            "the same answer: {late:?}"
        );
        assert_eq!(payee.balance().await, 2_500, "still once");
    });
}

#[test]
fn two_devices_that_do_the_same_move_money_once() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let mut payee = newcomer(&backend, "payee", 0).await;
        let mut second = payer.second_device(&backend, "payer").await;
        let (scope, same) = (payer.scope.clone(), op(&backend));
        let args = pay(payee.id, cny(1_000));
        let (one, other) = tokio::join!(
            payer
                .device
                .act(same, &scope, ops::TRANSFER, &args, Some(PIN)),
            second.act(same, &scope, ops::TRANSFER, &args, Some(PIN)),
        );
        let done = [&one, &other]
            .iter()
            .filter(|o| matches!(o, Ok(Outcome::Applied { .. })))
            .count();
        assert_eq!(done, 2, "both hear that it is done: {one:?} {other:?}");
        assert_eq!(payee.balance().await, 1_000, "moved once");

        let asked = op(&backend);
        let ask = ops::Ask {
            payer: payer.id,
            amount: cny(3_000),
            note: String::new(),
        };
        let their_scope = payee.scope.clone();
        payee
            .device
            .act(asked, &their_scope, ops::ASK, &ask, None)
            .await
            .expect("they may ask");
        let request = Some(RequestId(asked.0));
        let answer = ops::Transfer {
            request,
            ..pay(payee.id, cny(3_000))
        };
        let (a, b) = (op(&backend), op(&backend));
        let (one, other) = tokio::join!(
            payer
                .device
                .act(a, &scope, ops::TRANSFER, &answer, Some(PIN)),
            second.act(b, &scope, ops::TRANSFER, &answer, Some(PIN)),
        );
        let keys: Vec<String> = [one, other]
            .into_iter()
            .filter_map(Result::err)
            .map(|error| error.key)
            .collect();
        assert_eq!(
            keys,
            ["error.wallet.request_paid"],
            "the later one hears that it is paid"
        );
        assert_eq!(payee.balance().await, 4_000, "paid once");
    });
}

#[test]
fn money_leaves_only_with_the_right_pin() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let mut payee = newcomer(&backend, "payee", 0).await;
        let scope = payer.scope.clone();
        let args = pay(payee.id, cny(1_000));
        let without = payer
            .device
            .act(op(&backend), &scope, ops::TRANSFER, &args, None)
            .await;
        assert_eq!(without, Ok(Outcome::NeedsApproval), "the PIN is asked for");
        let wrong = payer
            .device
            .act(op(&backend), &scope, ops::TRANSFER, &args, Some("111112"));
        let wrong = wrong.await.expect_err("it is refused");
        assert_eq!(wrong.code, Code::WrongPin, "and said to be wrong");
        let withdraw = ops::Withdraw {
            amount: cny(1),
            rail: "sandbox".to_owned(),
        };
        let out = payer
            .device
            .act(op(&backend), &scope, ops::WITHDRAW, &withdraw, None)
            .await;
        assert_eq!(out, Ok(Outcome::NeedsApproval), "money out needs it, too");
        assert_eq!(
            (payer.balance().await, payee.balance().await),
            (10_000, 0),
            "nothing moved"
        );
    });
}

#[test]
fn a_code_is_checked_before_it_is_paid() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let payee = newcomer(&backend, "payee", 0).await;
        let terms = Terms {
            person: payee.id,
            device: payee.device.id,
            name: "payee".to_owned(),
            mcc: None,
            service_id: service_id(&backend).await,
            currency: money(0, "CNY").currency,
            minor: Some(900),
            note: String::new(),
            reference: op(&backend).0,
            expires: Some(backend.now().plus_seconds(600)),
        };
        let unsigned = terms.unsigned().expect("it can be written");
        let signature = from_hex(&payee.device.sign(&signing_bytes(&unsigned)));
        let signature = signature
            .expect("hexadecimal")
            .try_into()
            .expect("64 bytes");
        let payload = attach(&unsigned, &signature);
        let check = CheckCode {
            payload: payload.clone(),
        };
        let found = payer.device.ask(&check).await.expect("it is genuine");
        assert_eq!(found.id, payee.id, "it says whom it pays");
        let args = ops::Transfer {
            code: Some(payload),
            ..pay(payee.id, cny(900))
        };
        payer
            .act(&backend, ops::TRANSFER, &args)
            .await
            .expect("it is paid");
        let again = payer
            .device
            .ask(&check)
            .await
            .expect_err("it is paid already");
        assert_eq!(again.key, "error.wallet.code_used", "and says so");
        let garbage = payer
            .device
            .ask(&CheckCode {
                payload: "hello".to_owned(),
            })
            .await;
        assert_eq!(
            garbage.expect_err("no code").key,
            "error.wallet.code_unreadable",
            "no code"
        );
    });
}

async fn service_id(backend: &Backend) -> String {
    let info = backend.blocking(crate::service::info).await;
    info.expect("it presents itself").service_id
}
