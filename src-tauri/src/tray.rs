//! The icon in the system's tray: brings the window back, leads to what is used most, and quits.
//!
//! Without anybody who shows such icons the app is as it would be without this file: nothing is loaded
//! for it, closing the window quits, and what goes wrong here is traced and no more.

use crate::core::Core;
use crate::notify::language;
use crate::{features, window};
use sampan_protocol::device::Event;
use sampan_protocol::locale::Language;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tauri::menu::{Menu, MenuEvent, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// The icon's name.
const ID: &str = "sampan";
/// The item that says how much is unread.
const MESSAGES: &str = "tray.messages";
/// The item that ends the app.
const QUIT: &str = "tray.quit";
/// What the menu has: the key of each item's words, and the link that it opens.
const ITEMS: [(&str, Option<&str>); 5] = [
    ("tray.open", None),
    ("tray.scan", Some("sampan://scan")),
    ("tray.pay_code", Some("sampan://code")),
    (MESSAGES, Some("sampan://messages")),
    (QUIT, None),
];

/// The items of the icon's menu, once it is there.
struct Items<R: Runtime> {
    all: Vec<MenuItem<R>>,
}

/// Makes the icon once the profile is open, and keeps its words true until the app ends. Nothing that
/// the first screen needs waits for it.
pub(crate) fn start<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) {
    let (app, core) = (app.clone(), core.clone());
    tauri::async_runtime::spawn(async move {
        // A profile that cannot be opened says so in the window; the icon brings that back, too.
        let _ = core.client().await;
        let is_shown = tauri::async_runtime::spawn_blocking(is_shown).await.unwrap_or(false);
        if !is_shown {
            tracing::debug!("nobody shows icons in a tray");
            return;
        }
        let events = core.events();
        if made(&app, &core).await {
            keep_words(&app, &core, events).await;
        }
    });
}

/// Whether the icon is there.
pub(crate) fn is_there<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<Items<R>>().is_some()
}

/// Makes the icon where icons are made, in the main thread; says whether it is there.
async fn made<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) -> bool {
    let (tell, told) = tokio::sync::oneshot::channel();
    let (of, core) = (app.clone(), core.clone());
    let task = move || {
        // The library that shows icons on Linux panics where it is not installed.
        let made = catch_unwind(AssertUnwindSafe(|| make(&of, &core)));
        let is_made = match made {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::debug!(%error, "no icon in the tray");
                false
            }
            Err(_) => {
                tracing::debug!("no icon in the tray: its library is not here");
                false
            }
        };
        let _ = tell.send(is_made);
    };
    if let Err(error) = app.run_on_main_thread(task) {
        tracing::debug!(%error, "no icon in the tray");
        return false;
    }
    told.await.unwrap_or(false)
}

fn make<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) -> tauri::Result<()> {
    let (menu, words) = (Menu::new(app)?, language(core));
    let mut items = Vec::with_capacity(ITEMS.len());
    for (key, _) in ITEMS {
        let item = MenuItem::with_id(app, key, said(words, key, 0), true, None::<&str>)?;
        menu.append(&item)?;
        items.push(item);
    }
    let opener = core.clone();
    let chosen = move |app: &AppHandle<R>, event: MenuEvent| {
        choose(app, &opener, event.id.as_ref());
    };
    let mut icon = TrayIconBuilder::with_id(ID).tooltip("Sampan").menu(&menu).on_menu_event(chosen);
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app)?;
    app.manage(Items { all: items });
    Ok(())
}

/// Does what an item of the menu says.
fn choose<R: Runtime>(app: &AppHandle<R>, core: &Core, key: &str) {
    let Some((_, link)) = ITEMS.iter().find(|(item, _)| *item == key) else { return };
    if key == QUIT {
        window::note_size(app, core);
        app.exit(0);
        return;
    }
    window::bring_back(app);
    if let Some(link) = link {
        core.open_link((*link).to_owned());
    }
}

/// Says each item in the person's language, and how much is unread, whenever one of them changes.
async fn keep_words<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>, mut events: Receiver<Event>) {
    loop {
        say(app, core).await;
        loop {
            match events.recv().await {
                Err(RecvError::Closed) => return,
                Ok(Event::Session) | Err(RecvError::Lagged(_)) => break,
                Ok(Event::Rows(kinds)) if features::may_be_unread(&kinds) => break,
                Ok(_) => {}
            }
        }
    }
}

async fn say<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) {
    let unread = match core.client().await {
        Ok(client) => features::unread(&client).await,
        Err(_) => 0,
    };
    let (Some(items), words) = (app.try_state::<Items<R>>(), language(core)) else { return };
    for item in &items.all {
        if let Err(error) = item.set_text(said(words, item.id().as_ref(), unread)) {
            tracing::debug!(%error, "an item of the tray keeps its words");
        }
    }
}

/// What an item says. In a menu `&` marks the key of an item, unless there are two.
fn said(words: Language, key: &str, unread: i64) -> String {
    let text = match key {
        MESSAGES if unread > 0 => words.text("tray.messages_unread", &[("n", unread.to_string())]),
        key => words.text(key, &[]),
    };
    text.replace('&', "&&")
}

/// Whether somebody shows icons: on Linux, whoever has the name of the watcher on the session's bus.
/// Where the session names no bus, asking for it would start one.
#[cfg(target_os = "linux")]
fn is_shown() -> bool {
    use webkit2gtk::gio::{BusType, Cancellable, DBusCallFlags, bus_get_sync};
    use webkit2gtk::glib::ToVariant;

    let named = std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default();
    if named.is_empty() || named.starts_with("disabled:") {
        return false;
    }
    let bus = "org.freedesktop.DBus";
    let watcher = ("org.kde.StatusNotifierWatcher",).to_variant();
    let answer = bus_get_sync(BusType::Session, None::<&Cancellable>).and_then(|session| {
        session.call_sync(
            Some(bus),
            "/org/freedesktop/DBus",
            bus,
            "NameHasOwner",
            Some(&watcher),
            None,
            DBusCallFlags::NONE,
            1_000,
            None::<&Cancellable>,
        )
    });
    answer.ok().and_then(|answer| answer.get::<(bool,)>()).is_some_and(|(has,)| has)
}

/// Whether somebody shows icons: these systems do.
#[cfg(not(target_os = "linux"))]
const fn is_shown() -> bool {
    true
}
