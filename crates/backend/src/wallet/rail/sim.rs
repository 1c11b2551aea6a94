//! The simulated rail: it takes its time, and its webhooks come twice, late, in another order, or
//! not at all. What happens to an order follows from the seed and the order alone.

use super::{BadEvent, Happened, Kind, Order, PaymentRail, RailEvent, Reason, Said, Told};
use axum::http::{HeaderMap, HeaderValue};
use parking_lot::Mutex;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::OpId;
use sampan_protocol::rails::{RailInfo, Terms};
use sampan_protocol::{Clock, Currency, Money, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The header with the signature of what it says.
const SIGNATURE: &str = "sim-signature";

/// How the simulated rail behaves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SimSettings {
    /// What everything is made from.
    pub seed: u64,
    /// How many seconds an order takes.
    pub seconds: i64,
    /// How many of a hundred webhooks are lost.
    pub lost: u64,
    /// How many of a hundred webhooks come twice.
    pub twice: u64,
    /// How many seconds a webhook may be late.
    pub late: u64,
}

impl Default for SimSettings {
    fn default() -> Self {
        Self { seed: 1, seconds: 3, lost: 20, twice: 30, late: 4 }
    }
}

/// The simulated rail. Minor units decide, as test cards do: an amount that ends in 13 fails, one
/// that ends in 17 comes back after it had arrived, one that ends in 19 is held first.
pub struct Sim {
    settings: SimSettings,
    clock: Arc<dyn Clock>,
    kept: Mutex<Kept>,
}

/// What it remembers.
#[derive(Default)]
struct Kept {
    /// When each order was called off.
    ended: BTreeMap<OpId, Timestamp>,
    /// What will be said, and when.
    said: Vec<(Timestamp, String)>,
    /// Which orders it has.
    known: BTreeMap<OpId, Timestamp>,
}

impl Sim {
    /// A rail that behaves so.
    #[must_use]
    pub fn new(settings: SimSettings, clock: Arc<dyn Clock>) -> Self {
        Self { settings, clock, kept: Mutex::default() }
    }

    /// What really happens to an order, in order.
    fn truth(&self, order: &Order) -> Vec<(Timestamp, Happened)> {
        let sum = order.at_rail();
        let after = |seconds: i64| order.made.plus_seconds(seconds);
        let seconds = self.settings.seconds;
        let mut all = vec![(after(0), Happened::Underway)];
        match (order.amount.minor % 100, order.kind) {
            (13, Kind::TopUp) => all.push((after(seconds), Happened::Failed(Reason::Declined))),
            (13, _) => all.push((after(seconds), Happened::Failed(Reason::NoAccount))),
            (19, Kind::TopUp) => {
                all.push((after(seconds), Happened::Authorized(sum)));
                all.push((after(seconds + 1), Happened::Succeeded(sum)));
            }
            _ => all.push((after(seconds), Happened::Succeeded(sum))),
        }
        if order.amount.minor % 100 == 17 {
            all.push((after(2 * seconds), Happened::Returned(sum)));
        }
        let ended = self.kept.lock().ended.get(&order.id).copied();
        match ended {
            // What had succeeded by then cannot be called off.
            Some(end) if !all.iter().any(|(at, what)| *at <= end && what.amount().is_some()) => {
                all.retain(|(at, _)| *at <= end);
                all.push((end, Happened::Cancelled));
                all
            }
            _ => all,
        }
    }

    /// How an order stands: the latest of what happened, with what had succeeded before.
    fn stands(&self, order: &Order, now: Timestamp) -> Vec<RailEvent> {
        let mut truth = self.truth(order);
        truth.retain(|(at, _)| *at <= now);
        let last = truth.len().saturating_sub(1);
        let telling = truth.into_iter().enumerate().filter(|(place, (_, what))| {
            *place == last || matches!(what, Happened::Succeeded(_) | Happened::Returned(_))
        });
        telling.map(|(place, (at, what))| event(order, place, at, what)).collect()
    }

    /// A number below a hundred, made from the seed and what it is for.
    fn dice(&self, of: &str) -> u64 {
        let digest = sha256_hex(format!("sampan-sim-v1\n{}\n{of}", self.settings.seed).as_bytes());
        digest.get(..8).and_then(|head| u64::from_str_radix(head, 16).ok()).unwrap_or(0) % 100
    }

