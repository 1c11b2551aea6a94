//! A running `sampan-server`, for windows to connect to.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::error::{Error, Result};

/// A server on a port of its own; it is killed when this is dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: SocketAddr,
    /// What it says later.
    said: Mutex<Receiver<String>>,
}

impl Server {
    /// Starts a server on a database, such as `sqlite:server.db`, with its media in a folder.
    pub fn start(program: &Path, database: &str, media: &Path) -> Result<Self> {
        Self::start_with(program, database, media, &[])
    }

    /// Starts a server with further options.
    pub fn start_with(
        program: &Path,
        database: &str,
        media: &Path,
        options: &[&str],
    ) -> Result<Self> {
        let failed =
            |cause: String| Error::NotStarted { program: program.display().to_string(), cause };
        let process = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database, "--media"])
            .arg(media)
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| failed(cause.to_string()))?;
        let (says, said) = channel();
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { process, address, said: Mutex::new(said) };
        let out = server.process.stdout.take();
        let mut lines = out.into_iter().flat_map(|out| BufReader::new(out).lines());
        let url = lines.next().and_then(std::result::Result::ok).unwrap_or_default();
        server.address = url
            .trim_start_matches("http://")
            .parse()
            .map_err(|_| failed(format!("its first line is no address: {url:?}")))?;
        // What it says later is read, so that it never waits for us.
        std::thread::spawn(move || {
            lines.map_while(std::result::Result::ok).for_each(|line| drop(says.send(line)))
        });
        Ok(server)
    }

    /// The invitation that makes an operator, on a new database.
    #[must_use]
    pub fn invitation(&self) -> Option<String> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let line = said.recv_timeout(Duration::from_secs(10)).ok()?;
        line.rsplit_once(": ").map(|(_, code)| code.to_owned())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
