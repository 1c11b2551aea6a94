//! What this profile takes on disk, and clearing what comes back by itself.

use crate::act::Act;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{ClearCache, GetStorage, Storage};

/// What this profile takes on disk.
#[component]
pub(crate) fn StorageScreen() -> View {
    let storage = read(&[], || GetStorage {});
    let state = Signal::derive(move || ScreenState::of(&storage.get(), |_| false));
    let ask = RwSignal::new(false);
    let act = Act::new();
    let toasts = use_toasts();
    let clear = move |()| {
        act.run_aloud(ClearCache {}, move |()| {
            toasts.say(t!("storage.cleared"));
            storage.refetch();
        });
    };
    let parts = move || loaded(storage.get(), move |()| storage.refetch(), sizes);
    view! {
        <Screen name="settings.storage" title=t!("storage.title") back="/settings" state>
            <div class="stack">
                {parts}
                <Button kind=ButtonKind::Soft icon="trash-2" block=true busy=act.busy() on_press=move |()| ask.set(true) test="clear-cache">
                    {t!("storage.clear")}
                </Button>
                <p class="hint center">{t!("storage.clear_text")}</p>
            </div>
            <Confirm open=ask test="clear-ask" title=t!("storage.clear_ask") text=t!("storage.clear_text") confirm=t!("storage.clear") on_confirm=clear />
        </Screen>
    }
}

fn sizes(storage: Storage) -> View {
    let parts = [
        ("storage.media", storage.media, 4_u8),
        ("storage.cache", storage.cache, 0),
        ("storage.own", storage.own, 1),
        ("storage.backend", storage.backend, 2),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(key, bytes, _)| *bytes > 0 || *key != "storage.backend")
        .collect();
    let all: u64 = parts.iter().map(|(_, bytes, _)| bytes).sum();
    let slices = parts.iter().map(|(key, bytes, hue)| Slice {
        label: t!(key),
        value: i64::try_from(*bytes).unwrap_or(i64::MAX),
        hue: *hue,
    });
    let legend = parts.iter().map(|(key, bytes, hue)| {
        let (bytes, hue) = (*bytes, *hue);
        view! {
            <li class="legend-row">
                <span class=format!("legend-dot hue-{hue}")></span>
                <span class="legend-label">{t!(key)}</span>
                <span class="legend-value">{format::bytes(bytes)}</span>
            </li>
        }
    });
    view! {
        <section class="card storage">
            <Donut slices=slices.collect() label=t!("storage.title")>
                <span class="storage-sum">{format::bytes(all)}</span>
            </Donut>
            <ul class="legend">{legend.collect_view()}</ul>
        </section>
    }
}
