//! Which rails a service has, and what it is let into them with.

use super::sim::{Sim, SimSettings};
use super::{PaymentRail, Sandbox};
use sampan_protocol::rails::Terms;
use sampan_protocol::{Clock, Currency};
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

/// What must never be written anywhere.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What the service is let into Stripe with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StripeSettings {
    /// The secret key, `sk_live_…`, or `sk_test_…` for play money.
    pub secret_key: Secret,
    /// The publishable key, `pk_…`: it stands on the page on which people pay.
    pub publishable_key: String,
    /// The signing secret of the webhook, `whsec_…`.
    pub webhook_secret: Secret,
    /// Where people reach this service: `https://sampan.example.org`.
    pub public_url: String,
    /// Where Stripe's API is; its own address where nothing is said.
    pub api_base: Option<String>,
    /// Where Stripe's script for the page is; its own address where nothing is said.
    pub script: Option<String>,
    /// What people are charged for a top-up; nothing where nothing is said.
    pub fee: Terms,
    /// The currencies; those that everybody's Stripe has where none is listed.
    pub currencies: Vec<Currency>,
}

/// The rails besides the sandbox.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RailSettings {
    /// The simulated one, for trying what rails do.
    pub sim: Option<SimSettings>,
    /// Stripe.
    pub stripe: Option<StripeSettings>,
}

impl RailSettings {
    /// The rails.
    pub(in crate::wallet) fn rails(&self, clock: &Arc<dyn Clock>) -> Vec<Box<dyn PaymentRail>> {
        let mut rails: Vec<Box<dyn PaymentRail>> = vec![Box::new(Sandbox)];
        if let Some(sim) = &self.sim {
            rails.push(Box::new(Sim::new(sim.clone(), clock.clone())));
        }
        #[cfg(feature = "stripe")]
        if let Some(stripe) = &self.stripe {
            rails.push(Box::new(super::stripe::Stripe::new(stripe.clone(), clock.clone())));
        }
        rails
    }
}
