//! A house with a backend and the devices that speak to it, over lines that can be cut.

use sampan_backend::system::{SystemClock, SystemRandom};
use sampan_backend::{Backend, Config as BackendConfig, PinCost};
use sampan_client::{Client, Config, HttpProtocol, KeyHome, Run, SyncProtocol};
use sampan_protocol::auth::Signed;
use sampan_protocol::device::{Event, ListWaiting, Onboard, SyncNow};
use sampan_protocol::ids::OpId;
use sampan_protocol::people::{Person, Picture};
use sampan_protocol::sync::{Answer, BoxFuture, Headers, WakeUps};
use sampan_protocol::wallet::{AddMoney, Bill, BillFilter, GetWallet, ListBills, Pay};
use sampan_protocol::{Code, Currency, Error, Money};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(crate) const PIN: &str = "271828";

pub(crate) fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

pub(crate) fn new_op() -> OpId {
    OpId::new(&SystemClock, &SystemRandom)
}

/// How a line to the backend behaves.
#[derive(Debug, Default)]
pub(crate) struct Line {
    cut: Mutex<bool>,
    /// The next answers of paths that begin so are lost.
    lose: Mutex<Vec<String>>,
}

impl Line {
    pub(crate) fn cut(&self, cut: bool) {
        *self.cut.lock().expect("not poisoned") = cut;
    }

    /// The next answer from this path is lost on its way.
    pub(crate) fn lose(&self, path: &str) {
        self.lose.lock().expect("not poisoned").push(path.to_owned());
    }

    fn is_cut(&self) -> bool {
        *self.cut.lock().expect("not poisoned")
    }

    fn loses(&self, path: &str) -> bool {
        let mut lose = self.lose.lock().expect("not poisoned");
        let at = lose.iter().position(|start| path.starts_with(start.as_str()));
        at.map(|at| lose.remove(at)).is_some()
    }
}

struct Cuttable {
    line: Arc<Line>,
    to: Arc<dyn SyncProtocol>,
}

fn lost() -> Error {
    Error::new(Code::Offline, "error.device.offline")
}

impl SyncProtocol for Cuttable {
    fn send(&self, request: Signed) -> BoxFuture<'_, Result<Answer, Error>> {
        Box::pin(async move {
            if self.line.is_cut() {
                return Err(lost());
            }
            let loses = self.line.loses(&request.path);
            let answer = self.to.send(request).await;
            if loses { Err(lost()) } else { answer }
        })
    }

    fn send_with(
        &self,
        request: Signed,
        headers: Headers,
    ) -> BoxFuture<'_, Result<(Answer, Headers), Error>> {
        Box::pin(async move {
            if self.line.is_cut() {
                return Err(lost());
            }
            let loses = self.line.loses(&request.path);
            let answer = self.to.send_with(request, headers).await;
            if loses { Err(lost()) } else { answer }
        })
    }

    fn wake_ups(&self, request: Signed) -> BoxFuture<'_, Result<Box<dyn WakeUps>, Error>> {
        Box::pin(async move {
            if self.line.is_cut() { Err(lost()) } else { self.to.wake_ups(request).await }
        })
    }
}

/// How devices reach the backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    InProcess,
    Http,
}

/// A backend.
pub(crate) struct House {
    folder: tempfile::TempDir,
    pub(crate) backend: Backend,
    way: Way,
    url: Option<String>,
    count: AtomicU32,
}

fn open(folder: &Path) -> Backend {
    let database = format!("sqlite:{}", folder.join("backend.db").display());
    let mut config = BackendConfig::bundled(&database, &folder.join("media").display().to_string());
    config.pin_cost = PinCost::DEMO;
    config.newcomers_per_minute = 1_000;
    Backend::open(config).expect("a backend")
}

impl House {
    pub(crate) async fn new(way: Way) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().to_owned();
        let backend = tokio::task::spawn_blocking(move || open(&at)).await.expect("opened");
        let url = match way {
            Way::InProcess => None,
            Way::Http => {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let url = format!("http://{}", listener.local_addr().expect("its address"));
                let router = backend.router();
                tokio::spawn(async move { axum::serve(listener, router).await });
                Some(url)
            }
        };
        Self { folder, backend, way, url, count: AtomicU32::new(0) }
    }

    pub(crate) fn url(&self) -> &str {
        self.url.as_deref().expect("over HTTP")
    }

    fn protocol(&self) -> Arc<dyn SyncProtocol> {
        match self.way {
            Way::InProcess => Arc::new(self.backend.clone()),
            Way::Http => Arc::new(HttpProtocol::new(self.url()).expect("an address")),
        }
    }

    /// A new device that synchronises by itself.
    pub(crate) async fn device(&self) -> Device {
        self.device_that(Run::Background).await
    }

    pub(crate) async fn device_that(&self, run: Run) -> Device {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let folder = self.folder.path().join(format!("device-{number}"));
        Device::open(folder, self.protocol(), run).await
    }

    /// A person with so much money and a device that synchronises by itself.
    pub(crate) async fn person(&self, handle: &str, minor: i64) -> Device {
        let device = self.device().await;
        device.onboard(handle).await;
        if minor > 0 {
            device.top_up(minor).await;
        }
        device
    }
}

