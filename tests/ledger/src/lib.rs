//! Puts the ledger on trial: many clients, crashes, clocks that jump, and bugs that are planted.

pub mod simulate;
pub mod speed;
