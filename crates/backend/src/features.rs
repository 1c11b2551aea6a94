//! The modules that people act upon: the one place that names features.

use crate::module::Module;
use crate::people::People;
use crate::ports::Ports;
use crate::wallet::Wallet;
use std::sync::Arc;

/// Every module.
#[must_use]
pub(crate) fn modules() -> Vec<Box<dyn Module>> {
    vec![Box::new(People), Box::<Wallet>::default()]
}

/// What modules may ask of one another.
#[must_use]
pub(crate) fn ports() -> Ports {
    Ports {
        people: Arc::new(People),
    }
}
