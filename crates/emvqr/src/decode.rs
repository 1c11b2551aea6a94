//! Decodes merchant-presented payloads and judges them.
//!
//! Where EMVCo and the vectors leave several readings, these are taken:
//!
//! - Nothing is trimmed: blanks before `000201` are a `BAD_TAG` at 0, and a carriage return or a
//!   line feed after the checksum is a `TRUNCATED_HEADER`.
//! - The structure of the root is judged first. If it cannot be read, there is neither meaning nor
//!   warning, and format and duplicates are not looked at; the checksum is, by its place.
//! - An empty payload has no header that could be cut off: it merely has neither format
//!   (`PFI_NOT_FIRST`) nor checksum.
//! - The checksum is the last data object, `63`, and has four characters. Elsewhere, or with
//!   another length, it is missing; four characters that are no hexadecimal digits are a mismatch.
//! - A template that holds no data objects is odd (`TEMPLATE_NOT_TLV`), but an ID that stands twice
//!   in one is an error (`DUPLICATE_ID`, told once), as it is at the root. Data objects inside
//!   templates are not opened further, and what they hold is not judged.
//! - Empty values are read. Unknown currencies and amounts that are no numbers have no code: they
//!   show as `alpha` and `amount_minor` being absent, and must not be paid.

use alloc::vec::Vec;

use crate::{
    account::Account,
    crc::Crc,
    encode::Mpm,
    fault::{ErrorCode, Fault, Verdict, Warning},
    meaning::Meaning,
    rules,
    schemes::Scheme,
    tlv::{self, Object},
};

/// Everything that there is to say of a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Whether a wallet may go on with it.
    pub verdict: Verdict,
    /// How many characters it has; of bytes that are not UTF-8, those before the first bad one.
    pub length_chars: usize,
    /// How many bytes it has.
    pub length_bytes: usize,
    /// The checksum.
    pub crc: Crc,
    /// What is wrong: structure, checksum, duplicates, format.
    pub errors: Vec<Fault>,
    /// What is odd.
    pub warnings: Vec<Warning>,
    /// What it asks for; present if its structure could be read, even if it is to be rejected.
    pub meaning: Option<Meaning>,
    /// Its data objects, if its structure could be read.
    pub tlv: Option<Vec<Object>>,
}

/// Decodes a payload; never fails, and never panics.
#[must_use]
pub fn decode(payload: &str) -> Decoded {
    let (tlv, fault) = match tlv::read_payload(payload) {
        Ok(objects) => (Some(objects), None),
        Err(fault) => (None, Some(fault)),
    };
    let crc = match &tlv {
        Some(objects) => Crc::of_objects(payload, objects),
        None => Crc::of_tail(payload),
    };
    let objects = tlv.as_deref();
    let errors: Vec<Fault> = fault
        .into_iter()
        .chain(crc.error().map(Fault::whole))
        .chain(objects.into_iter().flat_map(rules::errors))
        .collect();
    let lowercase = objects.is_some() && crc.is_lowercase();
    Decoded {
        verdict: Verdict::of(&errors),
        length_chars: payload.chars().count(),
        length_bytes: payload.len(),
        errors,
        warnings: objects
            .into_iter()
            .flat_map(rules::warnings)
            .chain(lowercase.then_some(Warning::CrcLowercase))
            .collect(),
        meaning: objects.map(Meaning::read),
        crc,
        tlv,
    }
}

/// Decodes bytes that may not be UTF-8.
///
/// Such a payload is read up to its first bad byte, as if it were cut off there, and always
/// rejected: with the fault that the cut leaves (`TRUNCATED_HEADER` in an ID or length,
/// `VALUE_OVERRUN` in a value, or whatever came before), and without a checksum.
#[must_use]
pub fn decode_bytes(payload: &[u8]) -> Decoded {
    match core::str::from_utf8(payload) {
        Ok(text) => decode(text),
        Err(error) => {
            let (good, _) = payload.split_at_checked(error.valid_up_to()).unwrap_or_default();
            cut_off(core::str::from_utf8(good).unwrap_or_default(), payload.len())
        }
    }
}

/// Decodes each line of a text; lines end with LF alone, and the last one may do without.
///
/// Empty lines are payloads too, and so is the carriage return of a line that ends with CR LF.
pub fn decode_lines(text: &[u8]) -> impl Iterator<Item = Decoded> {
    text.split_inclusive(|&byte| byte == b'\n')
        .map(|line| decode_bytes(line.strip_suffix(b"\n").unwrap_or(line)))
}

impl Decoded {
    /// Whether the verdict is not to reject.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.verdict != Verdict::Reject
    }

    /// The schemes of its accounts, each named once, in the payload's order.
    #[must_use]
    pub fn schemes(&self) -> Vec<&'static str> {
        let accounts = self.meaning.iter().flat_map(|meaning| &meaning.accounts);
        let mut names = Vec::new();
        for name in accounts.filter_map(Account::scheme).map(Scheme::name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The same payload to be written again, if it is accepted.
    #[must_use]
    pub fn mpm(&self) -> Option<Mpm> {
        let objects = self.tlv.as_deref().filter(|_| self.is_accepted())?;
        Some(Mpm::of_accepted(objects))
    }
}

/// Judges a payload of which only the beginning is text.
fn cut_off(text: &str, length_bytes: usize) -> Decoded {
    let length_chars = text.chars().count();
    let fault = match tlv::read(text) {
        Err(fault) => fault,
        Ok(_) => Fault::at(ErrorCode::TruncatedHeader, length_chars),
    };
    Decoded {
        verdict: Verdict::Reject,
        length_chars,
        length_bytes,
        crc: Crc::default(),
        errors: [fault, Fault::whole(ErrorCode::CrcMissingOrNotLast)].into(),
        warnings: Vec::new(),
        meaning: None,
        tlv: None,
    }
}
