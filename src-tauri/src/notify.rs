//! Tells the system of news, such as money that came in, while the window is not looked at.

use crate::core::Core;
use crate::features;
use crate::window::MAIN;
use sampan_backend::system::SystemClock;
use sampan_protocol::device::Event;
use sampan_protocol::locale::Language;
use sampan_protocol::{Clock, Timestamp};
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;
use tokio::sync::broadcast::error::RecvError;

/// Something that a person wants to be told of.
pub(crate) struct News {
    /// In a few words.
    pub(crate) title: String,
    /// What more there is to say; may be empty.
    pub(crate) text: String,
    /// When it happened.
    pub(crate) at: Timestamp,
}

/// Listens until the app ends.
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) {
    let (app, core) = (app.clone(), core.clone());
    let mut events = core.events();
    tauri::async_runtime::spawn(async move {
        let mut told = SystemClock.now();
        loop {
            match events.recv().await {
                Ok(Event::Rows(kinds)) if features::may_be_news(&kinds) => {
                    told = tell(&app, &core, told).await;
                }
                Err(RecvError::Closed) => break,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
            }
        }
    });
}

/// Tells of what happened since `told`; returns until when everything is told.
async fn tell<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>, told: Timestamp) -> Timestamp {
    let Ok(client) = core.client().await else {
        return told;
    };
    let news = features::news(&client, told, language(core)).await;
    let looked_at = app.get_webview_window(MAIN).is_some_and(|w| w.is_focused().unwrap_or(false));
    if core.settings().notifications && !looked_at {
        news.iter().for_each(|news| show(app, news));
    }
    news.iter().map(|news| news.at).max().unwrap_or(told)
}

fn show<R: Runtime>(app: &AppHandle<R>, news: &News) {
    let notice = app.notification().builder().title(&news.title).body(&news.text);
    if let Err(error) = notice.show() {
        tracing::debug!(%error, "the system takes no notifications");
    }
}

/// The language that the person reads.
pub(crate) fn language(core: &Core) -> Language {
    core.settings().language.unwrap_or_else(system_language)
}

fn system_language() -> Language {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
    Language::from_tag(&tag.unwrap_or_default())
}
