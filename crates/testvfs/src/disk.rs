//! The disk: files with what is on them for certain, and what was written since.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the disk writes whole or not at all, bytes.
pub const SECTOR: usize = 512;

/// Something that was done to a file and is not certain to stay.
#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate { to: usize },
}

#[derive(Debug, Clone, Default)]
struct File {
    /// What whoever reads it sees.
    seen: Vec<u8>,
    /// What is there after a power cut, for certain.
    certain: Vec<u8>,
    /// What was done since.
    since: Vec<Change>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, File>,
    /// How many more writes and syncs there are before the power goes.
    left: Option<u64>,
    off: bool,
    writes: u64,
    /// Whether syncs are answered and not done, as by a disk that lies.
    lies: bool,
}

impl State {
    fn step(&mut self) -> Result<(), Off> {
        self.writes += 1;
        match &mut self.left {
            Some(0) => {
                self.off = true;
                return Err(Off);
            }
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    }
}

/// A disk in memory; cheap to clone, all clones are the same one.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    state: Arc<Mutex<State>>,
}

/// The power is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Off;

impl Disk {
    /// An empty disk.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets the power go after so many more writes and syncs.
    pub fn cut_after(&self, writes: u64) {
        self.state().left = Some(writes);
    }

    /// Whether the power is off.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.state().off
    }

    /// How many writes and syncs there were so far.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.state().writes
    }

    /// Makes a disk that says it synced and did not.
    pub fn lie(&self) {
        self.state().lies = true;
    }

    /// Turns the power on again. Of what was not synced, `chance` decides sector by sector what is
    /// there: it is given a number and answers with one below it.
    pub fn restart(&self, chance: &mut dyn FnMut(u64) -> u64) {
        let mut state = self.state();
        state.off = false;
        state.left = None;
        for file in state.files.values_mut() {
            for change in std::mem::take(&mut file.since) {
                settle(&mut file.certain, change, chance);
            }
            file.seen.clone_from(&file.certain);
        }
    }

    pub(crate) fn open(&self, name: &str, make: bool) -> Result<bool, Off> {
        let mut state = self.on()?;
        if make {
            state.files.entry(name.to_owned()).or_default();
        }
        Ok(state.files.contains_key(name))
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.state().files.contains_key(name)
    }

    pub(crate) fn delete(&self, name: &str) -> Result<(), Off> {
        let mut state = self.step()?;
        state.files.remove(name);
        Ok(())
    }

    pub(crate) fn size(&self, name: &str) -> Result<usize, Off> {
        Ok(self.on()?.files.get(name).map_or(0, |file| file.seen.len()))
    }

    /// Reads into `into`, and fills what is beyond the end with zeros; says how much was there.
    pub(crate) fn read(&self, name: &str, at: usize, into: &mut [u8]) -> Result<usize, Off> {
        let state = self.on()?;
        let seen = state.files.get(name).map_or(&[][..], |file| &file.seen);
        let there = seen.get(at..).unwrap_or_default();
        let count = there.len().min(into.len());
        into[..count].copy_from_slice(&there[..count]);
        into[count..].fill(0);
        Ok(count)
    }

    pub(crate) fn write(&self, name: &str, at: usize, bytes: &[u8]) -> Result<(), Off> {
        self.change(name, Change::Write { at, bytes: bytes.to_owned() })
    }

    pub(crate) fn truncate(&self, name: &str, to: usize) -> Result<(), Off> {
        self.change(name, Change::Truncate { to })
    }

    pub(crate) fn sync(&self, name: &str) -> Result<(), Off> {
        let mut state = self.step()?;
        if state.lies {
            return Ok(());
        }
        if let Some(file) = state.files.get_mut(name) {
            for change in std::mem::take(&mut file.since) {
                apply(&mut file.certain, &change);
            }
        }
        Ok(())
    }

    fn change(&self, name: &str, change: Change) -> Result<(), Off> {
        let mut state = self.on()?;
        let answered = state.step();
        // What the power cut short may be there in part: it counts as written, and is not answered.
        let file = state.files.entry(name.to_owned()).or_default();
        apply(&mut file.seen, &change);
        file.since.push(change);
        answered
    }

    /// Takes one step towards the power cut.
    fn step(&self) -> Result<MutexGuard<'_, State>, Off> {
        let mut state = self.on()?;
        state.step()?;
        Ok(state)
    }

    fn on(&self) -> Result<MutexGuard<'_, State>, Off> {
        let state = self.state();
        if state.off { Err(Off) } else { Ok(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes } => {
            let end = at + bytes.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            content[*at..end].copy_from_slice(bytes);
        }
        Change::Truncate { to } => content.truncate(*to),
    }
}

/// Applies a change that was not synced: all of it, nothing, or some of its sectors.
fn settle(content: &mut Vec<u8>, change: Change, chance: &mut dyn FnMut(u64) -> u64) {
    match (chance(3), change) {
        (0, _) => {}
        (1, change) => apply(content, &change),
        (_, Change::Truncate { .. }) => {}
        (_, Change::Write { at, bytes }) => {
            let mut from = 0;
            while from < bytes.len() {
                let to = bytes.len().min(from + SECTOR - (at + from) % SECTOR);
                if chance(2) == 0 {
                    let bytes = bytes[from..to].to_owned();
                    apply(content, &Change::Write { at: at + from, bytes });
                }
                from = to;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_synced_stays_and_the_rest_may_not() {
        let disk = Disk::new();
        disk.write("a", 0, &[1; 2_000]).expect("it is on");
        disk.sync("a").expect("it is on");
        disk.write("a", 0, &[2; 2_000]).expect("it is on");
        let mut turn = 0;
        disk.restart(&mut |below| {
            turn += 1;
            if turn == 1 { 2 } else { turn % below }
        });
        let mut found = [0; 2_000];
        assert_eq!(disk.read("a", 0, &mut found), Ok(2_000), "all of it is there");
        let sectors: Vec<u8> = found.chunks(SECTOR).map(|sector| sector[0]).collect();
        assert_eq!(sectors, [2, 1, 2, 1], "sector by sector, new or old");
        assert!(found.chunks(SECTOR).all(|s| s.iter().all(|b| *b == s[0])), "sectors are whole");
    }

    #[test]
    fn when_the_power_goes_nothing_answers_until_it_is_back() {
        let disk = Disk::new();
        disk.cut_after(1);
        disk.write("a", 0, &[1]).expect("the first is written");
        assert_eq!(disk.sync("a"), Err(Off), "then the power goes");
        assert_eq!(disk.size("a"), Err(Off), "and nothing answers");
        assert!(disk.is_off(), "it is off");
        disk.restart(&mut |_| 0);
        assert_eq!(disk.size("a"), Ok(0), "what was not synced may be gone");
    }
}
