//! A PostgreSQL server of one run: fast, on a free port, gone afterwards.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::setup::{is_root, postgres_folder};
use crate::shell;

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);
/// Nothing outlives the run, so nothing waits for the disk; tests run many at a time.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "shared_buffers=64MB",
    "max_prepared_transactions=0",
    "listen_addresses=127.0.0.1",
];

/// A running server; it ends, and its folder goes, when this is dropped.
pub(crate) struct Postgres {
    programs: PathBuf,
    folder: tempfile::TempDir,
    server: Option<Child>,
    port: u16,
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let programs = postgres_folder().context("PostgreSQL's server programs are missing")?;
        let folder = tempfile::Builder::new().prefix("sampan-postgres-").tempdir()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut postgres = Self { programs, folder, server: None, port };
        if is_root() {
            // The server refuses to run as root.
            shell::quiet(shell::command("chown").arg("postgres:").arg(postgres.folder.path()))?;
        }
        let mut initdb = postgres.program("initdb");
        initdb.args([
            "--username=sampan",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]);
        shell::quiet(initdb.arg("--pgdata").arg(postgres.data()))?;
        let mut server = postgres.program("postgres");
        server
            .arg("-D")
            .arg(postgres.data())
            .arg("-k")
            .arg(postgres.folder.path())
            .args(["-p", &port.to_string()]);
        server.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        postgres.server = Some(server.spawn()?);
        postgres.wait()?;
        Ok(postgres)
    }

    /// Where it is; its person may do everything.
    pub(crate) fn url(&self) -> String {
        format!("postgres://sampan@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.server.as_mut().and_then(|server| server.try_wait().ok().flatten());
            if ended.is_some() || Instant::now() > deadline {
                bail!("PostgreSQL did not start on port {}", self.port);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        // It listens before it has read all of its files.
        let ready = Duration::from_secs(1);
        while Instant::now() < deadline {
            let mut ask = self.program("pg_isready");
            if shell::succeeds_within(
                ask.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]),
                ready,
            ) {
                return Ok(());
            }
        }
        bail!("PostgreSQL on port {} does not get ready", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of its programs, as the person `postgres` when this is root.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() { as_postgres(&path) } else { shell::command(path) };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let _ = shell::quiet(stop.args(["stop", "-m", "immediate", "-D"]).arg(self.data()));
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

fn as_postgres(program: &Path) -> Command {
    let mut command = shell::command("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_starts_answers_and_goes() -> anyhow::Result<()> {
        if postgres_folder().is_none() {
            eprintln!("there is no PostgreSQL here: `cargo xtask setup` installs it");
            return Ok(());
        }
        let postgres = Postgres::start()?;
        assert!(
            postgres.url().starts_with("postgres://sampan@127.0.0.1:"),
            "its address is one that tests can use"
        );
        let (port, folder) = (postgres.port, postgres.folder.path().to_owned());
        drop(postgres);
        assert!(
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err(),
            "nobody listens any more"
        );
        assert!(!folder.exists(), "its folder has gone");
        Ok(())
    }
}
