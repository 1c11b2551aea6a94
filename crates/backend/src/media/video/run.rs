//! Runs a tool within limits: memory, processor time, the size of what it writes, and patience. It
//! gets no input but the files that are named, and an environment of its own.

use super::Fault;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

/// The most that a tool may say on standard output.
const MOST_WORDS: u64 = 4 << 20;
/// How much of what it complains about is kept: the end.
const COMPLAINTS: usize = 16 << 10;
/// Sets limits, which a program inherits, and runs the program, until nobody holds the other end of
/// standard input: so nothing goes on when this process is killed. Nothing of what is passed is read
/// as a word of the shell's.
#[cfg(unix)]
const WITHIN: &str = "ulimit -c 0; ulimit -v \"$1\"; ulimit -t \"$2\"; ulimit -f \"$3\"; shift 3
exec 3<&0
\"$@\" 3<&- </dev/null & it=$!
{ cat; kill -9 \"$it\"; } <&3 >/dev/null 2>&1 & watch=$!
exec 3<&-
wait \"$it\"; ended=$?
kill \"$watch\" 2>/dev/null
exit \"$ended\"";
/// The largest file that a tool may write, in blocks of 512 bytes.
#[cfg(unix)]
const MOST_BLOCKS: u64 = (8 << 30) / 512;

/// A tool that is to be run.
pub(super) struct Call<'a> {
    pub(super) program: &'a Path,
    pub(super) arguments: Vec<String>,
    /// Where it writes.
    pub(super) folder: &'a Path,
    pub(super) memory: u64,
    pub(super) patience: Duration,
}

/// What became of it.
#[derive(Debug)]
pub(super) struct Ended {
    /// Whether it did what it was to do.
    pub(super) done: bool,
    /// Whether it was ended from outside, by a signal or a limit.
    pub(super) killed: bool,
    /// Whether it said more than is heard.
    pub(super) cut: bool,
    /// What it said.
    pub(super) words: String,
    /// What it complained about.
    pub(super) complaints: String,
}

impl Ended {
    /// What it said, if it did what it was to do.
    pub(super) fn well(self, what: &str) -> Result<Self, Fault> {
        if self.done {
            return Ok(self);
        }
        Err(Fault::Trouble(format!("{what}: {}", self.complaints.trim())))
    }
}

/// Runs a tool to its end; hands over each line that it says.
pub(super) async fn run(call: Call<'_>, mut hear: impl FnMut(&str)) -> Result<Ended, Fault> {
    let name = call.program.display().to_string();
    let mut group = Group(command(&call).spawn()?);
    let child = &mut group.0;
    // It is held until the end: see above.
    let _held = child.stdin.take();
    let (out, complaints) = (child.stdout.take(), child.stderr.take());
    let work = async {
        let words = async {
            let mut words = String::new();
            let Some(out) = out else { return (words, false) };
            let mut lines = BufReader::new(out.take(MOST_WORDS)).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                hear(&line);
                words.push_str(&line);
                words.push('\n');
            }
            let cut = lines.into_inner().into_inner().limit() == 0;
            (words, cut)
        };
        let ((words, cut), complaints) = tokio::join!(words, end_of(complaints));
        (words, cut, complaints, child.wait().await)
    };
    let timed = tokio::time::timeout(call.patience, work).await;
    let Ok((words, cut, complaints, status)) = timed else {
        return Err(Fault::Trouble(format!("{name} took longer than it may")));
    };
    let status = status?;
    let killed = status.code().is_none_or(|code| code > 128);
    Ok(Ended { done: status.success(), killed, cut, words, complaints })
}

/// The end of what comes.
async fn end_of(from: Option<impl AsyncRead + Unpin>) -> String {
    let (mut kept, mut part) = (Vec::new(), [0; 4_096]);
    let Some(mut from) = from else { return String::new() };
    while let Ok(more @ 1..) = from.read(&mut part).await {
        kept.extend_from_slice(&part[..more]);
        let over = kept.len().saturating_sub(COMPLAINTS);
        kept.drain(..over);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(unix)]
fn command(call: &Call<'_>) -> Command {
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let limits = [call.memory >> 10, call.patience.as_secs().max(1) * cores, MOST_BLOCKS];
    let mut command = Command::new("sh");
    command.arg("-c").arg(WITHIN).arg("sh").args(limits.map(|limit| limit.to_string()));
    command.arg(call.program).process_group(0);
    plain(command, call)
}

#[cfg(not(unix))]
fn command(call: &Call<'_>) -> Command {
    plain(Command::new(call.program), call)
}

/// Without input, with nothing of our environment but where programs are.
fn plain(mut command: Command, call: &Call<'_>) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.args(&call.arguments).current_dir(call.folder).env_clear().env("PATH", path);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.kill_on_drop(true);
    command
}

/// A process with all that it started: whatever runs of it when this is dropped is killed.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(id) = self.0.id().and_then(|id| i32::try_from(id).ok())
            && let Some(group) = rustix::process::Pid::from_raw(id)
        {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Instant;

    async fn shell(words: &str, patience: u64) -> Result<Ended, Fault> {
        let folder = tempfile::tempdir().expect("a folder");
        let call = Call {
            program: Path::new("sh"),
            arguments: vec!["-c".into(), words.into()],
            folder: folder.path(),
            memory: 1 << 30,
            patience: Duration::from_secs(patience),
        };
        run(call, |_| {}).await
    }

    #[tokio::test]
    async fn what_it_says_is_heard_and_how_it_ended() {
        let ended = shell("echo one; echo two >&2; exit 3", 10).await.expect("it ran");
        assert!(!ended.done && !ended.killed && !ended.cut, "it failed by itself");
        assert_eq!((ended.words.trim(), ended.complaints.trim()), ("one", "two"), "both");
        let ended = shell("kill -9 $$", 10).await.expect("it ran");
        assert!(ended.killed, "it was killed");
        let ended = shell("yes | head -c 5000000", 60).await.expect("it ran");
        assert!(ended.cut, "it said too much");
        assert_eq!(ended.words.len() as u64, MOST_WORDS, "and is heard no longer");
    }

    #[tokio::test]
    async fn limits_are_kept_and_nothing_is_left_running() {
        let limit = shell("ulimit -v", 10).await.expect("it ran");
        assert_eq!(limit.words.trim(), "1048576", "so much memory, in kilobytes");
        let none = shell("echo \"$HOME$LANG$http_proxy\"", 10).await.expect("it ran");
        assert_eq!(none.words.trim(), "", "nothing of our environment");
        let folder = tempfile::tempdir().expect("a folder");
        let noted = folder.path().join("id");
        let words = format!("sleep 3600 & echo $! > {}; wait", noted.display());
        let began = Instant::now();
        assert!(shell(&words, 2).await.is_err(), "it takes too long");
        assert!(began.elapsed() < Duration::from_secs(1_000), "nobody waits for its end");
        let id = std::fs::read_to_string(noted).expect("it began");
        let line = format!("/proc/{}/cmdline", id.trim());
        // Nothing is read of what is gone, or only waits to be taken note of.
        let runs = || std::fs::read(&line).is_ok_and(|line| !line.is_empty());
        for _ in 0..100 {
            if !runs() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("what it started goes on");
    }
}
