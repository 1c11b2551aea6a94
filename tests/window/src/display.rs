//! A screen that nobody sees, with a message bus of its own.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::app::Size;
use crate::error::{Error, Result};
use crate::process::Tree;

/// How long Xvfb and the bus may take to say where they are.
const PATIENCE: Duration = Duration::from_secs(20);

/// A bus that knows no services, so that no keyring or portal of the person who runs this is woken.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// An X server without a screen, on a free display, and a private session bus; both end with this value.
#[derive(Debug)]
pub struct Display {
    name: String,
    bus: Option<String>,
    // Ended in this order.
    _bus: Option<Tree>,
    _server: Tree,
    folder: tempfile::TempDir,
}

impl Display {
    /// Starts one that has room for a window of this size.
    pub fn start(size: Size) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("sampan-display-")
            .tempdir()
            .map_err(Error::file(Path::new("/tmp")))?;
        let only_me = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder.path(), only_me).map_err(Error::file(folder.path()))?;
        let screen = format!("{size}x24");
        let mut xvfb = Command::new("Xvfb");
        xvfb.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            &screen,
            "-nolisten",
            "tcp",
            "-noreset",
            "-nocursor",
        ]);
        let (server, number) = first_line("Xvfb", &mut xvfb)?;
        let (bus_process, bus) = match start_bus(folder.path()) {
            Ok((process, address)) => (Some(process), Some(address)),
            // Without a bus the app runs, only with more warnings.
            Err(Error::NotStarted { .. }) => (None, None),
            Err(error) => return Err(error),
        };
        Ok(Self { name: format!(":{number}"), bus, _bus: bus_process, _server: server, folder })
    }

    /// Its name, such as `:7`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a program needs in its environment to open its window here, drawn by software.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let mut environment: Vec<(&str, OsString)> = vec![
            ("DISPLAY", self.name.clone().into()),
            ("XDG_RUNTIME_DIR", self.folder.path().into()),
            ("GDK_BACKEND", "x11".into()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
            ("GTK_A11Y", "none".into()),
            ("NO_AT_BRIDGE", "1".into()),
            ("GSETTINGS_BACKEND", "memory".into()),
            ("GTK_THEME", "Adwaita".into()),
        ];
        let bus = self.bus.clone().unwrap_or_else(|| "disabled:".to_owned());
        environment.push(("DBUS_SESSION_BUS_ADDRESS", bus.into()));
        environment
    }
}

fn start_bus(folder: &Path) -> Result<(Tree, String)> {
    let config = folder.join("bus.conf");
    std::fs::write(&config, BUS).map_err(Error::file(&config))?;
    let mut daemon = Command::new("dbus-daemon");
    daemon.arg("--config-file").arg(config).args(["--nofork", "--print-address"]);
    first_line("dbus-daemon", &mut daemon)
}

/// Starts a program that says on its first line where it is.
fn first_line(program: &str, command: &mut Command) -> Result<(Tree, String)> {
    let not_started = |cause: String| Error::NotStarted { program: program.to_owned(), cause };
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let out = child.as_mut().ok().and_then(|child| child.stdout.take());
    let tree = Tree::of(child.map_err(|cause| not_started(cause.to_string()))?);
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut lines = out.map(BufReader::new);
        let mut line = String::new();
        while let Some(Ok(read)) = lines.as_mut().map(|lines| lines.read_line(&mut line)) {
            if read == 0 {
                break;
            }
            let _ = sender.send(line.trim().to_owned());
            line.clear();
        }
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(line) => Ok((tree, line)),
        Err(_) => Err(not_started("it did not say where it is".to_owned())),
    }
}
