//! A desk with a device on it: a profile's folder, a clock to turn, and a service to speak to.

use super::Service;
use super::world::{PIN, World, baker, cny};
use sampan_client::{Client, Config, KeyHome, Run};
use sampan_protocol::device::{ListWaiting, Onboard, RetryWaiting, SyncNow, WaitingOperation};
use sampan_protocol::ids::OpId;
use sampan_protocol::people::Picture;
use sampan_protocol::wallet::{
    AddMoney, Bill, BillFilter, BillState, GetWallet, ListBills, Pay, Receipt,
};
use sampan_protocol::{Clock, Error, Random, Timestamp};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// A clock that a test turns.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn at(seconds: i64) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(seconds * 1_000_000)))
    }

    pub(crate) fn turn(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// Numbers that never come twice in one run of tests (splitmix64); good for nothing else.
pub(crate) struct TestRandom;

static DRAWN: AtomicU64 = AtomicU64::new(1);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = DRAWN.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// When tests take place.
pub(crate) const NOW: i64 = 1_800_000_000;

/// A device with its service.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) service: Arc<Service>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) client: Arc<Client>,
}

pub(crate) fn config(
    folder: &Path,
    service: Arc<Service>,
    clock: Arc<TestClock>,
    run: Run,
) -> Config {
    Config {
        folder: folder.to_owned(),
        protocol: service,
        clock,
        random: Arc::new(TestRandom),
        keys: KeyHome::File,
        device_name: "test".to_owned(),
        run,
    }
}

pub(crate) fn op(number: u128) -> OpId {
    OpId(Uuid::from_u128(number))
}

pub(crate) fn onboard() -> Onboard {
    Onboard {
        handle: "mei".to_owned(),
        name: "Mei".to_owned(),
        picture: Picture::Keep,
        pin: PIN.to_owned(),
        invitation: None,
        accepts_terms: true,
        mcc: None,
    }
}

pub(crate) fn payment(number: u128, minor: i64, pin: Option<&str>) -> Pay {
    Pay {
        rail: None,
        card: None,
        op: op(number),
        to: baker(),
        amount: cny(minor),
        note: format!("no. {number}"),
        request: None,
        code: None,
        chat: None,
        pin: pin.map(str::to_owned),
    }
}

impl Desk {
    /// A device that nobody has signed in on.
    pub(crate) async fn empty(run: Run) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let service = Service::new(World::new(Timestamp::from_seconds(NOW)));
        let clock = TestClock::at(NOW);
        let config = config(folder.path(), service.clone(), clock.clone(), run);
        let client = Client::open(config).await.expect("opened");
        Self { folder, service, clock, client }
    }

    /// A device of somebody who has so much.
    pub(crate) async fn with(minor: i64) -> Self {
        let desk = Self::empty(Run::ByHand).await;
        desk.client.onboard(onboard()).await.expect("registered");
        if minor > 0 {
            desk.service.world().give(1_000_000, minor);
        }
        desk.sync().await.expect("synchronised");
        desk
    }

    /// Closes the profile and opens it again.
    pub(crate) async fn reopen(self) -> Self {
        let Self { folder, service, clock, client } = self;
        drop(client);
        let config = config(folder.path(), service.clone(), clock.clone(), Run::ByHand);
        let client = Client::open(config).await.expect("opened again");
        Self { folder, service, clock, client }
    }

    pub(crate) async fn sync(&self) -> Result<(), Error> {
        self.client.sync_now(SyncNow {}).await
    }

    pub(crate) async fn pay(
        &self,
        number: u128,
        minor: i64,
        pin: Option<&str>,
    ) -> Result<Receipt, Error> {
        self.client.pay(payment(number, minor, pin)).await
    }

    pub(crate) async fn top_up(&self, number: u128, minor: i64) -> Result<Receipt, Error> {
        let request = AddMoney { op: op(number), amount: cny(minor), rail: "sandbox".to_owned() };
        self.client.add_money(request).await
    }

    pub(crate) async fn waiting(&self) -> Vec<WaitingOperation> {
        self.client.list_waiting(ListWaiting {}).await.expect("listed")
    }

    pub(crate) async fn bills(&self) -> Vec<Bill> {
        let filter = BillFilter::default();
        let all = ListBills { filter, offset: 0, limit: 1_000 };
        self.client.list_bills(all).await.expect("listed")
    }

    /// What can be spent, and the ledger's balance, as the device shows them.
    pub(crate) async fn money(&self) -> (i64, i64) {
        let wallet = self.client.get_wallet(GetWallet {}).await.expect("read");
        wallet.accounts.first().map_or((0, 0), |a| (a.available, a.account.balance))
    }

    pub(crate) async fn retry(&self, op: OpId, pin: Option<&str>) -> Result<(), Error> {
        self.client.retry_waiting(RetryWaiting { op, pin: pin.map(str::to_owned) }).await
    }

    /// What must hold at every moment: nothing is counted twice.
    pub(crate) async fn check(&self, when: &str) {
        let bills = self.bills().await;
        let ids: BTreeSet<_> = bills.iter().map(|bill| bill.id).collect();
        assert_eq!(ids.len(), bills.len(), "{when}: every movement is listed once");
        let settled = |bill: &&Bill| bill.state == BillState::Settled;
        let moved: i64 = bills.iter().filter(settled).map(|bill| bill.amount.minor).sum();
        let (available, balance) = self.money().await;
        assert_eq!(balance, moved, "{when}: the balance is what the bills add up to");
        let waits = |bill: &&Bill| matches!(bill.state, BillState::Pending | BillState::NeedsPin);
        let leaving: i64 = bills.iter().filter(waits).map(|bill| bill.amount.minor.min(0)).sum();
        if balance != 0 || available != 0 {
            assert_eq!(available, balance + leaving, "{when}: what waits is taken off once");
        }
    }

    /// What must hold in the end: each thing happened once, and nothing waits.
    pub(crate) async fn check_done(&self, when: &str) {
        self.check(when).await;
        assert_eq!(self.waiting().await, [], "{when}: nothing waits");
        let world = self.service.world().clone();
        for (op, times) in &world.applied {
            assert_eq!(*times, 1, "{when}: {op} happened once");
        }
        let (available, balance) = self.money().await;
        assert_eq!(
            (available, balance),
            (world.balance, world.balance),
            "{when}: as the ledger has it"
        );
    }
}
