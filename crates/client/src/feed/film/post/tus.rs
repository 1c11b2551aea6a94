//! Speaks tus 1.0.0 to the service: looks at an upload, makes it, goes on with it, ends it.

use super::parts::Part;
use crate::wire::{Wire, garbage, refusal};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::auth::to_hex;
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{
    CHECKSUM_HEADER, LENGTH_HEADER, METADATA_HEADER, OFFSET_HEADER, PART_TYPE, TUS_HEADER,
    TUS_VERSION, UPLOADS_PATH, metadata,
};
use sampan_protocol::sync::Headers;
use sampan_protocol::{Arg, Code, Error};

/// How much of an upload the service has; none where it has none.
pub(super) async fn look(wire: &Wire, video: VideoId) -> Result<Option<u64>, Error> {
    let (answer, told) = wire.send_with("HEAD", &path(video), &headers(&[]), Vec::new()).await?;
    match answer.status {
        200 => offset(&told).map(Some),
        429 | 500.. => Err(refusal(&answer)),
        // Such an answer has no body: whoever makes the upload is told why.
        _ => Ok(None),
    }
}

/// Makes an upload, or finds the one that was made before.
pub(super) async fn begin(
    wire: &Wire,
    video: VideoId,
    bytes: u64,
    said: &[(&str, String)],
) -> Result<(), Error> {
    let length = bytes.to_string();
    let said = about(video, said);
    let headers = headers(&[(LENGTH_HEADER, &length), (METADATA_HEADER, &said)]);
    let (answer, _) = wire.send_with("POST", UPLOADS_PATH, &headers, Vec::new()).await?;
    if answer.status == 201 { Ok(()) } else { Err(refusal(&answer)) }
}

/// Sends a part; answers where to go on, which is elsewhere if the service has less, or more.
pub(super) async fn send(wire: &Wire, video: VideoId, part: Part) -> Result<u64, Error> {
    let from = part.from.to_string();
    let sum = format!("sha256 {}", STANDARD.encode(part.sha256));
    let headers =
        headers(&[("content-type", PART_TYPE), (OFFSET_HEADER, &from), (CHECKSUM_HEADER, &sum)]);
    let (path, sha256) = (path(video), to_hex(&part.sha256));
    let (answer, told) = wire.send_known(("PATCH", &path), &headers, (part.bytes, &sha256)).await?;
    if answer.status == 204 {
        return offset(&told);
    }
    let error = refusal(&answer);
    match error.args.get("received") {
        Some(Arg::Count(received)) if error.key == ELSEWHERE => {
            u64::try_from(*received).map_err(|_| garbage())
        }
        _ => Err(error),
    }
}

/// Ends an upload; what was published is left alone.
///
/// # Errors
/// `Offline` where the service is to be told again later.
pub(super) async fn end(wire: &Wire, video: VideoId) -> Result<(), Error> {
    let (answer, _) = wire.send_with("DELETE", &path(video), &headers(&[]), Vec::new()).await?;
    let error = refusal(&answer);
    let later = error.key == "error.upload.locked" || error.code == Code::Offline;
    let is_done = (200..300).contains(&answer.status);
    if later && !is_done { Err(error) } else { Ok(()) }
}

const ELSEWHERE: &str = "error.upload.offset";

/// Whether another try may end better than with this error.
pub(super) fn may_pass(error: &Error) -> bool {
    const PASSING: &[&str] = &[
        ELSEWHERE,
        "error.upload.locked",
        "error.upload.checksum",
        "error.upload.too_many",
        "error.upload.too_much",
        "error.upload.unknown",
        "error.upload.gone",
    ];
    let is_about_it = matches!(error.code, Code::Invalid | Code::Refused | Code::NotFound);
    !is_about_it || PASSING.contains(&error.key.as_str())
}

fn path(video: VideoId) -> String {
    format!("{UPLOADS_PATH}/{video}")
}

fn headers(more: &[(&str, &str)]) -> Headers {
    let all = [(TUS_HEADER, TUS_VERSION)].into_iter().chain(more.iter().copied());
    all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What is said about an upload, as tus writes it.
fn about(video: VideoId, said: &[(&str, String)]) -> String {
    let id = [(metadata::ID, video.to_string())];
    let all = id.iter().chain(said);
    let pairs: Vec<String> =
        all.map(|(name, value)| format!("{name} {}", STANDARD.encode(value))).collect();
    pairs.join(",")
}

fn offset(told: &Headers) -> Result<u64, Error> {
    let found = told.iter().find(|(name, _)| name == OFFSET_HEADER);
    found.and_then(|(_, value)| value.trim().parse().ok()).ok_or_else(garbage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_written_as_tus_writes_it() {
        let video = VideoId(uuid::Uuid::from_u128(1));
        let said = about(video, &[(metadata::COVER, "1500".to_owned())]);
        let expected = format!(
            "id {},cover MTUwMA==",
            STANDARD.encode("00000000-0000-0000-0000-000000000001")
        );
        assert_eq!(said, expected, "names with their values");
    }

    #[test]
    fn what_may_pass_is_told_from_what_will_not() {
        let offline = Error::new(Code::Offline, crate::status::OFFLINE);
        let full = Error::new(Code::Storage, "error.upload.no_room");
        for error in [offline, full, Error::refused("error.upload.locked")] {
            assert!(may_pass(&error), "{error}");
        }
        for key in ["error.upload.too_large", "error.upload.trim", "error.request.malformed"] {
            assert!(!may_pass(&Error::invalid(key)), "{key}");
        }
    }
}
