//! localstripe, as a process of its own on loopback.

use serde_json::Value;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Any key of test mode will do.
pub(crate) const KEY: &str = "sk_test_12345";
/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts it on loopback alone, and keeps it from writing to a file that all would share.
const START: &str = "
import sys
from aiohttp import web
from localstripe import resources
resources.Store.dump_to_disk = lambda self: None
from localstripe.server import app
web.run_app(app, host='127.0.0.1', port=int(sys.argv[1]), print=None)";

/// A running localstripe; it ends with this value.
pub(crate) struct Double {
    process: Child,
    pub(crate) base: String,
    http: reqwest::Client,
}

impl Double {
    /// Starts one on a port that is free.
    pub(crate) fn start() -> Self {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|listener| listener.local_addr())
            .expect("a port is free")
            .port();
        let process = Command::new(python())
            .args(["-c", START, &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("localstripe starts: `cargo xtask setup` installs it");
        let base = format!("http://127.0.0.1:{port}");
        let mut double = Self { process, base, http: reqwest::Client::new() };
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = double.process.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "localstripe ended: `cargo xtask setup` installs it whole");
            assert!(Instant::now() < until, "localstripe listens");
            std::thread::sleep(Duration::from_millis(50));
        }
        double
    }

    /// Has it send its webhooks there, signed with the secret; or none at all.
    pub(crate) async fn send_webhooks(&self, url: &str, secret: &str, any: bool) {
        let mut hook = serde_json::json!({ "url": url, "secret": secret });
        if !any {
            hook["events"] = serde_json::json!([]);
        }
        let request = self.http.post(format!("{}/_config/webhooks/sampan", self.base)).json(&hook);
        let answer = request.send().await.expect("it answers");
        assert!(answer.status().is_success(), "the webhook is set: {}", answer.status());
    }

    /// What a browser, or somebody at Stripe's dashboard, does; the status with the answer.
    pub(crate) async fn post(&self, path: &str, form: &str) -> (u16, Value) {
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .bearer_auth(KEY)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.to_owned());
        read(request.send().await.expect("it answers")).await
    }

    /// Reads something.
    pub(crate) async fn get(&self, path: &str) -> Value {
        let request = self.http.get(format!("{}{path}", self.base)).bearer_auth(KEY);
        read(request.send().await.expect("it answers")).await.1
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn read(answer: reqwest::Response) -> (u16, Value) {
    let status = answer.status().as_u16();
    (status, answer.json().await.unwrap_or_default())
}

/// The Python that has it.
fn python() -> PathBuf {
    std::env::var_os("SAMPAN_LOCALSTRIPE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/localstripe/bin/python"),
        PathBuf::from,
    )
}
