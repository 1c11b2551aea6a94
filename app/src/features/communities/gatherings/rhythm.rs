//! How something recurs, in a sentence, and how that is chosen.

use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::gatherings::rule::day_of;
use sampan_protocol::communities::gatherings::{End, Every, Rule, Weekday};

/// A rule in a sentence.
pub(super) fn sentence(rule: &Rule) -> String {
    let n = rule.interval;
    let days: Vec<String> = rule.days.iter().map(|day| weekday(*day)).collect();
    let days = days.join(&t!("communities.rule.and"));
    let every = match rule.every {
        Every::Day => tn!("communities.rule.day", n),
        Every::Week if n == 1 => t!("communities.rule.week.each", days = days),
        Every::Week => t!("communities.rule.week.every", n = n, days = days),
        Every::Month => tn!("communities.rule.month", n),
        Every::MonthWeekday => {
            let nth = t!(&format!("communities.rule.nth.{}", nth_word(rule.nth)));
            match n {
                1 => t!("communities.rule.month_weekday.each", nth = nth, day = days),
                _ => t!("communities.rule.month_weekday.every", n = n, nth = nth, day = days),
            }
        }
        Every::Year => tn!("communities.rule.year", n),
    };
    match &rule.end {
        End::Never => every,
        End::Times(times) => {
            t!(
                "communities.rule.times",
                every = every,
                times = tn!("communities.rule.n_times", *times)
            )
        }
        End::Until(day) => {
            let day = day_of(day).map_or_else(|| day.clone(), format::date);
            t!("communities.rule.until", every = every, day = day)
        }
    }
}

pub(super) fn weekday(day: Weekday) -> String {
    t!(&format!("communities.rule.{}", day.word().to_ascii_lowercase()))
}

fn nth_word(nth: i64) -> String {
    if nth < 0 { "last".to_owned() } else { nth.to_string() }
}

/// What is chosen of a rule.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// The word of [`Every`]; empty for once.
    pub(super) every: RwSignal<String>,
    interval: RwSignal<String>,
    days: RwSignal<Vec<Weekday>>,
    nth: RwSignal<String>,
    /// `never`, `times` or `until`.
    end: RwSignal<String>,
    times: RwSignal<String>,
    until: RwSignal<String>,
}

impl Choice {
    /// What a rule says.
    pub(super) fn of(rule: Option<&Rule>) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let choice = Self {
            every: text(rule.map_or("", |rule| rule.every.word())),
            interval: RwSignal::new(rule.map_or(1, |rule| rule.interval).to_string()),
            days: RwSignal::new(rule.map(|rule| rule.days.clone()).unwrap_or_default()),
            nth: RwSignal::new(rule.map_or(1, |rule| rule.nth).to_string()),
            end: text("never"),
            times: text("10"),
            until: text(""),
        };
        match rule.map(|rule| &rule.end) {
            Some(End::Times(times)) => {
                choice.end.set("times".to_owned());
                choice.times.set(times.to_string());
            }
            Some(End::Until(day)) => {
                choice.end.set("until".to_owned());
                choice.until.set(day.clone());
            }
            _ => {}
        }
        choice
    }

    /// The rule for something that begins on this civil day; tracked. What follows from the day
    /// (its weekday) is taken from it.
    pub(super) fn rule(self, starts: &str) -> Option<Rule> {
        let every = self.every.with(|word| Every::from_word(word))?;
        let number =
            |signal: RwSignal<String>| signal.with(|text| text.trim().parse::<i64>().unwrap_or(0));
        let first = first_day(starts);
        let mut days = self.days.get();
        match (every, first) {
            (Every::Week, Some(first)) if !days.contains(&first) => days.push(first),
            (Every::MonthWeekday, Some(first)) => days = vec![first],
            _ => {}
        }
        days.sort_unstable();
        if !matches!(every, Every::Week | Every::MonthWeekday) {
            days.clear();
        }
        let end = match self.end.get().as_str() {
            "times" => End::Times(number(self.times)),
            "until" => End::Until(self.until.get()),
            _ => End::Never,
        };
        let nth = if every == Every::MonthWeekday { nth_of(starts, number(self.nth)) } else { 0 };
        Some(Rule { every, interval: number(self.interval), days, nth, end })
    }
}

/// The weekday of a civil day.
fn first_day(starts: &str) -> Option<Weekday> {
    let (year, month, day) = day_of(starts.get(..10)?)?;
    let start = sampan_protocol::time::month_start(year, month, 0);
    Some(Weekday::of_day(start.seconds() / 86_400 + i64::from(day) - 1))
}

/// Which one of its weekday a day is in its month; the last one where that was chosen.
fn nth_of(starts: &str, chosen: i64) -> i64 {
    let day = starts.get(..10).and_then(day_of).map_or(1, |(_, _, day)| i64::from(day));
    let nth = (day - 1) / 7 + 1;
    if chosen < 0 || nth > 4 { -1 } else { nth }
}

/// Chooses how it recurs.
#[component]
pub(super) fn RulePick(
    /// What is chosen.
    choice: Choice,
    /// The civil day of the beginning.
    #[prop(into)]
    starts: Signal<String>,
) -> View {
    let every = Every::ALL
        .into_iter()
        .map(|one| (one.word().to_owned(), t!(&format!("communities.rule.every.{}", one.word()))));
    let every: Vec<(String, String)> =
        std::iter::once((String::new(), t!("communities.rule.once"))).chain(every).collect();
    let more = Memo::new(move || choice.every.with(|word| !word.is_empty()));
    let week = Memo::new(move || choice.every.with(|word| word == Every::Week.word()));
    let end = Memo::new(move || choice.end.get());
    let ends = || {
        let word = |word: &str| (word.to_owned(), t!(&format!("communities.rule.end.{word}")));
        vec![word("never"), word("times"), word("until")]
    };
    let last = move || match end.get().as_str() {
        "times" => {
            view! { <Field label=t!("communities.rule.end.times") value=choice.times mode="numeric" max=3 test="rule-times" /> }
        }
        "until" => {
            view! { <Field label=t!("communities.rule.end.until") value=choice.until kind="date" test="rule-until" /> }
        }
        _ => View::none(),
    };
    let says = move || {
        choice
            .rule(&starts.get())
            .map(|rule| view! { <p class="hint" data-test="rule-sentence">{sentence(&rule)}</p> })
    };
    let days = move || week.get().then(|| view! { <Days days=choice.days /> });
    view! {
        <Select label=t!("communities.rule") options=every value=choice.every test="rule-every" />
        {move || more.get().then(|| view! {
            <Field label=t!("communities.rule.interval") value=choice.interval mode="numeric" max=2 test="rule-interval" />
            {days}
            <Select label=t!("communities.rule.end") options=ends() value=choice.end test="rule-end" />
            {last}
            {says}
        })}
    }
}

#[component]
fn Days(days: RwSignal<Vec<Weekday>>) -> View {
    let chip = move |day: Weekday| {
        let selected = Signal::derive(move || days.with(|days| days.contains(&day)));
        let turn = move |()| {
            days.update(|days| match days.iter().position(|one| *one == day) {
                Some(at) => drop(days.remove(at)),
                None => days.push(day),
            });
        };
        view! { <Chip label=weekday(day) selected on_press=turn test="rule-day" /> }
    };
    view! { <div class="chips" role="group" aria-label=t!("communities.rule.days")>{Weekday::ALL.into_iter().map(chip).collect_view()}</div> }
}
