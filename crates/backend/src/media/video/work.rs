//! One try at one video: from the file in quarantine to files in the store, which nobody sees before
//! the try has ended well.

use super::container::{self, Contents};
use super::plan::{self, Size};
use super::probe::{self, Source};
use super::sniff::Container;
use super::still::{self, Stills};
use super::tools::Tools;
use super::{Fault, as_is, bad, encode, playlist};
use crate::backend::Backend;
use crate::media::UNSHOWN;
use crate::media::table::item;
use crate::media::table::video::{self, Stored};
use sampan_protocol::Error;
use sampan_protocol::auth::{sha256_hex, to_hex};
use sampan_protocol::media::{File, Made, Rendition};
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, Ordering};

const PLAYLIST: &str = "application/vnd.apple.mpegurl";
const MP4: &str = "video/mp4";
/// How much of a file is read to find its codecs.
const HEAD: u64 = 16 << 10;
/// By how much of its length a video may be shorter than it said to be: a twentieth, and a second.
const SLACK: u64 = 1_000;
/// How many times the bytes of the file there has to be room for.
const ROOM: u64 = 3;

/// What a try ended with.
pub(super) struct Ready {
    pub(super) made: Made,
    /// The files that are in the store now.
    pub(super) files: Vec<File>,
    /// What the poster looks like.
    pub(super) poster: Option<(String, String)>,
    /// What all pictures of it look like.
    pub(super) looks: Vec<String>,
    /// What the author should know.
    pub(super) note: Option<Error>,
}

/// Does the work; says how far it is.
pub(super) async fn work(
    backend: &Backend,
    stored: &Stored,
    token: &str,
    progress: &AtomicU16,
) -> Result<Ready, Fault> {
    let intake = backend.intake();
    let path = intake.quarantine.path(stored.video.id);
    let (container, contents, source) = look(path.clone()).await?;
    if let Some(made) = before(backend, stored, &source).await? {
        let note = made.master.is_none().then(note_as_is);
        return Ok(Ready { made, files: Vec::new(), poster: None, looks: Vec::new(), note });
    }
    let needed = stored.video.bytes.saturating_mul(ROOM);
    if intake.quarantine.room() < needed.saturating_add(intake.settings.spare_bytes) {
        return Err(Fault::Full);
    }
    let Some(tools) = intake.tools().await else {
        if stored.cut.is_any() {
            // What somebody left out is not for everybody's eyes.
            return bad("error.video.no_cut");
        }
        let made = as_is::take(&contents, &source, stored.video.bytes)?;
        let folder = intake.quarantine.work(stored.video.id, token)?;
        let shelf = Shelf { backend, folder: folder.path(), files: Vec::new() };
        return shelf.wiped(made, (path, contents.is_mp4)).await.map_err(ours);
    };
    let folder = intake.quarantine.work(stored.video.id, token)?;
    let found = probe::probe(tools, folder.path(), (container, stored.cut), &path).await?;
    let shelf = Shelf { backend, folder: folder.path(), files: Vec::new() };
    shelf.made(tools, stored, (&found, &path, source), progress).await.map_err(ours)
}

/// What goes wrong in our own folder: what is missing there is not the file that was handed in.
fn ours(fault: Fault) -> Fault {
    match fault {
        Fault::Lost => Fault::Trouble("a file is missing that was just made".to_owned()),
        other => other,
    }
}

fn note_as_is() -> Error {
    Error::invalid("error.video.as_is")
}

/// What a file is, what is in it, and its SHA-256.
async fn look(path: PathBuf) -> Result<(Container, Contents, String), Fault> {
    let work = move || {
        let (container, contents) = container::look(&path)?;
        Ok((container, contents, hash(&path)?))
    };
    let done = tokio::task::spawn_blocking(work).await;
    match done.map_err(|error| Fault::Trouble(error.to_string()))? {
        Err(Fault::Lost) => bad("error.upload.gone"),
        other => other,
    }
}

/// What was made of the very same of the same file before, whoever handed it in.
async fn before(backend: &Backend, stored: &Stored, source: &str) -> Result<Option<Made>, Fault> {
    let has_tools = backend.intake().tools().await.is_some();
    let (id, source) = (stored.video.id, source.to_owned());
    let wanted = (stored.cover, stored.cut);
    let work = move |backend: &Backend| {
        Ok(backend.db().write(|sql| {
            video::set_source(sql, id, &source)?;
            video::made_of(sql, &source, wanted)
        })?)
    };
    let found = backend.blocking(work).await?;
    // What was taken as it was is made anew once that can be done.
    Ok(found.filter(|made| made.master.is_some() == has_tools))
}

/// Puts files into the store, and keeps in mind which.
struct Shelf<'a> {
    backend: &'a Backend,
    folder: &'a Path,
    files: Vec<File>,
}

