//! Spending: what a month went on, how months compare, and whom it went to.

mod screen;
mod top;
mod trend;

pub(crate) use screen::SpendingScreen;
