//! Short videos as people have them: made for a journey, handed to the form, and looked at while they play.

use crate::person::{ask, wait_synced};
use sampan_window::{Key, Window};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Frames a second of the clips.
const RATE: f64 = 30.0;
/// How long a video may take until it is out.
const PATIENCE: Duration = Duration::from_secs(180);

/// Plays what is looked at for a while: how far it got in seconds, how many frames were decoded (WebKitGTK
/// calls no `requestVideoFrameCallback`, though it has it), and whether it says that it cannot be played.
const LOOK: &str = "
    const sleep = ms => new Promise(done => setTimeout(done, ms));
    const video = document.querySelector('[data-current=true] video');
    if (!video) return { told: 'there is no video' };
    for (let turn = 0; turn < 200 && (video.paused || video.readyState < 3); turn++) {
        if (video.error) return { told: `error ${video.error.code}` };
        await sleep(50);
    }
    const decoded = () => video.getVideoPlaybackQuality().totalVideoFrames;
    const begun = decoded();
    let far = 0, last = video.currentTime;
    for (let turn = 0; turn < 60; turn++) {
        await sleep(50);
        const now = video.currentTime;
        far += now >= last ? now - last : now + video.duration - last;
        last = now;
    }
    return { far, frames: decoded() - begun, told: video.error ? `error ${video.error.code}` : '' }";

/// Leaves nothing in sight but the picture, so that nothing else can move; or shows the rest again.
const ALONE: &str = "
    document.getElementById('alone')?.remove();
    if (!arguments[0]) return true;
    const style = document.createElement('style');
    style.id = 'alone';
    style.textContent = 'body * { visibility: hidden !important } [data-current=true] video { visibility: visible !important }';
    document.head.append(style);
    return true";

/// Makes a short video that moves all the time: MP4 with sound. What is another number looks different.
pub(crate) fn clip(folder: &Path, number: u32, seconds: u32) -> Vec<u8> {
    let path = folder.join(format!("clip-{number}.mp4"));
    let picture = format!("testsrc2=size=270x480:rate={RATE},hue=h={}", number * 40 % 360);
    let sound = format!("sine=frequency={}:sample_rate=48000", 300 + number * 20);
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", &picture, "-f", "lavfi", "-i", &sound])
        .args(["-t", &seconds.to_string(), "-c:v", "libx264", "-preset", "ultrafast"])
        .args(["-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"])
        .arg(&path)
        .status();
    assert!(made.is_ok_and(|status| status.success()), "cargo xtask setup installs ffmpeg");
    std::fs::read(path).expect("the clip is there")
}

/// Picks a file in the form, as a person would with the system's dialog.
pub(crate) fn pick(window: &Window, file: &[u8]) {
    use base64::Engine;
    let base64 = base64::engine::general_purpose::STANDARD.encode(file);
    let script = "
        const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));
        const held = new DataTransfer();
        held.items.add(new File([bytes], 'clip.mp4', { type: 'video/mp4' }));
        const input = document.querySelector('[data-test=video-file]');
        input.files = held.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    window.wait_for("[data-test=video-file]").expect("a file can be picked");
    window.script(script, &[json!(base64)]).expect("picked");
    window.wait_for("[data-test=staged][data-whole=true]").expect("all of it is read");
}

/// Posts a video from the form.
pub(crate) fn post(window: &Window, file: &[u8], title: &str, text: &str) {
    window.navigate("/feed/publish").expect("the form");
    window.wait_screen("feed.publish", "ready").expect("it is there");
    pick(window, file);
    window.fill("video-title", title).expect("a title");
    window.fill("video-text", text).expect("a text");
    window.click("video-publish").expect("posted");
    window.wait_screen("feed.studio", "ready").expect("the studio");
}

