//! Asking an older device to let this one in.

use crate::act::Act;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_live;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::device::LinkDevice;
use sampan_protocol::people::check_handle;

/// Asking an older device to let this one in.
#[component]
pub(crate) fn LinkScreen() -> View {
    let handle = RwSignal::new(String::new());
    let act = Act::new();
    let live = use_live();
    let navigate = use_navigate();
    let typed =
        move || handle.with(|handle| handle.trim().trim_start_matches('@').to_ascii_lowercase());
    let wrong = Signal::derive(move || act.error().get().map(|error| tell(&error)));
    let cannot = Signal::derive(move || check_handle(&typed()).is_err());
    let ask = Callback::new(move |()| {
        let navigate = navigate.clone();
        if cannot.get_untracked() {
            return;
        }
        act.run(LinkDevice { handle: untrack(typed) }, move |()| {
            leptos::task::spawn_local(async move {
                live.refresh().await;
                navigate("/welcome/waiting", Default::default());
            });
        });
    });
    view! {
        <Screen name="welcome.link" title=t!("account.link") back="/welcome/account">
            <div class="form">
                <p class="lead">{t!("account.link_how")}</p>
                <Field label=t!("account.handle") value=handle error=wrong prefix="@" max=21 mode="email" autofocus=true on_enter=ask test="handle" />
                <Button block=true busy=act.busy() disabled=cannot on_press=ask test="ask-link">{t!("account.ask")}</Button>
            </div>
        </Screen>
    }
}
