//! Every screen by its path, and what stands around all of them.

use crate::features::FeatureRoutes;
use crate::frame::{Frame, follow_settings};
use crate::gallery::GalleryScreen;
use crate::home::HomeScreen;
use crate::me::{EditScreen, MeScreen, MyCodeScreen};
use crate::operate::OperateScreen;
use crate::people::{ContactsScreen, FindScreen, PersonScreen};
use crate::prelude::*;
use crate::session::Live;
use crate::settings::*;
use crate::t;
use crate::ui::{
    MediaBase, Roomy, Screen, ScreenState, Scrolls, StateView, ToastHost, Toasts, failed,
};
use crate::welcome::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

/// The app.
#[component]
pub(crate) fn App() -> View {
    provide_context(Toasts::new());
    provide_context(Roomy::follow());
    let live = Live::start();
    provide_context(live);
    leptos::view! {
        <Router>
            <Shell live />
            <ToastHost />
        </Router>
    }
    .into_any()
}

/// Everything, made anew when the language changes; nothing before the session was read.
#[component]
fn Shell(live: Live) -> View {
    provide_context(Scrolls::new());
    let loaded = live.loaded();
    let language = crate::words::language_signal();
    let is_there = Memo::new(move || loaded.with(Option::is_some));
    Effect::new(move |_| loaded.with(|session| session.as_ref().map(follow_settings)));
    move || {
        if is_there.get() {
            loaded.with_untracked(|session| session.as_ref().map(follow_settings));
            language.track();
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
    }
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
    leptos::view! {
        <Frame>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=page(HomeScreen) />
                <FeatureRoutes />
                <PeopleRoutes />
                <SettingsRoutes />
                <WelcomeRoutes />
                <Route path=path!("/gallery") view=page(GalleryScreen) />
            </FlatRoutes>
        </Frame>
    }
    .into_any()
}

#[leptos::component(transparent)]
fn PeopleRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    leptos::view! {
        <Route path=path!("/people") view=page(ContactsScreen) />
        <Route path=path!("/people/find") view=page(FindScreen) />
        <Route path=path!("/people/:handle") view=page(PersonScreen) />
        <Route path=path!("/me") view=page(MeScreen) />
        <Route path=path!("/me/edit") view=page(EditScreen) />
        <Route path=path!("/me/code") view=page(MyCodeScreen) />
        <Route path=path!("/operate") view=page(OperateScreen) />
    }
    .into_inner()
    .into_any_nested_route()
}

#[leptos::component(transparent)]
fn SettingsRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    leptos::view! {
        <Route path=path!("/settings") view=page(SettingsScreen) />
        <Route path=path!("/settings/profile") view=page(ServiceScreen) />
        <Route path=path!("/settings/devices") view=page(DevicesScreen) />
        <Route path=path!("/settings/look") view=page(LookScreen) />
        <Route path=path!("/settings/storage") view=page(StorageScreen) />
        <Route path=path!("/settings/about") view=page(AboutScreen) />
        <Route path=path!("/settings/licences") view=page(LicencesScreen) />
    }
    .into_inner()
    .into_any_nested_route()
}

#[leptos::component(transparent)]
fn WelcomeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    leptos::view! {
        <Route path=path!("/welcome") view=page(StartScreen) />
        <Route path=path!("/welcome/create") view=page(CreateScreen) />
        <Route path=path!("/welcome/account") view=page(AccountScreen) />
        <Route path=path!("/welcome/link") view=page(LinkScreen) />
        <Route path=path!("/welcome/recover") view=page(RecoverScreen) />
        <Route path=path!("/welcome/server") view=page(ServerScreen) />
        <Route path=path!("/welcome/waiting") view=page(WaitingScreen) />
    }
    .into_inner()
    .into_any_nested_route()
}

#[component]
fn NotFound() -> View {
    view! {
        <Screen name="not_found" title="" back="/" state=Signal::stored(ScreenState::Empty)>
            <StateView icon="circle-help" title=t!("nav.not_found") text=t!("nav.not_found_text") action=t!("nav.go_home") href="/" />
        </Screen>
    }
}

/// Takes away what stood there before the app did.
fn uncover() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// A screen as a plain function, so that all routes are of one type.
const fn page(make: fn() -> View) -> fn() -> View {
    make
}
