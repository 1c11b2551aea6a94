//! All settings, the most used ones at the top.

use super::{export::Export, features_off::FeaturesOff};
use crate::me::tile;
use crate::prelude::*;
use crate::session::{change_settings, use_live, use_session};
use crate::t;
use crate::ui::*;
use sampan_protocol::device::Theme;

/// All settings.
#[component]
pub(crate) fn SettingsScreen() -> View {
    let (session, live) = (use_session(), use_live());
    let theme = move || {
        session.with(|session| match session.settings.theme {
            Theme::System => t!("look.theme_system"),
            Theme::Light => t!("look.theme_light"),
            Theme::Dark => t!("look.theme_dark"),
        })
    };
    let notifications =
        Signal::derive(move || session.with(|session| session.settings.notifications));
    // Phones have no tray, and no window that is closed.
    let keep_running = is_desktop().then(|| {
        let checked = Signal::derive(move || session.with(|session| session.settings.keep_running));
        view! {
            <Switch label=t!("settings.keep_running") detail=t!("settings.keep_running_text") checked test="keep-running"
                on_change=move |on| change_settings(live, |settings| settings.keep_running = on) />
        }
    });
    let hide = Signal::derive(move || session.with(|session| session.settings.hide_balance));
    view! {
        <Screen name="settings" title=t!("settings.title") back="/me">
            <div class="stack">
                <ListSection>
                    <ListItem title=t!("look.title") detail=Signal::derive(theme) href="/settings/look" test="settings-look" lead=tile("palette", 4) />
                    <ListItem title=t!("devices.title") href="/settings/devices" test="settings-devices" lead=tile("smartphone", 1) />
                    <ListItem title=t!("pin.title") href="/settings/pin" test="settings-pin" lead=tile("lock", 2) />
                    <ListItem title=t!("profile.title") href="/settings/profile" test="settings-profile" lead=tile("server", 5) />
                    <ListItem title=t!("messages.blocked") href="/messages/blocked" test="settings-blocked" lead=tile("ban", 3) />
                    <ListItem title=t!("storage.title") href="/settings/storage" test="settings-storage" lead=tile("hard-drive", 7) />
                </ListSection>
                <ListSection>
                    <Switch label=t!("settings.notifications") detail=t!("settings.notifications_text") checked=notifications test="notifications"
                        on_change=move |on| change_settings(live, |settings| settings.notifications = on) />
                    <ListItem title=t!("notices.choices") detail=t!("notices.choices_text") href="/settings/notices" test="settings-notices" />
                    <ListItem title=t!("moderation.mutes.title") detail=t!("moderation.mutes.text") href="/settings/mutes" test="settings-mutes" />
                    <Switch label=t!("settings.hide_balance") detail=t!("settings.hide_balance_text") checked=hide test="hide-balance-setting"
                        on_change=move |on| change_settings(live, |settings| settings.hide_balance = on) />
                    {keep_running}
                </ListSection>
                <FeaturesOff />
                <Export />
                <ListSection>
                    <ListItem title=t!("about.title") href="/settings/about" test="settings-about" lead=tile("info", 0) />
                </ListSection>
            </div>
        </Screen>
    }
}

/// Whether this is no phone, as the shell says of itself.
fn is_desktop() -> bool {
    let platform =
        document().document_element().and_then(|root| root.get_attribute("data-platform"));
    platform.is_some_and(|platform| !matches!(platform.as_str(), "android" | "ios"))
}
