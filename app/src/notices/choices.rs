//! What I want to be told of, kind by kind.

use super::mine;
use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::features::notice_kinds;
use sampan_protocol::notices::{Notices, QuietNotices};

/// The kinds of notices, each with a switch.
#[component]
pub(crate) fn ChoicesScreen() -> View {
    let notices = mine();
    let state = Signal::derive(move || ScreenState::of(&notices.get(), |_| false));
    let act = Act::new();
    let row = move |kind: &'static str| {
        let quiet = move |mine: &Notices| mine.quiet.iter().any(|k| k == kind);
        let checked = Signal::derive(move || {
            !notices.get().and_then(Result::ok).is_some_and(|mine| quiet(&mine))
        });
        let change = move |on: bool| {
            let op = new_op();
            act.run_aloud(QuietNotices { op, kind: kind.to_owned(), quiet: !on }, |()| {});
        };
        view! { <Switch label=t!(&format!("notice.kind.{kind}")) checked on_change=change test="notice-kind" /> }
    };
    view! {
        <Screen name="settings.notices" title=t!("notices.choices") back="/settings" state>
            <div class="stack">
                <ListSection foot=t!("notices.choices_foot")>{notice_kinds().map(row).collect_view()}</ListSection>
            </div>
        </Screen>
    }
}
