//! The other verbs: seed, audit, export, migrate, qr, rank; and what is told when something is wrong.

use crate::program;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;

#[test]
fn what_it_keeps_can_be_seeded_audited_exported_and_migrated() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| program::run(arguments, folder.path());
    for verb in [&["audit"][..], &["export", "--out", "-"]] {
        assert_eq!(run(verb).code, Some(1), "{verb:?} makes no database");
    }
    let seeded = run(&["seed", "--seed", "7"]);
    assert_eq!(seeded.code, Some(0), "a world is made: {}", seeded.err);
    let twice = run(&["seed"]);
    assert_eq!(twice.code, Some(1), "only into an empty one");
    assert!(twice.err.contains("empty database"), "it says so: {}", twice.err);

    let audit = run(&["audit", "--json"]);
    assert_eq!(audit.code, Some(0), "the ledger is right");
    let found: Value = serde_json::from_str(audit.out.trim()).expect("one object");
    assert!(found["entries"].as_u64() > Some(100), "there is something in it: {found}");
    assert!(found["first_bad"].is_null(), "and nothing is wrong");
    for part in ["totals", "root"] {
        assert!(!found[part].is_null(), "{part} is told");
    }

    let migrated = run(&["migrate", "--json"]);
    let versions: Value = serde_json::from_str(migrated.out.trim()).expect("one object");
    assert!(versions["versions"]["wallet"].as_i64() > Some(0), "each module has its version");

    let exported = run(&["export", "--out", "all.jsonl"]);
    assert_eq!(exported.code, Some(0), "it is written: {}", exported.err);
    let file = folder.path().join("all.jsonl");
    let mode = std::fs::metadata(&file).expect("there").permissions().mode();
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
    assert_eq!(run(&["export", "--out", "all.jsonl"]).code, Some(1), "nothing is overwritten");
}

#[test]
fn a_successor_is_appointed_on_the_machine_and_the_log_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| program::run(arguments, folder.path());
    assert_eq!(run(&["seed", "--seed", "7"]).code, Some(0), "a world");
    let who = |answer: &str| -> Vec<String> {
        let of = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["handle"].clone();
        answer.lines().map(|line| of(line).as_str().expect("a handle").to_owned()).collect()
    };
    let before = run(&["operators", "--json"]);
    let before = who(&before.out);
    assert!(
        before.contains(&"liwei".to_owned()) && !before.contains(&"anna".to_owned()),
        "{before:?}"
    );
    let lines = || {
        let audit = run(&["audit", "--json"]);
        assert_eq!(audit.code, Some(0), "the log and the acts agree: {}", audit.out);
        let found: Value = serde_json::from_str(audit.out.trim()).expect("one object");
        found["operators"]["lines"].as_u64().expect("a number")
    };
    let known = lines();
    let appoint = ["operators", "--appoint", "@anna", "--in-place-of", "liwei", "--why"];
    let no_reason = run(&[&appoint[..], &[" "]].concat());
    assert_eq!(no_reason.code, Some(1), "a reason is needed");
    assert_ne!(run(&appoint[..5]).code, Some(0), "it cannot be left out either");
    let nobody = ["operators", "--appoint", "nobody_here", "--why", "lost"];
    assert_eq!(run(&nobody).code, Some(1), "nobody is nobody");
    let not_one = ["operators", "--appoint", "anna", "--in-place-of", "tom", "--why", "lost"];
    assert_eq!(run(&not_one).code, Some(1), "Tom is none who could be replaced");
    assert_eq!(lines(), known, "nothing of all this was done");
    assert_eq!(who(&run(&["operators", "--json"]).out), before, "half of it neither");

    let done = run(&[&appoint[..], &["lost every device and the phrase"]].concat());
    assert_eq!(done.code, Some(0), "it is done: {}", done.err);
    assert!(done.out.contains("@anna") && !done.out.contains("@liwei"), "and told: {}", done.out);
    assert_eq!(lines(), known + 1, "the log has one more line, and holds");
    let exported = run(&["export", "--out", "-"]).out;
    assert!(exported.contains("operate.console"), "it says that it was done on the machine");
    assert!(exported.contains("lost every device and the phrase"), "and why");
    let again = run(&[&appoint[..], &["lost"]].concat());
    assert_eq!(again.code, Some(1), "once");
}

#[test]
fn codes_are_read_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = b"000201\n\n\xFF\n\"quoted\"\n";
    let read = program::run_with(&["qr", "decode", "--json"], folder.path(), input);
    assert_eq!(read.code, Some(0), "it never dies on a line");
    let answers: Vec<Value> =
        read.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 4, "one object a line");
    assert!(answers.iter().all(|answer| answer["verdict"] == "reject"), "none is a code");
    let told = program::run_with(&["qr", "decode"], folder.path(), b"000201\n");
    assert!(told.out.starts_with("reject"), "people are told in a line: {}", told.out);
}

