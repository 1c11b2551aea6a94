//! Finds ffmpeg and ffprobe, and what they can do here.

use super::Fault;
use super::run::{Call, Ended, run};
use crate::media::settings::VideoSettings;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How videos are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// H.264 and AAC, which everything plays.
    H264,
    /// VP9 and Opus, where there is no encoder for H.264.
    Vp9,
}

/// The tools.
#[derive(Debug, Clone)]
pub(crate) struct Tools {
    ffmpeg: PathBuf,
    ffprobe: PathBuf,
    memory: u64,
    patience: Duration,
    pub(super) coding: Coding,
    /// Whether they can bring a large range of brightness into an ordinary one.
    pub(super) maps_tones: bool,
}

impl Tools {
    /// Looks for them; none where they are not there, or can encode nothing.
    pub(in crate::media) async fn find(settings: &VideoSettings) -> Option<Self> {
        let at = |name: &str| match &settings.tools {
            // They run in other folders.
            Some(folder) => std::path::absolute(folder).unwrap_or(folder.clone()).join(name),
            None => PathBuf::from(name),
        };
        let mut tools = Self {
            ffmpeg: at("ffmpeg"),
            ffprobe: at("ffprobe"),
            memory: settings.memory,
            patience: Duration::from_secs(settings.patience),
            coding: Coding::H264,
            maps_tones: false,
        };
        let folder = std::env::temp_dir();
        let ask = async |list: &str| {
            let arguments = vec!["-hide_banner".to_owned(), list.to_owned()];
            let ended = tools.ffmpeg(&folder, arguments, 0, |_| {}).await.ok()?;
            ended.done.then_some(ended.words)
        };
        let (encoders, filters) = (ask("-encoders").await?, ask("-filters").await?);
        let has = |list: &str, name: &str| {
            list.lines().any(|line| line.split_whitespace().nth(1) == Some(name))
        };
        let coding = if has(&encoders, "libx264") && has(&encoders, "aac") {
            Coding::H264
        } else if has(&encoders, "libvpx-vp9") && has(&encoders, "libopus") {
            Coding::Vp9
        } else {
            tracing::warn!("ffmpeg is here, and encodes neither H.264 nor VP9");
            return None;
        };
        let maps_tones = has(&filters, "zscale") && has(&filters, "tonemap");
        let probes = tools.ffprobe(&folder, vec!["-version".to_owned()]).await.ok()?.done;
        tools.coding = coding;
        tools.maps_tones = maps_tones;
        probes.then_some(tools)
    }

    /// Runs ffmpeg on something that lasts so long; hands over each line that it says.
    pub(super) async fn ffmpeg(
        &self,
        folder: &Path,
        arguments: Vec<String>,
        duration_ms: u64,
        hear: impl FnMut(&str),
    ) -> Result<Ended, Fault> {
        // A slow machine takes thirty times as long as the video lasts, for all sizes.
        let patience = self.patience + Duration::from_millis(duration_ms.saturating_mul(30));
        let (program, memory) = (self.ffmpeg.as_path(), self.memory);
        run(Call { program, arguments, folder, memory, patience }, hear).await
    }

    /// Runs ffprobe.
    pub(super) async fn ffprobe(
        &self,
        folder: &Path,
        arguments: Vec<String>,
    ) -> Result<Ended, Fault> {
        let (program, memory, patience) = (self.ffprobe.as_path(), self.memory, self.patience);
        run(Call { program, arguments, folder, memory, patience }, |_| {}).await
    }
}
