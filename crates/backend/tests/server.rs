//! The real program over real connections: started, spoken to, stopped.

mod server_kit;

use sampan_protocol::auth::PROTOCOL_HEADER;
use sampan_protocol::people::{Find, Me, ops};
use sampan_protocol::service::{Info, WhoAmI};
use sampan_protocol::sync::{EVENTS_PATH, Push, Pushed, Scope, Wake};
use serde_json::Value;
use server_kit::{Program, Visitor};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn two_people_meet_on_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::serve(folder.path(), &[]);
    assert!(
        program.url.starts_with("http://127.0.0.1:"),
        "its address comes first"
    );
    let invitation = program.invitation();

    let mut boss = Visitor::new(&program);
    let me = boss
        .register("boss", Some(&invitation))
        .await
        .expect("the operator comes in");
    assert!(me.operator, "and is it");
    let mut mei = Visitor::new(&program);
    mei.register("mei", None).await.expect("it is open");
    let found = mei
        .ask(&Find { text: "bo".into() })
        .await
        .expect("she may look");
    assert_eq!(found[0].handle, "boss", "they find each other");
    let info: Info = mei
        .get("/v1/service")
        .await
        .json()
        .await
        .expect("it presents itself");
    assert!(!info.play_money, "a server's money is meant");

    let again = Program::serve(folder.path(), &[]);
    assert!(
        again.is_silent(),
        "there is an operator: no more invitations"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_wakes_another_connection() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::serve(folder.path(), &[]);
    let mut mei = Visitor::new(&program);
    let me: Me = mei.register("mei", None).await.expect("she comes in");
    let mut events = mei.send("GET", EVENTS_PATH, Vec::new()).await;
    assert_eq!(
        events.headers()["content-type"],
        "text/event-stream",
        "events come"
    );
    let scope = Scope::of("person", me.person.id);
    let update = ops::Update {
        name: "Mei B".into(),
        avatar: None,
    };
    let push = Push {
        operations: vec![mei.operation(&scope, "people.update", &update)],
    };
    let pushed: Pushed = mei.ask(&push).await.expect("it is taken");
    assert_eq!(pushed.results.len(), 1, "one thing was done");
    let chunk = tokio::time::timeout(Duration::from_secs(20), events.chunk()).await;
    let chunk = chunk
        .expect("it comes")
        .expect("whole")
        .expect("before the end");
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
    assert!(
        mei.ask(&WhoAmI {})
            .await
            .expect("then it goes on")
            .is_some(),
        "it knows her"
    );
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
    assert!(
        kinds[4].as_deref() == Some("error.request.too_many"),
        "not all at once: {kinds:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_certificate_it_speaks_https() {
    let folder = tempfile::tempdir().expect("a folder");
    let (cert, key) = (
        folder.path().join("cert.pem"),
        folder.path().join("key.pem"),
    );
    let made = std::process::Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
        ])
        .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .stderr(Stdio::null())
        .status();
    assert!(
        made.is_ok_and(|status| status.success()),
        "openssl makes a certificate"
    );
    let shown = |path: &std::path::Path| path.display().to_string();
    let options = ["--tls-cert", &shown(&cert), "--tls-key", &shown(&key)];
    let program = Program::serve(folder.path(), &options);
    assert!(
        program.url.starts_with("https://"),
        "{} is secure",
        program.url
    );
    let pem = std::fs::read(&cert).expect("it is there");
    let root = reqwest::Certificate::from_pem(&pem).expect("a certificate");
    let client = reqwest::Client::builder()
        .tls_certs_only([root])
        .build()
        .expect("a client");
    let answer = client
        .get(format!("{}/healthz", program.url))
        .send()
        .await
        .expect("it answers");
    assert_eq!(
        answer.text().await.expect("text"),
        "ok",
        "over an encrypted connection"
    );
    let half = server_kit::run(&["serve", "--tls-cert", "x"], folder.path());
    assert_eq!(
        half.code,
        Some(1),
        "a certificate without a key is a mistake"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn its_log_is_json_and_holds_no_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Program::serve(folder.path(), &["--log", "trace"]);
    let invitation = program.invitation();
    let mut mei = Visitor::new(&program);
    mei.register("mei", Some(&invitation))
        .await
        .expect("she comes in");
    let answer = mei.get("/healthz").await;
    let id = answer.headers()["x-request-id"]
        .to_str()
        .expect("text")
        .to_owned();
    assert_eq!(
        answer.headers()[PROTOCOL_HEADER],
        "1",
        "every answer tells its protocol"
    );
    program.end();
    let log = program.log();
    assert!(log.contains(&id), "the answer's number is in the log");
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(line["level"].is_string(), "with its level");
    }
    for secret in [server_kit::PIN, &invitation, "argon2id"] {
        assert!(!log.contains(secret), "{secret} is nobody's business");
    }
}

