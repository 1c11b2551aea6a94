//! Decodes, explains, judges and encodes EMVCo payment QR codes.
//!
//! A code shown by a merchant is read with [`decode`] and written with [`Mpm::builder`]; a code
//! shown by a payer is read with [`cpm::decode`]. Codes are hostile input: nothing here panics,
//! recurses without bound or takes more than linear time.
//!
//! ```
//! use sampan_emvqr::{Currency, Mpm, PayNow, Verdict, decode};
//!
//! let payload = Mpm::builder()
//!     .account(&PayNow::uen("201912345A"))
//!     .mcc("5812")
//!     .currency(Currency::from_alpha("SGD").unwrap())
//!     .amount_minor(12_50)
//!     .country("SG")
//!     .name("Kopi Corner")
//!     .city("Singapore")
//!     .encode()?;
//! let decoded = decode(&payload);
//! assert_eq!(decoded.verdict, Verdict::Accept);
//! assert_eq!(decoded.schemes(), ["paynow"]);
//! assert_eq!(decoded.meaning.unwrap().amount.unwrap().minor, Some(12_50));
//! # Ok::<(), sampan_emvqr::EncodeError>(())
//! ```
#![no_std]

extern crate alloc;

pub mod cpm;
pub mod tlv;

mod account;
mod crc;
mod currency;
mod decimal;
mod decode;
mod encode;
mod fault;
mod id;
#[cfg(feature = "serde")]
mod json;
mod label;
mod meaning;
mod rules;
mod schemes;
mod tip;

pub use crate::{
    account::{Account, AccountKind, Network},
    crc::{Crc, checksum},
    currency::Currency,
    decode::{Decoded, decode, decode_bytes, decode_lines},
    encode::{Builder, EncodeError, Mpm, Place},
    fault::{ErrorCode, Fault, Verdict, Warning},
    id::Id,
    label::Label,
    meaning::{Amount, CurrencyCode, Fields, Initiation, Meaning},
    schemes::{
        BillPayment, DuitNow, Fact, GuidAccount, HkFps, Khqr, MerchantAccount, PayNow, PayNowProxy,
        Pix, PromptPay, PromptPayProxy, QrPh, QrPhUse, Qris, Scheme, Sgqr, VietQr,
    },
    tip::Tip,
};
