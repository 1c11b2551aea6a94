//! Connecting to a server: looked at before it is used.

use crate::act::Act;
use crate::prelude::*;
use crate::router::{use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::device::{LookAtServer, Profile, ServerLook, UseProfile};
use sampan_protocol::service::Registration;

/// Connecting to a server.
#[component]
pub(crate) fn ServerScreen() -> View {
    let url = RwSignal::new(String::new());
    let found = RwSignal::new(None::<ServerLook>);
    let (look, connect) = (Act::new(), Act::new());
    let navigate = use_navigate();
    let then_account =
        use_query_map().with_untracked(|query| query.get("then").as_deref() == Some("account"));
    Effect::new(move |_| {
        url.track();
        found.set(None);
        look.error().set(None);
    });
    let wrong = Signal::derive(move || look.error().get().map(|error| tell(&error)));
    let empty = Signal::derive(move || url.with(|url| url.trim().is_empty()));
    let see = Callback::new(move |()| {
        if !empty.get_untracked() {
            let asked = url.get_untracked();
            look.run(LookAtServer { url: asked.trim().to_owned() }, move |server| {
                // Somebody may have gone on typing.
                if url.try_get_untracked() == Some(asked) {
                    found.set(Some(server));
                }
            });
        }
    });
    let turn_to = Callback::new(move |url: String| {
        let navigate = navigate.clone();
        let next = if then_account { "/welcome/account" } else { "/welcome" };
        connect.run_aloud(UseProfile { profile: Profile::Server { url } }, move |()| {
            navigate(next, Default::default())
        });
    });
    let preview = move || {
        found.get().map(|server| view! { <Preview server busy=connect.busy() on_use=turn_to /> })
    };
    view! {
        <Screen name="welcome.server" title=t!("welcome.connect") back="/welcome">
            <div class="form">
                <p class="lead">{t!("server.text")}</p>
                <Field label=t!("server.address") value=url error=wrong placeholder="https://sampan.example.org" kind="url" mode="url" autofocus=true on_enter=see test="server-url" />
                {preview}
                {move || found.with(Option::is_none).then(|| view! {
                    <Button block=true busy=look.busy() disabled=empty on_press=see test="look-at-server">{t!("server.look")}</Button>
                })}
            </div>
        </Screen>
    }
}

/// How a server presents itself.
#[component]
fn Preview(server: ServerLook, busy: Signal<bool>, on_use: Callback<String>) -> View {
    let (key, tone) = match server.registration {
        Registration::Open => ("operate.open", Tone::Success),
        Registration::Invitation => ("operate.invitation", Tone::Warning),
        Registration::Closed => ("operate.closed", Tone::Danger),
    };
    let plain = server.url.starts_with("http://");
    let url = server.url.clone();
    view! {
        <section class="card server-card" data-test="server-look">
            <span class="tile hue-5"><Icon name="globe" size=20 /></span>
            <div class="server-text">
                <h2 class="server-name">{server.name}</h2>
                <p class="hint selectable">{server.url}</p>
                <Badge tone>{t!(key)}</Badge>
            </div>
        </section>
        {(!server.terms.trim().is_empty()).then(|| view! {
            <details class="card server-terms"><summary>{t!("welcome.terms")}</summary><p class="terms-text">{server.terms}</p></details>
        })}
        {plain.then(|| view! { <p class="callout warning"><Icon name="triangle-alert" size=20 /><span>{t!("server.not_encrypted")}</span></p> })}
        <Button block=true busy on_press=move |()| on_use.run(url.clone()) test="use-server">{t!("server.use")}</Button>
    }
}
