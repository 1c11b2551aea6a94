//! The program as it is started, told to stop, and run to its end.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sampan-server");
/// Long enough for a busy machine; nothing waits so long that goes well.
const LONG: Duration = Duration::from_secs(30);
/// The user who owns nothing.
const NOBODY: u32 = 65_534;

/// A server that runs; it is stopped when this is dropped.
pub(crate) struct Program {
    child: Child,
    pub(crate) url: String,
    lines: Receiver<String>,
    log: PathBuf,
}

impl Program {
    /// Starts a server on a free port; what it keeps is in the folder.
    pub(crate) fn serve(folder: &Path, options: &[&str]) -> Self {
        Self::serve_in(folder, options, &[])
    }

    /// Starts a server with something in its environment.
    pub(crate) fn serve_in(folder: &Path, options: &[&str], environment: &[(&str, &str)]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let log = folder.join(format!("log-{}.jsonl", COUNT.fetch_add(1, Ordering::Relaxed)));
        let file = std::fs::File::create(&log).expect("a log file");
        let mut child = clean_command()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(options)
            .envs(environment.iter().copied())
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let (say, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = say.send(line);
            }
        });
        let url = lines.recv_timeout(LONG).expect("its address is its first line");
        Self { child, url, lines, log }
    }

    /// The operator's invitation, which comes at the first start.
    pub(crate) fn invitation(&self) -> String {
        let line = self.lines.recv_timeout(LONG).expect("an invitation");
        line.rsplit(' ').next().expect("the code comes last").to_owned()
    }

    /// Whether nothing more is said.
    pub(crate) fn is_silent(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(500)).is_err()
    }

    /// Tells it to stop, and waits; its exit code.
    pub(crate) fn end(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.is_ok_and(|status| status.success()), "it is told to stop");
        self.child.wait().expect("it ends").code()
    }

    /// What it logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("the log is text")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came of a run.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str], folder: &Path) -> Ran {
    run_with(arguments, folder, b"")
}

/// Runs the program to its end, with something to read.
pub(crate) fn run_with(arguments: &[&str], folder: &Path, input: &[u8]) -> Ran {
    finish(clean_command().args(arguments).current_dir(folder), input)
}

/// Runs the program as a user who owns nothing; only root can.
pub(crate) fn run_as_nobody(arguments: &[&str], folder: &Path) -> Ran {
    let mut command = clean_command();
    command.args(arguments).current_dir(folder);
    if is_root() {
        command.uid(NOBODY);
    }
    finish(&mut command, b"")
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

fn finish(command: &mut Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The program, without what the environment of the test would tell it.
fn clean_command() -> Command {
    let mut command = Command::new(PROGRAM);
    let ours = std::env::vars().filter(|(name, _)| name.starts_with("SAMPAN_"));
    for (name, _) in ours {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C");
    command
}
