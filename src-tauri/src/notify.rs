//! Tells the system of news, such as money that came in, while the window is not looked at; whoever presses
//! what it shows gets to the place that it tells of.

use crate::core::Core;
use crate::features;
use crate::window::MAIN;
use sampan_backend::system::SystemClock;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::device::Event;
use sampan_protocol::locale::Language;
use sampan_protocol::{Clock, Timestamp};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::{ActionPerformed, ActiveNotification, NotificationExt};
use tokio::sync::broadcast::error::RecvError;

/// What is done with a notification that is pressed itself.
const PRESSED: &str = "tap";
/// The name under which a notification keeps where it leads.
const LINK: &str = "link";
/// Where one gets where it is not known which of several was pressed: what is new stands there first.
const NOTICES: &str = "/notices";
/// How many notifications are remembered.
const REMEMBERED: usize = 64;

/// Something that a person wants to be told of.
pub(crate) struct News {
    /// In a few words.
    pub(crate) title: String,
    /// What more there is to say; may be empty.
    pub(crate) text: String,
    /// When it happened.
    pub(crate) at: Timestamp,
    /// Where in the app it is.
    pub(crate) link: String,
}

impl News {
    /// Its number with the system: that of the same news is the same.
    fn number(&self) -> i32 {
        let print = sha256_hex(format!("{} {}", self.link, self.at.micros()).as_bytes());
        i32::from_str_radix(&print[..7], 16).unwrap_or_default()
    }
}

/// Where the notifications lead that were shown since the window was last looked at: not every system says
/// which one was pressed.
#[derive(Debug, Default)]
struct Shown(Mutex<VecDeque<(i32, String)>>);

impl Shown {
    fn all(&self) -> MutexGuard<'_, VecDeque<(i32, String)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, number: i32, link: &str) {
        let mut all = self.all();
        all.retain(|(known, _)| *known != number);
        all.push_back((number, link.to_owned()));
        let many = all.len().saturating_sub(REMEMBERED);
        all.drain(..many);
    }

    fn forget(&self) {
        self.all().clear();
    }

    /// Where one gets who did this with a notification; nowhere where it was not pressed.
    fn place(&self, done: &ActionPerformed) -> Option<String> {
        if done.action_id() != PRESSED {
            return None;
        }
        let notification = done.notification();
        let kept = notification.and_then(|one| one.extra().get(LINK)?.as_str());
        if let Some(kept) = kept.filter(|kept| kept.starts_with('/')) {
            return Some(kept.to_owned());
        }
        let (all, number) = (self.all(), notification.map(ActiveNotification::id));
        let known = all.iter().find(|(known, _)| Some(*known) == number);
        // Where it is not said which it was, but all lead to one place, it is that.
        let one = all.front().filter(|(_, first)| all.iter().all(|(_, link)| link == first));
        let found = known.or(one).map(|(_, link)| link.clone());
        Some(found.unwrap_or_else(|| NOTICES.to_owned()))
    }
}

/// Listens until the app ends.
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) {
    let shown = Arc::new(Shown::default());
    lead(app, core, &shown);
    let (app, core) = (app.clone(), core.clone());
    let mut events = core.events();
    tauri::async_runtime::spawn(async move {
        let mut told = SystemClock.now();
        loop {
            match events.recv().await {
                Ok(Event::Rows(kinds)) if features::may_be_news(&kinds) => {
                    told = tell(&app, &core, &shown, told).await;
                }
                Err(RecvError::Closed) => break,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
            }
        }
    });
}

/// Has whoever presses a notification get to its place, in the window, which comes to the front.
fn lead<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>, shown: &Arc<Shown>) {
    #[cfg(desktop)]
    let window = app.clone();
    let (core, shown) = (core.clone(), shown.clone());
    let done = move |done: &ActionPerformed| {
        let Some(place) = shown.place(done) else { return };
        #[cfg(desktop)]
        crate::window::bring_back(&window);
        core.open_place(place);
    };
    if let Err(error) = app.notification().on_action(done) {
        tracing::warn!(%error, "the system does not say which notification is pressed");
    }
}

