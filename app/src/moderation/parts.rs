//! What several screens of moderation show.

use crate::answer::Answer;
use crate::listing::rows_or;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::{Action, Decided, Ground, State, Statement, YesNo};
use sampan_protocol::page::Listed;

/// What is shown of a list: its rows, that there are none, or why they cannot be told.
pub(super) fn listed<T: Clone + 'static>(
    list: Answer<Listed<T>>,
    empty: impl Fn() -> View + Send + 'static,
    rows: impl Fn(Vec<T>) -> View + Send + 'static,
) -> View {
    // What is in it changes with each decision, so the rows are made anew.
    let rows = move || match list.get() {
        Some(Ok(list)) => rows(list.items),
        _ => View::none(),
    };
    rows_or(list, empty, rows)
}

/// What a moderator does, in a word.
pub(super) fn action_word(action: Action) -> String {
    t!(&format!("moderation.action.{}", action.word()))
}

/// How it stands with a decision.
pub(super) fn state_badge(state: State) -> View {
    let tone = match state {
        State::Stands | State::Upheld => Tone::Plain,
        State::Appealed => Tone::Warning,
        State::Reversed | State::Lifted => Tone::Success,
    };
    view! { <Badge tone=tone>{t!(&format!("moderation.state.{}", state.word()))}</Badge> }
}

/// Whether the appeal is open to whoever it is about.
pub(super) fn may_appeal(decided: &Decided) -> bool {
    decided.state.may_be_appealed()
}

/// A line of what is known: what, and its value.
pub(super) fn fact(label: String, value: String) -> View {
    view! {
        <div class="fact"><dt>{label}</dt><dd class="selectable">{value}</dd></div>
    }
}

/// What a statement of reasons says, a line each.
pub(super) fn reasons(statement: &Statement) -> View {
    let ground = match statement.decision_ground {
        Ground::Illegal => t!("moderation.ground.illegal"),
        Ground::Incompatible => t!("moderation.ground.incompatible"),
    };
    let program = match statement.automated_detection {
        YesNo::Yes => t!("moderation.noticed.program"),
        YesNo::No => t!("moderation.noticed.people"),
    };
    let ends = statement.ends().map(|ends| fact(t!("moderation.until"), format::moment(ends)));
    view! {
        {fact(t!("moderation.when"), format::moment(statement.application_date))}
        {ends}
        {fact(t!("moderation.basis"), ground)}
        {fact(t!("moderation.which_rule"), statement.ground().to_owned())}
        {fact(t!("moderation.facts"), statement.decision_facts.clone())}
        {fact(t!("moderation.noticed"), program)}
        {fact(t!("moderation.by_whom"), t!("moderation.by_person"))}
        {fact(t!("moderation.category"), statement.category.word().to_owned())}
    }
}
