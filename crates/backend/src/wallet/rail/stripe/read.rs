//! Reads Stripe's objects: intents, refunds, events, lines of the balance.

use super::super::{BadEvent, Happened, RailEvent, Reason, StatementLine};
use sampan_protocol::{Currency, Money, Timestamp};
use serde_json::Value;

/// A text of an object.
pub(super) fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

fn whole(object: &Value, name: &str) -> Option<i64> {
    object.get(name)?.as_i64()
}

fn currency(object: &Value) -> Option<Currency> {
    Currency::new(&text(object, "currency")?.to_uppercase()).ok()
}

/// How an intent stands.
pub(super) fn intent(intent: &Value) -> Option<Happened> {
    let currency = currency(intent)?;
    let amount = whole(intent, "amount")?;
    let money = |name: &str| Money::new(whole(intent, name).unwrap_or(amount), currency);
    Some(match text(intent, "status")? {
        "requires_payment_method" | "requires_confirmation" | "requires_action" => {
            Happened::Waits(None)
        }
        "processing" => Happened::Underway,
        "requires_capture" => Happened::Authorized(money("amount_capturable")),
        "succeeded" => Happened::Succeeded(money("amount_received")),
        "canceled" => Happened::Cancelled,
        _ => return None,
    })
}

/// How a refund stands.
pub(super) fn refund(refund: &Value) -> Option<Happened> {
    let money = Money::new(whole(refund, "amount")?, currency(refund)?);
    Some(match text(refund, "status")? {
        "succeeded" => Happened::Succeeded(money),
        "pending" | "requires_action" => Happened::Underway,
        "failed" => Happened::Failed(match text(refund, "failure_reason") {
            Some("lost_or_stolen_card" | "expired_or_canceled_card") => Reason::NoAccount,
            Some("insufficient_funds") => Reason::TooLittle,
            _ => Reason::Declined,
        }),
        "canceled" => Happened::Cancelled,
        _ => return None,
    })
}

/// How much a list of refunds sends back, minor units.
pub(super) fn sent_back(list: &Value) -> i64 {
    let all = list.get("data").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let counts = |refund: &&Value| !matches!(text(refund, "status"), Some("failed" | "canceled"));
    let sums = all.iter().filter(counts).filter_map(|refund| whole(refund, "amount"));
    sums.fold(0, i64::saturating_add)
}

/// What an event says; nothing where it is about what we did not ask for.
pub(super) fn event(event: &Value) -> Result<Vec<RailEvent>, BadEvent> {
    let bad = || BadEvent::Malformed;
    let id = text(event, "id").ok_or_else(bad)?.to_owned();
    let kind = text(event, "type").ok_or_else(bad)?;
    let object = event.pointer("/data/object").ok_or_else(bad)?;
    let at = Timestamp::from_seconds(whole(event, "created").ok_or_else(bad)?);
    let named = object.pointer("/metadata/order").and_then(Value::as_str);
    let order = named.and_then(|order| order.parse().ok());
    let (reference, what, order) = match kind {
        _ if kind.starts_with("payment_intent.") => (text(object, "id"), intent(object), order),
        _ if kind.starts_with("refund.") || kind == "charge.refund.updated" => {
            if order.is_none() {
                // Somebody's at Stripe: `charge.refunded` tells of it.
                return Ok(Vec::new());
            }
            (text(object, "id"), refund(object), order)
        }
        "charge.refunded" => {
            let sum = whole(object, "amount_refunded").zip(currency(object));
            let back = sum.map(|(minor, currency)| Happened::Returned(Money::new(minor, currency)));
            // Its metadata may be the intent's, its name is not.
            (text(object, "payment_intent"), back, order)
        }
        _ => return Ok(Vec::new()),
    };
    let (reference, what) = reference.zip(what).ok_or_else(bad)?;
    Ok(vec![RailEvent { id, order, reference: reference.to_owned(), what, at }])
}

/// A line of the balance.
pub(super) fn statement_line(line: &Value) -> Option<StatementLine> {
    let currency = currency(line)?;
    Some(StatementLine {
        id: text(line, "id")?.to_owned(),
        order: None,
        reference: text(line, "source")?.to_owned(),
        amount: Money::new(whole(line, "amount")?, currency),
        fee: Money::new(whole(line, "fee").unwrap_or(0), currency),
        at: Timestamp::from_seconds(whole(line, "created")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_status_of_an_intent_is_read() {
        let stands = |status: &str| {
            intent(&json!({"id": "pi_1", "amount": 500, "currency": "eur", "status": status}))
        };
        let euro = Money::new(500, Currency::new("EUR").expect("listed"));
        assert_eq!(stands("succeeded"), Some(Happened::Succeeded(euro)), "it is there");
        assert_eq!(stands("requires_action"), Some(Happened::Waits(None)), "the person has to act");
        assert_eq!(stands("requires_capture"), Some(Happened::Authorized(euro)), "it is held");
        assert_eq!(stands("canceled"), Some(Happened::Cancelled), "it is over");
        assert_eq!(stands("astonished"), None, "what nobody knows says nothing");
    }

    #[test]
    fn events_that_are_none_of_ours_say_nothing_and_broken_ones_are_told() {
        let of = |kind: &str, object: Value| {
            event(&json!({"id": "evt_1", "type": kind, "created": 1, "data": {"object": object}}))
        };
        assert_eq!(of("customer.created", json!({})), Ok(Vec::new()), "not ours");
        let broken = of("payment_intent.succeeded", json!({"id": "pi_1"}));
        assert_eq!(broken, Err(BadEvent::Malformed), "an intent has a status");
        assert_eq!(event(&json!([])), Err(BadEvent::Malformed), "a list is no event");
        let refunded = json!({"payment_intent": "pi_1", "amount_refunded": 200, "currency": "eur"});
        let told = of("charge.refunded", refunded).expect("it is an event");
        assert_eq!(told[0].reference, "pi_1", "it is about the intent");
    }
}