    /// Plans what will be said of an order, as the seed has it: lost, twice, late.
    fn plan_to_say(&self, order: &Order) {
        let SimSettings { lost, twice, late, .. } = self.settings;
        let mut said = Vec::new();
        for (place, (at, what)) in self.truth(order).into_iter().enumerate() {
            let told = event(order, place, at, what);
            if self.dice(&format!("{}/lost", told.id)) < lost {
                continue;
            }
            let times = if self.dice(&format!("{}/twice", told.id)) < twice { 2 } else { 1 };
            let Ok(body) = serde_json::to_string(&told) else { continue };
            for time in 0..times {
                let wait = self.dice(&format!("{}/late/{time}", told.id)) * (late + 1) / 100;
                let wait = i64::try_from(wait).unwrap_or(0);
                said.push((at.plus_seconds(wait), body.clone()));
            }
        }
        self.kept.lock().said.extend(said);
    }

    fn sign(&self, body: &[u8]) -> String {
        let seed = self.settings.seed;
        sha256_hex(&[format!("sampan-sim-event-v1\n{seed}\n").as_bytes(), body].concat())
    }

    /// A webhook of this rail, as it comes.
    #[must_use]
    pub fn said(&self, body: Vec<u8>) -> Said {
        let mut headers = HeaderMap::new();
        if let Ok(signature) = HeaderValue::from_str(&self.sign(&body)) {
            headers.insert(SIGNATURE, signature);
        }
        Said { headers, body }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn first(&self, order: &Order) -> RailEvent {
        let known = self.kept.lock().known.insert(order.id, order.made).is_some();
        if !known {
            self.plan_to_say(order);
        }
        event(order, 0, order.made, Happened::Underway)
    }
}

fn event(order: &Order, place: usize, at: Timestamp, what: Happened) -> RailEvent {
    let (id, reference) = (format!("sim/{}/{place}", order.id), format!("sim_{}", order.id));
    RailEvent { id, order: Some(order.id), reference, what, at }
}

impl PaymentRail for Sim {
    fn name(&self) -> &'static str {
        "sim"
    }

    fn capabilities(&self) -> RailInfo {
        let seconds = Some(self.settings.seconds);
        RailInfo {
            name: self.name().to_owned(),
            top_up: Some(Terms { per_10_000: 50, fixed: Vec::new(), seconds }),
            payout: Some(Terms { per_10_000: 100, fixed: Vec::new(), seconds }),
            refund: true,
            instant: false,
            currencies: Vec::new(),
            play: true,
            needs: Vec::new(),
        }
    }

    fn most_a_day(&self, currency: Currency) -> Money {
        super::plain_most(currency)
    }

    fn initiate<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent> {
        Box::pin(async { Ok(self.first(order)) })
    }

    fn status<'a>(&'a self, order: &'a Order) -> Told<'a, Vec<RailEvent>> {
        Box::pin(async { Ok(self.stands(order, self.now())) })
    }

    fn capture<'a>(&'a self, order: &'a Order, amount: Money) -> Told<'a, RailEvent> {
        let place = usize::MAX;
        Box::pin(async move { Ok(event(order, place, self.now(), Happened::Succeeded(amount))) })
    }

    fn cancel<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent> {
        Box::pin(async {
            let now = self.now();
            self.kept.lock().ended.entry(order.id).or_insert(now);
            let mut stands = self.stands(order, now);
            stands.pop().ok_or_else(|| super::Trouble::Later("nothing has happened".to_owned()))
        })
    }

    fn refund<'a>(&'a self, refund: &'a Order, of: &'a Order) -> Told<'a, RailEvent> {
        let _ = of;
        Box::pin(async { Ok(self.first(refund)) })
    }

    fn verify_event(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        _: Timestamp,
    ) -> Result<Vec<RailEvent>, BadEvent> {
        let signed = headers.get(SIGNATURE).is_some_and(|given| given == self.sign(body).as_str());
        if !signed {
            return Err(BadEvent::Signature);
        }
        serde_json::from_slice(body).map(|event| vec![event]).map_err(|_| BadEvent::Malformed)
    }

    fn next_word(&self) -> Option<Timestamp> {
        self.kept.lock().said.iter().map(|(at, _)| *at).min()
    }

    fn speak(&self, now: Timestamp) -> Vec<Said> {
        let due: Vec<String> = {
            let mut kept = self.kept.lock();
            let (due, rest) =
                std::mem::take(&mut kept.said).into_iter().partition(|(at, _)| *at <= now);
            kept.said = rest;
            let mut due: Vec<(Timestamp, String)> = due;
            due.sort();
            due.into_iter().map(|(_, body)| body).collect()
        };
        due.into_iter().map(|body| self.said(body.into_bytes())).collect()
    }
}
