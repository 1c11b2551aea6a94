//! Tests of the wallet's operations and of the ledger's storage, on every engine.
//!
//! SQLite is always tried; PostgreSQL where `SAMPAN_TEST_POSTGRES` holds the address of a server
//! on which databases may be made.

mod banks;
mod codes;
mod coupons;
mod damage;
mod demo;
mod devices;
mod disputed_parts;
mod disputes;
mod engines;
mod exchange;
mod family;
mod fees;
mod jobs;
mod labels;
mod ledger;
mod limits;
mod mandates;
mod money;
mod odd_events;
mod packets;
mod pay_codes;
mod payments;
mod payouts;
mod plans;
mod points;
mod pots;
mod rail_orders;
mod rails;
mod refunds;
mod requests;
mod somebody;
mod splits;
mod statements;
mod town;
mod townsfolk;
mod trust;
mod upgrade;
