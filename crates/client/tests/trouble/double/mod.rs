//! A double of the network and of what is behind it: it loses, repeats and garbles answers, and
//! stands still at every exchange so that a test can look at, or copy, what is on disk.

pub(crate) mod desk;
mod ledger;
mod shown;
mod talk;
mod uploads;
pub(crate) mod world;

use sampan_client::SyncProtocol;
use sampan_protocol::auth::Signed;
use sampan_protocol::sync::{Answer, BoxFuture, Headers, Wake, WakeUps};
use sampan_protocol::{Code, Error};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;
use world::World;

/// What happens to one exchange.
#[derive(Debug, Clone)]
pub(crate) enum Trouble {
    /// The request never arrives.
    LostBefore,
    /// The request arrives, the answer never does.
    LostAfter,
    /// Something else answers; the request does not arrive.
    Instead(u16, String),
    /// The request is on its way for ever.
    Hangs,
}

/// Where an exchange stands when the hook is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The request is on its way.
    Asked,
    /// It was carried out; the answer is on its way.
    Done,
}

type Hook = Box<dyn FnMut(&str, Moment, &World) + Send>;

/// The service, and the line to it.
pub(crate) struct Service {
    world: Mutex<World>,
    trouble: Mutex<VecDeque<(String, Trouble)>>,
    cut: Mutex<bool>,
    hook: Mutex<Option<Hook>>,
    log: Mutex<Vec<String>>,
    wakes: broadcast::Sender<Wake>,
}

impl Service {
    /// A service in this state of the world.
    pub(crate) fn new(world: World) -> Arc<Self> {
        Arc::new(Self {
            world: Mutex::new(world),
            trouble: Mutex::default(),
            cut: Mutex::new(false),
            hook: Mutex::new(None),
            log: Mutex::default(),
            wakes: broadcast::channel(64).0,
        })
    }

    /// The world behind it.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    /// The next exchange whose path begins so meets this trouble.
    pub(crate) fn next(&self, path: &str, trouble: Trouble) {
        lock(&self.trouble).push_back((path.to_owned(), trouble));
    }

    /// Forgets trouble that has not come yet.
    pub(crate) fn no_trouble(&self) {
        lock(&self.trouble).clear();
        *lock(&self.cut) = false;
    }

    /// Cuts the line, or mends it.
    pub(crate) fn cut(&self, cut: bool) {
        *lock(&self.cut) = cut;
    }

    /// Calls `hook` at each moment of each exchange.
    pub(crate) fn hook(&self, hook: impl FnMut(&str, Moment, &World) + Send + 'static) {
        *lock(&self.hook) = Some(Box::new(hook));
    }

    /// Paths that were asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        lock(&self.log).clone()
    }

    /// Wakes everybody up.
    pub(crate) fn wake(&self, wake: Wake) {
        let _ = self.wakes.send(wake);
    }

    fn trouble_for(&self, path: &str) -> Option<Trouble> {
        if *lock(&self.cut) {
            return Some(Trouble::LostBefore);
        }
        let mut all = lock(&self.trouble);
        let at = all.iter().position(|(start, _)| path.starts_with(start.as_str()))?;
        all.remove(at).map(|(_, trouble)| trouble)
    }

    /// Waits for ever if that is the trouble that a request meets.
    async fn hang(&self, path: &str) {
        let is_it = |(start, trouble): &(String, Trouble)| {
            path.starts_with(start.as_str()) && matches!(trouble, Trouble::Hangs)
        };
        let hangs = {
            let mut all = lock(&self.trouble);
            let at = all.iter().position(is_it);
            at.and_then(|at| all.remove(at)).is_some()
        };
        if hangs {
            lock(&self.log).push(path.to_owned());
            std::future::pending::<()>().await;
        }
    }

    fn at(&self, path: &str, moment: Moment) {
        if let Some(hook) = lock(&self.hook).as_mut() {
            hook(path, moment, &self.world());
        }
    }

    fn exchange(&self, request: &Signed, headers: &Headers) -> Result<(Answer, Headers), Error> {
        lock(&self.log).push(request.path.clone());
        self.at(&request.path, Moment::Asked);
        let trouble = self.trouble_for(&request.path);
        match trouble {
            Some(Trouble::LostBefore | Trouble::Hangs) => return Err(lost()),
            Some(Trouble::Instead(status, body)) => {
                return Ok((Answer { status, body: body.into_bytes() }, Headers::new()));
            }
            Some(Trouble::LostAfter) | None => {}
        }
        let answer = self.world().answer_with(request, headers);
        self.at(&request.path, Moment::Done);
        if matches!(trouble, Some(Trouble::LostAfter)) { Err(lost()) } else { Ok(answer) }
    }
}

impl SyncProtocol for Service {
    fn send(&self, request: Signed) -> BoxFuture<'_, Result<Answer, Error>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.exchange(&request, &Headers::new()).map(|(answer, _)| answer)
        })
    }

    fn send_with(
        &self,
        request: Signed,
        headers: Headers,
    ) -> BoxFuture<'_, Result<(Answer, Headers), Error>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.hang(&request.path).await;
            self.exchange(&request, &headers)
        })
    }

    fn wake_ups(&self, _: Signed) -> BoxFuture<'_, Result<Box<dyn WakeUps>, Error>> {
        Box::pin(async move {
            if *lock(&self.cut) {
                return Err(lost());
            }
            Ok(Box::new(Waking(self.wakes.subscribe())) as Box<dyn WakeUps>)
        })
    }
}

struct Waking(broadcast::Receiver<Wake>);

impl WakeUps for Waking {
    fn next(&mut self) -> BoxFuture<'_, Option<Wake>> {
        Box::pin(async move { self.0.recv().await.ok() })
    }
}

fn lost() -> Error {
    Error::new(Code::Offline, "error.device.offline")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
