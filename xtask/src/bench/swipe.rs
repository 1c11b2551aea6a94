//! Swipe: from the key that goes to another video to its first moving frame, against a bare page with one
//! `<video>` that plays the same file in the same window; and whether memory stays as it is over 500 swipes.
//!
//! `WebKitGTK` never calls `requestVideoFrameCallback`, though it has it. So the first moving frame is the first
//! turn of `requestAnimationFrame` at which the video is not paused, is past 0.02 s, and has drawn two frames
//! since it began, as `getVideoPlaybackQuality` counts them. A swipe begins when the key reaches the page: that
//! the videos then scroll smoothly, and which of them is looked at is only known half the way, is part of what
//! is measured. On the bare page it begins when the file is set and played. A turn there comes after one here,
//! with the files that it showed: so it finds each whole on this device, which the first swipe to one may not.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::{Context, ensure};
use sampan_window::{App, Display, Size, Window, descendants, memory_of, memory_of_process};
use serde_json::{Value, json};

use super::median::{median, rounded};
use crate::progress::{note, section, step};
use crate::setup::{self, Ready};
use crate::{paths, shell, ui};

/// How many swipes are measured.
const SWIPES: usize = 100;
/// In how many turns, each followed by one of the bare page.
const TURNS: usize = 4;
/// Over how many swipes memory stays as it is, those that are measured among them.
const LONG: usize = 500;
/// A video that does not move within so many milliseconds was skipped.
const LIMIT: u64 = 5_000;
/// How long each is watched from its first moving frame, milliseconds.
const WATCH: u64 = 700;
/// How many times as long as on the bare page a swipe may take.
const MOST_RATIO: f64 = 1.2;
/// How many of a hundred frames may be dropped above those of the bare page.
const MOST_DROPPED: f64 = 1.0;
/// By how much memory may grow, percent.
const MOST_GROWTH: f64 = 10.0;
/// How often memory is looked at, a second apart: the middle counts.
const LOOKS: usize = 5;
/// How long a screen may take before something is wrong; the first one waits for the demo world to be made.
const PATIENCE: Duration = Duration::from_secs(120);
/// What the kernel calls the process of a page; it keeps the first 15 letters.
const PROCESS: &str = "WebKitWebProces";

/// What both sides use: begins, waits for the first moving frame of a video, watches it for a while, and tells
/// how long it took, and how many frames there were since it began.
const MOVING: &str = "
    const moving = (video, limit, watch, isHere, begin) => new Promise(done => {
        const counts = () => {
            const quality = video.getVideoPlaybackQuality();
            return [quality.totalVideoFrames, quality.droppedVideoFrames];
        };
        let [frames, dropped, taken, last] = [0, 0, null, counts()];
        const began = performance.now();
        begin();
        const look = () => {
            const passed = performance.now() - began;
            const now = counts();
            // What is loaded or sought counts from nothing again.
            const more = at => now[at] < last[at] ? now[at] : now[at] - last[at];
            frames += more(0);
            dropped += more(1);
            last = now;
            const moves = frames >= 2 && !video.paused && video.currentTime > 0.02 && isHere();
            if (taken === null && moves) taken = passed;
            if (passed > (taken === null ? limit : taken + watch)) {
                done({ taken, frames, dropped, url: video.currentSrc, muted: video.muted });
            } else {
                requestAnimationFrame(look);
            }
        };
        requestAnimationFrame(look);
    });";
/// Swipes to the next video, and back from the last one to the first.
const SWIPE: &str = "
    const [limit, watch] = args;
    const place = film => Number(film.style.getPropertyValue('--at'));
    const films = [...document.querySelectorAll('[data-video][data-current]')];
    const now = films.find(film => film.dataset.current === 'true');
    if (!now) throw new Error('no video is looked at');
    const count = Number(document.querySelector('.reel-track').style.getPropertyValue('--count'));
    if (place(now) + 1 >= count) window.goesBack = true;
    if (place(now) === 0) window.goesBack = false;
    const to = place(now) + (window.goesBack ? -1 : 1);
    const next = films.find(film => place(film) === to);
    if (!next) throw new Error(`there is no video ${to} of ${count}`);
    const key = window.goesBack ? 'ArrowUp' : 'ArrowDown';
    const press = () => window.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const isHere = () => next.dataset.current === 'true';
    return await moving(next.querySelector('video'), limit, watch, isHere, press);";
