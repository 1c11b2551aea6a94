//! Every screen by its path, and what stands around all of them.

use crate::bridge;
use crate::features;
use crate::frame::{Frame, follow_settings};
use crate::gallery::GalleryScreen;
use crate::home::HomeScreen;
use crate::me::{EditScreen, MeScreen, MyCodeScreen};
use crate::messages;
use crate::moderation;
use crate::notices::{ChoicesScreen, NoticesScreen};
use crate::operate;
use crate::people::{ContactsScreen, FindScreen, PersonScreen};
use crate::prelude::*;
use crate::router::{self, Part, Route, apart};
use crate::search;
use crate::session::Live;
use crate::settings::*;
use crate::t;
use crate::ui::{
    MediaBase, Roomy, Screen, ScreenState, Scrolls, StateKind, StateView, ToastHost, Toasts, failed,
};
use crate::welcome::*;
use crate::words::{self, speak, system_language};
use std::time::Duration;

/// How long the first answers are waited for, at most.
const PATIENCE: Duration = Duration::from_millis(240);
/// Between two looks at whether they are there.
const LOOK: Duration = Duration::from_millis(8);

/// The screens that are no feature's.
const ROUTES: &[Route] = &[
    Route { path: "/", view: || HomeScreen() },
    Route { path: "/people", view: || ContactsScreen() },
    Route { path: "/people/find", view: || FindScreen() },
    Route { path: "/people/:handle", view: || PersonScreen() },
    Route { path: "/me", view: || MeScreen() },
    Route { path: "/notices", view: || NoticesScreen() },
];

apart! {
    /// What one opens when one comes, and then hardly again.
    ACCOUNT = account {
        "/gallery" => GalleryScreen(),
        "/me/edit" => EditScreen(),
        "/me/code" => MyCodeScreen(),
        "/settings/notices" => ChoicesScreen(),
        "/settings" => SettingsScreen(),
        "/settings/profile" => ServiceScreen(),
        "/settings/devices" => DevicesScreen(),
        "/settings/pin" => PinScreen(),
        "/settings/look" => LookScreen(),
        "/settings/storage" => StorageScreen(),
        "/settings/about" => AboutScreen(),
        "/settings/licences" => LicencesScreen(),
        "/welcome" => StartScreen(),
        "/welcome/create" => CreateScreen(),
        "/welcome/account" => AccountScreen(),
        "/welcome/link" => LinkScreen(),
        "/welcome/recover" => RecoverScreen(),
        "/welcome/server" => ServerScreen(),
        "/welcome/waiting" => WaitingScreen(),
    }
}

/// The app.
#[component]
pub(crate) fn App() -> View {
    crate::pressed::listen();
    provide_context(Toasts::new());
    provide_context(Roomy::follow());
    const PARTS: &[Part] =
        &[ACCOUNT, messages::PART, moderation::PART, operate::PART, search::PART];
    // Before the router: what it shows when one goes back has to know that one does.
    provide_context(Scrolls::new());
    router::start(ROUTES.iter().chain(features::routes()), PARTS.iter().chain(features::parts()));
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
fn Shell(live: Live) -> View {
    let loaded = live.loaded();
    let is_there = Memo::new(move || loaded.with(Option::is_some));
    Effect::new(move |_| loaded.with(|session| session.as_ref().map(follow_settings)));
    let show = move || {
        let is_there = is_there.get();
        if is_there {
            loaded.with_untracked(|session| session.as_ref().map(follow_settings));
        }
        if !words::are_there() {
            return View::none();
        }
        if is_there {
            uncover();
            return view! { <Screens live /> };
        }
        live.problem()
            .get()
            .map(|error| {
                uncover();
                failed(&error, move |()| leptos::task::spawn_local(live.refresh()))
            })
            .view()
    };
    show.view()
}

#[component]
fn Screens(live: Live) -> View {
    let loaded = live.loaded();
    let session = Signal::derive(move || {
        loaded.get().expect("screens are made once the session is there, and it never goes away")
    });
    provide_context(session);
    let base = Memo::new(move || session.with(|session| session.media_base.clone()));
    provide_context(MediaBase(base.into()));
    view! {
        <Frame>
            {router::outlet(NotFound, |retry| view! { <NotLoaded retry /> })}
        </Frame>
    }
}

#[component]
fn NotFound() -> View {
    view! {
        <Screen name="not_found" title="" back="/" state=Signal::stored(ScreenState::Empty)>
            <StateView icon="circle-help" title=t!("nav.not_found") text=t!("nav.not_found_text") action=t!("nav.go_home") href="/" />
        </Screen>
    }
}

/// A screen whose code could not be loaded: the app's own files are not there, or were replaced while it ran.
#[component]
fn NotLoaded(retry: Callback<()>) -> View {
    view! {
        <Screen name="not_found" title="" back="/" state=Signal::stored(ScreenState::Error)>
            <StateView kind=StateKind::Error title=t!("ui.failed") text=t!("nav.not_loaded") action=t!("ui.retry") on_action=retry test="retry" />
        </Screen>
    }
}

/// Takes away what stood there before the app did, as soon as the first screen has its answers: so it
/// is laid out and drawn once. A slow answer is not waited for.
fn uncover() {
    look_again(PATIENCE);
}

fn look_again(patience: Duration) {
    // Effects ask their questions after this; so the first look is not now, either.
    set_timeout(
        move || match document().get_element_by_id("boot") {
            Some(_) if (bridge::is_awaited() || router::is_awaited()) && !patience.is_zero() => {
                look_again(patience - LOOK)
            }
            Some(boot) => {
                boot.remove();
                if let Some(look) = document().get_element_by_id("look") {
                    look.remove();
                }
            }
            None => {}
        },
        LOOK,
    );
}
