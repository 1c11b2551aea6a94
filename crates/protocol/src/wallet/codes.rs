//! Codes as the UI asks for them: made to be shown, and read.

use crate::ids::{OpId, PacketId};
use crate::money::{Currency, Money};
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Makes my collect code; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeCode {
    /// How much, or whatever the payer types.
    pub amount: Option<Money>,
    /// The currency of the code.
    pub currency: Currency,
    /// What for; may be empty.
    pub note: String,
}

/// A code to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectCode {
    /// The EMVCo payload.
    pub payload: String,
    /// Its QR symbol.
    pub symbol: crate::device::Symbol,
    /// Until when it can be paid; none for a code without amount.
    pub expires: Option<Timestamp>,
}

/// Reads a payment code out of text, or out of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadCode {
    /// A code's payload, a `sampan://` link, or a handle.
    Text(String),
    /// Base64 (RFC 4648) of an image file: PNG, JPEG, WebP or GIF.
    Picture(String),
}

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Somebody on this service.
    Payee {
        /// Who.
        payee: Person,
        /// How much, if the code says so.
        amount: Option<Money>,
        /// The code's currency; the payer may not have it.
        currency: Option<Currency>,
        /// What for.
        note: String,
        /// The payload, for [`super::Pay::code`].
        code: Option<String>,
        /// Whether the signature was checked; offline it is checked when it is sent.
        checked: bool,
    },
    /// A red packet.
    Packet {
        /// Which.
        packet: PacketId,
        /// The secret of its link.
        secret: Option<String>,
    },
    /// A campaign of coupons.
    Coupon {
        /// Which.
        campaign: OpId,
    },
    /// A code that a payer shows: it is charged, not paid.
    PayCode {
        /// The 18 digits.
        digits: String,
    },
    /// A valid code of another scheme, which this service has no rail for.
    Foreign {
        /// The scheme, e.g. `paynow`; empty if unknown.
        scheme: String,
        /// Merchant name.
        name: String,
        /// Merchant city.
        city: String,
        /// ISO 3166 country.
        country: String,
        /// The amount as written.
        amount: String,
        /// ISO 4217 alphabetic code, or empty.
        currency: String,
    },
}
