//! Videos: how they are handed in (tus 1.0.0), what becomes of them, and where they are served.

mod cut;
mod part;

pub use cut::*;
pub use part::*;

use crate::error::Error;
use crate::ids::VideoId;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Where uploads are made, by the protocol tus 1.0.0: `POST` makes one, and `HEAD`, `PATCH` and
/// `DELETE` of `<this>/<id>` look at it, go on with it, and end it.
///
/// Each request is signed as any other. What a part says is only signed if the part is named by its
/// SHA-256 in [`CHECKSUM_HEADER`]; otherwise it is signed as if it had no body, so that parts of any
/// length can be sent, and the file is vouched for by [`Made::source`].
pub const UPLOADS_PATH: &str = "/v1/uploads";
/// The version of tus.
pub const TUS_VERSION: &str = "1.0.0";
/// Header with the version of tus.
pub const TUS_HEADER: &str = "tus-resumable";
/// Header with how long the file is.
pub const LENGTH_HEADER: &str = "upload-length";
/// Header with how much of it is there.
pub const OFFSET_HEADER: &str = "upload-offset";
/// Header with what is said about it: `<name> <base64>, …`; see [`metadata`].
pub const METADATA_HEADER: &str = "upload-metadata";
/// Header with the checksum of a part: `sha256 <base64>`.
pub const CHECKSUM_HEADER: &str = "upload-checksum";
/// Header with the time at which an upload is forgotten that nobody goes on with.
pub const EXPIRES_HEADER: &str = "upload-expires";
/// The media type of a part.
pub const PART_TYPE: &str = "application/offset+octet-stream";

/// Names in [`METADATA_HEADER`].
pub mod metadata {
    /// The video's identifier, which the device chose: so that it can be named before it is
    /// uploaded, and making the upload again makes no second one.
    pub const ID: &str = "id";
    /// Which moment is the cover, in milliseconds of the file that is handed in.
    pub const COVER: &str = "cover";
    /// From when until when, in milliseconds of that file: [`super::Span`], as it is written.
    pub const TRIM: &str = "trim";
    /// What of the picture: [`super::Window`], as it is written.
    pub const CROP: &str = "crop";
}

/// The most bytes of a file that is handed in, unless the service takes less.
pub const MOST_BYTES: u64 = 2 << 30;

/// Refuses a file by its size, before anything of it is read.
///
/// # Errors
/// `Invalid` for an empty one, and for one of more than [`MOST_BYTES`].
pub fn check_size(bytes: u64) -> Result<(), Error> {
    match bytes {
        0 => Err(Error::invalid("error.video.empty")),
        1..=MOST_BYTES => Ok(()),
        _ => {
            let limit = (MOST_BYTES >> 20).cast_signed();
            Err(Error::invalid("error.upload.too_large").with("limit", limit))
        }
    }
}

/// The longest video, in seconds.
pub const LONGEST: u32 = 600;
/// The longest sides of a video that is taken, the longer one first.
pub const LARGEST: (u32, u32) = (4_096, 2_160);
/// The most frames a second of a video that is taken.
pub const FASTEST: u32 = 61;
/// The short sides that a video is made in, as far as it has as much.
pub const SIDES: [u32; 4] = [1_080, 720, 480, 240];

/// The word of the scope in which a person is told of their videos: `media:<person>`.
pub const SCOPE: &str = "media";

/// Row kinds of scope `media:<me>`.
pub mod rows {
    /// [`super::Video`], key: its identifier.
    pub const VIDEO: &str = "media.video";
}

/// What becomes of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VideoState {
    /// It is there as a whole, and waits for its turn.
    Queued,
    /// It is being worked on.
    Working,
    /// It can be watched.
    Done,
    /// It will never be; the error says why.
    Failed,
}

impl VideoState {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Working => "working",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Queued, Self::Working, Self::Done, Self::Failed]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// A video that somebody handed in. Row [`rows::VIDEO`] of `media:<owner>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Video {
    /// Which.
    pub id: VideoId,
    /// What becomes of it.
    pub state: VideoState,
    /// How much of the work is done, in thousandths.
    pub progress: u16,
    /// How often it was tried, this time included.
    pub attempt: u16,
    /// The bytes of the file that was handed in.
    pub bytes: u64,
    /// When it was there as a whole.
    pub created: Timestamp,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
    /// What its author should know, though it did not fail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Error>,
    /// What was made of it, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

