//! Remembers what something was made from, so that it is not made again.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::paths;

/// The hash of some inputs, and the file that keeps the hash of those last used.
pub(crate) struct Stamp {
    file: PathBuf,
    hash: String,
}

impl Stamp {
    /// Hashes files (folders: all within, but not what git or a build made) and words, for the thing called `name`.
    pub(crate) fn of(name: &str, inputs: &[PathBuf], words: &[&str]) -> anyhow::Result<Self> {
        let mut hasher = Sha256::new();
        for word in words {
            hasher.update(word.as_bytes());
            hasher.update([0]);
        }
        for input in inputs {
            for file in files(input)? {
                hasher.update(file.to_string_lossy().as_bytes());
                hasher.update([0]);
                hasher.update(fs::read(&file)?);
                hasher.update([0]);
            }
        }
        let hash = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { file: paths::memory().join(format!("{name}.stamp")), hash })
    }

    /// Whether the thing was last made from the same.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|known| known == self.hash)
    }

    /// Remembers that the thing has been made.
    pub(crate) fn keep(&self) -> anyhow::Result<()> {
        fs::create_dir_all(paths::memory())?;
        Ok(fs::write(&self.file, &self.hash)?)
    }

    /// Forgets it, because it is about to be made anew.
    pub(crate) fn forget(&self) {
        let _ = fs::remove_file(&self.file);
    }
}

/// Every file at or below a path, sorted; nothing when there is none.
pub(crate) fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let made =
        |name: &str| matches!(name, "target" | "node_modules" | "dist") || name.starts_with('.');
    if path.is_file() {
        found.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if !made(&entry.file_name().to_string_lossy()) {
                collect(&entry.path(), found)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_input_changes_the_hash() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("a.rs");
        fs::write(&file, "one")?;
        let before = Stamp::of("t", &[dir.path().to_owned()], &[])?.hash;
        assert_eq!(
            before,
            Stamp::of("t", &[dir.path().to_owned()], &[])?.hash,
            "the same inputs hash the same"
        );
        fs::write(&file, "two")?;
        assert_ne!(
            before,
            Stamp::of("t", &[dir.path().to_owned()], &[])?.hash,
            "another content hashes otherwise"
        );
        Ok(())
    }
}
