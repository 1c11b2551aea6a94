//! Files that somebody asks for, for use outside the app: in the profile's folder `export`.

use crate::db::Fault;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Folder of the profile where they are written.
const FOLDER: &str = "export";

/// Writes a file of that name whole, or not at all; says where it lies.
///
/// # Errors
/// What the file system says.
pub(crate) fn export(profile: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Fault> {
    let folder = profile.join(FOLDER);
    let path = folder.join(name);
    put(&folder, &path, bytes).map_err(|error| Fault::File(path.clone(), error))?;
    Ok(std::path::absolute(&path).unwrap_or(path))
}

fn put(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_and_a_later_one_stands_in_its_place() {
        let profile = tempfile::tempdir().expect("a folder");
        for text in ["first", "second"] {
            let path = export(profile.path(), "note.txt", text.as_bytes()).expect("written");
            assert_eq!(std::fs::read_to_string(path).expect("read"), text, "whole");
        }
        let all = std::fs::read_dir(profile.path().join(FOLDER)).expect("a folder").count();
        assert_eq!(all, 1, "and nothing half written beside it");
        let blocked = profile.path().join("file");
        std::fs::write(&blocked, "").expect("a file where a folder would be");
        assert!(export(&blocked, "note.txt", b"x").is_err(), "where it cannot be, it is said");
    }
}
