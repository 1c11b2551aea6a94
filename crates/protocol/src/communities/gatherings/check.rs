//! What a gathering may say.

use super::{Plan, When, spot};
use crate::error::Error;
use crate::words::{line, text};

/// The longest answer to a question, in characters.
pub const ANSWER_LIMIT: usize = 300;
/// The most questions.
pub const QUESTIONS: usize = 5;
/// The most people that there is room for.
pub const CAPACITY: i64 = 100_000;
/// The most guests that somebody may bring.
pub const GUESTS: i64 = 9;
/// The most co-hosts.
pub const HOSTS: usize = 10;
/// The longest that something lasts, in minutes: two weeks; what recurs, a day.
pub const MINUTES: i64 = 14 * 1_440;
/// The most hours before it begins until which money is given back.
pub const REFUND_HOURS: i64 = 14 * 24;
/// The longest words beside a picture, in characters.
pub const WORDS_LIMIT: usize = 500;

/// Refuses a plan that says too little, too much, or nonsense. What takes the calendar (the zone,
/// a time that does not exist) is checked by whoever has one.
///
/// # Errors
/// `Invalid` with what is wrong, and the limit.
pub fn check_plan(plan: &Plan) -> Result<(), Error> {
    line(&plan.title, (2, 80), "error.gatherings.title")?;
    text(&plan.about, (0, 5_000), "error.gatherings.about")?;
    line(&plan.area, (1, 80), "error.gatherings.area")?;
    line(&plan.address, (0, 200), "error.gatherings.address")?;
    if !plan.spot.is_empty() && spot::cell(&plan.spot).is_none() {
        return Err(Error::invalid("error.gatherings.spot"));
    }
    check_when(&plan.when)?;
    within(plan.capacity, 1, CAPACITY, "error.gatherings.capacity")?;
    within(plan.guests, 0, GUESTS, "error.gatherings.guests")?;
    within(plan.refund_hours, 0, REFUND_HOURS, "error.gatherings.refund_hours")?;
    if plan.price.is_some_and(|price| price.minor <= 0 || price.minor > i64::MAX / 100) {
        return Err(Error::invalid("error.gatherings.price"));
    }
    if plan.questions.len() > QUESTIONS {
        return Err(Error::invalid("error.gatherings.questions").with("limit", QUESTIONS as i64));
    }
    for question in &plan.questions {
        line(question, (1, 120), "error.gatherings.question")?;
    }
    if plan.hosts.len() > HOSTS {
        return Err(Error::invalid("error.gatherings.hosts").with("limit", HOSTS as i64));
    }
    Ok(())
}

/// Refuses a time that is none.
///
/// # Errors
/// `Invalid` with what is wrong.
pub fn check_when(when: &When) -> Result<(), Error> {
    let most = if when.rule.is_some() { 1_440 } else { MINUTES };
    within(when.minutes, 5, most, "error.gatherings.minutes")?;
    when.rule.as_ref().map_or(Ok(()), super::Rule::check)
}

/// Refuses answers that do not fit the questions.
///
/// # Errors
/// `Invalid` where one is missing or too long.
pub fn check_answers(questions: &[String], answers: &[String]) -> Result<(), Error> {
    if questions.len() != answers.len() {
        return Err(Error::invalid("error.gatherings.answers"));
    }
    answers
        .iter()
        .try_for_each(|answer| line(answer, (1, ANSWER_LIMIT), "error.gatherings.answers"))
}

/// Refuses words beside a picture that are too many.
///
/// # Errors
/// `Invalid` with the limit.
pub fn check_words(words: &str) -> Result<(), Error> {
    text(words, (0, WORDS_LIMIT), "error.gatherings.words")
}

fn within(value: i64, least: i64, most: i64, key: &str) -> Result<(), Error> {
    match (least..=most).contains(&value) {
        true => Ok(()),
        false => Err(Error::invalid(key).with("least", least).with("limit", most)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::communities::gatherings::{End, Every, Rule};

    fn plan() -> Plan {
        Plan {
            title: "Bread evening".into(),
            about: String::new(),
            area: "Kreuzberg".into(),
            address: "Oranienstr. 1".into(),
            spot: "u33d".into(),
            when: When {
                starts: "2026-12-01T19:00".into(),
                zone: "Europe/Berlin".into(),
                minutes: 120,
                rule: None,
            },
            capacity: 3,
            guests: 1,
            price: None,
            refund_hours: 24,
            questions: vec!["Anything you do not eat?".into()],
            hosts: Vec::new(),
        }
    }

    #[test]
    fn what_makes_no_gathering_is_refused() {
        assert!(check_plan(&plan()).is_ok(), "a plan");
        let endless =
            Rule { every: Every::Day, interval: 1, days: vec![], nth: 0, end: End::Never };
        let long = When { minutes: 1_441, rule: Some(endless), ..plan().when };
        for wrong in [
            Plan { title: " ".into(), ..plan() },
            Plan { area: String::new(), ..plan() },
            Plan { spot: "hall".into(), ..plan() },
            Plan { capacity: 0, ..plan() },
            Plan { guests: 10, ..plan() },
            Plan { refund_hours: -1, ..plan() },
            Plan { questions: vec!["x".into(); 6], ..plan() },
            Plan { when: long, ..plan() },
        ] {
            assert!(check_plan(&wrong).is_err(), "{wrong:?} must be refused");
        }
        let asked = plan().questions;
        assert!(check_answers(&asked, &["Nuts".into()]).is_ok(), "answered");
        assert!(check_answers(&asked, &[]).is_err(), "not answered");
        assert!(check_answers(&asked, &[String::new()]).is_err(), "with nothing");
    }
}
