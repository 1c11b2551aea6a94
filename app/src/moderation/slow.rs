//! That everybody is slowed in a place, and why: said where they write.

use super::parts::reasons;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::PAGE;
use sampan_protocol::moderation::{GetSlow, Slow, Target};

/// Says that everybody is slowed in a place, and why; nothing where nobody is.
#[component]
pub(crate) fn SlowNote(
    /// Which place.
    place: Target,
) -> View {
    let place = place.key();
    let list = read(&[PAGE], move || GetSlow { place: place.clone() });
    let slow = Memo::new(move || {
        list.get().and_then(Result::ok).and_then(|list| list.items.into_iter().next())
    });
    let open = RwSignal::new(false);
    let line = move || slow.get().map(|slow| note(&slow, open));
    view! {
        {line}
        <Sheet open title=t!("moderation.statement") test="slow-sheet">
            {move || slow.get().and_then(|slow| slow.statement).map(|statement| view! { <dl class="facts">{reasons(&statement)}</dl> })}
        </Sheet>
    }
}

fn note(slow: &Slow, open: RwSignal<bool>) -> View {
    let text = t!("moderation.slow.now", seconds = format::number(slow.seconds));
    let why = slow.statement.is_some().then(|| {
        view! { <Button kind=ButtonKind::Quiet small=true on_press=move |()| open.set(true) test="slow-why">{t!("moderation.why")}</Button> }
    });
    view! {
        <p class="hint slow-note" data-test="slow-note"><Icon name="hourglass" size=16 /><span>{text}</span>{why}</p>
    }
}
