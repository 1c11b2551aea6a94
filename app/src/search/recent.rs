//! What was looked for lately on this device, until something is typed.

use crate::act::Act;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::search::{ForgetRecent, ListRecent};

/// What was looked for lately; what can be looked for, where nothing was.
#[component]
pub(super) fn Recent(
    /// What is typed.
    typed: RwSignal<String>,
) -> View {
    let recent = read(&[], || ListRecent {});
    let forget = Act::new();
    let forgotten = move |text: Option<String>| {
        forget.run_aloud(ForgetRecent { text }, move |()| recent.refetch())
    };
    let row = move |text: String| {
        let (again, gone) = (text.clone(), text.clone());
        view! {
            <li class="item recent">
                <button class="item-row recent-text" type="button" on:click=move |_| typed.set(again.clone()) data-test="recent">
                    <span class="item-lead"><Icon name="clock" size=20 /></span>
                    <span class="item-text"><span class="item-title">{text.clone()}</span></span>
                </button>
                <IconButton icon="x" label=t!("search.recent.forget", text = text) test="recent-forget"
                    on_press=move |()| forgotten(Some(gone.clone())) />
            </li>
        }
    };
    let start = || {
        view! { <StateView icon="search" title=t!("search.start") text=t!("search.start.text") /> }
    };
    move || match recent.get() {
        None => View::none(),
        Some(Ok(all)) if !all.is_empty() => view! {
            <ListSection title=t!("search.recent") foot=t!("search.recent.note")>
                {all.into_iter().map(row).collect_view()}
            </ListSection>
            <Button kind=ButtonKind::Quiet small=true on_press=move |()| forgotten(None) test="recent-clear">{t!("search.recent.clear")}</Button>
        },
        Some(_) => start(),
    }
}
