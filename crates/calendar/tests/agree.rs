//! Ten thousand rules have the dates that python-dateutil says, and files are what icalendar reads.
//!
//! `cargo xtask test` says where that Python is; without it nothing is tried.

use sampan_calendar::{Entry, dates, offset_minutes, write};
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::rule::{HORIZON_DAYS, day_of};
use sampan_protocol::communities::gatherings::{End, Every, Rule, Weekday, When};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many dates of each rule are compared.
const MOST: usize = 25;
/// How many rules are compared.
const RULES: u64 = 10_000;

/// Numbers that come from nowhere else: the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A rule, and a day that may be its first.
fn when(dice: &mut Dice) -> When {
    let year = 2020 + dice.below(15);
    let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
    let day = if dice.below(6) == 0 { 28 + dice.below(4) } else { day };
    let text = format!("{year}-{month:02}-{day:02}");
    // The 31st of a shorter month is no day.
    let Some((y, m, d)) = day_of(&text) else { return when(dice) };
    let start = sampan_protocol::time::month_start(y, m, 0);
    let first = Weekday::of_day(start.seconds() / 86_400 + i64::from(d) - 1);
    let every = Every::ALL[dice.below(5) as usize];
    let mut days = match every {
        Every::Week => Weekday::ALL.into_iter().filter(|_| dice.below(3) == 0).collect(),
        _ => Vec::new(),
    };
    if matches!(every, Every::Week | Every::MonthWeekday) && !days.contains(&first) {
        days.push(first);
    }
    days.sort_unstable();
    let nth = match (d - 1) / 7 + 1 {
        5 => -1,
        nth => i64::from(nth),
    };
    let end = match dice.below(3) {
        0 => End::Never,
        1 => End::Times(1 + dice.below(30) as i64),
        _ => {
            End::Until(format!("{}-{:02}-{:02}", year + 1 + dice.below(4), 12, 1 + dice.below(31)))
        }
    };
    let interval = 1 + dice.below(6) as i64;
    let rule = Rule { every, interval, days, nth, end };
    let (hour, minute) = (dice.below(24), dice.below(60));
    When {
        starts: format!("{text}T{hour:02}:{minute:02}"),
        zone: "UTC".into(),
        minutes: 60,
        rule: Some(rule),
    }
}

fn case(when: &When) -> Value {
    let found = dates(when, Timestamp(i64::MIN), MOST).expect("a rule has dates");
    let text = |at: &Timestamp| {
        let (year, month, day) = at.date(0);
        let minute = at.seconds().rem_euclid(86_400) / 60;
        format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", minute / 60, minute % 60)
    };
    let start = sampan_calendar::instant(&when.starts, "UTC").expect("it exists");
    let until = match when.rule.as_ref().map(|rule| &rule.end) {
        Some(End::Until(day)) => day.replace('-', "") + "T235959",
        _ => String::new(),
    };
    json!({
        "rule": when.rule.as_ref().map(|rule| rule.text(&until)),
        "start": when.starts,
        "horizon": text(&start.plus_seconds(HORIZON_DAYS * 86_400)),
        "most": MOST,
        "dates": found.iter().map(text).collect::<Vec<_>>(),
    })
}

fn file(when: &When, zone: &str) -> Value {
    let when = When { zone: zone.into(), ..when.clone() };
    let title = "Brot, Käse; 包饺子 \\ \"ja\"";
    let entry = |only| Entry {
        uid: "1@sampan".into(),
        sequence: 2,
        stamp: Timestamp::from_seconds(1_790_000_000),
        title: title.into(),
        about: "Two lines,\nand a very long one that has to be folded: ".repeat(3),
        place: "Kreuzberg, Oranienstr. 1".into(),
        only,
        when: when.clone(),
        without: dates(&when, Timestamp(i64::MIN), 1).expect("dates"),
        off: false,
    };
    let at = dates(&when, Timestamp(i64::MIN), 1).expect("dates").pop().expect("one");
    let text = write("Sampan", &[entry(None), entry(Some(at))]).expect("it is written");
    assert!(offset_minutes(at, zone).is_ok(), "the zone is known");
    json!({ "file": text, "title": title, "events": 2 })
}

#[test]
fn others_agree_on_dates_and_files() {
    let Ok(python) = std::env::var("SAMPAN_LOCALSTRIPE") else {
        eprintln!("SAMPAN_LOCALSTRIPE is not set: nothing was compared");
        return;
    };
    let mut dice = Dice(7);
    let mut cases: Vec<Value> = (0..RULES).map(|_| case(&when(&mut dice))).collect();
    for zone in ["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"] {
        cases.extend((0..25).map(|_| file(&when(&mut dice), zone)));
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agree.py");
    let mut judge = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`cargo xtask setup` installs it");
    let mut input = judge.stdin.take().expect("it listens");
    let lines: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let feed = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = judge.wait_with_output().expect("it ends");
    let _ = feed.join();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "they disagree: {said}");
    let seen = String::from_utf8_lossy(&output.stdout).trim().parse::<usize>();
    assert_eq!(seen, Ok(cases.len()), "every case was judged");
}
