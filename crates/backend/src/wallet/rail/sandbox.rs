//! The sandbox: a rail that gives and takes play money, so that everything can be tried.

use super::{Happened, Order, PaymentRail, RailEvent, Told};
use sampan_protocol::rails::{RailInfo, Terms};
use sampan_protocol::{Currency, Money};

/// The sandbox rail.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sandbox;

impl Sandbox {
    /// The sandbox does at once what it is asked.
    fn done(order: &Order) -> RailEvent {
        RailEvent {
            id: format!("sandbox/{}", order.id),
            order: Some(order.id),
            reference: order.id.to_string(),
            what: Happened::Succeeded(order.at_rail()),
            at: order.made,
        }
    }
}

impl PaymentRail for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn capabilities(&self) -> RailInfo {
        RailInfo {
            name: self.name().to_owned(),
            top_up: Some(Terms::default()),
            payout: Some(Terms::default()),
            refund: false,
            instant: true,
            currencies: Vec::new(),
            play: true,
            needs: Vec::new(),
        }
    }

    fn most_a_day(&self, currency: Currency) -> Money {
        super::plain_most(currency)
    }

    fn initiate<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent> {
        Box::pin(async { Ok(Self::done(order)) })
    }

    fn status<'a>(&'a self, order: &'a Order) -> Told<'a, Vec<RailEvent>> {
        Box::pin(async { Ok(vec![Self::done(order)]) })
    }
}
