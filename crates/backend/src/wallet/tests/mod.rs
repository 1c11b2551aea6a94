//! Tests of the wallet's operations and of the ledger's storage, on every engine.
//!
//! SQLite is always tried; PostgreSQL where `SAMPAN_TEST_POSTGRES` holds the address of a server
//! on which databases may be made.

mod codes;
mod damage;
mod demo;
mod devices;
mod engines;
mod labels;
mod ledger;
mod money;
mod requests;
mod somebody;
mod statements;
mod town;
mod trust;
mod upgrade;
