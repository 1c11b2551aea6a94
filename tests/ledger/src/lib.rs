//! Puts the ledger on trial: many clients, crashes, clocks that jump, and bugs that are planted.

pub mod history;
pub mod memory;
pub mod ring;
pub mod simulate;
pub mod speed;