/// Posts a video as the form does, without looking at it; answers the identifier of its note.
pub(crate) fn post_quietly(window: &Window, file: &[u8], title: &str) -> String {
    use base64::Engine;
    let fresh = || {
        let made = window.script("return crypto.randomUUID().replace(/-4/, '-7')", &[]);
        made.expect("an identifier").as_str().expect("a text").to_owned()
    };
    let (video, note, op) = (fresh(), fresh(), fresh());
    let mut offset = 0;
    for part in file.chunks(1 << 20) {
        let base64 = base64::engine::general_purpose::STANDARD.encode(part);
        let staged = json!({ "video": video, "offset": offset, "base64": base64 });
        ask(window, "plugin:feed|stage_video", &staged);
        offset += part.len();
    }
    let film = json!({ "id": video, "texts": [], "captions": "", "sound": "", "tags": [] });
    let said = json!({ "title": title, "text": "", "pictures": [], "clip": null, "film": film, "place": "",
        "audience": "everybody" });
    let post = json!({ "op": op, "note": note, "account": null, "said": said, "cover_ms": null,
        "trim": null, "crop": null, "publish": null });
    ask(window, "plugin:feed|post_video", &post);
    note
}

/// Waits until so many postings are done.
pub(crate) fn wait_done(window: &Window, count: usize) {
    let until = Instant::now() + PATIENCE;
    loop {
        let all = ask(window, "plugin:feed|list_postings", &json!({}));
        let all = all.as_array().cloned().unwrap_or_default();
        if all.iter().filter(|one| one["state"] == json!("done")).count() >= count {
            break;
        }
        assert!(Instant::now() < until, "{count} videos are done: {all:#?}");
        sleep(Duration::from_millis(200));
    }
    wait_synced(window);
}

/// How often is looked for all frames.
const LOOKS: usize = 4;

/// Whether what is looked at plays: it gets on, its frames are decoded, and the picture in the window changes;
/// else why not.
pub(crate) fn plays(window: &Window, folder: &Path) -> Result<(), String> {
    let mut looks = 0;
    loop {
        let told = window.script_async(LOOK, &[]).map_err(|error| error.to_string())?;
        let far = told["far"].as_f64().unwrap_or_default();
        if far < 1.0 {
            return Err(format!("it does not get on: {told}"));
        }
        if told["frames"].as_f64().unwrap_or_default() >= 0.8 * RATE * far {
            break;
        }
        looks += 1;
        // A machine that is busy with something else for a while drops frames.
        if looks == LOOKS {
            return Err(format!("frames are missing: {told}"));
        }
    }
    alone(window, true)?;
    let moves = moves(window, folder);
    alone(window, false)?;
    moves
}

fn alone(window: &Window, yes: bool) -> Result<(), String> {
    window.script(ALONE, &[json!(yes)]).map(drop).map_err(|error| error.to_string())
}

/// Whether three looks at the window see three pictures.
fn moves(window: &Window, folder: &Path) -> Result<(), String> {
    let picture = |name: &str| {
        let path = folder.join(name);
        window.screenshot(&path).map_err(|error| error.to_string())?;
        sleep(Duration::from_millis(300));
        std::fs::read(path).map_err(|error| error.to_string())
    };
    let (first, second, third) = (picture("1.png")?, picture("2.png")?, picture("3.png")?);
    match first != second && second != third && first != third {
        true => Ok(()),
        false => Err("the window shows the same".to_owned()),
    }
}

/// The note that is looked at.
pub(crate) fn current(window: &Window) -> String {
    let script = "return document.querySelector('[data-current=true]')?.dataset.video ?? ''";
    window.script(script, &[]).expect("read").as_str().unwrap_or_default().to_owned()
}

/// Goes to the next video, and waits until it is looked at.
pub(crate) fn next(window: &Window) -> String {
    let before = current(window);
    window.press(&[Key::Down]).expect("a key");
    let script = "const now = document.querySelector('[data-current=true]')?.dataset.video;
        return !!now && now !== arguments[0]";
    window.wait_until("the next video", script, &[json!(before)]).expect("it comes");
    current(window)
}

/// The notes that are offered next.
pub(crate) fn offered(window: &Window) -> Vec<Value> {
    let wanted = json!({ "tab": "for_you", "seen": [], "count": 20, "first": null });
    let next = ask(window, "plugin:feed|next_videos", &wanted);
    next["videos"].as_array().cloned().unwrap_or_default()
}

/// Waits until so many videos are offered.
pub(crate) fn wait_offered(window: &Window, count: usize) {
    let until = Instant::now() + PATIENCE;
    while offered(window).len() < count {
        assert!(Instant::now() < until, "{count} videos are offered: {}", offered(window).len());
        ask(window, "plugin:device|refresh", &json!({}));
        sleep(Duration::from_millis(300));
    }
}
