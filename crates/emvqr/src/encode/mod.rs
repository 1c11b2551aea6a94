//! Writes merchant-presented payloads.

mod builder;
mod check;
mod error;

use alloc::{format, string::String, vec::Vec};

pub use self::{
    builder::Builder,
    error::{EncodeError, Place},
};
use crate::{
    crc::checksum,
    id::Id,
    tlv::{self, Object},
};

/// A merchant-presented payload, without its checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mpm {
    objects: Vec<Object>,
}

impl Mpm {
    /// Begins a new payload.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Its data objects in order, without the checksum.
    #[must_use]
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// Writes the payload and its checksum: the text to be drawn as a QR code.
    #[must_use]
    pub fn encode(&self) -> String {
        let body = tlv::write(&self.objects) + "6304";
        let crc = checksum(body.as_bytes());
        format!("{body}{crc:04X}")
    }

    /// Takes the data objects of a payload that was read and accepted.
    pub(crate) fn of_accepted(objects: &[Object]) -> Mpm {
        let crc = |object: &&Object| object.id() != Id::CRC;
        Mpm { objects: objects.iter().filter(crc).cloned().collect() }
    }
}
