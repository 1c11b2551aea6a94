//! Reads BER-TLV, the binary data objects of payment cards.

use alloc::vec::Vec;
use core::fmt;

use super::{ErrorCode, Fault};

/// How deep templates may lie in one another; EMVCo needs two levels.
const MAX_DEPTH: u8 = 8;

/// A tag of one to three bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag(u32);

/// One data object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its tag.
    pub tag: Tag,
    /// What it holds.
    pub content: Content,
}

/// What a data object holds, which its tag tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Other data objects.
    Objects(Vec<Object>),
}

impl Tag {
    /// Format of the payload.
    pub const PAYLOAD_FORMAT: Tag = Tag(0x85);
    /// One application that the payer could pay with.
    pub const APPLICATION: Tag = Tag(0x61);
    /// Name of an application (AID).
    pub const AID: Tag = Tag(0x4F);

    /// The bytes of the tag as one number, such as 0x5F20.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether the data object holds others, by the tag's first byte.
    #[must_use]
    pub fn is_constructed(self) -> bool {
        self.0
            .to_be_bytes()
            .into_iter()
            .find(|&byte| byte != 0)
            .is_some_and(|byte| byte & 0x20 != 0)
    }
}

impl Object {
    /// The data objects inside it, if its tag says so.
    #[must_use]
    pub fn children(&self) -> &[Object] {
        match &self.content {
            Content::Bytes(_) => &[],
            Content::Objects(objects) => objects,
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02X}", self.0)
    }
}

/// Reads data objects one after another, with those inside them.
///
/// Faults are placed at the byte where the tag (`TRUNCATED_HEADER`, `BAD_TAG`), the length
/// (`BAD_LENGTH`) or the value (`VALUE_OVERRUN`, `NESTED_TOO_DEEP`) begins.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Object>, Fault> {
    Reader { rest: bytes, offset: 0 }.objects(0)
}

struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    fn objects(mut self, depth: u8) -> Result<Vec<Object>, Fault> {
        let mut objects = Vec::new();
        while !self.rest.is_empty() {
            let tag = self.tag()?;
            let length = self.length()?;
            let offset = self.offset;
            let overrun = Fault { code: ErrorCode::ValueOverrun, offset };
            let value = self.take(length).ok_or(overrun)?;
            let content = if !tag.is_constructed() {
                Content::Bytes(value.into())
            } else if depth + 1 < MAX_DEPTH {
                Content::Objects(Reader { rest: value, offset }.objects(depth + 1)?)
            } else {
                return Err(Fault { code: ErrorCode::NestedTooDeep, offset });
            };
            objects.push(Object { tag, content });
        }
        Ok(objects)
    }

    /// One byte; or several, if the first ends with five ones and all others but the last begin
    /// with a one. A tag of zero pads records on cards, and has no place here.
    fn tag(&mut self) -> Result<Tag, Fault> {
        let offset = self.offset;
        let fault = |code| Fault { code, offset };
        let mut tag = u32::from(self.byte().ok_or(fault(ErrorCode::TruncatedHeader))?);
        let mut more = tag & 0x1F == 0x1F;
        while more {
            let next = self.byte().ok_or(fault(ErrorCode::TruncatedHeader))?;
            let leading_zero = tag <= 0xFF && next & 0x7F == 0;
            more = next & 0x80 != 0;
            tag = tag << 8 | u32::from(next);
            if leading_zero || more && tag > 0xFFFF {
                return Err(fault(ErrorCode::BadTag));
            }
        }
        if tag == 0 { Err(fault(ErrorCode::BadTag)) } else { Ok(Tag(tag)) }
    }

    /// One byte below 0x80; or 0x81 to 0x83 and as many bytes.
    fn length(&mut self) -> Result<usize, Fault> {
        let fault = |code, offset| Fault { code, offset };
        let start = self.offset;
        let first = self.byte().ok_or(fault(ErrorCode::TruncatedHeader, start))?;
        match first {
            0..=0x7F => Ok(first.into()),
            0x81..=0x83 => {
                let bytes = self.take((first & 0x7F).into());
                let bytes = bytes.ok_or(fault(ErrorCode::TruncatedHeader, start))?;
                Ok(bytes.iter().fold(0, |length, &byte| length << 8 | usize::from(byte)))
            }
            _ => Err(fault(ErrorCode::BadLength, start)),
        }
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        self.offset += count;
        Some(taken)
    }
}
