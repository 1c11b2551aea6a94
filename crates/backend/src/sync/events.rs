//! The stream of wake-ups: server-sent events (WHATWG HTML §9.2) for one device.

use crate::auth;
use crate::backend::Backend;
use crate::endpoint::{Access, Caller};
use crate::people::scope_of;
use crate::people::table::device;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream;
use sampan_protocol::service::NEWS_SCOPE;
use sampan_protocol::sync::{Scope, Wake};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// How often a stream shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Answers with the wake-ups of what the caller may read, until the backend closes, the device is
/// revoked, or the caller leaves. It listens before it answers, so that nothing gets lost between.
pub(crate) fn events(caller: Caller) -> Response {
    let listener = Listener {
        wakes: caller.backend.bus().subscribe(),
        closed: caller.backend.closed(),
        missed: Vec::new(),
        _gauge: caller.backend.metrics().stream_opened(),
        _here: caller.backend.ports().presence.arrive(caller.me),
        caller,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let wake = listener.next().await?;
        let event = Event::default().json_data(&wake).ok()?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

struct Listener {
    caller: Caller,
    wakes: Receiver<Wake>,
    closed: watch::Receiver<bool>,
    /// Scopes to tell of because wake-ups were lost.
    missed: Vec<Scope>,
    _gauge: crate::metrics::OpenStream,
    _here: super::presence::Here,
}

impl Listener {
    async fn next(&mut self) -> Option<Wake> {
        loop {
            if let Some(scope) = self.missed.pop() {
                return Some(Wake { scope, seq: 0 });
            }
            let wake = tokio::select! {
                biased;
                _ = self.closed.wait_for(|closed| *closed) => return None,
                wake = self.wakes.recv() => wake,
            };
            match wake {
                Ok(wake) if !self.caller.backend.may_hear(self.caller.me, &wake.scope).await => {}
                Ok(wake) if wake.scope == scope_of(self.caller.me) => {
                    return self.still_active().await.then_some(wake);
                }
                Ok(wake) => return Some(wake),
                Err(RecvError::Lagged(_)) => self.missed = self.own_scopes(),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn own_scopes(&self) -> Vec<Scope> {
        let modules = self.caller.backend.modules().iter();
        let words = modules.map(|module| module.scope_word()).chain([NEWS_SCOPE]);
        words.map(|word| Scope::of(word, self.caller.me)).collect()
    }

    /// Whether the device may still listen, asked when something about its person changed.
    async fn still_active(&self) -> bool {
        let id = self.caller.device;
        let check = move |backend: &Backend| {
            let found = backend.db().read(|sql| device::standing(sql, id))?;
            Ok(found.is_some_and(|standing| {
                auth::check_state(standing.state, standing.frozen, Access::ActiveOrFrozen).is_ok()
            }))
        };
        self.caller.backend.blocking(check).await.unwrap_or(true)
    }
}
