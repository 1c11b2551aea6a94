//! What this is, which version, and under which licence.

use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::auth::PROTOCOL_VERSION;

/// About the app.
#[component]
pub(crate) fn AboutScreen() -> View {
    let session = use_session();
    let version = move || session.with_untracked(|session| session.version.clone());
    let server = move || {
        session.with_untracked(|session| {
            session.service.as_ref().map(|service| service.version.clone())
        })
    };
    let value = |text: String| move || view! { <span class="selectable">{text.clone()}</span> };
    view! {
        <Screen name="settings.about" title=t!("about.title") back="/settings">
            <div class="stack">
                <header class="about-head">
                    <span class="about-logo"><Icon name="sampan" size=56 /></span>
                    <h2 class="person-name">{t!("app.name")}</h2>
                    <p class="hint center">{t!("about.what")}</p>
                </header>
                <ListSection>
                    <ListItem title=t!("about.version") tail=value(version()) />
                    {server().map(|text| view! { <ListItem title=t!("about.service_version") tail=value(text) /> })}
                    <ListItem title=t!("about.protocol") tail=value(PROTOCOL_VERSION.to_string()) />
                    <ListItem title=t!("about.licence") tail=value("MIT OR Apache-2.0".to_owned()) />
                </ListSection>
                <ListSection>
                    <ListItem title=t!("licences.title") href="/settings/licences" test="licences" />
                    <ListItem title=t!("gallery.title") href="/gallery" test="gallery" />
                </ListSection>
            </div>
        </Screen>
    }
}
