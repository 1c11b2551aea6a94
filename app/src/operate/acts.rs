//! Screen `operate-acts`: what waits for me, what of mine waits, and what was decided.

use super::face::act_row;
use super::{my_id, only};
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::operate::{Act, ActState, ListActs, rows};

/// A part of the acts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    ForMe,
    Mine,
    Decided,
}

impl Part {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::ForMe => ("operate.acts.for_me_none", "operate.acts.for_me_none_text"),
            Self::Mine => ("operate.acts.mine_none", "operate.acts.mine_none_text"),
            Self::Decided => ("operate.acts.decided_none", "operate.acts.decided_none_text"),
        }
    }
}

/// All acts.
#[component]
pub(crate) fn ActsScreen() -> View {
    let acts = read(&[rows::ACT], || ListActs {});
    let part = RwSignal::new(Part::ForMe);
    let me = my_id();
    let of = move |act: &Act, part: Part| match (act.state, Some(act.by.id) == me) {
        (ActState::Proposed, false) => part == Part::ForMe,
        (ActState::Proposed, true) => part == Part::Mine,
        _ => part == Part::Decided,
    };
    let state = Signal::derive(move || {
        let part = part.get();
        ScreenState::of(&acts.get(), |all: &Vec<Act>| all.iter().all(|act| !of(act, part)))
    });
    let options = vec![
        (Part::ForMe, t!("operate.acts.for_me")),
        (Part::Mine, t!("operate.acts.mine")),
        (Part::Decided, t!("operate.acts.decided")),
    ];
    let list = move |all: Vec<Act>| {
        let part = part.get();
        let found: Vec<View> = all.iter().filter(|act| of(act, part)).map(act_row).collect();
        if found.is_empty() {
            let (title, text) = part.words();
            return view! { <StateView icon="check" title=t!(title) text=t!(text) /> };
        }
        view! { <ListSection>{found.collect_view()}</ListSection> }
    };
    let content = only(move || {
        view! {
            <div class="stack">
                <Tabs label=t!("operate.acts.title") options=options.clone() value=part test="acts-part" />
                {move || loaded(acts.get(), move |()| acts.refetch(), list)}
            </div>
        }
    });
    view! { <Screen name="operate-acts" title=t!("operate.acts.title") back="/operate" state>{content}</Screen> }
}
