//! The first thing that anybody sees.

use crate::act::Act;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{Profile, UseProfile};

/// The first thing that anybody sees.
#[component]
pub(crate) fn StartScreen() -> View {
    let session = use_session();
    let demo = Act::new();
    let navigate = use_navigate();
    let look_around = move |()| {
        let navigate = navigate.clone();
        demo.run_aloud(UseProfile { profile: Profile::Demo }, move |()| {
            navigate("/", Default::default())
        });
    };
    let server = move || {
        session.with(|session| match &session.profile {
            Profile::Server { url } => Some(
                session
                    .service
                    .as_ref()
                    .map_or_else(|| url.clone(), |service| service.settings.name.clone()),
            ),
            _ => None,
        })
    };
    let connected = move || {
        server().map(|name| view! {
        <p class="welcome-server"><Icon name="globe" size=16 />{t!("welcome.on_server", name = name)}</p>
    })
    };
    view! {
        <Screen name="welcome" bare=true>
            <div class="welcome">
                <header class="welcome-head">
                    <span class="welcome-logo"><Icon name="sampan" size=56 /></span>
                    <h1 class="welcome-title">{t!("welcome.title")}</h1>
                    <p class="welcome-text">{t!("welcome.text")}</p>
                    {connected}
                </header>
                <div class="welcome-ways">
                    <Button block=true href="/welcome/create" test="create-account">{t!("welcome.create")}</Button>
                    <Button kind=ButtonKind::Soft block=true busy=demo.busy() on_press=look_around test="look-around">{t!("welcome.look_around")}</Button>
                    <p class="hint center">{t!("welcome.look_around_text")}</p>
                    <nav class="welcome-more">
                        <a class="link-button" href="/welcome/account" data-test="have-account">{t!("welcome.have_account")}</a>
                        <a class="link-button" href="/welcome/server" data-test="connect-server">{t!("welcome.connect")}</a>
                    </nav>
                </div>
            </div>
        </Screen>
    }
}
