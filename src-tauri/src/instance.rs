//! One instance a profile home: a second start hands its link to the first and ends.

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericNamespaced, ListenerOptions, Name, Stream};
use std::fs::{File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// What the first instance answers when it has read a link.
const HEARD: &[u8] = b"heard\n";
/// How long a home may be taken by somebody who does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What became of claiming a home.
pub(crate) enum Claim {
    /// It is ours as long as this lives.
    Ours(Instance),
    /// Another process has it; the link was handed over.
    Taken,
}

/// The proof that this process has the home.
pub(crate) struct Instance {
    _lock: File,
    name: String,
}

impl Instance {
    /// Claims the home `folder`; if it is taken, hands `link` to whoever has it.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub(crate) fn claim(folder: &Path, link: Option<&str>) -> io::Result<Claim> {
        let lock = File::create(folder.join("instance.lock"))?;
        let name = socket_name(folder);
        let patience = Instant::now() + PATIENCE;
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Claim::Ours(Self { _lock: lock, name })),
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Whoever has it may be starting or dying: only an answer says that the link arrived.
            match hand_over(&name, link.unwrap_or_default()) {
                Ok(()) => return Ok(Claim::Taken),
                Err(error) if Instant::now() >= patience => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Calls `opened` with each link that later starts hand over (empty: just come to the front).
    ///
    /// # Errors
    /// If the socket cannot be made.
    pub(crate) fn listen(&self, opened: impl Fn(String) + Send + 'static) -> io::Result<()> {
        let listener = ListenerOptions::new().name(name_of(&self.name)?).create_sync()?;
        std::thread::Builder::new().name("instance".into()).spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let mut line = String::new();
                // Any local process can connect: what it says is short, and only ever a link.
                if BufReader::new((&stream).take(4_096)).read_line(&mut line).is_ok() {
                    opened(line.trim_end().to_owned());
                    // Whoever asked may be gone already; the link arrived nevertheless.
                    let _ = (&stream).write_all(HEARD);
                }
            }
        })?;
        Ok(())
    }
}

fn hand_over(name: &str, link: &str) -> io::Result<()> {
    let mut stream = Stream::connect(name_of(name)?)?;
    writeln!(stream, "{}", link.replace(['\r', '\n'], " "))?;
    let mut answer = [0; HEARD.len()];
    stream.read_exact(&mut answer)
}

fn socket_name(folder: &Path) -> String {
    let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let hash = sampan_protocol::auth::sha256_hex(path.as_os_str().as_encoded_bytes());
    format!("app.sampan.{}.sock", &hash[..16])
}

fn name_of(name: &str) -> io::Result<Name<'_>> {
    name.to_ns_name::<GenericNamespaced>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_second_start_hands_its_link_to_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let Ok(Claim::Ours(first)) = Instance::claim(folder.path(), None) else {
            panic!("the first start has the home");
        };
        let (tell, told) = mpsc::channel();
        first.listen(move |link| tell.send(link).expect("heard")).expect("a socket");
        let second = Instance::claim(folder.path(), Some("sampan://pay/mei")).expect("answered");
        assert!(matches!(second, Claim::Taken), "there is one instance a home");
        let link = told.recv_timeout(Duration::from_secs(10)).expect("the link arrives");
        assert_eq!(link, "sampan://pay/mei", "as it was given");
    }

    #[test]
    fn a_home_whose_owner_dies_is_free_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path(), None).expect("claimed");
        // It has the home and does not listen, as one that is being killed.
        let dying = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(300));
            drop(first);
        });
        let second = Instance::claim(folder.path(), None).expect("claimed after it");
        assert!(matches!(second, Claim::Ours(_)), "the home is not given up to somebody who dies");
        dying.join().expect("it ends");
    }

    #[test]
    fn other_homes_are_free() {
        let (one, two) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
        let _first = Instance::claim(one.path(), None).expect("claimed");
        let second = Instance::claim(two.path(), None).expect("claimed");
        assert!(matches!(second, Claim::Ours(_)), "two homes, two instances");
    }
}
