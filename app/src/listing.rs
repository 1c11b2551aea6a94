//! Lists that come in parts: how they stand, and what is shown instead of rows.

use crate::act::Act;
use crate::answer::Answer;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::Refresh;
use sampan_protocol::page::{Listed, Standing};

/// How a screen stands that shows a list.
pub(crate) fn state_of<T: Clone + 'static>(list: Answer<Listed<T>>) -> Memo<ScreenState> {
    Memo::new(move || match list.get() {
        Some(Ok(list)) if list.items.is_empty() => state_of_nothing(list.state),
        other => ScreenState::of(&other, |_| false),
    })
}

/// How a screen stands that has nothing to show.
pub(crate) const fn state_of_nothing(standing: Standing) -> ScreenState {
    match standing {
        Standing::Asking => ScreenState::Loading,
        Standing::Offline => ScreenState::Offline,
        Standing::Fresh => ScreenState::Empty,
    }
}

/// Rows, made once and kept up to date by what they follow; or what is said instead of them.
pub(crate) fn rows_or<T: Clone + 'static>(
    list: Answer<Listed<T>>,
    empty: impl Fn() -> View + Send + 'static,
    rows: impl Fn() -> View + Send + 'static,
) -> View {
    let state = state_of(list);
    let retry = retry(move || list.refetch());
    let offline = Memo::new(move || {
        list.get().is_some_and(|list| list.is_ok_and(|list| list.state == Standing::Offline))
    });
    let body = move || match state.get() {
        ScreenState::Ready => rows(),
        ScreenState::Empty => empty(),
        ScreenState::Loading => view! { <SkeletonRows /> },
        ScreenState::Offline | ScreenState::Error => match untrack(|| list.get()) {
            Some(Err(error)) => failed(&error, retry),
            _ => out_of_reach(retry),
        },
    };
    let note = move || (offline.get() && state.get() == ScreenState::Ready).then(offline_note);
    view! { {note}{body} }
}

/// Asks the service again, and the device.
pub(crate) fn retry(refetch: impl Fn() + Send + Sync + 'static) -> Callback<()> {
    let act = Act::new();
    Callback::new(move |()| {
        act.run_aloud(Refresh {}, |()| {});
        refetch();
    })
}

/// Says that the service is not reached, and what is shown is of this device.
pub(crate) fn offline_note() -> View {
    view! { <p class="hint" data-test="offline-note"><Icon name="cloud-off" size=16 />{t!("ui.offline.some")}</p> }
}

/// Says that nothing is here yet because the service was not reached.
pub(crate) fn out_of_reach(retry: Callback<()>) -> View {
    view! {
        <StateView kind=StateKind::Offline title=t!("ui.offline") text=t!("ui.offline.none")
            action=t!("ui.retry") on_action=retry test="retry" />
    }
}

/// A button that asks the service again.
#[component]
pub(crate) fn RefreshButton() -> View {
    view! { <IconButton icon="refresh-cw" label=t!("ui.refresh") test="refresh" on_press=refresh() /> }
}

/// The same in a menu, where a bar has no room.
#[component]
pub(crate) fn RefreshItem() -> View {
    view! { <MenuItem label=t!("ui.refresh") icon="refresh-cw" test="refresh" on_press=refresh() /> }
}

fn refresh() -> Callback<()> {
    let act = Act::new();
    Callback::new(move |()| act.run_aloud(Refresh {}, |()| {}))
}