/// What was made of a video. Files are named by their SHA-256, and served under [`video_path`], too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Made {
    /// The SHA-256 of the file that was handed in, which only its owner is told; empty for others.
    pub source: String,
    /// How long it is.
    pub duration_ms: u64,
    /// How wide it is shown, upright.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// Whether there is sound.
    pub has_audio: bool,
    /// The playlist of playlists (HLS, RFC 8216); none for a video that was taken as it is.
    pub master: Option<String>,
    /// What it can be played in, the largest first.
    pub renditions: Vec<Rendition>,
    /// One file that plays from its beginning on, for players without HLS and for offline.
    pub whole: File,
    /// A picture of it; none for a video that was taken as it is.
    pub poster: Option<String>,
    /// A few bytes that look like the poster (ThumbHash), in base64.
    pub thumbhash: Option<String>,
    /// Small pictures of moments, side by side, for moving through it.
    pub strip: Option<Strip>,
    /// The captions that it came with: none yet, for they are written by hand.
    #[serde(default)]
    pub captions: Vec<String>,
}

/// A video in one size: a playlist, and one file of fragments (fMP4) that it names parts of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rendition {
    /// The short side that it stands for: 720 of 720p.
    pub side: u32,
    /// How wide it is.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// The most bits a second of any of its segments.
    pub bandwidth: u64,
    /// Its codecs (RFC 6381).
    pub codecs: String,
    /// The playlist.
    pub playlist: String,
    /// The file.
    pub file: File,
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct File {
    /// Its name.
    pub sha256: String,
    /// Its bytes.
    pub bytes: u64,
    /// Its media type.
    pub mime: String,
}

/// Pictures of moments of a video, side by side from left to right, the same time apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Strip {
    /// Its name.
    pub sha256: String,
    /// How many.
    pub frames: u32,
    /// How wide each is.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// Names of what is served of a video.
pub mod names {
    /// The playlist of playlists. Each rendition is `<side>.m3u8`, and its file `<side>.mp4`.
    pub const MASTER: &str = "master.m3u8";
    /// The one file; whatever it is, it is served by this name.
    pub const WHOLE: &str = "whole";
    /// The poster.
    pub const POSTER: &str = "poster.jpg";
    /// The strip.
    pub const STRIP: &str = "strip.jpg";
}

/// The path of something of a video: one of [`names`].
#[must_use]
pub fn video_path(video: VideoId, name: &str) -> String {
    format!("/media/v/{video}/{name}")
}

impl Made {
    /// The SHA-256 of the file that is served by a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&str> {
        match name {
            names::MASTER => return self.master.as_deref(),
            names::WHOLE => return Some(&self.whole.sha256),
            names::POSTER => return self.poster.as_deref(),
            names::STRIP => return self.strip.as_ref().map(|strip| strip.sha256.as_str()),
            _ => {}
        }
        let (side, kind) = name.split_once('.')?;
        let side: u32 = side.parse().ok()?;
        let found = self.renditions.iter().find(|rendition| rendition.side == side)?;
        match kind {
            "m3u8" => Some(&found.playlist),
            "mp4" => Some(&found.file.sha256),
            _ => None,
        }
    }
}

/// Asks for my videos, the newest first: a hundred at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskVideos {}

/// My videos.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Videos {
    /// The newest first.
    pub videos: Vec<Video>,
}

/// Has a video of mine tried once more that failed, while the file is still there that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetryVideo {
    /// Which.
    pub video: VideoId,
}

requests! {
    AskVideos => "/v1/media/videos" -> Videos,
    RetryVideo => "/v1/media/retry" -> (),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_leads_to_its_file_and_no_other_anywhere() {
        let file =
            |sha256: &str| File { sha256: sha256.into(), bytes: 1, mime: "video/mp4".into() };
        let made = Made {
            source: "s".into(),
            duration_ms: 1,
            width: 2,
            height: 2,
            has_audio: false,
            master: Some("m".into()),
            renditions: vec![Rendition {
                side: 240,
                width: 2,
                height: 2,
                bandwidth: 1,
                codecs: String::new(),
                playlist: "p".into(),
                file: file("f"),
            }],
            whole: file("w"),
            poster: None,
            thumbhash: None,
            strip: None,
            captions: Vec::new(),
        };
        for (name, wanted) in [
            ("master.m3u8", Some("m")),
            ("240.m3u8", Some("p")),
            ("240.mp4", Some("f")),
            ("whole", Some("w")),
            ("poster.jpg", None),
            ("480.mp4", None),
            ("240.exe", None),
            ("../240.mp4", None),
            ("", None),
        ] {
            assert_eq!(made.named(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_file_is_refused_by_its_size_before_it_is_read() {
        let told = |bytes| check_size(bytes).map_err(|error| error.key);
        assert_eq!(told(0), Err("error.video.empty".to_owned()), "there is nothing in it");
        assert_eq!((told(1), told(MOST_BYTES)), (Ok(()), Ok(())), "up to the most that is taken");
        let large = Err("error.upload.too_large".to_owned());
        assert_eq!(told(MOST_BYTES + 1), large, "and no byte more");
    }

    #[test]
    fn a_state_is_its_word() {
        for word in ["queued", "working", "done", "failed"] {
            assert_eq!(VideoState::of(word).map(VideoState::word), Some(word), "{word}");
        }
        assert_eq!(VideoState::of("other"), None, "no other");
    }
}
