//! Serving: people meet, changes wake, a stop loses nothing, logs tell no secrets.

use crate::program::{self, Program};
use crate::visitor::{PIN, Visitor};
use sampan_protocol::auth::PROTOCOL_HEADER;
use sampan_protocol::people::{Find, Me, ops};
use sampan_protocol::service::{Info, WhoAmI};
use sampan_protocol::sync::{EVENTS_PATH, Push, Pushed, Scope, Wake};
use serde_json::Value;
use std::process::Stdio;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn two_people_meet_on_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::serve(folder.path(), &[]);
    assert!(program.url.starts_with("http://127.0.0.1:"), "its address comes first");
    let invitation = program.invitation();

    let mut boss = Visitor::new(&program);
    let me = boss.register("boss", Some(&invitation)).await.expect("the operator comes in");
    assert!(me.operator, "and is it");
    let mut mei = Visitor::new(&program);
    mei.register("mei", None).await.expect("it is open");
    let found = mei.ask(&Find { text: "bo".into() }).await.expect("she may look");
    assert_eq!(found[0].handle, "boss", "they find each other");
    let info: Info = mei.get("/v1/service").await.json().await.expect("it presents itself");
    assert!(info.play_money, "without a way to real money, a server's money is play money");

    let again = Program::serve(folder.path(), &[]);
    assert!(again.is_silent(), "there is an operator: no more invitations");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_wakes_another_connection() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::serve(folder.path(), &[]);
    let mut mei = Visitor::new(&program);
    let me: Me = mei.register("mei", None).await.expect("she comes in");
    let mut events = mei.send("GET", EVENTS_PATH, Vec::new()).await;
    assert_eq!(events.headers()["content-type"], "text/event-stream", "events come");
    let scope = Scope::of("person", me.person.id);
    let update = ops::Update { name: "Mei B".into(), avatar: None };
    let push = Push { operations: vec![mei.operation(&scope, "people.update", &update)] };
    let pushed: Pushed = mei.ask(&push).await.expect("it is taken");
    assert_eq!(pushed.results.len(), 1, "one thing was done");
    let chunk = tokio::time::timeout(Duration::from_secs(20), events.chunk()).await;
    let chunk = chunk.expect("it comes").expect("whole").expect("before the end");
    let text = String::from_utf8(chunk.to_vec()).expect("text");
    let data = text.trim().strip_prefix("data: ").expect("an event");
    let wake: Wake = serde_json::from_str(data).expect("a wake-up");
    assert_eq!(wake.scope, scope, "her scope moved");
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_ends_streams_and_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Program::serve(folder.path(), &[]);
    let mut mei = Visitor::new(&program);
    mei.register("mei", None).await.expect("she comes in");
    let mut events = mei.send("GET", EVENTS_PATH, Vec::new()).await;
    assert_eq!(program.end(), Some(0), "it stops, and all is well");
    let end = events.chunk().await.expect("the stream ends as it should");
    assert_eq!(end, None, "without another event");

    let program = Program::serve(folder.path(), &[]);
    mei.move_to(&program);
    let me = mei.ask(&WhoAmI {}).await;
    let next = match me {
        Err(error) => error,
        Ok(me) => panic!("a counter of before the restart was taken: {me:?}"),
    };
    mei.go_on(&next);
    assert!(mei.ask(&WhoAmI {}).await.expect("then it goes on").is_some(), "it knows her");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knocks_too_often_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::serve(folder.path(), &["--newcomers-per-minute", "3"]);
    let mut kinds = Vec::new();
    for n in 0..5 {
        let mut visitor = Visitor::new(&program);
        let fate = visitor.register(&format!("knock{n}"), None).await;
        kinds.push(fate.err().map(|error| error.key));
    }
    assert_eq!(kinds[..3], [None, None, None], "a few come in");
    assert!(kinds[4].as_deref() == Some("error.request.too_many"), "not all at once: {kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_certificate_it_speaks_https() {
    let folder = tempfile::tempdir().expect("a folder");
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    let made = std::process::Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .stderr(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "openssl makes a certificate");
    let shown = |path: &std::path::Path| path.display().to_string();
    let options = ["--tls-cert", &shown(&cert), "--tls-key", &shown(&key)];
    let program = Program::serve(folder.path(), &options);
    assert!(program.url.starts_with("https://"), "{} is secure", program.url);
    let pem = std::fs::read(&cert).expect("it is there");
    let root = reqwest::Certificate::from_pem(&pem).expect("a certificate");
    let client = reqwest::Client::builder().tls_certs_only([root]).build().expect("a client");
    let answer = client.get(format!("{}/healthz", program.url)).send().await.expect("it answers");
    assert_eq!(answer.text().await.expect("text"), "ok", "over an encrypted connection");
    let half = program::run(&["serve", "--tls-cert", "x"], folder.path());
    assert_eq!(half.code, Some(1), "a certificate without a key is a mistake");
}

#[tokio::test(flavor = "multi_thread")]
async fn its_log_is_json_and_holds_no_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Program::serve(folder.path(), &["--log", "trace"]);
    let invitation = program.invitation();
    let mut mei = Visitor::new(&program);
    mei.register("mei", Some(&invitation)).await.expect("she comes in");
    let answer = mei.get("/healthz").await;
    let id = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
    assert_eq!(answer.headers()[PROTOCOL_HEADER], "1", "every answer tells its protocol");
    program.end();
    let log = program.log();
    assert!(log.contains(&id), "the answer's number is in the log");
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(line["level"].is_string(), "with its level");
    }
    for secret in [PIN, &invitation, "argon2id"] {
        assert!(!log.contains(secret), "{secret} is nobody's business");
    }
}
