//! What I am told of, the newest first. What was looked at is not new any more.

use super::mine;
use crate::act::Act;
use crate::clock::new_op;
use crate::features;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::message;
use sampan_protocol::Timestamp;
use sampan_protocol::notices::{ClearNotices, Notice, Notices, SeeNotices};

/// My notices.
#[component]
pub(crate) fn NoticesScreen() -> View {
    let notices = mine();
    let see = Act::new();
    // What was new when the screen was opened is marked so, as long as it is open.
    let before = StoredValue::new(None);
    let told = StoredValue::new(Timestamp::default());
    Effect::new(move |_| {
        let Some(Ok(now)) = notices.get() else { return };
        if before.get_value().is_none() {
            before.set_value(Some(now.seen));
        }
        let newest = now.notices.first().map(|notice| notice.at);
        let said = told.get_value();
        if let Some(until) = newest.filter(|until| *until > now.seen.max(said)) {
            told.set_value(until);
            see.run(SeeNotices { op: new_op(), until }, |()| {});
        }
    });
    let state = Signal::derive(move || ScreenState::of(&notices.get(), |n| n.notices.is_empty()));
    let list = move |all: Notices| {
        let since = before.get_value().unwrap_or(all.seen);
        if all.notices.is_empty() {
            return view! { <StateView icon="bell" title=t!("notices.none") text=t!("notices.none_text") /> };
        }
        let rows = all.notices.into_iter().map(move |notice| row(&notice, notice.at > since));
        view! { <ListSection>{rows.collect_view()}</ListSection> }
    };
    let sure = RwSignal::new(false);
    let clear = move |()| {
        let newest =
            notices.get().and_then(Result::ok).and_then(|n| n.notices.first().map(|n| n.at));
        if let Some(until) = newest {
            Act::new().run_aloud(ClearNotices { op: new_op(), until }, |()| {});
        }
    };
    let actions = move || {
        view! {
            {move || (state.get() == ScreenState::Ready).then(|| view! {
                <IconButton icon="trash-2" label=t!("notices.clear") on_press=move |()| sure.set(true) test="clear-notices" />
            })}
            <IconButton icon="settings" label=t!("notices.choices") href="/settings/notices" test="notice-choices" />
        }
    };
    view! {
        <Screen name="notices" title=t!("notices.title") back="/" state actions>
            <div class="stack" data-test="notices">
                {move || loaded(notices.get(), move |()| notices.refetch(), list)}
            </div>
            <Confirm open=sure title=t!("notices.clear_sure") text=t!("notices.clear_text") confirm=t!("notices.clear") danger=true on_confirm=clear />
        </Screen>
    }
}

fn row(notice: &Notice, is_new: bool) -> View {
    let (icon, hue) = features::look_of(&notice.kind);
    let title = message(&notice.message(), &notice.args);
    let (when, href) = (age(notice.at), notice.link.clone());
    let mark = move || {
        is_new.then(
            || view! { <span class="dot"><span class="sr-only">{t!("notices.new")}</span></span> },
        )
    };
    view! {
        <ListItem title detail=when href test="notice"
            lead=crate::me::tile(icon, hue) tail=mark />
    }
}
