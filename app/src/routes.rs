//! Every screen by its path, and what stands around all of them.

use crate::features;
use crate::frame::{Frame, follow_settings};
use crate::gallery::GalleryScreen;
use crate::home::HomeScreen;
use crate::me::{EditScreen, MeScreen, MyCodeScreen};
use crate::operate::OperateScreen;
use crate::people::{ContactsScreen, FindScreen, PersonScreen};
use crate::router::{self, Route};
use crate::session::Live;
use crate::settings::*;
use crate::t;
use crate::ui::{
    MediaBase, Roomy, Screen, ScreenState, Scrolls, StateView, ToastHost, Toasts, failed,
};
use crate::welcome::*;
use crate::words::{self, speak, system_language};
use leptos::prelude::*;

/// The screens that are no feature's.
const ROUTES: &[Route] = &[
    Route { path: "/", view: || HomeScreen().into_any() },
    Route { path: "/gallery", view: || GalleryScreen().into_any() },
    Route { path: "/people", view: || ContactsScreen().into_any() },
    Route { path: "/people/find", view: || FindScreen().into_any() },
    Route { path: "/people/:handle", view: || PersonScreen().into_any() },
    Route { path: "/me", view: || MeScreen().into_any() },
    Route { path: "/me/edit", view: || EditScreen().into_any() },
    Route { path: "/me/code", view: || MyCodeScreen().into_any() },
    Route { path: "/operate", view: || OperateScreen().into_any() },
    Route { path: "/settings", view: || SettingsScreen().into_any() },
    Route { path: "/settings/profile", view: || ServiceScreen().into_any() },
    Route { path: "/settings/devices", view: || DevicesScreen().into_any() },
    Route { path: "/settings/look", view: || LookScreen().into_any() },
    Route { path: "/settings/storage", view: || StorageScreen().into_any() },
    Route { path: "/settings/about", view: || AboutScreen().into_any() },
    Route { path: "/settings/licences", view: || LicencesScreen().into_any() },
    Route { path: "/welcome", view: || StartScreen().into_any() },
    Route { path: "/welcome/create", view: || CreateScreen().into_any() },
    Route { path: "/welcome/account", view: || AccountScreen().into_any() },
    Route { path: "/welcome/link", view: || LinkScreen().into_any() },
    Route { path: "/welcome/recover", view: || RecoverScreen().into_any() },
    Route { path: "/welcome/server", view: || ServerScreen().into_any() },
    Route { path: "/welcome/waiting", view: || WaitingScreen().into_any() },
];

/// The app.
#[component]
pub(crate) fn App() -> impl IntoView {
    provide_context(Toasts::new());
    provide_context(Roomy::follow());
    router::start(ROUTES.iter().chain(features::routes()));
    // Most likely what the session will say; on its way while that is asked.
    speak(system_language());
    let live = Live::start();
    provide_context(live);
    view! {
        <Shell live />
        <ToastHost />
    }
}

/// Everything, made anew when the language changes; nothing before session and words are there.
#[component]
fn Shell(live: Live) -> impl IntoView {
    provide_context(Scrolls::new());
    let loaded = live.loaded();
    let is_there = Memo::new(move |_| loaded.with(Option::is_some));
    Effect::new(move |_| loaded.with(|session| session.as_ref().map(follow_settings)));
    move || {
        let is_there = is_there.get();
        if is_there {
            loaded.with_untracked(|session| session.as_ref().map(follow_settings));
        }
        if !words::are_there() {
            return ().into_any();
        }
        if is_there {
            uncover();
            return view! { <Screens live /> }.into_any();
        }
        live.problem()
            .get()
            .map(|error| {
                uncover();
                failed(&error, move || leptos::task::spawn_local(live.refresh()))
            })
            .into_any()
    }
}

#[component]
fn Screens(live: Live) -> impl IntoView {
    let loaded = live.loaded();
    let session = Signal::derive(move || {
        loaded.get().expect("screens are made once the session is there, and it never goes away")
    });
    provide_context(session);
    let base = Memo::new(move |_| session.with(|session| session.media_base.clone()));
    provide_context(MediaBase(base.into()));
    view! {
        <Frame>
            {router::outlet(|| NotFound().into_any())}
        </Frame>
    }
}

#[component]
fn NotFound() -> AnyView {
    view! {
        <Screen name="not_found" title="" back="/" state=Signal::stored(ScreenState::Empty)>
            <StateView icon="circle-help" title=t!("nav.not_found") text=t!("nav.not_found_text") action=t!("nav.go_home") href="/" />
        </Screen>
    }
    .into_any()
}

/// Takes away what stood there before the app did.
fn uncover() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
