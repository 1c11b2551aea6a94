//! The sandbox: a rail that gives and takes play money, so that everything can be tried.

use super::Rail;
use sampan_protocol::{Currency, Money};

/// The sandbox rail.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sandbox;

impl Rail for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn is_play(&self) -> bool {
        true
    }

    fn most_a_day(&self, currency: Currency) -> Money {
        let major = if currency.exponent() == 0 { 2_000_000 } else { 100_000 };
        Money::new(major * currency.scale(), currency)
    }
}
