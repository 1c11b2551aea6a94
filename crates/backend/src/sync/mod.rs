//! Synchronisation: operations come in, changes go out, and whoever waits for them is woken.

mod authorize;
mod bus;
mod events;
mod presence;
mod pull;
mod push;
mod submission;
pub(crate) mod table;

pub(crate) use bus::{Bus, InProcessBus};
pub(crate) use events::events;
pub use presence::Presence;

use crate::db::Migration;
use crate::endpoint::{Access, Endpoint};
use table::{approval, operation, queue, row, scope};

/// The steps of its tables.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: scope::CREATE },
    Migration { version: 2, sql: row::CREATE },
    Migration { version: 3, sql: operation::CREATE },
    Migration { version: 4, sql: queue::CREATE },
    Migration { version: 5, sql: approval::CREATE },
    Migration { version: 6, sql: approval::ADD_BY },
];

/// What may be asked; a frozen device may, so that it can be unfrozen and shows that it is frozen.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Hands operations in; says what became of each.", push::answer)
            .open_to(Access::ActiveOrFrozen)
            .with_body_limit(push::BODY_LIMIT),
        Endpoint::new("Reads what changed in scopes since a cursor.", pull::answer)
            .open_to(Access::ActiveOrFrozen),
        Endpoint::new("Allows one operation by PIN, once, for two minutes.", authorize::by_pin)
            .open_to(Access::ActiveOrFrozen),
        Endpoint::new(
            "Allows one payment by fingerprint or face, once, for two minutes.",
            authorize::by_biometric,
        ),
    ]
}
