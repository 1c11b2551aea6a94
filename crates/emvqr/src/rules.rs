//! Judges the data objects of a payload that could be read.

use alloc::vec::Vec;

use crate::{
    currency::Currency,
    decimal::Decimal,
    fault::{ErrorCode, Fault, Warning},
    id::Id,
    tlv::{self, Object},
};

/// The data objects that EMVCo wants in every payload, beside the format, an account and the
/// checksum.
pub(crate) const MANDATORY: [Id; 5] = [Id::MCC, Id::CURRENCY, Id::COUNTRY, Id::NAME, Id::CITY];
/// The longest merchant name, in characters.
pub(crate) const MAX_NAME: usize = 25;
/// The longest merchant city, in characters.
pub(crate) const MAX_CITY: usize = 15;

/// What makes these data objects no payload.
///
/// One `DUPLICATE_ID` stands for all of them, at the root or inside a template: a wallet that takes
/// the first of two account numbers and a server that takes the last would pay different people.
pub(crate) fn errors(objects: &[Object]) -> impl Iterator<Item = Fault> {
    let twice = tlv::duplicate(objects).is_some()
        || objects.iter().filter_map(Object::sub).any(|sub| tlv::duplicate(sub).is_some());
    let format = match objects.first() {
        Some(first) if first.id() != Id::PAYLOAD_FORMAT => Some(ErrorCode::PfiNotFirst),
        Some(first) if first.value() != "01" => Some(ErrorCode::BadPfi),
        Some(_) => None,
        None => Some(ErrorCode::PfiNotFirst),
    };
    twice.then_some(ErrorCode::DuplicateId).into_iter().chain(format).map(Fault::whole)
}

/// What is odd about these data objects, in the order of [`Warning`].
pub(crate) fn warnings(objects: &[Object]) -> Vec<Warning> {
    let not_tlv = objects
        .iter()
        .filter(|object| object.id().is_template() && object.sub().is_none())
        .map(|object| Warning::TemplateNotTlv(object.id()));
    let missing =
        MANDATORY.into_iter().filter(|&id| tlv::find(objects, id).is_none()).map(Warning::Missing);
    let bad = |id, warning, good: fn(&str) -> bool| {
        tlv::value(objects, id).filter(|value| !good(value)).map(|_| warning)
    };
    let account = objects.iter().any(|object| object.id().is_account());
    not_tlv
        .chain(missing)
        .chain((!account).then_some(Warning::NoMerchantAccount))
        .chain(bad(Id::NAME, Warning::BadNameLen, |name| fits(name, MAX_NAME)))
        .chain(bad(Id::CITY, Warning::BadCityLen, |city| fits(city, MAX_CITY)))
        .chain(bad(Id::MCC, Warning::BadMcc, is_mcc))
        .chain(bad(Id::COUNTRY, Warning::BadCountry, is_country))
        .chain(too_precise(objects).then_some(Warning::AmountTooPrecise))
        .chain(bad(Id::INITIATION, Warning::NonstandardPoi, |poi| matches!(poi, "11" | "12")))
        .collect()
}

/// Whether it has at least one character and at most `max`.
pub(crate) fn fits(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.chars().take(max + 1).count())
}

/// Whether it is four ASCII digits.
pub(crate) fn is_mcc(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is two ASCII capitals.
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The currency of the payload, if it is an active one.
pub(crate) fn currency(objects: &[Object]) -> Option<Currency> {
    Currency::from_digits(tlv::value(objects, Id::CURRENCY)?)
}

/// Whether the amount has more digits after its mark than the currency, trailing zeros included:
/// "the number of digits after the decimal mark should align with the currency exponent".
fn too_precise(objects: &[Object]) -> bool {
    let amount = tlv::value(objects, Id::AMOUNT).and_then(Decimal::parse);
    let exponent = currency(objects).and_then(Currency::exponent);
    amount.zip(exponent).is_some_and(|(amount, exponent)| amount.places() > exponent.into())
}
