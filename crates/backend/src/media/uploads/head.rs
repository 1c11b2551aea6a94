//! What the headers of a request about uploads say.

use super::content_length;
use crate::media::video::Cut;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{
    CHECKSUM_HEADER, LENGTH_HEADER, METADATA_HEADER, OFFSET_HEADER, PART_TYPE, TUS_HEADER,
    TUS_VERSION, metadata,
};

/// The most that may be said about an upload, in bytes.
const MOST_METADATA: usize = 4_096;

/// What the headers of a request about uploads say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) length: Option<u64>,
    pub(super) offset: Option<u64>,
    /// How long the body is, where that is told.
    pub(super) body: Option<u64>,
    /// Whether the body is a part of a file.
    pub(super) is_part: bool,
    /// Whether the length is to be told later.
    pub(super) deferred: bool,
    /// The SHA-256 of the body.
    pub(super) checksum: Option<[u8; 32]>,
    /// What is said about the file, as it was sent.
    pub(super) metadata: String,
    /// The identifier that the device chose.
    pub(super) id: Option<VideoId>,
    /// Which moment is the cover, in milliseconds.
    pub(super) cover: Option<u64>,
    /// What of it is kept.
    pub(super) cut: Cut,
}

impl Head {
    /// Reads headers.
    ///
    /// # Errors
    /// `Invalid` for another version of tus, and for what cannot be read.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Error> {
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        if text(TUS_HEADER) != Some(TUS_VERSION) {
            return Err(Error::invalid("error.upload.version"));
        }
        let number =
            |name: &str| text(name).map(|text| read_number(text).ok_or_else(malformed)).transpose();
        let metadata = text(METADATA_HEADER).unwrap_or_default();
        let mut head = Self {
            length: number(LENGTH_HEADER)?,
            offset: number(OFFSET_HEADER)?,
            body: content_length(headers),
            is_part: text(header::CONTENT_TYPE.as_str()) == Some(PART_TYPE),
            deferred: headers.contains_key("upload-defer-length"),
            checksum: text(CHECKSUM_HEADER).map(checksum).transpose()?,
            metadata: metadata.to_owned(),
            id: None,
            cover: None,
            cut: Cut::default(),
        };
        for (name, value) in pairs(metadata)? {
            match name {
                metadata::ID => head.id = Some(value.parse().map_err(|_| malformed())?),
                metadata::COVER => head.cover = Some(read_number(&value).ok_or_else(malformed)?),
                metadata::TRIM => head.cut.trim = Some(value.parse()?),
                metadata::CROP => head.cut.crop = Some(value.parse()?),
                _ => {}
            }
        }
        Ok(head)
    }
}

/// Which moment is the cover of what is said so about, in milliseconds.
pub(in crate::media) fn cover(metadata: &str) -> Option<u64> {
    let named = pairs(metadata).ok()?.into_iter().find(|(name, _)| *name == metadata::COVER)?;
    read_number(&named.1)
}

/// What is kept of what is said so about.
pub(in crate::media) fn cut(metadata: &str) -> Cut {
    let pairs = pairs(metadata).unwrap_or_default();
    let named = |name: &str| pairs.iter().find(|(other, _)| *other == name).map(|(_, text)| text);
    Cut {
        trim: named(metadata::TRIM).and_then(|text| text.parse().ok()),
        crop: named(metadata::CROP).and_then(|text| text.parse().ok()),
    }
}

/// A whole number that a database can hold, in decimal.
fn read_number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<i64>().ok().filter(|_| digits)?;
    Some(number.cast_unsigned())
}

fn checksum(text: &str) -> Result<[u8; 32], Error> {
    let unknown = || Error::invalid("error.upload.checksum_kind");
    let (kind, value) = text.split_once(' ').ok_or_else(unknown)?;
    if kind != "sha256" {
        return Err(unknown());
    }
    let bytes = STANDARD.decode(value.trim()).map_err(|_| malformed())?;
    bytes.try_into().map_err(|_| malformed())
}

/// The names with their values, each name once; a value that is no text is of no use to us.
fn pairs(text: &str) -> Result<Vec<(&str, String)>, Error> {
    if text.len() > MOST_METADATA {
        return Err(malformed());
    }
    let mut found: Vec<(&str, String)> = Vec::new();
    for pair in text.split(',').filter(|_| !text.is_empty()) {
        let (name, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let bytes = STANDARD.decode(value.trim()).map_err(|_| malformed())?;
        let fits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits || found.iter().any(|(other, _)| *other == name) {
            return Err(malformed());
        }
        found.push((name, String::from_utf8(bytes).unwrap_or_default()));
    }
    Ok(found)
}

fn malformed() -> Error {
    Error::invalid("error.request.malformed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn read(pairs: &[(&'static str, &str)]) -> Result<Head, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(TUS_HEADER, HeaderValue::from_static(TUS_VERSION));
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_str(value).expect("a value"));
        }
        Head::read(&headers)
    }

    #[test]
    fn metadata_is_read_as_tus_writes_it() {
        let id = "0199f1d2-0000-7000-8000-000000000001";
        let text = format!("filename YS5tcDQ=,id {},cover MTUwMA==, empty", STANDARD.encode(id));
        let head = read(&[(METADATA_HEADER, &text)]).expect("it can be read");
        assert_eq!(head.id.map(|id| id.to_string()).as_deref(), Some(id), "the device's choice");
        assert_eq!(head.cover, Some(1_500), "a second and a half");
        assert_eq!(head.metadata, text, "it is kept as it was sent");
        let cut = format!(
            "trim {},crop {}",
            STANDARD.encode("500-2500"),
            STANDARD.encode("0,0,500,1000")
        );
        let head = read(&[(METADATA_HEADER, &cut)]).expect("it can be read");
        assert_eq!(head.cut, super::cut(&cut), "as it is read again later");
        assert_eq!(head.cut.to_string(), "500-2500;0,0,500,1000", "both");
        for (name, value) in [("trim", "9-1"), ("crop", "0,0,1001,1000"), ("crop", "0,0,1,1")] {
            let text = format!("{name} {}", STANDARD.encode(value));
            let told = read(&[(METADATA_HEADER, &text)]).expect_err(value);
            assert_eq!(told.key, format!("error.upload.{name}"), "{value}");
        }
        for wrong in ["a b c", "a YQ==,a YQ==", ",", "id YQ==", "cover LTE=", "a ?"] {
            assert!(read(&[(METADATA_HEADER, wrong)]).is_err(), "{wrong:?}");
        }
        assert!(read(&[(METADATA_HEADER, &"a".repeat(5_000))]).is_err(), "so much is not read");
    }

    #[test]
    fn numbers_and_checksums_are_what_they_say_or_refused() {
        for wrong in ["-1", "+1", "1.0", "", "0x1", "9223372036854775808", "99999999999999999999"] {
            assert!(read(&[(OFFSET_HEADER, wrong)]).is_err(), "{wrong:?} is no offset");
        }
        assert_eq!(read(&[(OFFSET_HEADER, "7")]).expect("a number").offset, Some(7), "seven");
        let sum = format!("sha256 {}", STANDARD.encode([7; 32]));
        let head = read(&[(CHECKSUM_HEADER, &sum)]).expect("a checksum");
        assert_eq!(head.checksum, Some([7; 32]), "all of it");
        for wrong in ["sha1 YQ==", "sha256", "sha256 YQ==", "md5 "] {
            assert!(read(&[(CHECKSUM_HEADER, wrong)]).is_err(), "{wrong:?}");
        }
        assert!(Head::read(&HeaderMap::new()).is_err(), "without a version nothing is read");
    }
}
