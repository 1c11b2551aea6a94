//! Stripe's API: forms out, JSON in; what is secret stays out of every message.

use super::super::{Reason, StripeSettings, Trouble};
use serde_json::Value;
use std::time::Duration;

/// Where it is, unless the settings say otherwise.
const BASE: &str = "https://api.stripe.com";
/// The version of the API that this was written for.
const VERSION: &str = "2024-06-20";
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The API, with the key.
pub(super) struct Api {
    http: Option<reqwest::Client>,
    base: String,
    key: String,
}

impl Api {
    pub(super) fn new(settings: &StripeSettings) -> Self {
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build();
        let base = settings.api_base.as_deref().unwrap_or(BASE).trim_end_matches('/').to_owned();
        Self { http: http.ok(), base, key: settings.secret_key.0.clone() }
    }

    /// Reads something.
    pub(super) async fn get(&self, path: &str) -> Result<Value, Trouble> {
        let request = self.http()?.get(format!("{}{path}", self.base));
        self.send(request).await
    }

    /// Makes something, or changes it; under a key, it is made once however often it is asked.
    pub(super) async fn post(
        &self,
        path: &str,
        form: &[(&str, &str)],
        key: Option<&str>,
    ) -> Result<Value, Trouble> {
        let mut request = self
            .http()?
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(form));
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.send(request).await
    }

    fn http(&self) -> Result<&reqwest::Client, Trouble> {
        self.http.as_ref().ok_or_else(|| Trouble::Later("there is no HTTP client".to_owned()))
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Value, Trouble> {
        let later = |error: reqwest::Error| Trouble::Later(error.without_url().to_string());
        let request = request.bearer_auth(&self.key).header("stripe-version", VERSION);
        let answer = request.send().await.map_err(later)?;
        let status = answer.status();
        let body = answer.bytes().await.map_err(later)?;
        if status.is_success() {
            return serde_json::from_slice(&body)
                .map_err(|_| Trouble::Later("an answer is no JSON".to_owned()));
        }
        let said: Value = serde_json::from_slice(&body).unwrap_or_default();
        let code = said.pointer("/error/code").and_then(Value::as_str).unwrap_or_default();
        match status.as_u16() {
            402 => Err(Trouble::No(declined(code))),
            400 | 404 => Err(Trouble::No(Reason::Unknown)),
            other => Err(Trouble::Later(format!("status {other}"))),
        }
    }
}

fn declined(code: &str) -> Reason {
    match code {
        "insufficient_funds" => Reason::TooLittle,
        "charge_already_refunded" => Reason::Unknown,
        _ => Reason::Declined,
    }
}

/// A form, encoded as browsers do.
fn encoded(form: &[(&str, &str)]) -> String {
    let escaped = |text: &str| {
        text.bytes().fold(String::new(), |mut out, byte| {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    out.push(char::from(byte));
                }
                other => out.push_str(&format!("%{other:02X}")),
            }
            out
        })
    };
    let pairs = form.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_encoded() {
        let form = [("metadata[order]", "a b&c"), ("amount", "1999")];
        assert_eq!(encoded(&form), "metadata%5Border%5D=a%20b%26c&amount=1999", "nothing leaks");
    }
}
