//! Tells what is going on, and for how long.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often a step that goes on is mentioned where there is no terminal to redraw a line on.
const REMINDER: Duration = Duration::from_secs(15);

/// Runs `work` as a named step: says when it goes on, and how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let started = Instant::now();
    let ticker = Ticker::start(name);
    let outcome = work();
    drop(ticker);
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name} ({:.1} s)", started.elapsed().as_secs_f64());
    outcome
}

/// Announces a step whose own output follows, and says how long it took.
pub(crate) fn section<T>(
    name: &str,
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let started = Instant::now();
    eprintln!("▸ {name}");
    let outcome = work();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name} ({:.1} s)", started.elapsed().as_secs_f64());
    outcome
}

/// Tells one fact in passing.
pub(crate) fn note(text: impl AsRef<str>) {
    eprintln!("  {}", text.as_ref());
}

/// A thread that shows the elapsed time until it is dropped.
struct Ticker {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    fn start(name: &str) -> Self {
        let (stop, stopped) = channel::<()>();
        let name = name.to_owned();
        let terminal = std::io::stderr().is_terminal();
        let pause = if terminal { Duration::from_millis(200) } else { REMINDER };
        let thread = std::thread::spawn(move || {
            let started = Instant::now();
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                let seconds = started.elapsed().as_secs();
                if terminal {
                    eprint!("\r\x1b[2K… {name} ({seconds} s)");
                } else {
                    eprintln!("… {name} ({seconds} s)");
                }
                let _ = std::io::stderr().flush();
            }
            if terminal {
                eprint!("\r\x1b[2K");
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
