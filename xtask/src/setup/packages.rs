//! The system packages that Sampan needs, under the names that each package manager gives them.

use super::probe::Probe;

/// What a package is needed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// Building the app, and what its window shows.
    Build,
    /// A window without a screen.
    Headless,
    /// Tests alone.
    Test,
}

/// One thing that must be on the machine; an empty name means that the package manager has none or needs none.
pub(crate) struct Package {
    /// What it is needed for.
    pub(crate) purpose: Purpose,
    /// How to see that it is there.
    pub(crate) probe: Probe,
    /// Its name for apt.
    pub(crate) apt: &'static str,
    /// Its name for dnf.
    pub(crate) dnf: &'static str,
    /// Its name for pacman.
    pub(crate) pacman: &'static str,
    /// Its name for Homebrew.
    pub(crate) brew: &'static str,
}

const fn package(purpose: Purpose, probe: Probe, names: [&'static str; 4]) -> Package {
    let [apt, dnf, pacman, brew] = names;
    Package { purpose, probe, apt, dnf, pacman, brew }
}

use Probe::{Font, GstPlugin, Library, Program, Shared};
use Purpose::{Build, Headless, Test};

/// Everything, in the order apt, dnf, pacman, brew.
pub(crate) const ALL: &[Package] = &[
    package(Build, Program("cc"), ["build-essential", "gcc-c++", "base-devel", ""]),
    package(Build, Program("pkg-config"), ["pkg-config", "pkgconf-pkg-config", "pkgconf", ""]),
    package(Build, Program("node"), ["nodejs", "nodejs", "nodejs", "node"]),
    package(Build, Program("npm"), ["npm", "nodejs-npm", "npm", "node"]),
    package(
        Build,
        Library("webkit2gtk-4.1"),
        ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1", ""],
    ),
    package(Build, Library("openssl"), ["libssl-dev", "openssl-devel", "openssl", ""]),
    package(Build, Library("librsvg-2.0"), ["librsvg2-dev", "librsvg2-devel", "librsvg", ""]),
    package(
        Build,
        Library("ayatana-appindicator3-0.1"),
        [
            "libayatana-appindicator3-dev",
            "libappindicator-gtk3-devel",
            "libayatana-appindicator",
            "",
        ],
    ),
    package(Build, Shared("libxdo.so"), ["libxdo-dev", "libxdo-devel", "xdotool", ""]),
    package(Build, Program("ffmpeg"), ["ffmpeg", "ffmpeg-free", "ffmpeg", "ffmpeg"]),
    package(
        Build,
        GstPlugin("libgstplayback.so"),
        ["gstreamer1.0-plugins-base", "gstreamer1-plugins-base", "gst-plugins-base", ""],
    ),
    package(
        Build,
        GstPlugin("libgstisomp4.so"),
        ["gstreamer1.0-plugins-good", "gstreamer1-plugins-good", "gst-plugins-good", ""],
    ),
    package(
        Build,
        GstPlugin("libgstvideoparsersbad.so"),
        ["gstreamer1.0-plugins-bad", "gstreamer1-plugins-bad-free", "gst-plugins-bad", ""],
    ),
    package(
        Build,
        GstPlugin("libgstlibav.so"),
        ["gstreamer1.0-libav", "gstreamer1-plugin-libav", "gst-libav", ""],
    ),
    package(Headless, Program("Xvfb"), ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", ""]),
    package(Headless, Program("dbus-daemon"), ["dbus", "dbus-daemon", "dbus", ""]),
    package(
        Headless,
        Program("WebKitWebDriver"),
        ["webkit2gtk-driver", "webkit2gtk-driver", "webkit2gtk-4.1", ""],
    ),
    package(Headless, Program("fc-list"), ["fontconfig", "fontconfig", "fontconfig", ""]),
    package(
        Headless,
        Font("zh-cn"),
        ["fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk", ""],
    ),
    package(
        Headless,
        Font("und-zsye"),
        ["fonts-noto-color-emoji", "google-noto-color-emoji-fonts", "noto-fonts-emoji", ""],
    ),
    package(Test, Program("xmllint"), ["libxml2-utils", "libxml2", "libxml2", ""]),
    package(Test, Program("python3"), ["python3", "python3", "python", "python"]),
    package(Test, Probe::Venv, ["python3-venv", "python3", "python", "python"]),
    package(Test, Probe::Postgres, ["postgresql", "postgresql-server", "postgresql", "postgresql"]),
];
