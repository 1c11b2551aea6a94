//! People with real devices, on a real backend: everything is signed and sent.

use super::engines::on_each_address;
use super::town::cny;
use crate::backend::Backend;
use crate::config::Config;
use crate::local_device::LocalDevice;
use crate::pin::PinCost;
use crate::wallet::audit::audit;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::people::{Kind, ops as people_ops};
use sampan_protocol::service::AskToLink;
use sampan_protocol::sync::{Cursor, Outcome, Pull, Scope};
use sampan_protocol::wallet::ops;
use sampan_protocol::wallet::rows::{self, Account};
use sampan_protocol::{Error, Money};
use std::future::Future;

pub(super) const PIN: &str = "271828";

/// A person with a device.
pub(super) struct Somebody {
    pub(super) id: PersonId,
    pub(super) device: LocalDevice,
    pub(super) scope: Scope,
}

pub(super) fn on_each<F: Future<Output = ()>>(test: impl Fn(Backend) -> F) {
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
        assert!(audit.totals.values().all(|sum| *sum == 0), "{:?} are zero", audit.totals);
    });
}

pub(super) async fn newcomer(backend: &Backend, handle: &str, minor: i64) -> Somebody {
    let mut device = LocalDevice::new(backend, backend.clock(), backend.random());
    let id = PersonId::new(backend.clock(), backend.random());
    device.register(id, handle, handle, Kind::Person, None, PIN).await.expect("they register");
    let mut somebody = Somebody { id, device, scope: Scope::of("wallet", id) };
    if minor > 0 {
        let top_up = ops::TopUp { amount: cny(minor), rail: "sandbox".to_owned() };
        somebody.act(backend, ops::TOP_UP, &top_up).await.expect("the sandbox gives");
    }
    somebody
}

pub(super) fn op(backend: &Backend) -> OpId {
    OpId::new(backend.clock(), backend.random())
}

pub(super) fn pay(to: PersonId, amount: Money) -> ops::Transfer {
    ops::Transfer { to, amount, note: String::new(), request: None, code: None, chat: None }
}

impl Somebody {
    pub(super) async fn act(
        &mut self,
        backend: &Backend,
        name: &str,
        args: &impl serde::Serialize,
    ) -> Result<Outcome, Error> {
        let pin = ops::needs_pin(name).then_some(PIN);
        self.device.act(op(backend), &self.scope.clone(), name, args, pin).await
    }

    /// What their wallet says they have.
    pub(super) async fn balance(&mut self) -> i64 {
        let cursor = Cursor { scope: self.scope.clone(), epoch: 0, seq: 0 };
        let pulled = self.device.ask(&Pull { cursors: vec![cursor], limit: 1_000 }).await;
        let changes = pulled.expect("they may read").scopes.remove(0).changes;
        changes
            .iter()
            .filter(|change| change.kind == rows::ACCOUNT)
            .filter_map(|change| change.value.as_deref())
            .map(|value| serde_json::from_str::<Account>(value).expect("as promised").balance)
            .sum()
    }

    /// Lets a second device in.
    pub(super) async fn second_device(&mut self, backend: &Backend, handle: &str) -> LocalDevice {
        let mut second = LocalDevice::new(backend, backend.clock(), backend.random());
        let ask = AskToLink { handle: handle.to_owned(), device: second.introduction("Second") };
        second.ask(&ask).await.expect("it may ask");
        let args = people_ops::ApproveDevice { device: second.id };
        let scope = Scope::of("person", self.id);
        self.device
            .act(op(backend), &scope, "people.approve_device", &args, Some(PIN))
            .await
            .expect("it is let in");
        second
    }
}
