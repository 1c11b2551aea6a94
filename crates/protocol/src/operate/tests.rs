//! What the rules of acts say.

use super::*;
use crate::caps::Caps;
use crate::money::Currency;
use crate::service::{Registration, Settings};

fn settings() -> Settings {
    Settings {
        name: "Harbour".into(),
        registration: Registration::Open,
        currencies: vec![Currency::new("CNY").expect("listed")],
        terms: String::new(),
        features_off: Vec::new(),
        caps: Caps::default(),
        exchange: Default::default(),
        fees: Default::default(),
        tiers: Default::default(),
        points: Default::default(),
        bank: Vec::new(),
    }
}

fn change(name: &str, from: &str, to: &str) -> Change {
    Change { name: name.into(), from: from.into(), to: to.into() }
}

#[test]
fn lines_hang_together_until_one_byte_differs() {
    let mut lines = Vec::new();
    let mut before = String::new();
    for seq in 1..=4 {
        let line = Sealed::new(seq, format!("{{\"n\":{seq}}}"), &before);
        before.clone_from(&line.hash);
        lines.push(line);
    }
    assert_eq!(first_broken(&lines), None, "as they were written");
    let mut flipped = lines.clone();
    flipped[2].text = flipped[2].text.replace('3', "2");
    assert_eq!(first_broken(&flipped), Some(3), "another text");
    let mut resealed = lines.clone();
    resealed[2] = Sealed::new(3, "{}".into(), &resealed[1].hash.clone());
    assert_eq!(first_broken(&resealed), Some(4), "the next one hangs on the old text");
    lines.remove(1);
    assert_eq!(first_broken(&lines), Some(2), "a line that is gone is missed");
}

#[test]
fn what_lets_more_money_move_takes_two() {
    for (name, from, to, two) in [
        ("name", "\"a\"", "\"b\"", false),
        ("currencies", "[\"CNY\"]", "[\"CNY\",\"EUR\"]", false),
        ("caps.code_each", "500", "400", false),
        ("caps.code_each", "500", "501", true),
        ("caps.cooling_hours", "24", "48", false),
        ("caps.cooling_hours", "24", "1", true),
        ("caps.code_each", "500", "null", true),
        ("tiers.newcomers", "2", "0", false),
        ("tiers.newcomers", "0", "2", true),
        ("fees.withdraw", "10", "5", true),
        ("fees.withdraw", "10", "15", true),
        ("whatever", "1", "0", true),
    ] {
        assert_eq!(takes_two(&change(name, from, to)), two, "{name} from {from} to {to}");
    }
}

#[test]
fn settings_change_by_what_differs_and_only_from_what_was_seen() {
    let old = settings();
    let mut new = old.clone();
    new.caps.code_each = 7;
    new.name = "Quay".into();
    let differ = differences(&old, &new);
    let names: Vec<&str> = differ.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["caps.code_each", "name"], "only what differs");
    assert_eq!(changed(&old, &differ).expect("it can be"), new, "and all of it");
    let late = changed(&new, &differ).expect_err("it was changed meanwhile");
    assert_eq!(late.key, "error.operate.setting_changed", "what was seen is no more");
    for wrong in [
        change("moon", "null", "1"),
        change("caps.code_each", "500", "-1"),
        change("caps.code_each", "500", "oops"),
    ] {
        let error = changed(&old, &[wrong]).expect_err("no such setting, or no such value");
        assert_eq!(error.key, "error.operate.setting", "and it is told");
    }
}
