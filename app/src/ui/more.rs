//! The end of a list that goes on: it is asked for more when it comes into sight, or when pressed.

use super::scroll_box::Scroller;
use super::{Button, ButtonKind};
use crate::prelude::*;
use leptos::html;

/// How far below the window's end it counts as in sight.
const AHEAD: f64 = 600.0;

/// A button that presses itself when it comes into sight; once for so many rows.
#[component]
pub(crate) fn More(
    /// How many rows there are.
    #[prop(into)]
    rows: Signal<usize>,
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// Asks for more.
    #[prop(into)]
    on_more: Callback<()>,
) -> View {
    let place = NodeRef::<html::Div>::new();
    let asked = StoredValue::new(None::<usize>);
    let scroller = use_context::<Scroller>();
    let ask = move |now: usize| {
        asked.set_value(Some(now));
        on_more.run(());
    };
    let look = move || {
        let (Some(scroller), Some(Some(place)), Some(now)) =
            (scroller, place.try_get_untracked(), rows.try_get_untracked())
        else {
            return;
        };
        let end = scroller.top.get_untracked() + scroller.height.get_untracked() + AHEAD;
        let is_near = scroller.height.get_untracked() > 0.0 && scroller.distance_to(&place) < end;
        if is_near && asked.try_get_value().is_some_and(|before| before != Some(now)) {
            ask(now);
        }
    };
    Effect::new(move |_| {
        rows.track();
        if let Some(scroller) = scroller {
            scroller.top.track();
            scroller.height.track();
        }
        // The rows are laid out first.
        request_animation_frame(look);
    });
    view! {
        <div class="more" node_ref=place>
            <Button kind=ButtonKind::Quiet test="more" on_press=move |()| ask(rows.get_untracked())>{label}</Button>
        </div>
    }
}
