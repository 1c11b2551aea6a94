//! Changes of the service's settings, one setting at a time, and which of them take two operators.

use crate::error::Error;
use crate::service::Settings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Arguments of `operate.configure`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configure {
    /// What is changed.
    pub changes: Vec<Change>,
}

/// One setting that is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Where it stands in the settings, with dots: `caps.code_each`.
    pub name: String,
    /// What it was, as JSON text: if it is something else by then, nothing is changed.
    pub from: String,
    /// What it is to be, as JSON text.
    pub to: String,
}

/// Settings of how the service presents itself: nothing that money depends on.
const APPEARANCE: [&str; 4] = ["name", "registration", "terms", "features_off"];

/// Says whether a setting is only about how the service presents itself, and whom it lets in.
#[must_use]
pub fn is_appearance(name: &str) -> bool {
    APPEARANCE.contains(&name)
}

/// Says whether a change takes two operators.
///
/// One is enough for how the service presents itself, for its currencies (a new one is empty, and an
/// old one stays in the ledger), and for what lowers a cap or makes a new device wait longer.
/// Everything else lets more money move, or takes some of it, and takes two.
#[must_use]
pub fn takes_two(change: &Change) -> bool {
    let name = change.name.as_str();
    if is_appearance(name) || name == "currencies" {
        return false;
    }
    let number = |text: &str| text.parse::<i64>().ok();
    match (number(&change.from), number(&change.to)) {
        (Some(from), Some(to)) if name == "caps.cooling_hours" => to < from,
        (Some(from), Some(to)) if is_cap(name) => to > from,
        // A cap where there was none.
        (None, Some(_)) if is_cap(name) && change.from == "null" => false,
        _ => true,
    }
}

fn is_cap(name: &str) -> bool {
    name.starts_with("caps.") || name.starts_with("tiers.")
}

/// What differs between two settings, in their order.
#[must_use]
pub fn differences(from: &Settings, to: &Settings) -> Vec<Change> {
    let mut found = Vec::new();
    let json = |settings| serde_json::to_value(settings).unwrap_or_default();
    gather(String::new(), &json(from), &json(to), &mut found);
    found
}

fn gather(name: String, from: &Value, to: &Value, found: &mut Vec<Change>) {
    match (from, to) {
        _ if from == to => {}
        (Value::Object(old), Value::Object(new)) => {
            for (key, to) in new {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                gather(name, old.get(key).unwrap_or(&Value::Null), to, found);
            }
        }
        _ => found.push(Change { name, from: from.to_string(), to: to.to_string() }),
    }
}

/// Settings with changes made to them.
///
/// # Errors
/// `Invalid` for what is no setting or cannot have this value, `Refused` for what was changed by
/// somebody else meanwhile.
pub fn changed(settings: &Settings, changes: &[Change]) -> Result<Settings, Error> {
    let invalid = || Error::invalid("error.operate.setting");
    let mut all = serde_json::to_value(settings).map_err(|_| Error::internal())?;
    if changes.is_empty() {
        return Err(invalid());
    }
    for change in changes {
        let pointer = format!("/{}", change.name.replace('.', "/"));
        let place = all.pointer_mut(&pointer).ok_or_else(invalid)?;
        let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|_| invalid());
        if *place != parse(&change.from)? {
            return Err(Error::refused("error.operate.setting_changed"));
        }
        *place = parse(&change.to)?;
    }
    serde_json::from_value(all).map_err(|_| invalid())
}
