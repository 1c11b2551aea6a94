//! Holds payloads to be written to the letter of EMVCo.

use super::{EncodeError, Place};
use crate::{
    currency::Currency,
    decimal::Decimal,
    id::Id,
    label::Label,
    rules::{self, MANDATORY, MAX_CITY, MAX_NAME},
    tlv::{self, MAX_VALUE, Object},
};

/// The language, inside its template.
const LANGUAGE: Id = Id::of(0);
/// The longest globally unique identifier.
const MAX_GUID: usize = 32;
/// The longest amount.
const MAX_AMOUNT: usize = 13;

/// Whether these data objects make a payload.
///
/// `anonymous` says that category, name and city may be left out.
pub(super) fn check(objects: &[Object], anonymous: bool) -> Result<(), EncodeError> {
    if !objects.iter().any(|object| object.id().is_account()) {
        return Err(EncodeError::NoMerchantAccount);
    }
    if let Some(id) = tlv::duplicate(objects) {
        return Err(EncodeError::Duplicate(Place::root(id)));
    }
    let may_miss = |id| anonymous && matches!(id, Id::MCC | Id::NAME | Id::CITY);
    let missing = |id: &Id| tlv::find(objects, *id).is_none() && !may_miss(*id);
    if let Some(id) = MANDATORY.into_iter().find(missing) {
        return Err(EncodeError::Missing(id));
    }
    let currency = rules::currency(objects);
    objects.iter().try_for_each(|object| match object.sub() {
        Some(sub) => template(object, sub),
        None => plain(object, currency),
    })
}

/// Checks a template and what is inside it.
fn template(object: &Object, sub: &[Object]) -> Result<(), EncodeError> {
    let root = object.id();
    if let Some(id) = tlv::duplicate(sub) {
        return Err(EncodeError::Duplicate(Place::sub(root, id)));
    }
    for inner in sub {
        let (id, value) = (inner.id(), inner.value());
        let place = Place::sub(root, id);
        text(place, value, max_inside(root, id))?;
        if (root, id) == (Id::ALT_LANGUAGE, LANGUAGE) && !is_language(value) {
            return Err(EncodeError::BadValue(place));
        }
    }
    text(Place::root(root), object.value(), MAX_VALUE)
}

/// Checks a data object of the root that is no template.
fn plain(object: &Object, currency: Option<Currency>) -> Result<(), EncodeError> {
    let (id, value) = (object.id(), object.value());
    let max = match id {
        Id::NAME => MAX_NAME,
        Id::CITY => MAX_CITY,
        Id::POSTAL_CODE => 10,
        Id::AMOUNT => MAX_AMOUNT,
        _ => MAX_VALUE,
    };
    text(Place::root(id), value, max)?;
    let good = match id {
        Id::MCC => rules::is_mcc(value),
        Id::COUNTRY => rules::is_country(value),
        Id::CURRENCY => currency.is_some(),
        Id::AMOUNT => return amount(value, currency),
        _ => true,
    };
    if good { Ok(()) } else { Err(EncodeError::BadValue(Place::root(id))) }
}

/// Checks that an amount is a number, not zero, and no more precise than its currency.
fn amount(value: &str, currency: Option<Currency>) -> Result<(), EncodeError> {
    let bad = EncodeError::BadValue(Place::root(Id::AMOUNT));
    let number = Decimal::parse(value).filter(|number| !number.is_zero()).ok_or(bad)?;
    let exponent = currency.and_then(Currency::exponent).ok_or(bad)?;
    if number.places() > exponent.into() { Err(EncodeError::AmountTooPrecise) } else { Ok(()) }
}

/// Checks that a text is there, is short enough and has no control characters.
fn text(place: Place, value: &str, max: usize) -> Result<(), EncodeError> {
    if value.is_empty() {
        Err(EncodeError::Empty(place))
    } else if !rules::fits(value, max) {
        Err(EncodeError::TooLong { place, max })
    } else if value.chars().any(char::is_control) {
        Err(EncodeError::BadValue(place))
    } else {
        Ok(())
    }
}

/// Whether it is two ASCII letters.
fn is_language(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// How many characters a data object inside a template takes.
fn max_inside(root: Id, id: Id) -> usize {
    match (root, id) {
        (Id::ADDITIONAL, id) => Label::of(id).map_or(MAX_VALUE, Label::max),
        (Id::ALT_LANGUAGE, id) if id.get() == 1 => MAX_NAME,
        (Id::ALT_LANGUAGE, id) if id.get() == 2 => MAX_CITY,
        (_, Id::GUID) => MAX_GUID,
        _ => MAX_VALUE,
    }
}
