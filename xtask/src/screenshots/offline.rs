//! The demo world where its service is out of reach: everything was visited once, and is then opened by a
//! profile of a server that nobody runs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sampan_window::{App, Display, Size, Window};

use super::{Arguments, PATIENCE, route};

/// Where no service is: nothing listens at this port.
pub(super) const NOWHERE: &str = "http://127.0.0.1:1";

/// Makes a home in which the demo world was visited, and its service is at [`NOWHERE`].
pub(super) fn prepare(
    display: &Display,
    binary: &Path,
    home: &Path,
    arguments: &Arguments,
) -> anyhow::Result<()> {
    let app = || App::new(binary).calm().home(home).size(Size::PHONE).language("en");
    // Where the app keeps what is of a server, it knows itself.
    let window = Window::open(display, &app().server(NOWHERE))?.patience(PATIENCE);
    window.wait_for("[data-screen^=welcome]")?;
    window.close();
    let profile = home.join("profile");
    let kept = server_folder(&profile)?;

    let window = Window::open(display, &app().demo())?.patience(PATIENCE);
    window.wait_screen("home", "ready")?;
    for route in route::all(&window)?.iter().filter(|route| arguments.wants(route)) {
        // What does not appear is told when it is photographed.
        let _ = route.follow(&window);
        window.settle()?;
        let _ = route.leave(&window);
    }
    window.wait_for("[data-sync=fresh], [data-sync=attention]")?;
    window.close();

    fs::remove_dir_all(&kept)?;
    fs::rename(profile.join("demo"), &kept).context("the demo world is not where it was")?;
    Ok(())
}

/// The folder of the one server that a home knows.
fn server_folder(profile: &Path) -> anyhow::Result<PathBuf> {
    let entries = fs::read_dir(profile).context("the app has no home")?;
    let mut folders = entries.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.is_dir() && name.starts_with("server-")
    });
    folders.next().context("the app keeps nothing of the server")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_server_is_found() {
        let home = tempfile::tempdir().expect("a folder");
        assert!(server_folder(home.path()).is_err(), "nothing is kept yet");
        for name in ["demo", "this-device", "server-127.0.0.1-1-abcdef01"] {
            fs::create_dir(home.path().join(name)).expect("it is made");
        }
        fs::write(home.path().join("server-list"), "").expect("it is written");
        let found = server_folder(home.path()).expect("it is there");
        assert!(found.ends_with("server-127.0.0.1-1-abcdef01"), "the server's: {found:?}");
    }
}
