//! Start: from the program's start to its first real content on the screen, against a bare Tauri window.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::bail;
use sampan_window::{App, Display, Memory, Program, Size, Window, memory_of, memory_of_process};
use serde_json::{Value, json};

use super::median::{median, rounded};
use super::pixels::{Camera, Content};
use crate::progress::{note, section, step};
use crate::setup::{self, Ready};
use crate::{paths, shell, ui};

/// The share of a side's content that has to be visible.
const VISIBLE: f64 = 0.9;
/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a screen has to stay the same to be the final one.
const STILL: Duration = Duration::from_secs(3);
/// Between two looks: fine enough to tell the sides apart, rare enough not to slow them down.
const PAUSE: Duration = Duration::from_millis(8);
/// How long a program is left alone after each start, as by somebody who looks at what it shows: then
/// its memory is taken, and what it does for its next start is done.
const REST: Duration = Duration::from_secs(3);
/// Fewer pixels are no content.
const LEAST: usize = 40;

/// One of the two programs, and what it has shown so far.
struct Side {
    app: App,
    content: Content,
    starts: Vec<f64>,
    memories: Vec<Memory>,
    processes: Vec<Memory>,
}

/// Measures both sides in turns.
pub(super) fn measure(runs: usize) -> anyhow::Result<Value> {
    setup::ensure(Ready::Headless)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    let (ours, bare) = build()?;
    let display = Display::start(Size::DESKTOP)?;
    let camera = Camera::of(display.name())?;
    let folder = tempfile::tempdir()?;
    let app = App::new(ours)
        .home(&folder.path().join("ours"))
        .demo()
        .size(Size::DESKTOP)
        .theme("light")
        .language("en");
    step("making the demo world", || prepare(&display, &app))?;
    let bare = App::foreign(bare).home(&folder.path().join("bare"));
    let mut ours = step("looking at our home screen", || Side::new(&display, &camera, app))?;
    let mut bare = step("looking at the bare window", || Side::new(&display, &camera, bare))?;
    step(&format!("{runs} starts of each"), || {
        for run in 0..runs {
            // Whoever comes second finds warmer caches, so they take turns in that, too.
            let order = if run % 2 == 0 { [&mut ours, &mut bare] } else { [&mut bare, &mut ours] };
            for side in order {
                side.start(&display, &camera)?;
            }
        }
        Ok(())
    })?;
    Ok(report(&ours, &bare))
}

fn build() -> anyhow::Result<(PathBuf, PathBuf)> {
    section("building both windows", || {
        shell::run(shell::cargo().args([
            "build",
            "--release",
            "-p",
            "sampan",
            "-p",
            "sampan-yardstick-window",
        ]))
    })?;
    let folder = paths::target().join("release");
    Ok((folder.join("sampan"), folder.join("sampan-yardstick-window")))
}

/// Fills the profile, and makes sure that what we measure is the home screen.
fn prepare(display: &Display, app: &App) -> anyhow::Result<()> {
    let window = Window::open(display, app)?.patience(PATIENCE * 2);
    window.wait_screen("home", "ready")?;
    window.settle()?;
    window.close();
    Ok(())
}

impl Side {
    /// Starts a program once, to learn what its content looks like when nothing changes any more.
    fn new(display: &Display, camera: &Camera, app: App) -> anyhow::Result<Self> {
        let empty = camera.look()?;
        let program = Program::start(display, &app)?;
        let started = Instant::now();
        let (mut last, mut since) = (camera.look()?, Instant::now());
        while last == empty || since.elapsed() < STILL {
            if started.elapsed() > PATIENCE {
                bail!("the window does not come to rest:\n{}", program.log());
            }
            std::thread::sleep(PAUSE * 4);
            let now = camera.look()?;
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        let content = last.content();
        anyhow::ensure!(content.size() > LEAST, "the window shows nothing:\n{}", program.log());
        end(program, camera, &content)?;
        Ok(Self { app, content, starts: Vec::new(), memories: Vec::new(), processes: Vec::new() })
    }

    /// Starts the program, takes the time until its content is visible, then its memory.
    fn start(&mut self, display: &Display, camera: &Camera) -> anyhow::Result<()> {
        let started = Instant::now();
        let program = Program::start(display, &self.app)?;
        while self.content.share_in(&camera.look()?) < VISIBLE {
            if started.elapsed() > PATIENCE {
                bail!("the content did not appear:\n{}", program.log());
            }
            std::thread::sleep(PAUSE);
        }
        self.starts.push(started.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(REST);
        self.memories.push(memory_of(program.id()));
        self.processes.push(memory_of_process(program.id()));
        end(program, camera, &self.content)
    }

    fn median_start(&self) -> f64 {
        median(&self.starts)
    }

    fn median_memory(&self, of: impl Fn(&Memory) -> u64, memories: &[Memory]) -> f64 {
        median(&memories.iter().map(|memory| of(memory) as f64).collect::<Vec<_>>())
    }
}

/// Ends a program and waits until the display is empty again.
fn end(program: Program, camera: &Camera, content: &Content) -> anyhow::Result<()> {
    drop(program);
    let ended = Instant::now();
    while content.share_in(&camera.look()?) > 1.0 - VISIBLE
        && ended.elapsed() < Duration::from_secs(5)
    {
        std::thread::sleep(PAUSE);
    }
    // What it started ends a moment later, and must not slow down the next.
    std::thread::sleep(Duration::from_millis(300));
    Ok(())
}

fn report(ours: &Side, bare: &Side) -> Value {
    let (our_start, bare_start) = (ours.median_start(), bare.median_start());
    note(format!("ours {our_start:.0} ms, bare window {bare_start:.0} ms"));
    let tree = |side: &Side| side.median_memory(|memory| memory.pss, &side.memories);
    let process = |side: &Side| side.median_memory(|memory| memory.rss, &side.processes);
    json!({
        "bench": "start",
        "ratio": rounded(our_start / bare_start),
        "ours": rounded(our_start),
        "yardstick": rounded(bare_start),
        "unit": "ms",
        "runs": ours.starts.len(),
        "memory": {
            "ratio": rounded(tree(ours) / tree(bare)),
            "ours": tree(ours),
            "yardstick": tree(bare),
            "unit": "kB, PSS of all processes",
            "process_ratio": rounded(process(ours) / process(bare)),
            "process_ours": process(ours),
            "process_yardstick": process(bare),
            "process_unit": "kB, RSS of the app process",
        },
    })
}
