//! What is seen: the cache with the outbox laid over it, in an order that counts nothing twice.

use crate::cache::Cache;
use crate::core::Core;
use crate::db::{Connection, Fault, Store, blocking};
use crate::features;
use crate::outbox::{self, Op, State};
use crate::table::scope;
use sampan_protocol::ids::OpId;
use sampan_protocol::people::Person;
use sampan_protocol::sync::Scope;
use sampan_protocol::{Code, Error, Timestamp};
use serde::de::DeserializeOwned;

/// One scope as a person sees it.
pub(crate) struct View {
    /// Whose.
    pub(crate) me: Person,
    /// Which.
    pub(crate) scope: Scope,
    /// What the service's clock shows, as far as it is known.
    pub(crate) now: Timestamp,
    /// What waits in it, without what the cache contains.
    pub(crate) waiting: Vec<Waiting>,
}

/// An operation that waits, as a view lays it over the rows.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    /// Which.
    pub(crate) op_id: OpId,
    /// Its name.
    pub(crate) name: String,
    /// Its arguments.
    pub(crate) args: serde_json::Value,
    /// The person it names.
    pub(crate) other: Option<Person>,
    /// When it was made.
    pub(crate) at: Timestamp,
    /// How far it is.
    pub(crate) state: Wait,
}

/// What a waiting operation waits for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Wait {
    /// To be sent or confirmed.
    Backend,
    /// The PIN.
    Pin,
    /// A decision of the person, as it was refused.
    Decision(Error),
}

impl View {
    /// What waits under a name, in the order in which it was done.
    pub(crate) fn done<'a, T: DeserializeOwned + 'a>(
        &'a self,
        name: &'a str,
    ) -> impl DoubleEndedIterator<Item = (T, &'a Waiting)> {
        let open = self.waiting.iter().filter(move |w| w.is_open() && w.name == name);
        open.filter_map(|waiting| Some((waiting.args()?, waiting)))
    }
}

impl Waiting {
    /// Its arguments, if they are of this shape.
    pub(crate) fn args<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(&self.args).ok()
    }

    /// Whether it is still going to happen.
    pub(crate) fn is_open(&self) -> bool {
        !matches!(self.state, Wait::Decision(_))
    }
}

impl Core {
    /// Reads the scope of this word, with what waits laid over.
    ///
    /// The outbox is read before the cache, and written after it: an operation that leaves the
    /// outbox in between is in the cache by then. What both have is taken once, by its place in
    /// the queue.
    pub(crate) async fn view<T: Send + 'static>(
        &self,
        word: &'static str,
        read: impl FnOnce(&Connection, &View) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Error> {
        let known = self.known();
        let (me, scope) = (known.person()?, features::scope(&known, word)?);
        let (own, cache, now) = (self.own.clone(), self.cache.clone(), self.service_now());
        let result = blocking(move || {
            let ops = own.read(outbox::all)?;
            let read = cache.read(|db| {
                let waiting = waiting(db, &scope, ops)?;
                read(db, &View { me, scope, now, waiting })
            });
            healed(&cache, read)
        })
        .await;
        if matches!(&result, Err(error) if error.key == REBUILT) {
            self.kick.notify_one();
        }
        result
    }

    /// Reads the cache as it is.
    pub(crate) async fn cached<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Error> {
        let cache = self.cache.clone();
        blocking(move || healed(&cache, cache.read(read))).await
    }
}

const REBUILT: &str = "error.storage.cache_rebuilt";

/// Lays a cache anew that turns out to be broken, and says so: everything is pulled again.
pub(crate) fn healed<T>(cache: &Store, result: Result<T, Fault>) -> Result<T, Fault> {
    match result {
        Err(fault) if fault.is_corrupt() => {
            tracing::error!(%fault, "the cache is broken and laid anew");
            cache.renew::<Cache>(true)?;
            Err(Error::new(Code::Storage, REBUILT).into())
        }
        other => other,
    }
}

/// What waits in a scope, without what its rows contain.
fn waiting(db: &Connection, scope: &Scope, ops: Vec<Op>) -> Result<Vec<Waiting>, Fault> {
    let standing = scope::get(db, scope)?;
    let contained = |op: &Op| match op.state {
        State::Queued => op.client_seq.is_some_and(|seq| seq <= standing.last_applied),
        State::Sent => op.change_seq.is_some_and(|seq| seq <= standing.seq),
        State::Told => true,
        State::NeedsPin | State::Rejected => false,
    };
    Ok(ops
        .into_iter()
        .filter(|op| op.scope == *scope && !contained(op))
        .map(|op| Waiting {
            state: match (op.state, op.error) {
                (State::NeedsPin, _) => Wait::Pin,
                (State::Rejected, error) => Wait::Decision(error.unwrap_or_else(Error::internal)),
                _ => Wait::Backend,
            },
            op_id: op.op_id,
            name: op.name,
            args: op.args,
            other: op.other,
            at: op.at,
        })
        .collect())
}