#[test]
fn what_it_keeps_can_be_seeded_audited_exported_and_migrated() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| server_kit::run(arguments, folder.path());
    for verb in [&["audit"][..], &["export", "--out", "-"]] {
        assert_eq!(run(verb).code, Some(1), "{verb:?} makes no database");
    }
    let seeded = run(&["seed", "--seed", "7"]);
    assert_eq!(seeded.code, Some(0), "a world is made: {}", seeded.err);
    let twice = run(&["seed"]);
    assert_eq!(twice.code, Some(1), "only into an empty one");
    assert!(
        twice.err.contains("empty database"),
        "it says so: {}",
        twice.err
    );

    let audit = run(&["audit", "--json"]);
    assert_eq!(audit.code, Some(0), "the ledger is right");
    let found: Value = serde_json::from_str(audit.out.trim()).expect("one object");
    assert!(
        found["entries"].as_u64() > Some(100),
        "there is something in it: {found}"
    );
    assert!(found["first_bad"].is_null(), "and nothing is wrong");
    for part in ["totals", "root"] {
        assert!(!found[part].is_null(), "{part} is told");
    }

    let migrated = run(&["migrate", "--json"]);
    let versions: Value = serde_json::from_str(migrated.out.trim()).expect("one object");
    assert!(
        versions["versions"]["wallet"].as_i64() > Some(0),
        "each module has its version"
    );

    let exported = run(&["export", "--out", "all.jsonl"]);
    assert_eq!(exported.code, Some(0), "it is written: {}", exported.err);
    let file = folder.path().join("all.jsonl");
    let mode = std::fs::metadata(&file)
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600, "only its owner reads it");
    let text = std::fs::read_to_string(&file).expect("text");
    let tables: std::collections::BTreeSet<String> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("each line is JSON"))
        .map(|line| line["table"].as_str().expect("a table").to_owned())
        .collect();
    for table in ["persons", "devices", "changes", "operations", "service"] {
        assert!(tables.contains(table), "{table} is in it");
    }
    assert_eq!(
        run(&["export", "--out", "all.jsonl"]).code,
        Some(1),
        "nothing is overwritten"
    );
}

#[test]
fn codes_are_read_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = b"000201\n\n\xFF\n\"quoted\"\n";
    let read = server_kit::run_with(&["qr", "decode", "--json"], folder.path(), input);
    assert_eq!(read.code, Some(0), "it never dies on a line");
    let answers: Vec<Value> = read
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), 4, "one object a line");
    assert!(
        answers.iter().all(|answer| answer["verdict"] == "reject"),
        "none is a code"
    );
    let told = server_kit::run_with(&["qr", "decode"], folder.path(), b"000201\n");
    assert!(
        told.out.starts_with("reject"),
        "people are told in a line: {}",
        told.out
    );
}

#[test]
fn what_is_wrong_is_told_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| server_kit::run(arguments, folder.path());
    let bad = run(&["serve", "--database", "mysql://x"]);
    assert_eq!(bad.code, Some(1), "it does not start");
    assert!(
        bad.err.contains("sqlite:PATH"),
        "and says what an address is: {}",
        bad.err
    );
    let bad = run(&["serve", "--listen", "nowhere"]);
    assert_eq!(bad.code, Some(1), "there is no such address");
    std::fs::write(folder.path().join("x.toml"), "lisen = 1").expect("written");
    let bad = run(&["serve", "--config", "x.toml"]);
    assert!(
        bad.err.contains("lisen"),
        "the mistake is named: {}",
        bad.err
    );
    let help = run(&["serve", "--help"]);
    for word in ["--listen", "SAMPAN_DATABASE", "--tls-cert", "s3://"] {
        assert!(help.out.contains(word), "the help tells of {word}");
    }
}

#[test]
fn a_database_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| server_kit::run(arguments, folder.path());
    assert_eq!(run(&["migrate"]).code, Some(0), "a database is made");
    let set = |mode| std::fs::Permissions::from_mode(mode);
    for name in ["sampan.db", "sampan.db-wal", "sampan.db-shm"] {
        let path = folder.path().join(name);
        if path.exists() {
            std::fs::set_permissions(path, set(0o444)).expect("it is ours");
        }
    }
    std::fs::set_permissions(folder.path(), set(0o555)).expect("it is ours");
    let refused = server_kit::run_as_nobody(&["migrate"], folder.path());
    std::fs::set_permissions(folder.path(), set(0o755)).expect("it is ours");
    assert_eq!(refused.code, Some(1), "it cannot be written");
    assert!(
        refused.err.contains("cannot be written"),
        "it says so: {}",
        refused.err
    );
}
