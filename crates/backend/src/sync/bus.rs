//! Carries wake-ups from whoever changed something to whoever waits for it.

use sampan_protocol::sync::Wake;
use tokio::sync::broadcast::{Receiver, Sender};

/// How many wake-ups a slow listener may be behind before it loses some.
const BACKLOG: usize = 1_024;

/// Carries wake-ups between those who are connected. It may lose some: the truth is the change
/// log. Several server processes need one that reaches the others, by `LISTEN` and `NOTIFY` or by
/// looking regularly; it takes this place.
pub(crate) trait Bus: Send + Sync {
    /// Tells everybody.
    fn publish(&self, wake: Wake);
    /// Listens from now on.
    fn subscribe(&self) -> Receiver<Wake>;
}

/// Reaches everybody in this process.
pub(crate) struct InProcessBus(Sender<Wake>);

impl InProcessBus {
    pub(crate) fn new() -> Self {
        Self(Sender::new(BACKLOG))
    }
}

impl Bus for InProcessBus {
    fn publish(&self, wake: Wake) {
        // It fails if nobody listens, which is no fault.
        let _ = self.0.send(wake);
    }

    fn subscribe(&self) -> Receiver<Wake> {
        self.0.subscribe()
    }
}
