//! The whole way of a video through the service, against the bare calls of its tools.

use crate::site::Site;
use crate::{Fault, median};
use axum::body::Bytes;
use sampan_protocol::media::VideoState;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A call of a tool: its name, then its arguments.
type Call = Vec<String>;

/// Measures both sides, turn by turn.
pub(crate) async fn measure(
    runs: usize,
    seconds: usize,
) -> Result<Vec<(&'static str, f64)>, Fault> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    for name in ["noted", "tools", "site", "bare"] {
        std::fs::create_dir(at(name))?;
    }
    let clip = at("clip.mp4");
    make_clip(&clip, seconds)?;
    note_calls(&at("tools"))?;
    let mut noted = Site::open(&at("noted"), Some(at("tools"))).await?;
    process(&mut noted, &file(&clip, 0)?).await?;
    noted.backend.close();
    let calls = read_calls(&std::fs::read(at("tools").join("log"))?)?;
    let mut site = Site::open(&at("site"), None).await?;
    // What a first time looks for, it looks for once.
    process(&mut site, &file(&clip, 1)?).await?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for run in 0..runs {
        let own = file(&clip, run + 2)?;
        let path = at("bare").join("clip");
        std::fs::write(&path, &own)?;
        ours.push(process(&mut site, &own).await?);
        let (calls, path, to) = (calls.clone(), path.clone(), at("bare"));
        bare.push(tokio::task::spawn_blocking(move || replay(&calls, &path, &to)).await??);
    }
    site.backend.close();
    let ratios = ours.iter().zip(&bare).map(|(ours, bare)| ours / bare).collect();
    Ok(vec![
        ("pipeline_ratio", median(ratios)),
        ("pipeline_seconds", median(ours)),
        ("bare_seconds", median(bare)),
        ("calls", calls.len() as f64),
    ])
}

/// A clip as phones make them: 720p with sound.
fn make_clip(path: &Path, seconds: usize) -> Result<(), Fault> {
    let words = format!(
        "-loglevel error -y -f lavfi -i testsrc2=s=1280x720:r=30:d={seconds} -f lavfi -i \
         sine=f=440:d={seconds} -c:v libx264 -preset ultrafast -c:a aac -shortest"
    );
    let made = Command::new("ffmpeg").args(words.split_whitespace()).arg(path).status()?;
    if made.success() { Ok(()) } else { Err("ffmpeg makes no clip".into()) }
}

/// The clip with a box at its end that makes it another file: the same file is made once only.
fn file(clip: &Path, number: usize) -> Result<Bytes, Fault> {
    let mut bytes = std::fs::read(clip)?;
    bytes.extend(16u32.to_be_bytes());
    bytes.extend(b"free");
    bytes.extend((number as u64).to_be_bytes());
    Ok(bytes.into())
}

/// Lays tools into a folder that note what they are asked for, each word with a zero byte behind it and
/// each call with one more, and then do it.
fn note_calls(folder: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::PermissionsExt;
    for name in ["ffmpeg", "ffprobe"] {
        let found = Command::new("which").arg(name).output()?.stdout;
        let real = String::from_utf8(found)?;
        let text = format!(
            "#!/bin/sh\nprintf '%s\\0' {name} \"$@\" '' >> '{}/log'\nexec {} \"$@\"\n",
            folder.display(),
            real.trim()
        );
        let path = folder.join(name);
        std::fs::write(&path, text)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// The calls that read a file.
fn read_calls(log: &[u8]) -> Result<Vec<Call>, Fault> {
    let text = std::str::from_utf8(log)?;
    let calls = text.split("\0\0").map(|call| call.split('\0').map(str::to_owned).collect());
    Ok(calls.filter(|call: &Call| call.iter().any(|word| word == "-i")).collect())
}

/// Uploads a file; answers how many seconds it takes from then on until it is a video.
async fn process(site: &mut Site, file: &Bytes) -> Result<f64, Fault> {
    let id = site.upload(file).await?;
    let began = Instant::now();
    site.backend.reach_out(site.backend.now()).await?;
    let took = began.elapsed().as_secs_f64();
    let told = site.video(id).await?;
    match told.state {
        VideoState::Done => Ok(took),
        _ => Err(format!("it is no video: {:?}", told.error).into()),
    }
}

/// Does the same calls on a file by themselves; answers how many seconds they take.
fn replay(calls: &[Call], file: &Path, folder: &Path) -> Result<f64, Fault> {
    let began = Instant::now();
    for call in calls {
        let Some((program, words)) = call.split_first() else { continue };
        let words = words.iter().map(|word| match word.ends_with(".part") {
            true => format!("file:{}", file.display()),
            false => word.clone(),
        });
        let mut command = Command::new(program);
        command.args(words).current_dir(folder).stdin(Stdio::null());
        let ended = command.output()?;
        if !ended.status.success() {
            let complaints = String::from_utf8_lossy(&ended.stderr).into_owned();
            return Err(format!("{program}: {complaints}").into());
        }
    }
    Ok(began.elapsed().as_secs_f64())
}
