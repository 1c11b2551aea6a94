//! Puts a file where exports are: whole, or not at all.

use crate::db::Fault;
use sampan_protocol::wallet::statement::Saved;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Folder of the profile where exports are written.
const FOLDER: &str = "export";

/// Writes a file of that name.
pub(in super::super) fn save(
    profile: &Path,
    name: &str,
    bytes: &[u8],
    missing: u32,
) -> Result<Saved, Fault> {
    let folder = profile.join(FOLDER);
    let path = folder.join(name);
    put(&folder, &path, bytes).map_err(|error| Fault::File(path.clone(), error))?;
    let absolute = std::path::absolute(&path).unwrap_or_else(|_| PathBuf::from(&path));
    Ok(Saved { path: absolute.display().to_string(), bytes: bytes.len() as u64, missing })
}

fn put(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