impl Shelf<'_> {
    /// Makes a video anew, in every size.
    async fn made(
        mut self,
        tools: &Tools,
        stored: &Stored,
        (found, path, source): (&Source, &Path, String),
        progress: &AtomicU16,
    ) -> Result<Ready, Fault> {
        let sizes = plan::sizes(found);
        let tell = |done: u16| progress.store(done.saturating_mul(9) / 10, Ordering::Relaxed);
        encode::encode(tools, self.folder, (found, path), &sizes, tell).await?;
        let (renditions, duration_ms) = self.renditions(found, &sizes).await?;
        let ends = (sizes[0].side, sizes[sizes.len() - 1].side);
        let cover = stored.cover.map(|at| stored.cut.moment(at));
        let stills = still::take(tools, self.folder, ends, duration_ms, cover).await?;
        progress.store(950, Ordering::Relaxed);
        self.finish(found, source, (renditions, duration_ms), stills).await
    }

    /// Takes a file as it is, but for what it says of its maker, its place or its time.
    async fn wiped(mut self, made: Made, (path, is_mp4): (PathBuf, bool)) -> Result<Ready, Fault> {
        let copy = self.folder.join(encode::WHOLE);
        tokio::task::spawn_blocking(move || as_is::copy(&path, &copy, is_mp4))
            .await
            .map_err(|error| Fault::Trouble(error.to_string()))??;
        let whole = self.put_file(encode::WHOLE, &made.whole.mime).await?;
        let (made, note) = (Made { whole, ..made }, Some(note_as_is()));
        Ok(Ready { made, files: self.files, poster: None, looks: Vec::new(), note })
    }

    /// Puts every size into the store; says how long the largest is.
    async fn renditions(
        &mut self,
        found: &Source,
        sizes: &[Size],
    ) -> Result<(Vec<Rendition>, u64), Fault> {
        let (mut renditions, mut longest) = (Vec::new(), 0);
        for Size { side, width, height } in sizes.iter().copied() {
            let name = format!("{side}.mp4");
            let text = std::fs::read_to_string(self.folder.join(format!("{side}.m3u8")))?;
            let head = beginning(&self.folder.join(&name))?;
            let measured = playlist::measure(&text, &name);
            let codecs = playlist::codecs(&head, found.audio.is_some());
            let (Some((bandwidth, length)), Some(codecs)) = (measured, codecs) else {
                return Err(Fault::Trouble(format!("{name} is not what it should be")));
            };
            longest = longest.max(length);
            let file = self.put_file(&name, MP4).await?;
            let playlist = self.put(text.into_bytes(), PLAYLIST).await?;
            renditions.push(Rendition { side, width, height, bandwidth, codecs, playlist, file });
        }
        if longest.saturating_add(found.duration_ms / 20 + SLACK) < found.duration_ms {
            return bad("error.video.truncated");
        }
        Ok((renditions, longest))
    }

    /// Puts the rest into the store, and says what there is.
    async fn finish(
        mut self,
        found: &Source,
        source: String,
        (renditions, duration_ms): (Vec<Rendition>, u64),
        stills: Stills,
    ) -> Result<Ready, Fault> {
        let Stills { poster, strip: (strip, about), looks } = stills;
        let list = playlist::master(&renditions, plan::rate(found));
        let whole = self.put_file(encode::WHOLE, MP4).await?;
        let master = self.put(list.into_bytes(), PLAYLIST).await?;
        let kept = self.put(poster.bytes, poster.mime).await?;
        self.put(strip, "image/jpeg").await?;
        let made = Made {
            source,
            duration_ms,
            width: found.width,
            height: found.height,
            has_audio: found.audio.is_some(),
            master: Some(master),
            renditions,
            whole,
            poster: Some(kept.clone()),
            thumbhash: Some(poster.thumb),
            strip: Some(about),
            captions: Vec::new(),
        };
        Ok(Ready { made, files: self.files, poster: Some((kept, poster.look)), looks, note: None })
    }

    /// What a file is called in the store; it is left alone there until the try has ended.
    async fn object(&self, sha256: &str) -> Result<String, Error> {
        let sha256 = sha256.to_owned();
        let renew = move |backend: &Backend| {
            let until = backend.now().plus_seconds(UNSHOWN);
            let (_, object) = backend.db().write(|sql| item::renew(sql, &sha256, until))?;
            Ok(object)
        };
        self.backend.blocking(renew).await
    }

    async fn put(&mut self, bytes: Vec<u8>, mime: &str) -> Result<String, Fault> {
        let sha256 = sha256_hex(&bytes);
        let size = bytes.len() as u64;
        let object = self.object(&sha256).await?;
        self.backend.media().put(&object, bytes).await?;
        self.files.push(File { sha256: sha256.clone(), bytes: size, mime: mime.to_owned() });
        Ok(sha256)
    }

    async fn put_file(&mut self, name: &str, mime: &str) -> Result<File, Fault> {
        let path = self.folder.join(name);
        let bytes = std::fs::metadata(&path)?.len();
        let hashed = path.clone();
        let sha256 = tokio::task::spawn_blocking(move || hash(&hashed))
            .await
            .map_err(|error| Fault::Trouble(error.to_string()))??;
        let object = self.object(&sha256).await?;
        self.backend.media().put_file(&object, &path).await?;
        let file = File { sha256, bytes, mime: mime.to_owned() };
        self.files.push(file.clone());
        Ok(file)
    }
}

fn beginning(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// The SHA-256 of a file, in lower-case hexadecimal. It blocks.
fn hash(path: &Path) -> Result<String, Fault> {
    let mut file = std::fs::File::open(path)?;
    let (mut sum, mut part) = (Sha256::new(), vec![0; 1 << 18]);
    loop {
        match file.read(&mut part) {
            Ok(0) => return Ok(to_hex(&sum.finalize())),
            Ok(more) => sum.update(&part[..more]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}
