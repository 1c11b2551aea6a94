//! Uploads of the world behind the double: tus 1.0.0 as the service keeps it, and what becomes of videos.

use super::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::auth::{Signed, from_hex, sha256_hex};
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{
    CHECKSUM_HEADER, LENGTH_HEADER, METADATA_HEADER, OFFSET_HEADER, RetryVideo, SCOPE,
    UPLOADS_PATH, Video, VideoState, rows,
};
use sampan_protocol::sync::{Answer, Headers, Scope};
use sampan_protocol::{Code, Error};
use std::collections::BTreeMap;

/// What there is of uploads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Uploads {
    /// By identifier: how long it is to be, and what is there.
    pub(crate) open: BTreeMap<String, (usize, Vec<u8>)>,
    /// What was said about each.
    pub(crate) said: Vec<BTreeMap<String, String>>,
    /// Where each part began that was taken, and how long it was.
    pub(crate) parts: Vec<(usize, usize)>,
    /// Whether a video that failed is tried again.
    pub(crate) retries: bool,
}

fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

fn number(headers: &Headers, name: &str) -> usize {
    header(headers, name).and_then(|text| text.parse().ok()).expect("a number")
}

fn fine(status: u16, headers: &[(&str, usize)]) -> (Answer, Headers) {
    let told = headers.iter().map(|(name, value)| ((*name).to_owned(), value.to_string()));
    (Answer { status, body: Vec::new() }, told.collect())
}

fn refused(status: u16, error: &Error) -> (Answer, Headers) {
    (Answer { status, body: serde_json::to_vec(error).expect("JSON") }, Headers::new())
}

impl World {
    /// Answers a request about uploads.
    pub(super) fn uploading(&mut self, request: &Signed, headers: &Headers) -> (Answer, Headers) {
        if let Err(error) = self.take_counter(request) {
            return refused(409, &error);
        }
        let unknown = || refused(404, &Error::not_found("error.upload.unknown"));
        assert_eq!(header(headers, "tus-resumable"), Some("1.0.0"), "it speaks tus");
        let id = request.path.strip_prefix(UPLOADS_PATH).expect("an upload").trim_matches('/');
        let known = self.uploads.open.get(id).map(|(length, there)| (*length, there.len()));
        match (request.method.as_str(), known) {
            ("POST", _) => self.begin(headers),
            // Over HTTP nothing else is told.
            ("HEAD", None) => fine(404, &[]),
            ("HEAD", Some((length, there))) => {
                fine(200, &[(OFFSET_HEADER, there), (LENGTH_HEADER, length)])
            }
            ("PATCH", Some((length, there))) => {
                let from = number(headers, OFFSET_HEADER);
                if from != there {
                    let error = Error::refused("error.upload.offset");
                    return refused(409, &error.with("received", there as i64));
                }
                self.take(id, &request.body, headers);
                let now = there + request.body.len();
                assert!(now <= length, "no more than it is to have");
                if now == length {
                    self.set_video(id.parse().expect("an identifier"), VideoState::Queued, None);
                }
                fine(204, &[(OFFSET_HEADER, now)])
            }
            ("DELETE", Some(_)) => {
                self.uploads.open.remove(id);
                fine(204, &[])
            }
            (_, None) => unknown(),
            (other, _) => panic!("nobody says {other}"),
        }
    }

    fn begin(&mut self, headers: &Headers) -> (Answer, Headers) {
        let length = number(headers, LENGTH_HEADER);
        let pairs = header(headers, METADATA_HEADER).expect("something is said").split(',');
        let said: BTreeMap<String, String> = pairs
            .map(|pair| {
                let (name, value) = pair.split_once(' ').expect("a name and a value");
                let bytes = STANDARD.decode(value).expect("base64");
                (name.to_owned(), String::from_utf8(bytes).expect("text"))
            })
            .collect();
        if said.get("crop").is_some_and(|crop| crop == "0,0,50,50") {
            return refused(400, &Error::invalid("error.upload.crop"));
        }
        let id = said["id"].clone();
        self.uploads.said.push(said);
        let (before, _) = self.uploads.open.entry(id).or_insert((length, Vec::new()));
        match *before == length {
            true => fine(201, &[]),
            false => refused(400, &Error::invalid("error.upload.other_file")),
        }
    }

    fn take(&mut self, id: &str, part: &[u8], headers: &Headers) {
        let sum = from_hex(&sha256_hex(part)).expect("hexadecimal");
        let wanted = format!("sha256 {}", STANDARD.encode(sum));
        assert_eq!(header(headers, CHECKSUM_HEADER), Some(wanted.as_str()), "it is vouched for");
        let (_, there) = self.uploads.open.get_mut(id).expect("it is there");
        self.uploads.parts.push((there.len(), part.len()));
        there.extend_from_slice(part);
    }

    /// What becomes of a video.
    pub(crate) fn set_video(&mut self, id: VideoId, state: VideoState, error: Option<Error>) {
        let scope = Scope::of(SCOPE, self.me.as_ref().expect("registered").person.id);
        let video = Video {
            id,
            state,
            progress: if state == VideoState::Done { 1_000 } else { 0 },
            attempt: 1,
            bytes: self.uploads.open.get(&id.to_string()).map_or(0, |(length, _)| *length as u64),
            created: self.now,
            error,
            note: None,
            made: None,
        };
        let text = serde_json::to_string(&video).expect("JSON");
        self.put(&scope, rows::VIDEO, &id.to_string(), Some(text));
    }

    /// Tries a video again, or says that it does not.
    pub(super) fn retry(&mut self, request: &RetryVideo) -> Result<(), Error> {
        if !self.uploads.retries {
            return Err(Error::new(Code::Refused, "error.video.no_retry"));
        }
        self.set_video(request.video, VideoState::Queued, None);
        Ok(())
    }
}
