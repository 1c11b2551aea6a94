//! WebKit's WebDriver: a process of its own for each window.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::app::App;
use crate::display::Display;
use crate::error::{Error, Result};
use crate::process::{Tree, poll, tail};
use crate::program::prepare;

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running WebKitWebDriver, and the folder that its app lives in.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Tree,
    port: u16,
    log: PathBuf,
}

impl Driver {
    /// Starts one whose app will use a display, an environment, and a folder for all that it stores.
    pub(crate) fn start(display: &Display, app: &App, home: &Path) -> Result<Self> {
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        let log = prepare(&mut command, display, app, home)?;
        command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        let mut driver = Self { process: Tree::start(&mut command)?, port, log };
        driver.wait_until_it_listens()?;
        Ok(driver)
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// The last lines that it and its app wrote.
    pub(crate) fn log(&self) -> String {
        tail(&self.log)
    }

    fn wait_until_it_listens(&mut self) -> Result<()> {
        let address = (Ipv4Addr::LOCALHOST, self.port);
        let process = &mut self.process;
        let listens = poll(PATIENCE, || {
            let there = TcpStream::connect(address).is_ok();
            (there || !process.is_alive()).then_some(there)
        });
        let cause =
            || Error::NotStarted { program: "WebKitWebDriver".to_owned(), cause: self.log() };
        listens.filter(|there| *there).map(drop).ok_or_else(cause)
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|cause| Error::NotStarted {
        program: "WebKitWebDriver".to_owned(),
        cause: cause.to_string(),
    })
}
