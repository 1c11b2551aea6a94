//! Sampan's backend: rules, ledger and change log, bundled in the app or run as `sampan-server`.
//!
//! ```text
//! router ── auth ── endpoint ──┬── service   people and devices come in
//!   │                          ├── sync      operations in, changes out, wake-ups
//!   └── media, metrics, …      └── modules   people, wallet: what operations do
//!                                     │
//!                              changes, ports, db
//! ```

pub mod auth;
pub mod backend;
pub mod changes;
mod communities;
pub mod config;
pub mod db;
pub mod endpoint;
mod features;
mod feed;
mod in_process;
pub mod jobs;
pub mod local_device;
mod media;
mod messages;
mod metrics;
pub mod moderation;
pub mod module;
mod notices;
mod openapi;
mod operate;
mod outside;
mod page;
mod people;
mod pin;
pub mod ports;
mod rate;
mod refusal;
mod reply;
mod router;
mod search;
pub mod seed;
mod service;
mod sync;
pub mod system;
pub mod wallet;

pub use backend::Backend;
pub use communities::{hot_posts, hot_rows};
pub use config::Config;
pub use features::{Audit, RailSettings, Secret, SimSettings, StripeSettings, audit};
pub use local_device::LocalDevice;
pub use media::VideoSettings;
pub use moderation::{ModerationAudit, audit as audit_moderation};
pub use operate::{LogAudit, Succession, audit as audit_operators, operators, succeed};
pub use outside::{Internet, Outside, is_public};
pub use pin::PinCost;
