//! What a scanned or pasted text is, as a pure rule: a code of ours, another's, a link, a handle.

use sampan_emvqr::{Verdict, decode};
use sampan_protocol::people::check_handle;
use sampan_protocol::wallet::code::{self, MAX_PAYLOAD, Read};
use sampan_protocol::wallet::packet::is_secret;
use sampan_protocol::wallet::{Code, check_amount, check_note, pay_code};
use sampan_protocol::{Currency, Error, Money};
use url::Url;

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// A collect code of ours, whole; its signature is yet to be checked.
    Ours(Box<Read>),
    /// A valid code of another scheme.
    Foreign(Code),
    /// A red packet or a campaign of coupons, by its link.
    Packet(Code),
    /// A code that a payer shows, without its check digit being looked at.
    PayCode(String),
    /// Somebody by handle.
    Handle {
        /// The handle.
        handle: String,
        /// How much, if the link says so.
        amount: Option<Money>,
        /// In which currency, if the link says so.
        currency: Option<Currency>,
        /// What for.
        note: String,
    },
}

/// Says what a text is. Blanks around it do not matter; blanks inside do.
///
/// # Errors
/// `Invalid` for what is nothing that can be paid, with why.
pub(super) fn understand(text: &str) -> Result<Meant, Error> {
    let text = text.trim();
    if text.len() > MAX_PAYLOAD {
        return Err(unreadable("TOO_LONG"));
    }
    if text.is_empty() {
        return Err(Error::invalid("error.wallet.no_code"));
    }
    if text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sampan:")) {
        return link(text);
    }
    if pay_code::is_meant(text) {
        return pay_code::read(text).map(Meant::PayCode);
    }
    let handle = text.strip_prefix('@').unwrap_or(text);
    if check_handle(handle).is_ok() {
        return Ok(Meant::Handle {
            handle: handle.to_owned(),
            amount: None,
            currency: None,
            note: String::new(),
        });
    }
    payload(text)
}

fn payload(text: &str) -> Result<Meant, Error> {
    if code::is_ours(text) {
        return code::read(text).map(|read| Meant::Ours(Box::new(read)));
    }
    let decoded = decode(text);
    if decoded.verdict == Verdict::Reject {
        let reason = decoded.errors.first().map_or("UNKNOWN", |fault| fault.code.as_str());
        return Err(unreadable(reason));
    }
    let meaning = decoded.meaning.as_ref().ok_or_else(|| unreadable("UNKNOWN"))?;
    let text = |value: &Option<String>| value.as_deref().map(plain).unwrap_or_default();
    let currency = meaning.currency.as_ref().and_then(|code| code.currency);
    Ok(Meant::Foreign(Code::Foreign {
        scheme: decoded.schemes().first().map(|scheme| (*scheme).to_owned()).unwrap_or_default(),
        name: text(&meaning.merchant_name),
        city: text(&meaning.merchant_city),
        country: text(&meaning.country),
        amount: meaning.amount.as_ref().map(|amount| plain(&amount.text)).unwrap_or_default(),
        currency: currency.map(|currency| currency.alpha().to_owned()).unwrap_or_default(),
    }))
}

/// `sampan://pay/<handle>?amount=12.50&currency=CNY&note=lunch`
fn link(text: &str) -> Result<Meant, Error> {
    let invalid = || Error::invalid("error.wallet.link");
    let url = Url::parse(text).map_err(|_| invalid())?;
    if url.host_str() == Some("coupon") {
        return coupon(&url).ok_or_else(invalid);
    }
    if url.host_str() == Some("packet") {
        return packet(&url).ok_or_else(invalid);
    }
    let mut segments = url.path_segments().ok_or_else(invalid)?;
    let handle = segments.next().filter(|handle| check_handle(handle).is_ok());
    let (Some("pay"), Some(handle), None) = (url.host_str(), handle, segments.next()) else {
        return Err(invalid());
    };
    let given = |name: &str| {
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let currency = given("currency").map(|code| Currency::new(&code)).transpose()?;
    let amount = match (given("amount"), currency) {
        (None, _) => None,
        (Some(text), Some(currency)) => Some(Money::parse(&text, currency)?),
        (Some(_), None) => return Err(invalid()),
    };
    if let Some(amount) = amount {
        check_amount(amount, &[])?;
    }
    let note = given("note").unwrap_or_default();
    check_note(&note)?;
    Ok(Meant::Handle { handle: handle.to_owned(), amount, currency, note })
}

/// `sampan://coupon/<id>`
fn coupon(url: &Url) -> Option<Meant> {
    let mut segments = url.path_segments()?;
    let campaign = segments.next()?.parse().ok()?;
    segments.next().is_none().then_some(Meant::Packet(Code::Coupon { campaign }))
}

/// `sampan://packet/<id>?s=<secret>`
fn packet(url: &Url) -> Option<Meant> {
    let mut segments = url.path_segments()?;
    let packet = segments.next()?.parse().ok()?;
    let secret = url.query_pairs().find(|(key, _)| key == "s").map(|(_, value)| value.into_owned());
    let whole = segments.next().is_none() && secret.as_deref().is_none_or(is_secret);
    whole.then_some(Meant::Packet(Code::Packet { packet, secret }))
}

/// Text of a stranger without what could deceive: control characters, and marks that turn the
/// direction of text around.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        })
        .collect()
}

fn unreadable(reason: &str) -> Error {
    Error::invalid("error.wallet.code_unreadable").with("reason", reason)
}

#[cfg(test)]
mod tests;
