//! Stripe: people pay by card on a page of ours with Stripe's fields in it; what they paid can be
//! sent back. Keys of test mode move play money.

mod api;
mod page;
mod read;
mod signature;

use super::{
    BadEvent, Happened, Kind, Order, PaymentRail, RailEvent, StatementLine, StripeSettings, Told,
    Trouble,
};
use api::Api;
use axum::http::HeaderMap;
use sampan_protocol::rails::RailInfo;
use sampan_protocol::{Clock, Currency, Money, Timestamp};
use serde_json::Value;
use std::sync::Arc;

/// Currencies of which Stripe counts the same minor units as ISO 4217, and takes everywhere.
const CURRENCIES: &[&str] =
    &["EUR", "USD", "GBP", "CNY", "HKD", "JPY", "SGD", "AUD", "CAD", "CHF", "NZD", "SEK", "NOK"];

/// The rail to Stripe.
pub struct Stripe {
    settings: StripeSettings,
    api: Api,
    clock: Arc<dyn Clock>,
}

impl Stripe {
    /// A rail that is let in with these keys.
    #[must_use]
    pub fn new(settings: StripeSettings, clock: Arc<dyn Clock>) -> Self {
        Self { api: Api::new(&settings), settings, clock }
    }

    /// Where an order is paid.
    fn page_of(&self, order: &Order) -> Option<String> {
        let base = self.settings.public_url.trim_end_matches('/');
        (!base.is_empty()).then(|| format!("{base}/v1/rails/stripe/pages/{}", order.id))
    }

    /// What an intent that Stripe answered with means for an order.
    fn told(&self, order: &Order, intent: &Value) -> Result<RailEvent, Trouble> {
        let unread = || Trouble::Later("an intent cannot be read".to_owned());
        let mut what = read::intent(intent).ok_or_else(unread)?;
        if let Happened::Waits(act) = &mut what {
            *act = self.page_of(order);
        }
        let reference = read::text(intent, "id").ok_or_else(unread)?.to_owned();
        Ok(self.event(order, reference, what))
    }

    /// What Stripe answered, as an event of its own.
    fn event(&self, order: &Order, reference: String, what: Happened) -> RailEvent {
        let told = serde_json::to_string(&what).unwrap_or_default();
        let id = format!("status/{}/{told}", order.id);
        RailEvent { id, order: Some(order.id), reference, what, at: self.clock.now() }
    }

    async fn intent(&self, order: &Order) -> Result<Value, Trouble> {
        match &order.reference {
            Some(reference) => self.api.get(&format!("/v1/payment_intents/{reference}")).await,
            // The answer got lost: asked again under the same key, Stripe gives the same.
            None => self.create(order).await,
        }
    }

    /// What was sent back of an intent, by us or at Stripe, if anything was.
    async fn sent_back(
        &self,
        order: &Order,
        intent: &str,
        currency: Currency,
    ) -> Result<Option<RailEvent>, Trouble> {
        let path = format!("/v1/refunds?payment_intent={intent}&limit=100");
        let list = self.api.get(&path).await?;
        let sum = read::sent_back(&list);
        let what = Happened::Returned(Money::new(sum, currency));
        Ok((sum > 0).then(|| self.event(order, intent.to_owned(), what)))
    }

    async fn create(&self, order: &Order) -> Result<Value, Trouble> {
        let (amount, id) = (order.amount.minor.to_string(), order.id.to_string());
        let currency = order.amount.currency.code().to_lowercase();
        let form = [
            ("amount", amount.as_str()),
            ("currency", &currency),
            ("payment_method_types[]", "card"),
            ("metadata[order]", &id),
        ];
        self.api.post("/v1/payment_intents", &form, Some(&id)).await
    }
}

