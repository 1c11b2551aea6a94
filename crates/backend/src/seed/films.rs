//! Plays the short videos of the demo world: each file is handed in, worked on, and published as
//! anybody's is.

use super::play::Stage;
use super::script::{Leaf, Shopfront, Who};
use crate::features::life::{Filmed, KeepShot, Shot, ops};
use crate::media::video;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::auth::{from_hex, sha256_hex};
use sampan_protocol::ids::{NoteId, VideoId};
use sampan_protocol::media::{
    CHECKSUM_HEADER, LENGTH_HEADER, METADATA_HEADER, OFFSET_HEADER, PART_TYPE, TUS_HEADER,
    TUS_VERSION, UPLOADS_PATH, metadata,
};
use sampan_protocol::sync::Headers;
use sampan_protocol::{Code, Error};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Words in both languages of the town.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Words {
    en: String,
    #[serde(rename = "zh-CN")]
    zh: String,
}

/// A short video, as the list of them describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Clip {
    /// Its file, in the folder beside the list that is called as the list.
    file: String,
    /// What kind of video it is.
    pub(super) kind: String,
    title: Words,
    text: Words,
    place: Words,
}

/// The short videos of the demo world.
#[derive(Debug, Clone, Default)]
pub(super) struct Reel {
    folder: PathBuf,
    pub(super) clips: Vec<Clip>,
}

impl Reel {
    /// Reads the list. It blocks.
    ///
    /// # Errors
    /// `Storage` where it is not there, or is no such list.
    pub(super) fn read(list: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(list).map_err(|error| unreadable(list, &error))?;
        let clips = serde_json::from_str(&text).map_err(|error| unreadable(list, &error))?;
        Ok(Self { folder: list.with_extension(""), clips })
    }
}

fn unreadable(path: &Path, error: &dyn std::error::Error) -> Error {
    tracing::error!(%error, path = %path.display(), "a list of videos cannot be read");
    Error::new(Code::Storage, "error.storage.unreadable").with("path", path.display().to_string())
}

impl Clip {
    /// What the note says: people of this town write in one language or the other.
    fn says(&self, at: usize, film: Filmed, cover: Option<Shot>) -> ops::Said {
        let (Words { en, zh }, Words { en: near, zh: there }) = (&self.text, &self.place);
        ops::Said {
            title: if at.is_multiple_of(2) { &self.title.zh } else { &self.title.en }.clone(),
            text: if at.is_multiple_of(2) { zh } else { en }.clone(),
            place: format!("{there} {near}").trim().to_owned(),
            pictures: cover.into_iter().collect(),
            film: Some(film),
            ..ops::Said::default()
        }
    }
}

impl Stage {
    /// Publishes one of the videos, and has it worked on before anything else happens.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn screen(
        &mut self,
        who: Who,
        (leaf, by): (Leaf, Shopfront),
        at: usize,
    ) -> Result<(), Error> {
        let clip = self.reel.clips.get(at).cloned().ok_or_else(Error::internal)?;
        let path = self.reel.folder.join(&clip.file);
        let file = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        let id = VideoId(self.fresh().0);
        self.hand_in(who, id, file).await?;
        let cover = self.cover(who, &path.with_extension("jpg")).await?;
        let (captions, sound) = (String::new(), String::new());
        let film = Filmed { id, texts: Vec::new(), captions, sound, tags: Vec::new() };
        let (note, account) = (NoteId(self.fresh().0), self.front(by)?);
        let write = ops::Write { note, account, said: clip.says(at, film, cover), publish: None };
        self.does(who, ops::WRITE, &write).await?;
        video::keep(&self.backend, self.time()).await?;
        self.leaves.insert(leaf, note);
        Ok(())
    }

    /// Hands a cover in, as devices do for services that take none themselves; none where there is no such file.
    async fn cover(&mut self, who: Who, path: &Path) -> Result<Option<Shot>, Error> {
        let Ok(picture) = std::fs::read(path) else { return Ok(None) };
        let kept =
            self.ask(who, &KeepShot { crop: None, base64: STANDARD.encode(picture) }).await?;
        let (width, height) = (kept.width, kept.height);
        Ok(Some(Shot { sha256: kept.sha256, width, height, tags: Vec::new() }))
    }

    /// Uploads a file.
    async fn hand_in(&mut self, who: Who, id: VideoId, file: Vec<u8>) -> Result<(), Error> {
        let named = format!("{} {}", metadata::ID, STANDARD.encode(id.to_string()));
        let headers = [(LENGTH_HEADER, file.len().to_string()), (METADATA_HEADER, named)];
        self.upload(who, ("POST", UPLOADS_PATH), &headers, Vec::new()).await?;
        let sum = from_hex(&sha256_hex(&file)).ok_or_else(Error::internal)?;
        let headers = [
            (OFFSET_HEADER, "0".to_owned()),
            ("content-type", PART_TYPE.to_owned()),
            (CHECKSUM_HEADER, format!("sha256 {}", STANDARD.encode(sum))),
        ];
        let path = format!("{UPLOADS_PATH}/{id}");
        self.upload(who, ("PATCH", &path), &headers, file).await
    }

    async fn upload(
        &mut self,
        who: Who,
        what: (&str, &str),
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> Result<(), Error> {
        let version = (TUS_HEADER.to_owned(), TUS_VERSION.to_owned());
        let rest = headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let headers: Headers = std::iter::once(version).chain(rest).collect();
        let answer = self.send_with(who, what, headers, body).await?;
        match answer.status {
            200..300 => Ok(()),
            _ => Err(serde_json::from_slice(&answer.body).unwrap_or_else(|_| Error::internal())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::ids::VideoId;
    use uuid::Uuid;

    #[test]
    fn what_is_said_with_each_video_may_be_said() {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/demo/videos.json");
        let reel = Reel::read(&list).expect("the list of the demo's videos");
        assert!(!reel.clips.is_empty(), "there are some");
        let film = Filmed {
            id: VideoId(Uuid::nil()),
            texts: Vec::new(),
            captions: String::new(),
            sound: String::new(),
            tags: Vec::new(),
        };
        for (at, clip) in reel.clips.iter().enumerate() {
            for turn in [at, at + 1] {
                let cover = Shot { sha256: "0".repeat(64), width: 9, height: 16, tags: Vec::new() };
                let said = clip.says(turn, film.clone(), Some(cover));
                crate::features::life::check_note(&said).expect(&clip.file);
            }
        }
    }
}
