//! How much may be uploaded, and what videos are worked on with.

use sampan_protocol::media::MOST_BYTES;
use serde::Deserialize;
use std::path::PathBuf;

/// How much may be uploaded, and what videos are worked on with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VideoSettings {
    /// The folder in which `ffmpeg` and `ffprobe` are; the system's path is searched where none is
    /// named.
    pub tools: Option<PathBuf>,
    /// Whether they are used at all.
    pub use_tools: bool,
    /// How many videos one process works on at a time.
    pub workers: usize,
    /// The most bytes of one upload.
    pub most_bytes: u64,
    /// The most bytes of the uploads that one person has open at a time.
    pub most_bytes_open: u64,
    /// How many uploads one person may have open at a time.
    pub most_open: u32,
    /// How many bytes of the disk are left alone.
    pub spare_bytes: u64,
    /// How long an upload is kept that nobody goes on with, in seconds.
    pub kept_seconds: i64,
    /// How often a video is tried.
    pub tries: u16,
    /// How long a worker is believed to live that does not say so, in seconds.
    pub lease_seconds: u32,
    /// The most memory of one tool, in bytes of address space.
    pub memory: u64,
    /// How long a tool may take, in seconds, beside what the length of the video allows.
    pub patience: u64,
    /// Where files lie until they are videos: beside the media where none is named.
    pub quarantine: Option<PathBuf>,
}

impl Default for VideoSettings {
    fn default() -> Self {
        Self {
            tools: None,
            use_tools: true,
            workers: 1,
            most_bytes: MOST_BYTES,
            most_bytes_open: 4 << 30,
            most_open: 8,
            spare_bytes: 512 << 20,
            kept_seconds: 3 * 86_400,
            tries: 3,
            lease_seconds: 60,
            memory: 8 << 30,
            patience: 120,
            quarantine: None,
        }
    }
}
