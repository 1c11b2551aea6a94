//! Collect codes: what a device signs into an EMVCo payload, and how it is read back and checked.
//!
//! A code is written in three steps: [`Terms::unsigned`] lays the payload out, the device signs
//! [`signing_bytes`] of it, [`attach`] puts signature and checksum behind. [`read`] goes the other
//! way. The signature covers every data object but its own two templates and the checksum, so that
//! nothing can be added or changed; whoever knows the device's public key can check it.

use super::CODE_GUID;
use crate::error::Error;
use crate::ids::{DeviceId, PersonId};
use crate::money::{Currency, Money};
use crate::time::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sampan_emvqr::tlv::{self, Object};
use sampan_emvqr::{Id, checksum};
use uuid::Uuid;

/// The longest payload that is read at all, in bytes; a QR symbol holds 4,296 characters.
pub const MAX_PAYLOAD: usize = 4_296;

/// How many characters of a name or note a code holds.
pub const TEXT_LIMIT: usize = 25;

const ACCOUNT: Id = id(26);
const SIGNATURE_HEAD: Id = id(80);
const SIGNATURE_TAIL: Id = id(81);
const PERSON: Id = id(1);
const DEVICE: Id = id(2);
const EXPIRY: Id = id(3);
const SERVICE: Id = id(4);
const REFERENCE: Id = id(5);
const PURPOSE: Id = id(8);
const HALF: Id = id(1);

/// What a collect code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Who is paid.
    pub person: PersonId,
    /// Their device that signs.
    pub device: DeviceId,
    /// Their name, of which [`TEXT_LIMIT`] characters are kept; nobody has checked it.
    pub name: String,
    /// Merchant category code, for merchants.
    pub mcc: Option<u16>,
    /// The service that the code is good for: `Info::service_id`.
    pub service_id: String,
    /// The currency.
    pub currency: Currency,
    /// How much in minor units, or whatever the payer types.
    pub minor: Option<i64>,
    /// What for, of which [`TEXT_LIMIT`] characters are kept; may be empty.
    pub note: String,
    /// Tells codes of one person apart.
    pub reference: Uuid,
    /// Until when it can be paid, in whole seconds; none: as long as the device may act.
    pub expires: Option<Timestamp>,
}

/// A code as it was read: what it says, and the proof, which is yet to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub terms: Terms,
    /// What the device must have signed: [`signing_bytes`] of the payload.
    pub signed: Vec<u8>,
    /// The ed25519 signature.
    pub signature: [u8; 64],
}

impl Terms {
    /// The amount, if the code says one.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.minor.map(|minor| Money::new(minor, self.currency))
    }

    /// Lays the payload out, up to where the signature comes.
    ///
    /// # Errors
    /// `Invalid` for amounts that no code can hold: not positive, or of more than 13 characters.
    pub fn unsigned(&self) -> Result<String, Error> {
        let mut objects = vec![
            Object::new(Id::PAYLOAD_FORMAT, "01"),
            Object::new(Id::INITIATION, if self.minor.is_some() { "12" } else { "11" }),
            Object::template(
                ACCOUNT,
                vec![
                    Object::new(Id::GUID, CODE_GUID),
                    Object::new(PERSON, packed(self.person.0)),
                    Object::new(DEVICE, packed(self.device.0)),
                    Object::new(EXPIRY, self.expires.map_or(0, Timestamp::seconds).to_string()),
                    Object::new(SERVICE, self.service_id.as_str()),
                ],
            ),
            Object::new(Id::MCC, format!("{:04}", self.mcc.unwrap_or(0).min(9_999))),
            Object::new(Id::CURRENCY, format!("{:03}", self.currency.numeric())),
        ];
        if let Some(amount) = self.amount() {
            objects.push(Object::new(Id::AMOUNT, amount_text(amount)?));
        }
        objects.extend([
            Object::new(Id::COUNTRY, "XX"),
            Object::new(Id::NAME, cut(&self.name)),
            Object::new(Id::CITY, "Sampan"),
        ]);
        let mut additional = vec![Object::new(REFERENCE, packed(self.reference))];
        let note = cut(&self.note);
        if !note.is_empty() {
            additional.push(Object::new(PURPOSE, note));
        }
        objects.push(Object::template(Id::ADDITIONAL, additional));
        Ok(tlv::write(&objects))
    }

    /// Refuses a code of another service, one that ran out, and another amount than it says.
    ///
    /// # Errors
    /// `Refused` with what is wrong.
    pub fn check(
        &self,
        service_id: &str,
        now: Timestamp,
        paying: Option<Money>,
    ) -> Result<(), Error> {
        if self.service_id != service_id {
            return Err(Error::refused("error.wallet.code_other_service"));
        }
        if let Some(end) = self.expires
            && now >= end
        {
            return Err(Error::refused("error.wallet.code_expired").with("at", end));
        }
        let Some(paying) = paying else { return Ok(()) };
        if paying.currency != self.currency {
            return Err(
                Error::refused("error.wallet.code_currency").with("currency", self.currency.code())
            );
        }
        match self.amount() {
            Some(asked) if asked != paying => {
                Err(Error::refused("error.wallet.code_amount").with("amount", asked))
            }
            _ => Ok(()),
        }
    }
}

/// The bytes that a device signs for an unsigned payload.
#[must_use]
pub fn signing_bytes(unsigned: &str) -> Vec<u8> {
    format!("sampan-code-v1\n{unsigned}").into_bytes()
}