/// Tells of what happened since `told`; returns until when everything is told.
async fn tell<R: Runtime>(
    app: &AppHandle<R>,
    core: &Arc<Core>,
    shown: &Shown,
    told: Timestamp,
) -> Timestamp {
    let Ok(client) = core.client().await else {
        return told;
    };
    let news = features::news(&client, told, language(core)).await;
    let looked_at = app.get_webview_window(MAIN).is_some_and(|w| w.is_focused().unwrap_or(false));
    if looked_at {
        shown.forget();
    } else if core.settings().notifications {
        news.iter().for_each(|news| show(app, shown, news));
    }
    news.iter().map(|news| news.at).max().unwrap_or(told)
}

fn show<R: Runtime>(app: &AppHandle<R>, shown: &Shown, news: &News) {
    let number = news.number();
    let notice = app.notification().builder().id(number).title(&news.title).body(&news.text);
    match notice.extra(LINK, &news.link).show() {
        Ok(()) => shown.note(number, &news.link),
        Err(error) => tracing::debug!(%error, "the system takes no notifications"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What a system reports.
    fn done(action: &str, notification: &Value) -> ActionPerformed {
        let told = json!({ "actionId": action, "inputValue": null, "notification": notification });
        serde_json::from_value(told).expect("as the plugin reports it")
    }

    fn place(shown: &Shown, notification: &Value) -> Option<String> {
        shown.place(&done(PRESSED, notification))
    }

    #[test]
    fn a_notification_leads_to_what_it_tells_of() {
        let shown = Shown::default();
        shown.note(1, "/messages/person.1");
        shown.note(2, "/wallet/bills/2");
        let whole = json!({ "id": 9, "extra": { "link": "/communities/post/3" } });
        let to = |link: &str| Some(link.to_owned());
        assert_eq!(place(&shown, &whole), to("/communities/post/3"), "Linux keeps the link");
        assert_eq!(place(&shown, &json!({ "id": 2 })), to("/wallet/bills/2"), "iOS the number");
        assert_eq!(place(&shown, &Value::Null), to(NOTICES), "Android nothing: one of several");
        let strange = json!({ "id": 9, "extra": { "link": "https://example.org" } });
        assert_eq!(place(&shown, &strange), to(NOTICES), "it is no place of the app");
        assert_eq!(shown.place(&done("dismiss", &whole)), None, "it was put away, not pressed");
    }

    #[test]
    fn where_all_lead_to_one_place_it_is_that() {
        let shown = Shown::default();
        assert_eq!(place(&shown, &Value::Null).as_deref(), Some(NOTICES), "none is known");
        shown.note(1, "/messages/person.1");
        shown.note(2, "/messages/person.1");
        assert_eq!(place(&shown, &Value::Null).as_deref(), Some("/messages/person.1"), "one chat");
        shown.note(3, "/wallet/requests");
        assert_eq!(place(&shown, &Value::Null).as_deref(), Some(NOTICES), "two places");
        shown.forget();
        shown.note(3, "/wallet/requests");
        assert_eq!(place(&shown, &Value::Null).as_deref(), Some("/wallet/requests"), "the last");
        (0..1_000).for_each(|number| shown.note(number, "/wallet/requests"));
        assert_eq!(shown.all().len(), REMEMBERED, "few are remembered");
    }

    #[test]
    fn the_same_news_has_the_same_number() {
        let news = |link: &str, at: i64| News {
            title: String::new(),
            text: String::new(),
            at: Timestamp::from_seconds(at),
            link: link.to_owned(),
        };
        assert_eq!(news("/a", 1).number(), news("/a", 1).number(), "it takes its own place");
        assert_ne!(news("/a", 1).number(), news("/a", 2).number(), "what is newer does not");
        assert!(news("/b", 1).number() >= 0, "systems take it");
    }
}
