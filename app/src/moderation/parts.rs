//! What several screens of moderation show.

use crate::answer::Answer;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::{Action, Decided, State};
use sampan_protocol::page::{Listed, Standing};

/// How a screen stands that shows a list which comes in parts.
pub(super) fn state_of<T: Clone + 'static>(list: Answer<Listed<T>>) -> Memo<ScreenState> {
    Memo::new(move || match list.get() {
        Some(Ok(list)) if list.items.is_empty() => match list.state {
            Standing::Asking => ScreenState::Loading,
            Standing::Offline => ScreenState::Offline,
            Standing::Fresh => ScreenState::Empty,
        },
        other => ScreenState::of(&other, |_| false),
    })
}

/// What is shown of a list: its rows, that there are none, or why they cannot be told.
pub(super) fn listed<T: Clone + 'static>(
    list: Answer<Listed<T>>,
    empty: impl Fn() -> View + Send + 'static,
    rows: impl Fn(Vec<T>) -> View + Send + 'static,
) -> View {
    let state = state_of(list);
    let retry = Callback::new(move |()| list.refetch());
    let body = move || match (state.get(), list.get()) {
        (ScreenState::Ready, Some(Ok(list))) => rows(list.items),
        (_, Some(Err(error))) => failed(&error, retry),
        (ScreenState::Empty, _) => empty(),
        (ScreenState::Offline, _) => view! {
            <StateView kind=StateKind::Offline title=t!("ui.offline") text=t!("moderation.offline")
                action=t!("ui.retry") on_action=retry test="retry" />
        },
        _ => view! { <SkeletonRows /> },
    };
    body.view()
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
        State::Reversed => Tone::Success,
    };
    view! { <Badge tone=tone>{t!(&format!("moderation.state.{}", state.word()))}</Badge> }
}

/// Whether the appeal is open to whoever it is about.
pub(super) fn may_appeal(decided: &Decided) -> bool {
    decided.state == State::Stands
}

/// A line of what is known: what, and its value.
pub(super) fn fact(label: String, value: String) -> View {
    view! {
        <div class="fact"><dt>{label}</dt><dd class="selectable">{value}</dd></div>
    }
}