/// A device.
pub(crate) struct Device {
    pub(crate) client: Arc<Client>,
    pub(crate) line: Arc<Line>,
    folder: std::path::PathBuf,
    protocol: Arc<dyn SyncProtocol>,
    run: Run,
}

impl Device {
    async fn open(folder: std::path::PathBuf, to: Arc<dyn SyncProtocol>, run: Run) -> Self {
        let line = Arc::new(Line::default());
        let config = Config {
            folder: folder.clone(),
            protocol: Arc::new(Cuttable { line: line.clone(), to: to.clone() }),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            keys: KeyHome::File,
            device_name: "phone".to_owned(),
            run,
        };
        let client = Client::open(config).await.expect("opened");
        Self { client, line, folder, protocol: to, run }
    }

    /// Kills the app and starts it again.
    pub(crate) async fn restart(self) -> Self {
        let Self { client, folder, protocol, run, .. } = self;
        drop(client);
        Self::open(folder, protocol, run).await
    }

    /// Registers; answers the recovery phrase.
    pub(crate) async fn onboard(&self, handle: &str) -> String {
        let request = Onboard {
            handle: handle.to_owned(),
            name: handle.to_uppercase(),
            picture: Picture::Keep,
            pin: PIN.to_owned(),
            invitation: None,
            accepts_terms: true,
            mcc: None,
        };
        let onboarded = self.client.onboard(request).await.expect("registered");
        self.sync().await.expect("synchronised");
        onboarded.recovery_phrase
    }

    pub(crate) async fn me(&self) -> Person {
        self.client.session().await.expect("a session").me.expect("somebody").person
    }

    pub(crate) async fn sync(&self) -> Result<(), Error> {
        self.client.sync_now(SyncNow {}).await
    }

    pub(crate) async fn top_up(&self, minor: i64) {
        let request = AddMoney { op: new_op(), amount: cny(minor), rail: "sandbox".to_owned() };
        let receipt = self.client.add_money(request).await.expect("put in");
        assert!(receipt.settled(), "the sandbox gives at once");
    }

    pub(crate) fn payment(&self, to: &Person, minor: i64) -> Pay {
        Pay {
            rail: None,
            card: None,
            op: new_op(),
            to: to.clone(),
            amount: cny(minor),
            note: "tea".to_owned(),
            request: None,
            code: None,
            chat: None,
            pin: Some(PIN.to_owned()),
        }
    }

    /// What can be spent, and the ledger's balance.
    pub(crate) async fn money(&self) -> (i64, i64) {
        let wallet = self.client.get_wallet(GetWallet {}).await.expect("read");
        let cny = cny(0).currency;
        let account = wallet.accounts.iter().find(|a| a.account.currency == cny);
        account.map_or((0, 0), |a| (a.available, a.account.balance))
    }

    pub(crate) async fn bills(&self) -> Vec<Bill> {
        let filter = BillFilter::default();
        let all = ListBills { filter, offset: 0, limit: 1_000 };
        self.client.list_bills(all).await.expect("listed")
    }

    pub(crate) async fn waiting(&self) -> usize {
        self.client.list_waiting(ListWaiting {}).await.expect("listed").len()
    }

    /// Waits until `seen` says that it is there, reading again whenever something changes.
    pub(crate) async fn until<F: Future<Output = bool>>(&self, what: &str, seen: impl Fn() -> F) {
        let mut events = self.client.watch();
        let wait = async {
            while !seen().await {
                let next = tokio::time::timeout(Duration::from_secs(1), events.next()).await;
                assert!(!matches!(next, Ok(None)), "the client is open");
                let _: Option<Event> = next.ok().flatten();
            }
        };
        let limit = Duration::from_secs(20);
        assert!(tokio::time::timeout(limit, wait).await.is_ok(), "{what} never came");
    }
}
