//! A line between a device and a server that can be cut, or made to swallow answers.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const WHOLE: u8 = 0;
const CUT: u8 = 1;
const SWALLOWS: u8 = 2;

/// A line to a server; a device is given its address instead of the server's.
pub(crate) struct Line {
    address: SocketAddr,
    state: Arc<AtomicU8>,
    trap: Trap,
}

type Trap = Arc<Mutex<Option<&'static str>>>;

impl Line {
    /// Lays a line to `server`, e.g. `127.0.0.1:4711`.
    pub(crate) fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(AtomicU8::new(WHOLE));
        let trap = Trap::default();
        let (at, set) = (state.clone(), trap.clone());
        thread::spawn(move || {
            for near in listener.incoming().filter_map(Result::ok) {
                carry(&near, server, &at, &set);
            }
        });
        Self { address, state, trap }
    }

    /// The address that the device is given.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Nothing gets through any more.
    pub(crate) fn cut(&self) {
        self.state.store(CUT, Ordering::SeqCst);
    }

    /// From the first request for `path` on, what is asked arrives, but no answer comes back.
    pub(crate) fn swallow_answers_from(&self, path: &'static str) {
        *self.trap.lock().expect("nobody panics") = Some(path);
    }

    /// Everything gets through again.
    pub(crate) fn mend(&self) {
        *self.trap.lock().expect("nobody panics") = None;
        self.state.store(WHOLE, Ordering::SeqCst);
    }
}

fn carry(near: &TcpStream, server: SocketAddr, state: &Arc<AtomicU8>, trap: &Trap) {
    if state.load(Ordering::SeqCst) == CUT {
        return;
    }
    let Ok(far) = TcpStream::connect(server) else {
        return;
    };
    for (from, to, answers) in [(near, &far, false), (&far, near, true)] {
        let (from, to) = (from.try_clone(), to.try_clone());
        let (Ok(from), Ok(to)) = (from, to) else {
            return;
        };
        let (state, trap) = (state.clone(), trap.clone());
        thread::spawn(move || pump(from, to, answers, &state, &trap));
    }
}

fn pump(mut from: TcpStream, mut to: TcpStream, answers: bool, state: &AtomicU8, trap: &Trap) {
    let mut bytes = [0u8; 16 * 1024];
    // A short wait, so that a cut is felt by connections that say nothing.
    let _ = from.set_read_timeout(Some(Duration::from_millis(50)));
    loop {
        let read = from.read(&mut bytes);
        let now = state.load(Ordering::SeqCst);
        if now == CUT {
            break;
        }
        match read {
            Ok(0) => break,
            Ok(_) if answers && now == SWALLOWS => {}
            Ok(count) => {
                let set = *trap.lock().expect("nobody panics");
                if !answers
                    && set
                        .is_some_and(|path| String::from_utf8_lossy(&bytes[..count]).contains(path))
                {
                    state.store(SWALLOWS, Ordering::SeqCst);
                }
                if to.write_all(&bytes[..count]).is_err() {
                    break;
                }
            }
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                ) => {}
            Err(_) => break,
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
