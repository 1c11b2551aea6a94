//! Tells the system of money that came in while the window is not looked at.

use crate::core::Core;
use crate::window::MAIN;
use sampan_backend::system::SystemClock;
use sampan_protocol::{Clock, Timestamp};
use sampan_protocol::device::Event;
use sampan_protocol::locale::Language;
use sampan_protocol::wallet::{Bill, BillFilter, BillState, ListBills, rows};
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

/// Listens until the app ends.
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>, core: &Arc<Core>) {
    let (app, core) = (app.clone(), core.clone());
    let mut events = core.events();
    tauri::async_runtime::spawn(async move {
        let mut told = SystemClock.now();
        while let Ok(event) = events.recv().await {
            let Event::Rows(kinds) = event else { continue };
            if kinds.iter().any(|kind| kind == rows::BILL) {
                told = tell_of_income(&app, &core, told).await;
            }
        }
    });
}

/// Tells of what came in since `told`; returns until when everything is told.
async fn tell_of_income<R: Runtime>(
    app: &AppHandle<R>,
    core: &Arc<Core>,
    told: Timestamp,
) -> Timestamp {
    let Ok(client) = core.client().await else { return told };
    let filter = BillFilter { incoming: Some(true), ..BillFilter::default() };
    let Ok(bills) = client.list_bills(ListBills { filter, offset: 0, limit: 5 }).await else {
        return told;
    };
    let new: Vec<&Bill> = newer(&bills, told).collect();
    let settings = core.settings();
    let looked_at = app.get_webview_window(MAIN).is_some_and(|w| w.is_focused().unwrap_or(false));
    if settings.notifications && !looked_at {
        for bill in &new {
            show(app, bill, settings.language.unwrap_or_else(system_language));
        }
    }
    new.iter().map(|bill| bill.at).max().unwrap_or(told)
}

fn newer(bills: &[Bill], told: Timestamp) -> impl Iterator<Item = &Bill> {
    bills.iter().filter(move |bill| {
        bill.at > told && bill.state == BillState::Settled && bill.other.is_some()
    })
}

fn show<R: Runtime>(app: &AppHandle<R>, bill: &Bill, language: Language) {
    let name = bill.other.as_ref().map(|other| other.name.clone()).unwrap_or_default();
    let amount = bill.amount.to_string();
    let title = language.text("wallet.notice.income", &[("name", name), ("amount", amount)]);
    if let Err(error) = app.notification().builder().title(title).body(&bill.note).show() {
        tracing::debug!(%error, "the system takes no notifications");
    }
}

fn system_language() -> Language {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
    Language::from_tag(&tag.unwrap_or_default())
}
