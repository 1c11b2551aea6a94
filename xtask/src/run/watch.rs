//! Serves the UI to the window while it is being written, and rebuilds it on every change.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use serde_json::json;

use crate::progress::{note, section};
use crate::{paths, shell, stamp, ui};

/// Where the window finds the UI; always the same, since the app is built for it.
const PORT: u16 = 14_207;
/// How often files are looked at.
const PAUSE: Duration = Duration::from_millis(400);
/// Reloads the page when the server says so.
const RELOAD: &str =
    "<script>new EventSource('/~reload').onmessage = () => location.reload()</script>";

/// Builds, opens the window, and goes on until it is closed.
pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    ui::build(ui::Kind::Debug, ui::Gate::Told)?;
    let version = Arc::new(AtomicU64::new(0));
    serve(&version)?;
    let config = json!({"build": {"devUrl": format!("http://127.0.0.1:{PORT}")}}).to_string();
    let mut cargo = shell::cargo();
    // Without the default features the app takes the UI from devUrl instead of from within.
    cargo
        .args(["build", "--package", "sampan", "--no-default-features"])
        .env("TAURI_CONFIG", config);
    section("building the app", || shell::run(&mut cargo))?;
    let mut app = super::app(arguments).spawn()?;
    note("watching; close the window to end");
    let mut seen = newest(&ui::inputs());
    while app.try_wait()?.is_none() {
        std::thread::sleep(PAUSE);
        let now = newest(&ui::inputs());
        if now != seen {
            seen = now;
            match ui::build(ui::Kind::Debug, ui::Gate::Told) {
                Ok(()) => drop(version.fetch_add(1, Ordering::Relaxed)),
                Err(error) => note(format!("{error:#}")),
            }
        }
    }
    Ok(())
}

/// When the newest of these files was written.
fn newest(inputs: &[PathBuf]) -> Option<SystemTime> {
    let files = inputs.iter().filter_map(|input| stamp::files(input).ok()).flatten();
    files.filter_map(|file| fs::metadata(file).and_then(|data| data.modified()).ok()).max()
}

fn serve(version: &Arc<AtomicU64>) -> anyhow::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))?;
    let version = Arc::clone(version);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let version = Arc::clone(&version);
            // A page that goes away in the middle of an answer is no one's concern.
            std::thread::spawn(move || drop(answer(stream, &version)));
        }
    });
    Ok(())
}

fn answer(mut stream: TcpStream, version: &AtomicU64) -> std::io::Result<()> {
    let mut request = String::new();
    BufReader::new(stream.try_clone()?).read_line(&mut request)?;
    let path = request
        .split_whitespace()
        .nth(1)
        .unwrap_or("/")
        .split(['?', '#'])
        .next()
        .unwrap_or("/")
        .to_owned();
    if path == "/~reload" {
        return tell_changes(&mut stream, version);
    }
    let file = file_of(&paths::dist(), &path);
    let Ok(mut body) = fs::read(&file) else {
        return write!(
            stream,
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
    };
    if file.ends_with("index.html") {
        body.extend_from_slice(RELOAD.as_bytes());
    }
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
        kind(&file),
        body.len()
    )?;
    stream.write_all(&body)
}

/// Keeps a page informed until it goes.
fn tell_changes(stream: &mut TcpStream, version: &AtomicU64) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n\r\n"
    )?;
    let known = version.load(Ordering::Relaxed);
    while version.load(Ordering::Relaxed) == known {
        std::thread::sleep(PAUSE);
        write!(stream, ": \n\n")?;
    }
    write!(stream, "data: new\n\n")
}

/// The file for a path; the page itself for everything that is a route of the app, and for what leads out.
fn file_of(dist: &Path, path: &str) -> PathBuf {
    let relative = Path::new(path.trim_start_matches('/'));
    let is_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if is_inside && relative.extension().is_some() {
        dist.join(relative)
    } else {
        dist.join("index.html")
    }
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_served_and_routes_lead_to_the_page() {
        let dist = Path::new("/dist");
        assert_eq!(file_of(dist, "/style.css"), dist.join("style.css"), "a file is itself");
        assert_eq!(file_of(dist, "/wallet/bills"), dist.join("index.html"), "a route is the page");
        assert_eq!(file_of(dist, "/"), dist.join("index.html"), "so is the root");
        assert_eq!(
            file_of(dist, "/../../etc/x.conf"),
            dist.join("index.html"),
            "nothing leads out"
        );
    }
}
