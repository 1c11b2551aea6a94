//! Journeys of people in the real window: each of them on the bundled backend or a real server.

mod bank;
mod coupons;
mod disputes;
mod exchange;
mod family;
mod limits;
mod line;
mod looking;
mod mandates;
mod names;
mod offline;
mod onboard;
mod operators;
mod packets;
mod paying;
mod person;
mod plans;
mod points;
mod pots;
mod power_cut;
mod rails;
mod refunds;
mod seeing;
mod server;
mod splits;
mod till;
