//! How acts look: what each kind is called, its icon, and what there is to say about one.

use crate::bridge;
use crate::features;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::operate::{
    APPOINT, Act, ActState, CONFIGURE, CONSOLE, Change, Configure, Console, DISMISS,
};

/// How an act looks. Its title is the word `operate.act.<kind>`.
#[derive(Clone)]
pub(crate) struct ActFace {
    /// Its icon.
    pub(crate) icon: &'static str,
    /// Its colour, 0–7.
    pub(crate) hue: u8,
    /// What it moves, if it moves anything.
    pub(crate) amount: Option<Money>,
    /// Keys of labels, and what stands beside them.
    pub(crate) facts: Vec<(String, String)>,
}

impl ActFace {
    /// The face of an act that says no more than whom it is about.
    pub(crate) const fn new(icon: &'static str, hue: u8) -> Self {
        Self { icon, hue, amount: None, facts: Vec::new() }
    }

    /// The same, with an amount.
    pub(crate) fn moving(mut self, amount: Money) -> Self {
        self.amount = Some(amount);
        self
    }

    /// The same, with something more to say, unless that is empty.
    pub(crate) fn saying(mut self, label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((label.into(), value));
        }
        self
    }
}

/// The face of an act, and its title.
pub(crate) fn face_of(act: &Act) -> (String, ActFace) {
    let found = own(act).or_else(|| features::on().into_iter().find_map(|f| (f.act)(act)));
    match found {
        Some(face) => (t!(&format!("operate.act.{}", act.kind)), face),
        None => {
            let face = ActFace::new("circle-help", 8).saying("operate.fact.kind", &act.kind);
            (t!("operate.act.other"), face)
        }
    }
}

/// Faces of the kinds that are of no feature.
fn own(act: &Act) -> Option<ActFace> {
    match act.kind.as_str() {
        APPOINT => Some(ActFace::new("user-round-plus", 1)),
        DISMISS => Some(ActFace::new("user-round", 3)),
        CONSOLE => {
            let console = bridge::parse::<Console>(&act.args)?;
            let replaces = console.replaces.map_or_else(String::new, |person| person.name);
            Some(ActFace::new("server", 3).saying("operate.fact.replaces", replaces))
        }
        CONFIGURE => {
            let changes = bridge::parse::<Configure>(&act.args)?.changes;
            let face = ActFace::new("sliders-horizontal", 5);
            Some(changes.iter().fold(face, |face, change| {
                face.saying(format!("operate.setting.{}", change.name), told(change))
            }))
        }
        _ => None,
    }
}

/// A change, as `500 → 600`. What is a list of things is told whole, as it is to be: whoever confirms
/// a bank account has to see its number.
fn told(change: &Change) -> String {
    if change.to.starts_with("[{") {
        return spaced(&change.to);
    }
    let short = |text: &str| match text {
        "null" => t!("operate.setting.none"),
        text if text.chars().count() > 60 => t!("operate.setting.long"),
        text => text.chars().filter(|c| !matches!(c, '"' | '[' | ']')).collect(),
    };
    format!("{} → {}", short(&change.from), short(&change.to))
}

/// JSON as people read it: what stands in quotes, and a space where one thing ends.
fn spaced(json: &str) -> String {
    let mut plain = String::new();
    for c in json.chars() {
        match c {
            '"' | '[' | ']' => {}
            '{' | '}' => plain.push(' '),
            ',' => plain.push_str(", "),
            ':' => plain.push_str(": "),
            c => plain.push(c),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").replace(" ,", ",").trim_matches([',', ' ']).to_owned()
}

/// The word for how an act stands.
pub(crate) const fn state_of(act: &Act) -> (&'static str, Tone) {
    match (act.pending, act.state) {
        (true, _) => ("waiting.queued", Tone::Warning),
        (_, ActState::Proposed) => ("operate.state.proposed", Tone::Brand),
        (_, ActState::Done) => ("operate.state.done", Tone::Success),
        (_, ActState::Declined) => ("operate.state.declined", Tone::Plain),
        (_, ActState::Withdrawn) => ("operate.state.withdrawn", Tone::Plain),
        (_, ActState::Failed) => ("operate.state.failed", Tone::Danger),
        (_, ActState::Expired) => ("operate.state.expired", Tone::Plain),
    }
}

/// An act as a row of a list.
pub(crate) fn act_row(act: &Act) -> View {
    let (title, face) = face_of(act);
    let ActFace { icon, hue, amount, .. } = face;
    let about = act.about.as_ref().map(|person| person.name.clone());
    let parts =
        [about, amount.map(format::money), Some(act.by.name.clone()), Some(format::moment(act.at))];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (word, tone) = state_of(act);
    let tail = move || view! { <Badge tone>{t!(word)}</Badge> };
    let (href, test) = (path_of(act), format!("act-{}", act.kind));
    view! { <ListItem title detail lead=crate::me::tile(icon, hue) tail href test /> }
}

/// Where an act is shown.
pub(crate) fn path_of(act: &Act) -> String {
    format!("/operate/acts/{}", act.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_account_is_told_whole() {
        let to = r#"[{"currency":"EUR","bank":"Town Bank","account":{"number":{"iban":"DE89"}}}]"#;
        let change = Change { name: "bank".into(), from: "[]".into(), to: to.into() };
        let expected = "currency: EUR, bank: Town Bank, account: number: iban: DE89";
        assert_eq!(told(&change), expected, "the number is there to be compared");
    }
}
