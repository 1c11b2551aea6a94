//! The tab `Me`.

use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::Profile;

/// Who I am here, and what I can set up.
#[component]
pub(crate) fn MeScreen() -> View {
    let session = use_session();
    let me = Memo::new(move || session.with(|session| session.me.clone()));
    let operator = move || me.with(|me| me.as_ref().is_some_and(|me| me.operator));
    let card =
        move || {
            me.get().map(|me| view! {
        <section class="card me-card">
            <a class="me-link" href="/me/edit" data-test="edit-me">
                <PersonAvatar person=me.person.clone() size=64 />
                <span class="me-text">
                    <span class="me-name">{me.person.name.clone()}</span>
                    <span class="me-handle">{format!("@{}", me.person.handle)}</span>
                </span>
            </a>
            <IconButton icon="qr-code" label=t!("me.code") href="/me/code" test="my-code" />
        </section>
    })
        };
    let service = move || {
        session.with(|session| match &session.profile {
            Profile::ThisDevice => t!("profile.this_device"),
            Profile::Demo => t!("profile.demo"),
            Profile::Server { url } => session
                .service
                .as_ref()
                .map_or_else(|| url.clone(), |service| service.settings.name.clone()),
        })
    };
    view! {
        <Screen name="me" title=t!("nav.me")>
            <div class="stack">
                {card}
                <ListSection>
                    {entry("/people", "people.contacts", "contact-round", 4, "me-contacts")}
                    {entry("/settings/devices", "devices.title", "smartphone", 1, "me-devices")}
                </ListSection>
                <ListSection>
                    {entry("/moderation", "moderation.queue", "shield-check", 1, "me-moderation")}
                    {entry("/moderation/decided", "moderation.decided", "gavel", 2, "me-decided")}
                    {entry("/moderation/log", "moderation.log", "scale", 5, "me-log")}
                </ListSection>
                <ListSection>
                    <ListItem title=t!("profile.title") detail=Signal::derive(service) href="/settings/profile" test="me-profile" lead=tile("server", 5) />
                    {move || operator().then(|| entry("/operate", "operate.title", "sliders-horizontal", 2, "me-operate"))}
                    {entry("/settings", "settings.title", "settings", 8, "me-settings")}
                    {entry("/settings/about", "about.title", "info", 0, "me-about")}
                </ListSection>
            </div>
        </Screen>
    }
}

fn entry(
    path: &'static str,
    label: &'static str,
    icon: &'static str,
    hue: u8,
    test: &'static str,
) -> View {
    view! { <ListItem title=t!(label) href=path test lead=tile(icon, hue) /> }
}

/// An icon on a ground of its hue.
pub(crate) fn tile(icon: &'static str, hue: u8) -> impl Fn() -> View + Send + Sync + 'static {
    move || {
        view! { <span class=format!("tile hue-{hue}")><Icon name=icon size=20 /></span> }
    }
}
