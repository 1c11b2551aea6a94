//! Keeps the few secrets of a profile: in the system's keychain, else in files only the owner reads.

use crate::db::Fault;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyHome {
    /// In the system's keychain if it works, else in a file.
    Keychain,
    /// In a file of the profile's folder that only its owner may read (mode 0600).
    File,
}

/// The secrets of one profile.
pub(crate) struct Vault {
    home: KeyHome,
    folder: PathBuf,
    /// Tells profiles apart in the keychain, which all of them share.
    owner: String,
}

impl Vault {
    /// The secrets of the profile in `folder`, whose name in the keychain is `owner`.
    pub(crate) fn new(home: KeyHome, folder: &Path, owner: String) -> Self {
        Self { home, folder: folder.to_owned(), owner }
    }

    /// Reads a secret.
    pub(crate) fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
        let path = self.path(name);
        match fs::read(&path) {
            Ok(bytes) => return Ok(Some(Zeroizing::new(bytes))),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Fault::File(path, error));
            }
            Err(_) => {}
        }
        Ok(match self.home {
            KeyHome::Keychain => keychain::get(&self.account(name)).map(Zeroizing::new),
            KeyHome::File => None,
        })
    }

    /// Keeps a secret.
    pub(crate) fn put(&self, name: &str, secret: &[u8]) -> Result<(), Fault> {
        if self.home == KeyHome::Keychain && keychain::put(&self.account(name), secret) {
            return Ok(());
        }
        let path = self.path(name);
        write_private(&path, secret).map_err(|error| Fault::File(path, error))
    }

    /// Forgets a secret.
    pub(crate) fn remove(&self, name: &str) -> Result<(), Fault> {
        if self.home == KeyHome::Keychain {
            keychain::remove(&self.account(name));
        }
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Fault::File(path, error)),
            _ => Ok(()),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.key"))
    }

    fn account(&self, name: &str) -> String {
        format!("{}/{name}", self.owner)
    }
}

/// Writes a file whole or not at all, readable by its owner alone from the first byte on.
fn write_private(path: &Path, secret: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Temporary files are made with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(secret)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The system's keychain, where this system has one that is reached from here.
#[cfg(any(target_os = "linux", target_os = "macos", target_os = "windows"))]
mod keychain {
    use keyring::Entry;

    const SERVICE: &str = "app.sampan";

    pub(super) fn get(account: &str) -> Option<Vec<u8>> {
        Entry::new(SERVICE, account).and_then(|entry| entry.get_secret()).ok()
    }

    /// Says whether the secret is kept: what cannot be read back is not.
    pub(super) fn put(account: &str, secret: &[u8]) -> bool {
        let kept = Entry::new(SERVICE, account)
            .and_then(|entry| entry.set_secret(secret).and_then(|()| entry.get_secret()));
        match kept {
            Ok(back) => back == secret,
            Err(error) => {
                tracing::info!(%error, "no keychain: keys are kept in files");
                false
            }
        }
    }

    pub(super) fn remove(account: &str) {
        let _ = Entry::new(SERVICE, account).and_then(|entry| entry.delete_credential());
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
mod keychain {
    pub(super) fn get(_: &str) -> Option<Vec<u8>> {
        None
    }

    pub(super) fn put(_: &str, _: &[u8]) -> bool {
        false
    }

    pub(super) fn remove(_: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(folder: &Path) -> Vault {
        Vault::new(KeyHome::File, folder, "test".to_owned())
    }

    #[test]
    fn a_secret_comes_back_until_it_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = vault(folder.path());
        assert!(vault.get("device").expect("readable").is_none(), "there is none at first");
        vault.put("device", b"old").expect("written");
        vault.put("device", b"new").expect("written over");
        let kept = vault.get("device").expect("readable").expect("kept");
        assert_eq!(kept.as_slice(), b"new", "the last one counts");
        vault.remove("device").expect("removed");
        vault.remove("device").expect("removing twice is no fault");
        assert!(vault.get("device").expect("readable").is_none(), "it is gone");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        vault(folder.path()).put("device", b"secret").expect("written");
        let path = folder.path().join("device.key");
        let mode = fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else may read a key");
    }
}
