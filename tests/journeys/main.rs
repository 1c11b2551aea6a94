//! Journeys of people in the real window: each of them on the bundled backend or a real server.

mod line;
mod looking;
mod offline;
mod onboard;
mod paying;
mod person;
mod power_cut;
mod seeing;
mod server;
