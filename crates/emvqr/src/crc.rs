//! Computes and compares the checksum that closes every merchant-presented payload.

use alloc::{
    format,
    string::{String, ToString},
};

use crate::{fault::ErrorCode, id::Id, tlv::Object};

/// The checksum that a payload gives, and the one that it should.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crc {
    /// What the payload ends with, if that is a checksum object of four characters.
    pub given: Option<String>,
    /// What it should end with, if it gives one at all.
    pub computed: Option<u16>,
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF, nothing reflected, nothing
/// inverted.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, &byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            let shifted = crc << 1;
            if crc & 0x8000 == 0 { shifted } else { shifted ^ 0x1021 }
        })
    })
}

impl Crc {
    /// Whether a checksum is given and right, in whatever letter case.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        match (&self.given, self.computed_text()) {
            (Some(given), Some(computed)) => given.eq_ignore_ascii_case(&computed),
            _ => false,
        }
    }

    /// The computed checksum as four capital hexadecimal digits.
    #[must_use]
    pub fn computed_text(&self) -> Option<String> {
        self.computed.map(|crc| format!("{crc:04X}"))
    }

    /// The checksum of a payload whose last data object is one.
    pub(crate) fn of_objects(payload: &str, objects: &[Object]) -> Crc {
        match objects.last() {
            Some(last) if last.id() == Id::CRC && last.value().chars().count() == 4 => {
                Crc::of_tail(payload)
            }
            _ => Crc::default(),
        }
    }

    /// The checksum of a payload that ends with `6304` and four characters.
    pub(crate) fn of_tail(payload: &str) -> Crc {
        let start = payload.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        match payload.split_at_checked(start) {
            Some((body, given)) if body.ends_with("6304") => {
                Crc { given: Some(given.to_string()), computed: Some(checksum(body.as_bytes())) }
            }
            _ => Crc::default(),
        }
    }

    pub(crate) fn error(&self) -> Option<ErrorCode> {
        match self.given {
            None => Some(ErrorCode::CrcMissingOrNotLast),
            Some(_) if !self.is_ok() => Some(ErrorCode::CrcMismatch),
            Some(_) => None,
        }
    }

    /// Whether it is right but for its letter case.
    pub(crate) fn is_lowercase(&self) -> bool {
        self.is_ok() && self.given != self.computed_text()
    }
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn matches_the_published_check_value() {
        assert_eq!(checksum(b"123456789"), 0x29B1);
        assert_eq!(checksum(b""), 0xFFFF);
    }

    #[test]
    fn every_changed_byte_changes_the_checksum() {
        let text = *b"000201010211";
        for at in 0..text.len() {
            for byte in 0..=255 {
                let mut other = text;
                other[at] = byte;
                assert_eq!(checksum(&other) == checksum(&text), other == text);
            }
        }
    }
}