/// The whole payload: an unsigned one with its signature and checksum.
#[must_use]
pub fn attach(unsigned: &str, signature: &[u8; 64]) -> String {
    let text = URL_SAFE_NO_PAD.encode(signature);
    let (head, tail) = text.split_at(text.len() / 2);
    let half = |id, part: &str| {
        Object::template(id, vec![Object::new(Id::GUID, CODE_GUID), Object::new(HALF, part)])
    };
    let templates = tlv::write(&[half(SIGNATURE_HEAD, head), half(SIGNATURE_TAIL, tail)]);
    let open = format!("{unsigned}{templates}6304");
    format!("{open}{:04X}", checksum(open.as_bytes()))
}

/// Says whether a payload has Sampan's account template; it may still be broken or forged.
#[must_use]
pub fn is_ours(payload: &str) -> bool {
    payload.len() <= MAX_PAYLOAD
        && tlv::read_payload(payload).is_ok_and(|objects| account(&objects).is_some())
}

/// Reads a payload of ours back.
///
/// # Errors
/// `Invalid` for what is not a whole code of ours (`error.wallet.code_unreadable`), `Refused` where
/// it has no signature (`error.wallet.code_forged`).
pub fn read(payload: &str) -> Result<Read, Error> {
    if payload.len() > MAX_PAYLOAD {
        return Err(unreadable("TOO_LONG"));
    }
    if let Some(fault) = sampan_emvqr::decode(payload).errors.first() {
        return Err(unreadable(fault.code.as_str()));
    }
    let objects = tlv::read_payload(payload).map_err(|fault| unreadable(fault.code.as_str()))?;
    let terms = terms(&objects)?;
    let signature =
        signature(&objects).ok_or_else(|| Error::refused("error.wallet.code_forged"))?;
    let covered: Vec<Object> = objects
        .into_iter()
        .filter(|object| ![SIGNATURE_HEAD, SIGNATURE_TAIL, Id::CRC].contains(&object.id()))
        .collect();
    Ok(Read { terms, signed: signing_bytes(&tlv::write(&covered)), signature })
}

fn terms(objects: &[Object]) -> Result<Terms, Error> {
    let account = account(objects).ok_or_else(|| unreadable("NOT_SAMPAN"))?;
    let missing = |what: &'static str| move || unreadable(what);
    let number = tlv::value(objects, Id::CURRENCY).unwrap_or_default();
    let currency = sampan_emvqr::Currency::from_digits(number)
        .and_then(|listed| Currency::new(listed.alpha()).ok())
        .ok_or_else(missing("CURRENCY"))?;
    let minor = match tlv::value(objects, Id::AMOUNT) {
        None => None,
        Some(text) => match Money::parse(text, currency) {
            Ok(amount) if amount.minor > 0 => Some(amount.minor),
            _ => return Err(unreadable("AMOUNT")),
        },
    };
    let additional = tlv::find(objects, Id::ADDITIONAL).and_then(Object::sub).unwrap_or_default();
    let expiry: i64 = tlv::value(account, EXPIRY)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(missing("EXPIRY"))?;
    let mcc = tlv::value(objects, Id::MCC).and_then(|digits| digits.parse().ok());
    Ok(Terms {
        person: PersonId(unpacked(account, PERSON).ok_or_else(missing("PERSON"))?),
        device: DeviceId(unpacked(account, DEVICE).ok_or_else(missing("DEVICE"))?),
        name: tlv::value(objects, Id::NAME).unwrap_or_default().to_owned(),
        mcc: mcc.filter(|mcc| *mcc != 0),
        service_id: tlv::value(account, SERVICE).ok_or_else(missing("SERVICE"))?.to_owned(),
        currency,
        minor,
        note: tlv::value(additional, PURPOSE).unwrap_or_default().to_owned(),
        reference: unpacked(additional, REFERENCE).ok_or_else(missing("REFERENCE"))?,
        expires: (expiry != 0).then(|| Timestamp::from_seconds(expiry)),
    })
}

fn account(objects: &[Object]) -> Option<&[Object]> {
    tlv::find(objects, ACCOUNT)
        .and_then(Object::sub)
        .filter(|account| tlv::value(account, Id::GUID) == Some(CODE_GUID))
}

fn signature(objects: &[Object]) -> Option<[u8; 64]> {
    let half = |id| {
        let template = tlv::find(objects, id)?.sub()?;
        (tlv::value(template, Id::GUID) == Some(CODE_GUID)).then_some(())?;
        tlv::value(template, HALF)
    };
    let text = format!("{}{}", half(SIGNATURE_HEAD)?, half(SIGNATURE_TAIL)?);
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

fn amount_text(amount: Money) -> Result<String, Error> {
    if amount.minor <= 0 {
        return Err(Error::invalid("error.wallet.not_positive"));
    }
    let text = amount.to_plain();
    if text.len() > 13 {
        return Err(Error::invalid("error.money.too_large"));
    }
    Ok(text)
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(TEXT_LIMIT).collect()
}

fn packed(id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(id.as_bytes())
}

fn unpacked(objects: &[Object], id: Id) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(tlv::value(objects, id)?).ok()?;
    Uuid::from_slice(&bytes).ok()
}

fn unreadable(reason: &str) -> Error {
    Error::invalid("error.wallet.code_unreadable").with("reason", reason)
}

const fn id(number: u8) -> Id {
    match Id::new(number) {
        Some(id) => id,
        None => panic!("a data object is named by two digits"),
    }
}

#[cfg(test)]
mod tests;
