//! A line to a server that notes when the answer to a request passes.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

/// A line to a server.
pub(super) struct Tap {
    address: SocketAddr,
    heard: Receiver<f64>,
}

impl Tap {
    /// Lays a line to `server`, and listens for answers to requests for `path`.
    pub(super) fn on(server: SocketAddr, path: &'static str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (tell, heard) = channel();
        thread::spawn(move || {
            for near in listener.incoming().filter_map(Result::ok) {
                // A connection that cannot be made ends, as it would without us.
                let _ = carry(near, server, path, &tell);
            }
        });
        Ok(Self { address, heard })
    }

    /// The address that a device is given instead of the server's.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Forgets what was heard.
    pub(super) fn forget(&self) {
        self.heard.try_iter().for_each(drop);
    }

    /// When the first answer since [`Tap::forget`] passed, milliseconds since 1970.
    pub(super) fn answered(&self) -> Option<f64> {
        self.heard.try_iter().next()
    }
}

fn carry(
    near: TcpStream,
    server: SocketAddr,
    path: &'static str,
    tell: &Sender<f64>,
) -> std::io::Result<()> {
    let far = TcpStream::connect(server)?;
    for stream in [&near, &far] {
        stream.set_nodelay(true)?;
    }
    let (asked, answers) = channel();
    let (from, to) = (near.try_clone()?, far.try_clone()?);
    thread::spawn(move || {
        pump(from, to, |bytes| {
            if String::from_utf8_lossy(bytes).contains(path) {
                let _ = asked.send(());
            }
        });
    });
    let tell = tell.clone();
    thread::spawn(move || {
        pump(far, near, |_| {
            if answers.try_iter().count() > 0 {
                let _ = tell.send(now());
            }
        });
    });
    Ok(())
}

fn pump(mut from: TcpStream, mut to: TcpStream, mut passes: impl FnMut(&[u8])) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        passes(&bytes[..count]);
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

/// As `performance.timeOrigin + performance.now()` counts in a window.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}
