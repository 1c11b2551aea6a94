//! Processes: their logs, their descendants, their memory, their end.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::error::{Error, Result};

/// How many lines of a log an error shows.
const TAIL: usize = 25;

/// A process that ends, with all that it has started, when this is dropped.
#[derive(Debug)]
pub(crate) struct Tree {
    child: Child,
}

impl Tree {
    /// Starts a command.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .map_err(|cause| Error::NotStarted { program, cause: cause.to_string() })?;
        Ok(Self { child })
    }

    /// Takes over a process that runs.
    pub(crate) fn of(child: Child) -> Self {
        Self { child }
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let below = descendants(self.child.id());
        let _ = self.child.kill();
        let _ = self.child.wait();
        below.into_iter().for_each(kill);
    }
}

/// Ends a process at once, as a power cut would; nothing happens when there is none.
pub(crate) fn kill(id: u32) {
    if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

/// Every process below one, its children first.
#[must_use]
pub fn descendants(id: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> =
        processes().filter_map(|pid| Some((pid, parent(pid)?))).collect();
    let mut found = vec![id];
    let mut next = 0;
    while next < found.len() {
        let above = found[next];
        found.extend(parents.iter().filter(|(_, parent)| *parent == above).map(|(pid, _)| *pid));
        next += 1;
    }
    found.remove(0);
    found
}

/// The memory of some processes, in kilobytes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Memory {
    /// Resident pages, shared ones counted in each process.
    pub rss: u64,
    /// Resident pages, shared ones divided among those who share them.
    pub pss: u64,
}

/// The memory of a process and all below it.
#[must_use]
pub fn memory_of(id: u32) -> Memory {
    let all = std::iter::once(id).chain(descendants(id)).map(memory_of_process);
    all.fold(Memory::default(), |sum, one| Memory {
        rss: sum.rss + one.rss,
        pss: sum.pss + one.pss,
    })
}

/// The memory of one process alone; none when there is no such process.
#[must_use]
pub fn memory_of_process(id: u32) -> Memory {
    let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let of = |key: &str| -> u64 {
        let line = text.lines().find_map(|line| line.strip_prefix(key));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    };
    Memory { rss: of("Rss:"), pss: of("Pss:") }
}

/// The child of a process that runs this program.
pub(crate) fn child_running(parent_id: u32, binary: &Path) -> Option<u32> {
    let binary = fs::canonicalize(binary).ok()?;
    descendants(parent_id)
        .into_iter()
        .find(|pid| fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == binary))
}

/// Tries again and again until something is there, or the time is up.
pub(crate) fn poll<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() >= deadline {
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The last lines of a log.
pub(crate) fn tail(log: &Path) -> String {
    let text =
        fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok())
}

fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The second field is the program's name in parentheses, which may hold anything.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_started_ends_with_it() -> Result<()> {
        let tree = Tree::start(Command::new("sh").args(["-c", "sleep 60 & wait"]))?;
        let below = poll(Duration::from_secs(5), || {
            Some(descendants(tree.id())).filter(|found| !found.is_empty())
        });
        let below = below.unwrap_or_default();
        assert_eq!(below.len(), 1, "the shell has one child");
        drop(tree);
        let gone = poll(Duration::from_secs(5), || {
            let state = fs::read_to_string(format!("/proc/{}/stat", below[0])).unwrap_or_default();
            (state.is_empty() || state.contains(") Z ")).then_some(())
        });
        assert!(gone.is_some(), "the child of the shell has ended, too");
        Ok(())
    }

    #[test]
    fn this_process_has_memory() {
        let memory = memory_of(std::process::id());
        assert!(memory.rss > 0 && memory.pss > 0, "a running process has pages: {memory:?}");
    }
}
