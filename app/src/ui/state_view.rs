//! What is said where there is nothing to show: empty, wrong, out of reach, or done.

use super::{Button, ButtonKind, Icon, SkeletonRows};
use crate::prelude::*;
use crate::t;
use crate::words::tell;
use sampan_protocol::{Code, Error};

/// Why there is nothing to show.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum StateKind {
    /// There is nothing yet.
    #[default]
    Empty,
    /// Something went wrong.
    Error,
    /// The service is out of reach.
    Offline,
    /// It is done.
    Done,
}

impl StateKind {
    const fn looks(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("state", "inbox"),
            Self::Error => ("state wrong", "circle-alert"),
            Self::Offline => ("state", "cloud-off"),
            Self::Done => ("state done", "circle-check"),
        }
    }
}

/// An icon, a title, what it means, and what to do.
#[component]
pub(crate) fn StateView(
    /// Why there is nothing to show.
    #[prop(optional)]
    kind: StateKind,
    /// Another icon.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// What is the case.
    #[prop(into)]
    title: Signal<String>,
    /// What it means.
    #[prop(optional, into)]
    text: MaybeProp<String>,
    /// What can be done.
    #[prop(optional, into)]
    action: MaybeProp<String>,
    /// Where that leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What is done.
    #[prop(optional, into)]
    on_action: Option<Callback<()>>,
    /// The action's name for tests.
    #[prop(default = "state-action")]
    test: &'static str,
) -> View {
    let (class, default_icon) = kind.looks();
    let button = move |word: String| match (href.clone(), on_action) {
        (Some(href), _) => {
            view! { <Button kind=ButtonKind::Soft href test>{word}</Button> }
        }
        (None, Some(on_press)) => {
            view! { <Button kind=ButtonKind::Soft on_press test>{word}</Button> }
        }
        (None, None) => View::none(),
    };
    view! {
        <div class=class role=if kind == StateKind::Error { "alert" } else { "status" }>
            <span class="state-icon"><Icon name=icon.unwrap_or(default_icon) size=32 /></span>
            <p class="state-title">{title}</p>
            {move || text.get().map(|text| view! { <p class="state-text">{text}</p> })}
            {move || action.get().map(&button)}
        </div>
    }
}

/// An error as a screen of its own, with a way to try again.
pub(crate) fn failed(error: &Error, retry: impl Into<Callback<()>>) -> View {
    let (kind, title) = match error.code {
        Code::Offline => (StateKind::Offline, t!("ui.offline")),
        _ => (StateKind::Error, t!("ui.failed")),
    };
    view! { <StateView kind title text=tell(error) action=t!("ui.retry") on_action=retry.into() test="retry" /> }
}

/// A skeleton while there is no answer, the error if it is one, or else what `ready` makes of it.
pub(crate) fn loaded<T>(
    value: Option<Result<T, Error>>,
    retry: impl Into<Callback<()>>,
    ready: impl FnOnce(T) -> View,
) -> View {
    match value {
        None => view! { <SkeletonRows /> },
        Some(Err(error)) => failed(&error, retry),
        Some(Ok(value)) => ready(value),
    }
}
