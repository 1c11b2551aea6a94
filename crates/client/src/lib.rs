//! The offline core of Sampan: what a person sees and does, with or without a network.
//!
//! A [`Client`] keeps one profile. Screens read from its cache and never wait for the network;
//! what a person does goes into its outbox, is shown at once and confirmed later. It speaks to a
//! backend through [`SyncProtocol`], over HTTP ([`HttpProtocol`]) or in process.
//!
//! Data runs in one direction: an operation enters `outbox.db`, is pushed, changes the backend, and
//! comes back by a pull into `cache.db`, upon which it leaves the outbox. What is seen is the cache
//! with the outbox laid over it.

mod adopt;
mod biometric;
mod cache;
mod client;
mod core;
mod db;
mod device;
mod drafts;
mod events;
mod export;
mod features;
mod fold;
mod http;
mod identity;
mod made;
mod media;
mod messages;
mod moderation;
mod notices;
mod op;
mod operate;
mod outbox;
mod pages;
mod paper;
mod people;
mod perform;
mod push;
mod recovery;
mod run;
mod search;
mod status;
mod sync;
mod table;
mod thumbs;
mod vault;
mod view;
mod wire;

pub use adopt::adopt;
pub use biometric::Presence;
pub use client::{Client, Config, Run, SessionParts};
pub use events::Events;
pub use http::{HttpProtocol, look_at_server};
pub use sampan_protocol::sync::SyncProtocol;
pub use vault::KeyHome;