impl PaymentRail for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn capabilities(&self) -> RailInfo {
        let every = || CURRENCIES.iter().filter_map(|code| Currency::new(code).ok()).collect();
        let listed = self.settings.currencies.clone();
        RailInfo {
            name: self.name().to_owned(),
            top_up: Some(self.settings.fee.clone()),
            payout: None,
            refund: true,
            instant: false,
            currencies: if listed.is_empty() { every() } else { listed },
            play: !self.settings.secret_key.0.starts_with("sk_live_"),
            needs: Vec::new(),
        }
    }

    fn most_a_day(&self, currency: Currency) -> Money {
        let major = if currency.exponent() == 0 { 1_000_000 } else { 10_000 };
        Money::new(major * currency.scale(), currency)
    }

    fn initiate<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent> {
        Box::pin(async {
            if order.kind != Kind::TopUp {
                return Err(Trouble::Cannot);
            }
            self.told(order, &self.create(order).await?)
        })
    }

    fn status<'a>(&'a self, order: &'a Order) -> Told<'a, Vec<RailEvent>> {
        Box::pin(async {
            if order.kind == Kind::Refund {
                let Some(reference) = &order.reference else { return Ok(Vec::new()) };
                let refund = self.api.get(&format!("/v1/refunds/{reference}")).await?;
                let what = read::refund(&refund).ok_or(Trouble::Cannot)?;
                return Ok(vec![self.event(order, reference.clone(), what)]);
            }
            let intent = self.told(order, &self.intent(order).await?)?;
            let mut all = vec![intent];
            if let Happened::Succeeded(paid) = all[0].what {
                all.extend(self.sent_back(order, &all[0].reference, paid.currency).await?);
            }
            Ok(all)
        })
    }

    fn capture<'a>(&'a self, order: &'a Order, amount: Money) -> Told<'a, RailEvent> {
        Box::pin(async move {
            let Some(reference) = &order.reference else { return Err(Trouble::Cannot) };
            let (path, sum) =
                (format!("/v1/payment_intents/{reference}/capture"), amount.minor.to_string());
            let key = format!("{}-capture", order.id);
            let form = [("amount_to_capture", sum.as_str())];
            let intent = self.api.post(&path, &form, Some(&key)).await?;
            self.told(order, &intent)
        })
    }

    fn cancel<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent> {
        Box::pin(async {
            let intent = self.intent(order).await?;
            let reference = read::text(&intent, "id").ok_or(Trouble::Cannot)?;
            let path = format!("/v1/payment_intents/{reference}/cancel");
            let key = format!("{}-cancel", order.id);
            let ended = self.api.post(&path, &[], Some(&key)).await?;
            self.told(order, &ended)
        })
    }

    fn refund<'a>(&'a self, refund: &'a Order, of: &'a Order) -> Told<'a, RailEvent> {
        Box::pin(async {
            let Some(intent) = &of.reference else { return Err(Trouble::Cannot) };
            let (sum, id) = (refund.amount.minor.to_string(), refund.id.to_string());
            let form =
                [("payment_intent", intent.as_str()), ("amount", &sum), ("metadata[order]", &id)];
            let made = self.api.post("/v1/refunds", &form, Some(&id)).await?;
            let reference = read::text(&made, "id").ok_or(Trouble::Cannot)?.to_owned();
            let what = read::refund(&made).ok_or(Trouble::Cannot)?;
            Ok(self.event(refund, reference, what))
        })
    }

    fn verify_event(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Vec<RailEvent>, BadEvent> {
        let given = headers.get(signature::HEADER).and_then(|value| value.to_str().ok());
        let given = given.ok_or(BadEvent::Signature)?;
        signature::check(given, body, &self.settings.webhook_secret.0, now)?;
        let event: Value = serde_json::from_slice(body).map_err(|_| BadEvent::Malformed)?;
        let mut told = read::event(&event)?;
        for event in &mut told {
            if let (Happened::Waits(act), Some(order)) = (&mut event.what, event.order) {
                let base = self.settings.public_url.trim_end_matches('/');
                *act = (!base.is_empty()).then(|| format!("{base}/v1/rails/stripe/pages/{order}"));
            }
        }
        Ok(told)
    }

    fn page<'a>(&'a self, order: &'a Order) -> Told<'a, Option<String>> {
        Box::pin(async {
            let intent = self.intent(order).await?;
            let secret = read::text(&intent, "client_secret");
            Ok(secret.map(|secret| page::page(&self.settings, order, secret)))
        })
    }

    fn statements(&self, from: Timestamp, before: Timestamp) -> Told<'_, Vec<StatementLine>> {
        Box::pin(async move {
            let mut lines = Vec::new();
            let mut after = String::new();
            loop {
                let path = format!("/v1/balance_transactions?limit=100{after}");
                let page = self.api.get(&path).await?;
                let all = page.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
                let read: Vec<StatementLine> =
                    all.iter().filter_map(read::statement_line).collect();
                let last = read.last().map(|line| (line.id.clone(), line.at));
                lines.extend(read.into_iter().filter(|line| line.at >= from && line.at < before));
                let more = page.get("has_more").and_then(Value::as_bool).unwrap_or(false);
                match last {
                    // They come newest first.
                    Some((id, at)) if more && at >= from => after = format!("&starting_after={id}"),
                    _ => return Ok(lines),
                }
            }
        })
    }
}