/// Three tastes, and people who have one each: what others of the same taste like is not far.
fn interactions() -> String {
    let mut csv = String::from("user,item,rating,timestamp\n");
    for person in 0..60 {
        for place in 0..12 {
            // Each knows twelve of the twenty of their taste, and dislikes one of another.
            let item = (person * 7 + place * 3) % 20 * 3 + person % 3;
            let at = 1_700_000_000 + place * 86_400 + person;
            csv.push_str(&format!("p{person},v{item},{},{at}\n", 4 + place % 2));
        }
        csv.push_str(&format!("p{person},v{},1,1700000000\n", (person + 1) % 3));
    }
    csv
}

#[test]
fn interactions_are_ranked_and_the_ranking_is_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| program::run(arguments, folder.path());
    let csv = interactions();
    std::fs::write(folder.path().join("all.csv"), &csv).expect("written");
    let read = run(&["rank", "recommend", "--train", "all.csv", "--k", "5"]);
    assert_eq!(read.code, Some(0), "{}", read.err);
    let lines: Vec<Vec<&str>> = read.out.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines.len(), 60, "one line for each user");
    for line in &lines {
        let (user, items) = line.split_first().expect("a user");
        assert_eq!(items.len(), 5, "as many as asked for: {line:?}");
        for item in items {
            assert!(!csv.contains(&format!("{user},{item},")), "{user} knows {item} already");
        }
        let taste: u32 = user[1..].parse::<u32>().expect("a number") % 3;
        let same = |item: &&str| item[1..].parse::<u32>().expect("a number") % 3 == taste;
        assert!(items[..3].iter().all(same), "{user} gets what people like them like: {items:?}");
    }
    let again = run(&["rank", "recommend", "--train", "all.csv", "--k", "5"]);
    assert_eq!(again.out, read.out, "always the same");
    let at = ["rank", "recommend", "--train", "all.csv", "--at", "1700000000"];
    assert_eq!(run(&at).out.lines().count(), 60, "at any time");
    let judged = run(&["rank", "eval", "--interactions", "all.csv"]);
    assert_eq!(judged.code, Some(0), "{}", judged.err);
    let report: Value = serde_json::from_str(judged.out.trim()).expect("one line of JSON");
    for split in ["per_user_temporal", "global_temporal"] {
        for of in ["ours", "popularity", "popularity_14d", "item_cosine"] {
            let score = report[split][of].as_f64().expect("a number");
            assert!((0.0..=1.0).contains(&score), "{split} {of}: {score}");
        }
        let of = |name: &str| report[split][name].as_f64();
        assert!(of("ours") > of("popularity"), "tastes are told apart: {report}");
    }
    for (file, wrong) in [("user,item,rating\na,b,4\n", "timestamp"), ("", "header")] {
        std::fs::write(folder.path().join("bad.csv"), file).expect("written");
        let bad = run(&["rank", "eval", "--interactions", "bad.csv"]);
        assert_eq!(bad.code, Some(1), "{file:?} is refused");
        assert!(bad.err.contains(wrong), "and it is said what is wrong: {}", bad.err);
    }
    assert_eq!(run(&["rank", "eval", "--interactions", "none.csv"]).code, Some(1), "no file");
}

#[test]
fn what_is_wrong_is_told_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| program::run(arguments, folder.path());
    let bad = run(&["serve", "--database", "mysql://x"]);
    assert_eq!(bad.code, Some(1), "it does not start");
    assert!(bad.err.contains("sqlite:PATH"), "and says what an address is: {}", bad.err);
    let bad = run(&["serve", "--listen", "nowhere"]);
    assert_eq!(bad.code, Some(1), "there is no such address");
    std::fs::write(folder.path().join("x.toml"), "lisen = 1").expect("written");
    let bad = run(&["serve", "--config", "x.toml"]);
    assert!(bad.err.contains("lisen"), "the mistake is named: {}", bad.err);
    let help = run(&["serve", "--help"]);
    for word in ["--listen", "SAMPAN_DATABASE", "--tls-cert", "s3://"] {
        assert!(help.out.contains(word), "the help tells of {word}");
    }
}

#[test]
fn a_database_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| program::run(arguments, folder.path());
    assert_eq!(run(&["migrate"]).code, Some(0), "a database is made");
    let set = |mode| std::fs::Permissions::from_mode(mode);
    for name in ["sampan.db", "sampan.db-wal", "sampan.db-shm"] {
        let path = folder.path().join(name);
        if path.exists() {
            std::fs::set_permissions(path, set(0o444)).expect("it is ours");
        }
    }
    std::fs::set_permissions(folder.path(), set(0o555)).expect("it is ours");
    let refused = program::run_as_nobody(&["migrate"], folder.path());
    std::fs::set_permissions(folder.path(), set(0o755)).expect("it is ours");
    assert_eq!(refused.code, Some(1), "it cannot be written");
    assert!(refused.err.contains("cannot be written"), "it says so: {}", refused.err);
}