/// Plays a file on the bare page, which has let go of the one before.
const PLAY: &str = "
    const [limit, watch, url, muted] = args;
    const video = document.querySelector('video');
    video.pause();
    video.removeAttribute('src');
    video.load();
    video.muted = muted;
    await new Promise(done => setTimeout(done, 300));
    return await new Promise((done, fail) => {
        const begin = () => {
            video.src = url;
            video.play().catch(fail);
        };
        moving(video, limit, watch, () => true, begin).then(done, fail);
    });";
/// Whether the video that is looked at plays.
const PLAYS: &str = "
    const video = document.querySelector('[data-current=true] video');
    return !!video && !video.paused && video.currentTime > 0.02";
/// The bare page: as large a video as the app's, loaded as the app's is.
const PAGE: &str = "<!doctype html><title>bare</title><meta charset=utf-8>
    <meta name=viewport content='width=device-width'><style>
    body { margin: 0; background: #0b0d12 }
    video { position: fixed; inset: 0; width: 100%; height: 100%; object-fit: cover }
    </style><video playsinline loop preload=auto></video>";

/// What was seen of one video since it began.
#[derive(Debug)]
struct Seen {
    /// Until its first moving frame, milliseconds; none where there was none in time.
    taken: Option<f64>,
    /// How many frames were drawn.
    frames: f64,
    /// How many were dropped.
    dropped: f64,
    /// Where its file is.
    url: String,
    /// Whether it played without sound.
    muted: bool,
}

/// What was seen of all videos on one side.
#[derive(Debug, Default)]
struct Side {
    times: Vec<f64>,
    skipped: usize,
    frames: f64,
    dropped: f64,
}

/// The memory that is held, MiB.
#[derive(Debug, Clone, Copy)]
struct Held {
    /// By the process of the page.
    page: f64,
    /// By the app and all that it started.
    all: f64,
}

/// Measures both sides in turns, and memory in the app's last one.
pub(super) fn measure() -> anyhow::Result<Value> {
    setup::ensure(Ready::Headless)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    section("building the app", || {
        shell::run(shell::cargo().args(["build", "--release", "-p", "sampan", "--bins"]))
    })?;
    let display = Display::start(Size::PHONE)?;
    let window = step("opening the window", || open(&display))?;
    let home = window.script("return location.origin", &[])?;
    let home = home.as_str().context("the app has an address")?.to_owned();
    let page = serve()?;
    let (mut ours, mut bare, mut memory) = (Side::default(), Side::default(), None);
    for turn in 1..=TURNS {
        let times = SWIPES / TURNS;
        let seen = step(&format!("{times} swipes, turn {turn} of {TURNS}"), || {
            show(&window, &home)?;
            swipe(&window, times, WATCH)
        })?;
        if turn == TURNS {
            let quick = LONG - SWIPES;
            memory = Some(step(&format!("{quick} quick swipes"), || outlast(&window, quick))?);
        }
        let same = step("the same files on the bare page", || play(&window, &page, &seen))?;
        ours.add(&seen);
        bare.add(&same);
    }
    ensure!(!ours.times.is_empty() && !bare.times.is_empty(), "no video moved within {LIMIT} ms");
    Ok(report(&ours, &bare, memory.context("memory was looked at")?))
}

/// Opens the demo world.
fn open(display: &Display) -> anyhow::Result<Window> {
    let app = App::new(paths::target().join("release/sampan"));
    let app = app.demo().language("en").theme("light").size(Size::PHONE);
    let window = Window::open(display, &app)?.patience(PATIENCE);
    window.wait_screen("home", "ready")?;
    window.settle()?;
    Ok(window)
}

/// Shows the videos from the first one on, coming back from the bare page where the window is there.
fn show(window: &Window, home: &str) -> anyhow::Result<()> {
    if window.script("return location.origin", &[])? != json!(home) {
        go(window, home)?;
        window.wait_screen("home", "ready")?;
    }
    window.navigate("/feed/videos")?;
    window.wait_screen("feed.videos", "ready")?;
    window.wait_until("the first video to play", PLAYS, &[])?;
    window.settle()?;
    thread::sleep(Duration::from_millis(WATCH));
    Ok(())
}

/// Has the window load another page.
fn go(window: &Window, url: &str) -> anyhow::Result<()> {
    let script = format!("setTimeout(() => {{ location.href = {url:?}; }}); return true");
    Ok(window.script(&script, &[]).map(drop)?)
}

/// Swipes so often, and watches each video for so many milliseconds.
fn swipe(window: &Window, times: usize, watch: u64) -> anyhow::Result<Vec<Seen>> {
    let (script, of) = (format!("{MOVING}{SWIPE}"), [json!(LIMIT), json!(watch)]);
    (0..times).map(|_| Seen::of(&window.script_async(&script, &of)?)).collect()
}

/// Plays on the bare page what was seen, with sound where it had sound.
fn play(window: &Window, page: &str, seen: &[Seen]) -> anyhow::Result<Vec<Seen>> {
    go(window, page)?;
    window.wait_until("the bare page", "return document.title === 'bare'", &[])?;
    thread::sleep(Duration::from_millis(WATCH));
    let script = format!("{MOVING}{PLAY}");
    let mut all = Vec::with_capacity(seen.len());
    // What was skipped may not even have had a file.
    for Seen { url, muted, .. } in seen.iter().filter(|one| !one.url.is_empty()) {
        ensure!(url.starts_with("http"), "{url} is no file that a bare page can play");
        let of = [json!(LIMIT), json!(WATCH), json!(url), json!(muted)];
        all.push(Seen::of(&window.script_async(&script, &of)?)?);
    }
    Ok(all)
}

/// Swipes on, to the next video as soon as one moves: what is held before and after, and how many were skipped.
fn outlast(window: &Window, times: usize) -> anyhow::Result<(Held, Held, usize)> {
    let before = Held::by(window)?;
    let seen = swipe(window, times, 0)?;
    let skipped = seen.iter().filter(|one| one.taken.is_none()).count();
    Ok((before, Held::by(window)?, skipped))
}

impl Seen {
    /// What the page told.
    fn of(told: &Value) -> anyhow::Result<Self> {
        let number =
            |key: &str| told[key].as_f64().with_context(|| format!("{key} is missing: {told}"));
        Ok(Self {
            taken: told["taken"].as_f64(),
            frames: number("frames")?,
            dropped: number("dropped")?,
            url: told["url"].as_str().unwrap_or_default().to_owned(),
            muted: told["muted"] == json!(true),
        })
    }
}

impl Side {
    /// Takes in what was seen in a turn.
    fn add(&mut self, seen: &[Seen]) {
        for one in seen {
            match one.taken {
                Some(taken) => self.times.push(taken),
                None => self.skipped += 1,
            }
            self.frames += one.frames;
            self.dropped += one.dropped;
        }
    }

    /// What 95 of a hundred swipes take at most.
    fn late(&self) -> f64 {
        let mut sorted = self.times.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (sorted.len() * 95).div_ceil(100).saturating_sub(1);
        sorted.get(at).copied().unwrap_or_default()
    }

    /// How many frames were dropped, of a hundred that were drawn.
    fn lost(&self) -> f64 {
        100.0 * self.dropped / self.frames.max(1.0)
    }
}

impl Held {
    /// What the window holds now.
    fn by(window: &Window) -> anyhow::Result<Self> {
        let app = window.process().context("the app runs")?;
        let is_page = |id: &u32| {
            std::fs::read_to_string(format!("/proc/{id}/comm"))
                .is_ok_and(|name| name.starts_with(PROCESS))
        };
        let (mut page, mut all) = (Vec::new(), Vec::new());
        for _ in 0..LOOKS {
            thread::sleep(Duration::from_secs(1));
            let pages = descendants(app).into_iter().filter(is_page);
            let held: u64 = pages.map(|id| memory_of_process(id).pss).sum();
            ensure!(held > 0, "there is no process of a page below the app's");
            page.push(held as f64 / 1024.0);
            all.push(memory_of(app).pss as f64 / 1024.0);
        }
        Ok(Self { page: median(&page), all: median(&all) })
    }
}

fn report(ours: &Side, bare: &Side, (before, after, quick): (Held, Held, usize)) -> Value {
    let (mine, theirs) = (median(&ours.times), median(&bare.times));
    let (ratio, above) = (mine / theirs, ours.lost() - bare.lost());
    let percent = |before: f64, after: f64| 100.0 * (after / before - 1.0);
    let growth = percent(before.page, after.page);
    note(format!("ours {mine:.0} ms, the bare page {theirs:.0} ms; {} skipped", ours.skipped));
    note(format!("{above:.2} % more frames dropped, {growth:.1} % more memory"));
    let memory = json!({
        "after_measured": rounded(before.page),
        "after_all": rounded(after.page),
        "growth": rounded(growth),
        "app_after_measured": rounded(before.all),
        "app_after_all": rounded(after.all),
        "app_growth": rounded(percent(before.all, after.all)),
        "swipes": LONG,
        "unit": "MiB, PSS of the page's process, and of the whole app with it; growth in percent",
    });
    let target = |is: f64, most: f64| json!({ "most": most, "met": is <= most });
    json!({
        "bench": "swipe",
        "ratio": rounded(ratio),
        "ours": rounded(mine),
        "yardstick": rounded(theirs),
        "of": "from the key to the first moving frame, p50; a bare page with one video of the same file",
        "unit": "ms",
        "p95": { "ours": rounded(ours.late()), "yardstick": rounded(bare.late()) },
        "skipped": { "ours": ours.skipped, "yardstick": bare.skipped, "quick": quick },
        "dropped": {
            "ours": rounded(ours.lost()),
            "yardstick": rounded(bare.lost()),
            "above": rounded(above),
            "frames": { "ours": ours.frames, "yardstick": bare.frames },
            "unit": "% of the frames",
        },
        "memory": memory,
        "targets": {
            "ratio": target(ratio, MOST_RATIO),
            "skipped": target(ours.skipped as f64, 0.0),
            "dropped_above": target(above, MOST_DROPPED),
            "memory_growth": target(growth, MOST_GROWTH),
        },
        "runs": SWIPES,
    })
}

/// Gives the bare page on a port of this machine; answers its address.
fn serve() -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            // A page that cannot be given is missed by the window, which says so.
            thread::spawn(move || drop(answer(stream)));
        }
    });
    Ok(url)
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        PAGE.len()
    );
    stream.write_all(&[head.as_bytes(), PAGE.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_skipped_takes_no_time_but_counts() {
        let told = |taken: Value| json!({ "taken": taken, "frames": 20, "dropped": 1, "url": "" });
        let mut seen: Vec<Value> = (1..=100).map(|taken| told(json!(taken))).collect();
        seen.push(told(Value::Null));
        let seen: Vec<Seen> = seen.iter().filter_map(|one| Seen::of(one).ok()).collect();
        let mut side = Side::default();
        side.add(&seen);
        assert_eq!((side.times.len(), side.skipped), (100, 1), "all are taken in");
        let is = |value: f64, expected: f64| (value - expected).abs() < 1e-9;
        assert!(is(side.late(), 95.0), "95 of a hundred take no longer");
        assert!(is(side.lost(), 5.0), "one frame of twenty is lost");
        assert!(Seen::of(&json!({})).is_err(), "what tells nothing is no answer");
    }
}
