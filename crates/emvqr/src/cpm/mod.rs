//! Decodes consumer-presented payloads: base64 over BER-TLV.
//!
//! A payload begins with its format (`85`, `CPV01`) and names at least one application (`61` with a
//! `4F` inside). One error at most is told: the first that stands in the way.

mod base64;
mod ber;

use alloc::{string::String, vec::Vec};
use core::fmt;

pub use self::ber::{Content, Object, Tag};
use crate::fault::Verdict;

/// Everything that there is to say of a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Whether a terminal may go on with it.
    pub verdict: Verdict,
    /// What is wrong.
    pub error: Option<Fault>,
    /// Its data objects, if they could be read.
    pub tlv: Option<Vec<Object>>,
}

/// An error and where it is: in bytes of the decoded payload, or for `BAD_BASE64` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub code: ErrorCode,
    /// Where.
    pub offset: usize,
}

/// A kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// The text is not base64.
    BadBase64,
    /// The payload ends inside a tag or a length.
    TruncatedHeader,
    /// A tag is zero, malformed or longer than three bytes.
    BadTag,
    /// A length is indefinite or longer than three bytes.
    BadLength,
    /// A value ends before its announced length.
    ValueOverrun,
    /// Templates lie too deep in one another.
    NestedTooDeep,
    /// The first data object is not the format.
    PfiNotFirst,
    /// The format is not `CPV01`, which leaves the payload acceptable with a warning.
    BadPfi,
    /// There is no application, or one without a name.
    MissingAid,
}

/// Decodes a payload; never fails, and never panics.
#[must_use]
pub fn decode(payload: &str) -> Decoded {
    match base64::decode(payload) {
        Ok(bytes) => decode_bytes(&bytes),
        Err(offset) => Decoded::broken(Fault { code: ErrorCode::BadBase64, offset }),
    }
}

/// Decodes a payload that has been freed of its base64.
#[must_use]
pub fn decode_bytes(bytes: &[u8]) -> Decoded {
    let objects = match ber::read(bytes) {
        Ok(objects) => objects,
        Err(fault) => return Decoded::broken(fault),
    };
    let error = error_of(&objects);
    let verdict = match error {
        None => Verdict::Accept,
        Some(ErrorCode::BadPfi) => Verdict::AcceptWithWarning,
        Some(_) => Verdict::Reject,
    };
    let error = error.map(|code| Fault { code, offset: 0 });
    Decoded { verdict, error, tlv: Some(objects) }
}

/// Bytes as capital hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit =
        |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0').to_ascii_uppercase();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]).collect()
}

impl Decoded {
    /// The names of its applications, in the order in which the payer prefers them.
    #[must_use]
    pub fn aids(&self) -> Vec<String> {
        aids(self.tlv.as_deref().unwrap_or_default()).flatten().map(hex).collect()
    }

    fn broken(fault: Fault) -> Decoded {
        Decoded { verdict: Verdict::Reject, error: Some(fault), tlv: None }
    }
}

impl ErrorCode {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ErrorCode::BadBase64 => "BAD_BASE64",
            ErrorCode::TruncatedHeader => "TRUNCATED_HEADER",
            ErrorCode::BadTag => "BAD_TAG",
            ErrorCode::BadLength => "BAD_LENGTH",
            ErrorCode::ValueOverrun => "VALUE_OVERRUN",
            ErrorCode::NestedTooDeep => "NESTED_TOO_DEEP",
            ErrorCode::PfiNotFirst => "PFI_NOT_FIRST",
            ErrorCode::BadPfi => "BAD_PFI",
            ErrorCode::MissingAid => "MISSING_AID",
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn error_of(objects: &[Object]) -> Option<ErrorCode> {
    let format = objects.first().filter(|first| first.tag == Tag::PAYLOAD_FORMAT);
    let Some(format) = format else {
        return Some(ErrorCode::PfiNotFirst);
    };
    let mut names = aids(objects).peekable();
    if names.peek().is_none() || names.any(|name| name.is_none_or(<[u8]>::is_empty)) {
        Some(ErrorCode::MissingAid)
    } else if format.content != Content::Bytes(b"CPV01".into()) {
        Some(ErrorCode::BadPfi)
    } else {
        None
    }
}

/// The name of each application, if it has one.
fn aids(objects: &[Object]) -> impl Iterator<Item = Option<&[u8]>> {
    objects.iter().filter(|object| object.tag == Tag::APPLICATION).map(|application| {
        application.children().iter().find(|child| child.tag == Tag::AID).and_then(|name| {
            match &name.content {
                Content::Bytes(bytes) => Some(bytes.as_slice()),
                Content::Objects(_) => None,
            }
        })
    })
}
