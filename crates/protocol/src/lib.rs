//! What every layer of Sampan shares: types, pure rules and the shape of each exchange.
//!
//! This crate builds for wasm and touches no clock, no randomness, no file and no network: whoever
//! calls it passes these in.

pub mod auth;
pub mod biometric;
pub mod caps;
pub mod command;
pub mod commands;
pub mod communities;
pub mod device;
pub mod drafts;
pub mod error;
pub mod features;
pub mod feed;
pub mod ids;
pub mod locale;
pub mod media;
pub mod messages;
pub mod moderation;
pub mod money;
pub mod notices;
pub mod operate;
pub mod page;
pub mod people;
pub mod pin;
pub mod rails;
pub mod request;
pub mod search;
pub mod service;
mod symbol;
pub mod sync;
pub mod time;
pub mod wallet;
mod words;

pub use command::{Command, Reply, Stream};
pub use error::{Arg, Code, Error};
pub use money::{Currency, Money};
pub use time::{Clock, Random, Timestamp};
