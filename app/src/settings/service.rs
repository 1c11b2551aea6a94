//! Where the data lives: this device, the demo world, or a server.

use crate::act::Act;
use crate::me::tile;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{Profile, UseProfile};

/// Where the data lives.
#[component]
pub(crate) fn ServiceScreen() -> View {
    let session = use_session();
    let profile = Memo::new(move || session.with(|session| session.profile.clone()));
    let act = Act::new();
    let navigate = use_navigate();
    let turn_to = move |wanted: Profile| {
        let navigate = navigate.clone();
        act.run_aloud(UseProfile { profile: wanted }, move |()| navigate("/", Default::default()));
    };
    let row = move |option: Profile,
                    title: &'static str,
                    text: &'static str,
                    icon: &'static str,
                    hue: u8,
                    test: &'static str| {
        let (this, turn_to) = (option.clone(), turn_to.clone());
        let current = Memo::new(move || profile.get() == this);
        let press = move |()| {
            if !current.get_untracked() {
                turn_to(option.clone());
            }
        };
        view! {
            <ListItem title=t!(title) detail=t!(text) on_press=press disabled=act.busy() test lead=tile(icon, hue)
                tail=move || current.get().then(chosen) />
        }
    };
    let server = move || match profile.get() {
        Profile::Server { url } => {
            let name = session.with(|session| {
                session.service.as_ref().map(|service| service.settings.name.clone())
            });
            Some(
                view! { <ListItem title=name.unwrap_or_else(|| url.clone()) detail=url lead=tile("globe", 5) tail=chosen test="profile-server" /> },
            )
        }
        _ => None,
    };
    view! {
        <Screen name="settings.profile" title=t!("profile.title") back="/settings">
            <div class="stack">
                <ListSection foot=t!("profile.text")>
                    {server}
                    {row(Profile::ThisDevice, "profile.this_device", "profile.this_device_text", "smartphone", 1, "profile-this-device")}
                    {row(Profile::Demo, "profile.demo", "profile.demo_text", "sparkles", 4, "profile-demo")}
                </ListSection>
                <ListSection>
                    <ListItem title=t!("profile.connect") href="/welcome/server" test="connect-server" lead=tile("server", 5) />
                </ListSection>
            </div>
        </Screen>
    }
}

fn chosen() -> View {
    view! { <span class="chosen"><Icon name="check" size=20 /><span class="sr-only">{t!("ui.chosen")}</span></span> }
}
