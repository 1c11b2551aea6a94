//! The profile home: one folder with the device's settings and a folder for each profile.

use sampan_protocol::device::{Look, Profile, Settings};
use sampan_protocol::{Code, Error};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "device.json";
const LOOK: &str = "look.json";
/// Where the demo world's short videos lie among the files that the app comes with.
const VIDEOS: &str = "demo/videos.json";

/// What the device remembers between starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Remembered {
    /// How it looks and behaves.
    pub(crate) settings: Settings,
    /// The profile used last.
    pub(crate) profile: Profile,
    /// Size of the window in CSS pixels when it was closed.
    pub(crate) size: Option<(u32, u32)>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self { settings: Settings::default(), profile: Profile::ThisDevice, size: None }
    }
}

/// A profile home on disk.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
    /// The list of the demo world's short videos, where the app came with it.
    videos: Option<PathBuf>,
}

impl Home {
    /// Opens the folder, making it if it is not there.
    ///
    /// # Errors
    /// `Storage` if it cannot be made or written.
    pub fn open(folder: PathBuf) -> Result<Self, Error> {
        fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
        Ok(Self { folder, videos: None })
    }

    /// The same home, for an app that came with these files.
    #[must_use]
    pub(crate) fn with_resources(self, folder: &Path) -> Self {
        Self { videos: Some(folder.join(VIDEOS)).filter(|list| list.is_file()), ..self }
    }

    /// The list of the demo world's short videos, where the app came with it.
    #[must_use]
    pub(crate) fn videos(&self) -> Option<&Path> {
        self.videos.as_deref()
    }

    /// Opens the home that the arguments name, or that of the user.
    ///
    /// # Errors
    /// `Storage` if there is none, or it cannot be written.
    #[cfg(desktop)]
    pub fn of(arguments: &crate::Arguments) -> Result<Self, Error> {
        let user = || dirs::data_dir().map(|folder| folder.join("app.sampan"));
        let folder = arguments.profile.clone().or_else(user);
        Self::open(folder.ok_or_else(|| Error::new(Code::Storage, "error.storage.no_home"))?)
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of a profile. A server's is named after its address.
    #[must_use]
    pub fn folder_of(&self, profile: &Profile) -> PathBuf {
        self.folder.join(match profile {
            Profile::ThisDevice => "this-device".to_owned(),
            Profile::Demo => "demo".to_owned(),
            Profile::Server { url } => server_folder(url),
        })
    }

    /// Reads what is remembered. A file that cannot be read is set aside, never overwritten.
    #[must_use]
    pub(crate) fn remembered(&self) -> Remembered {
        let path = self.folder.join(FILE);
        let Ok(text) = fs::read_to_string(&path) else {
            return Remembered::default();
        };
        serde_json::from_str(&text).unwrap_or_else(|error| {
            tracing::warn!(%error, "the settings cannot be read: they are set aside");
            let _ = fs::rename(&path, self.folder.join("device.broken.json"));
            Remembered::default()
        })
    }

    /// Keeps what a profile's home screen looks like, or takes that back.
    ///
    /// # Errors
    /// `Storage` if it cannot be written.
    pub(crate) fn keep_look(&self, profile: &Profile, look: Option<&Look>) -> Result<(), Error> {
        let path = self.folder_of(profile).join(LOOK);
        let written = match look {
            Some(look) => serde_json::to_vec(look)
                .map_err(io::Error::from)
                .and_then(|text| fs::write(&path, text)),
            None => fs::remove_file(&path),
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&path, &error)),
            _ => Ok(()),
        }
    }

    /// Reads the look that was kept, once: it is only true as long as nothing happened since.
    #[must_use]
    pub(crate) fn take_look(&self, profile: &Profile) -> Option<Look> {
        let path = self.folder_of(profile).join(LOOK);
        let text = fs::read(&path).ok()?;
        fs::remove_file(&path).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Writes what is to be remembered, whole or not at all.
    ///
    /// # Errors
    /// `Storage` if it cannot be written.
    pub(crate) fn remember(&self, remembered: &Remembered) -> Result<(), Error> {
        let path = self.folder.join(FILE);
        let new = self.folder.join("device.new.json");
        let write = || -> io::Result<()> {
            let mut file = fs::File::create(&new)?;
            file.write_all(&serde_json::to_vec_pretty(remembered)?)?;
            file.sync_all()?;
            fs::rename(&new, &path)
        };
        write().map_err(|error| unwritable(&path, &error))
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    let key = match error.kind() {
        io::ErrorKind::StorageFull => "error.storage.full",
        _ => "error.storage.unwritable",
    };
    Error::new(Code::Storage, key).with("path", path.display().to_string())
}

/// A folder name that tells servers apart: readable, and safe on every file system.
fn server_folder(url: &str) -> String {
    let readable: String = url
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '-' })
        .take(60)
        .collect();
    let hash = sampan_protocol::auth::sha256_hex(url.as_bytes());
    format!("server-{readable}-{}", &hash[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::open(folder.path().join("home")).expect("a home");
        (folder, home)
    }

    #[test]
    fn what_is_remembered_comes_back() {
        let (_folder, home) = home();
        let remembered = Remembered {
            profile: Profile::Server { url: "https://example.org".into() },
            size: Some((390, 844)),
            ..Remembered::default()
        };
        home.remember(&remembered).expect("written");
        assert_eq!(home.remembered(), remembered, "settings survive a restart");
    }

    #[test]
    fn a_look_is_taken_once() {
        let (_folder, home) = home();
        let profile = Profile::ThisDevice;
        fs::create_dir_all(home.folder_of(&profile)).expect("a folder");
        let look = Look { html: "<p>1.00</p>".into(), language: Default::default(), width: 390 };
        home.keep_look(&profile, None).expect("nothing to take back is fine");
        home.keep_look(&profile, Some(&look)).expect("written");
        assert_eq!(home.take_look(&Profile::Demo), None, "it is that profile's");
        assert_eq!(home.take_look(&profile), Some(look.clone()), "it comes back");
        assert_eq!(home.take_look(&profile), None, "once");
        home.keep_look(&profile, Some(&look)).expect("written");
        home.keep_look(&profile, None).expect("taken back");
        assert_eq!(home.take_look(&profile), None, "what was taken back is gone");
    }

    #[test]
    fn broken_settings_are_set_aside() {
        let (_folder, home) = home();
        fs::write(home.folder().join(FILE), "{").expect("written");
        assert_eq!(home.remembered(), Remembered::default(), "the app starts all the same");
        assert!(home.folder().join("device.broken.json").exists(), "nothing is thrown away");
    }

    #[test]
    fn servers_have_folders_of_their_own() {
        let (_folder, home) = home();
        let of = |url: &str| home.folder_of(&Profile::Server { url: url.into() });
        assert_ne!(of("https://a.example"), of("https://b.example"), "two servers");
        assert_ne!(
            of("https://a.example/x"),
            of("https://a.example-x"),
            "alike when made readable"
        );
        let escape = of("https://a/../../etc");
        assert_eq!(escape.parent(), Some(home.folder()), "an address cannot leave the home");
    }
}
