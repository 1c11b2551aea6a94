//! A poll, as it is typed into a post.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::poll::{OPTION_LIMIT, OPTIONS};
use sampan_protocol::communities::{Ballot, Poll};

/// For how long a poll can go on, in seconds, with its words; 0 is for as long as the post is there.
const LASTS: [(i64, &str); 6] = [
    (3_600, "communities.poll.lasts.hour"),
    (86_400, "communities.poll.lasts.day"),
    (3 * 86_400, "communities.poll.lasts.three_days"),
    (7 * 86_400, "communities.poll.lasts.week"),
    (30 * 86_400, "communities.poll.lasts.month"),
    (0, "communities.poll.lasts.ever"),
];
/// For how long one goes on if nothing is chosen.
const USUAL: i64 = 3 * 86_400;

/// What is typed. All of it is text, so that it can be kept as a draft.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    options: StoredValue<Vec<RwSignal<String>>>,
    lasts: RwSignal<String>,
    several: RwSignal<String>,
    late: RwSignal<String>,
    /// How many options are shown at least; none while there is no poll.
    shown: RwSignal<usize>,
    /// The poll as it stays, if somebody has voted in it.
    stays: StoredValue<Option<Ballot>>,
}

impl Typed {
    /// What a poll asks now, or none.
    pub(super) fn of(poll: Option<&Poll>) -> Self {
        let ballot = poll.map(|poll| &poll.ballot);
        let option = |place: usize| {
            let words = ballot.and_then(|ballot| ballot.options.get(place)).cloned();
            RwSignal::new(words.unwrap_or_default())
        };
        let flag = |is: fn(&Ballot) -> bool| {
            RwSignal::new(if ballot.is_some_and(is) { "1".to_owned() } else { String::new() })
        };
        let lasts = ballot.map(|ballot| ballot.lasts.unwrap_or_default().to_string());
        let voted = poll.filter(|poll| poll.voters > 0);
        Self {
            options: StoredValue::new((0..OPTIONS.1).map(option).collect()),
            lasts: RwSignal::new(lasts.unwrap_or_default()),
            several: flag(|ballot| ballot.several),
            late: flag(|ballot| ballot.late),
            shown: RwSignal::new(0),
            stays: StoredValue::new(voted.map(|poll| poll.ballot.clone())),
        }
    }

    /// What is kept as a draft.
    pub(super) fn fields(self) -> Vec<RwSignal<String>> {
        let mut fields = self.options.get_value();
        fields.extend([self.lasts, self.several, self.late]);
        fields
    }

    /// How many options are shown; tracked.
    fn count(self) -> usize {
        let written = self.options.with_value(|options| {
            let last = options.iter().rposition(|option| option.with(|text| !text.is_empty()));
            last.map_or(0, |last| last + 1)
        });
        let shown = self.shown.get().max(written);
        if shown == 0 { 0 } else { shown.max(OPTIONS.0) }
    }

    /// The poll; tracked.
    pub(super) fn ballot(self) -> Option<Ballot> {
        if let Some(stays) = self.stays.get_value() {
            return Some(stays);
        }
        if self.count() == 0 {
            return None;
        }
        let words = |option: &RwSignal<String>| option.with(|text| text.trim().to_owned());
        let options: Vec<String> = self.options.with_value(|all| all.iter().map(words).collect());
        let lasts = self.lasts.with(|text| text.parse().unwrap_or(USUAL));
        Some(Ballot {
            options: options.into_iter().filter(|words| !words.is_empty()).collect(),
            several: self.several.with(|flag| !flag.is_empty()),
            lasts: (lasts > 0).then_some(lasts),
            late: self.late.with(|flag| !flag.is_empty()),
        })
    }

    fn take_out(self) {
        for field in self.fields() {
            field.set(String::new());
        }
        self.shown.set(0);
    }
}

/// The fields of a poll, or a button for one.
#[component]
pub(super) fn PollFields(
    /// What is typed.
    typed: Typed,
) -> View {
    if typed.stays.with_value(Option::is_some) {
        return view! { <p class="hint" data-test="poll-stays">{t!("communities.poll.stays")}</p> };
    }
    let count = Memo::new(move || typed.count());
    let asked = Memo::new(move || count.get() > 0);
    let body = move || match asked.get() {
        false => {
            let begin = move |()| typed.shown.set(OPTIONS.0);
            view! { <Button kind=ButtonKind::Soft icon="list-filter" on_press=begin test="poll-add">{t!("communities.poll.add")}</Button> }
        }
        true => fields(typed, count),
    };
    view! { {body} }
}

fn fields(typed: Typed, count: Memo<usize>) -> View {
    let max = u32::try_from(OPTION_LIMIT).unwrap_or(u32::MAX);
    let option = move |place: usize| {
        let value = typed.options.with_value(|options| options[place]);
        let shown = Memo::new(move || place < count.get());
        move || {
            shown.get().then(|| {
                view! { <Field label=t!("communities.poll.option", n = place + 1) value max test="poll-words" /> }
            })
        }
    };
    let options = (0..OPTIONS.1).map(option).collect_view();
    let further = move || {
        (count.get() < OPTIONS.1).then(|| {
            let more = move |()| typed.shown.set(untrack(|| count.get()) + 1);
            view! { <Button kind=ButtonKind::Quiet small=true icon="plus" on_press=more test="poll-more">{t!("communities.poll.more")}</Button> }
        })
    };
    if typed.lasts.with_untracked(String::is_empty) {
        typed.lasts.set(USUAL.to_string());
    }
    let lasts = LASTS.map(|(seconds, words)| (seconds.to_string(), t!(words))).to_vec();
    let turn = |flag: RwSignal<String>| {
        move |on: bool| flag.set(if on { "1".to_owned() } else { String::new() })
    };
    let is_on = |flag: RwSignal<String>| Signal::derive(move || flag.with(|text| !text.is_empty()));
    view! {
        <div class="poll-form" role="group" aria-label=t!("communities.poll") data-test="poll-form">
            <h2 class="poll-head">{t!("communities.poll")}</h2>
            {options}
            {further}
            <Select label=t!("communities.poll.lasts") options=lasts value=typed.lasts test="poll-lasts" />
            <ul class="poll-switches">
                <Switch label=t!("communities.poll.several") checked=is_on(typed.several) on_change=turn(typed.several) test="poll-several" />
                <Switch label=t!("communities.poll.late.switch") detail=t!("communities.poll.late.detail") checked=is_on(typed.late) on_change=turn(typed.late) test="poll-late" />
            </ul>
            <Button kind=ButtonKind::Quiet small=true icon="trash-2" on_press=move |()| typed.take_out() test="poll-remove">{t!("communities.poll.remove")}</Button>
        </div>
    }
}
