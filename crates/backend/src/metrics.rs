//! What is counted, for Prometheus: requests, their time, operations, open streams.

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use sampan_protocol::sync::Outcome;
use std::time::Duration;

type Labels = Vec<(&'static str, String)>;

/// What is counted.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<Labels, Histogram, fn() -> Histogram>,
    operations: Family<Labels, Counter>,
    rail_events: Family<Labels, Counter>,
    streams: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("sampan");
        let requests = Family::<Labels, Counter>::default();
        let seconds = Family::new_with_constructor(new_histogram as fn() -> Histogram);
        let operations = Family::<Labels, Counter>::default();
        let rail_events = Family::<Labels, Counter>::default();
        let streams = Gauge::default();
        registry.register("requests", "Requests, by path and status", requests.clone());
        registry.register("request_seconds", "Seconds until the answer", seconds.clone());
        registry.register("operations", "Operations, by what became of them", operations.clone());
        let about = "What rails told, by what became of it";
        registry.register("rail_events", about, rail_events.clone());
        registry.register("wake_streams", "Open streams of wake-ups", streams.clone());
        Self { registry, requests, seconds, operations, rail_events, streams }
    }

    /// Counts a request to a path that exists.
    pub(crate) fn request(&self, path: &str, status: u16, took: Duration) {
        let labels = vec![("path", path.to_owned()), ("status", status.to_string())];
        self.requests.get_or_create(&labels).inc();
        let labels = vec![("path", path.to_owned())];
        self.seconds.get_or_create(&labels).observe(took.as_secs_f64());
    }

    /// Counts an operation. Names that nobody knows are one: they come from outside.
    pub(crate) fn operation(&self, name: &str, outcome: &Outcome) {
        let word = match outcome {
            Outcome::Applied { .. } => "applied",
            Outcome::Rejected(_) => "rejected",
            Outcome::NeedsApproval => "needs_approval",
            Outcome::Halted => "halted",
        };
        let name = match outcome {
            Outcome::Applied { .. } => name,
            _ => "any",
        };
        let labels = vec![("name", name.to_owned()), ("outcome", word.to_owned())];
        self.operations.get_or_create(&labels).inc();
    }

    /// Counts something that a rail told, or somebody who says to be one.
    pub(crate) fn rail_event(&self, rail: &str, outcome: &str) {
        let labels = vec![("rail", rail.to_owned()), ("outcome", outcome.to_owned())];
        self.rail_events.get_or_create(&labels).inc();
    }

    /// Counts a stream until what is returned is dropped.
    pub(crate) fn stream_opened(&self) -> OpenStream {
        self.streams.inc();
        OpenStream(self.streams.clone())
    }

    /// Everything, in Prometheus' text format.
    pub(crate) fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// A stream that is counted as open.
pub(crate) struct OpenStream(Gauge);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn new_histogram() -> Histogram {
    Histogram::new(exponential_buckets(0.000_5, 2.0, 15))
}
