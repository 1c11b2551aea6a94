//! Routing: which screen stands at which path, and how one gets from one to another.

mod address;
mod apart;
mod browser;
mod pattern;

pub(crate) use apart::{Part, SplitLoaderError, apart, is_awaited, later, wasm_split};

use crate::prelude::*;
use address::Address;
pub(crate) use address::Pairs;
use apart::State;
use leptos::ev;
use std::str::FromStr;

/// A screen and its path; `:name` stands for any part, `:name?` for one that may be missing.
pub(crate) struct Route {
    /// The path.
    pub(crate) path: &'static str,
    /// Makes the screen.
    pub(crate) view: fn() -> View,
}

/// How one goes somewhere.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NavigateOptions {
    /// Whether the present place is not kept in the history.
    pub(crate) replace: bool,
    /// Whether the window stays scrolled as it is.
    pub(crate) still: bool,
}

/// Where the app is.
#[derive(Clone, Copy)]
pub(crate) struct Location {
    /// Path and query.
    pub(crate) address: RwSignal<Address>,
    /// The path.
    pub(crate) pathname: Memo<String>,
}

#[derive(Clone, Copy)]
struct Router {
    location: Location,
    places: StoredValue<Vec<Place>>,
}

/// Where a screen stands and how it is made.
#[derive(Clone, Copy)]
struct Place {
    path: &'static str,
    screen: Screen,
}

#[derive(Clone, Copy)]
enum Screen {
    Here(fn() -> View),
    Apart(Part, usize, RwSignal<State>),
}

/// The position of the route that a screen is shown by.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shown(Option<usize>);

/// Starts routing: follows the browser's history and clicks on links.
pub(crate) fn start(
    routes: impl Iterator<Item = &'static Route>,
    parts: impl Iterator<Item = &'static Part>,
) {
    let address = RwSignal::new(browser::address());
    let pathname = Memo::new(move || address.with(|address| address.path.clone()));
    let location = Location { address, pathname };
    let mut places: Vec<Place> =
        routes.map(|r| Place { path: r.path, screen: Screen::Here(r.view) }).collect();
    for part in parts {
        let state = RwSignal::new(State::default());
        let screens = part.paths.iter().enumerate();
        places.extend(
            screens.map(|(at, path)| Place { path, screen: Screen::Apart(*part, at, state) }),
        );
    }
    let router = Router { location, places: StoredValue::new(places) };
    provide_context(router);
    let moved = window_event_listener(ev::popstate, move |_| address.set(browser::address()));
    let clicked = window_event_listener(ev::click, move |click| {
        if let Some(path) = browser::led_to(&click) {
            click.prevent_default();
            router.go(&path, NavigateOptions::default());
        }
    });
    on_cleanup(move || {
        moved.remove();
        clicked.remove();
    });
}

/// The screen at the present path, `unknown` where there is none, `broken` where its code cannot be loaded.
/// It is made anew only when another route is shown; the old one goes after the new one was made, and stays
/// until that is loaded.
pub(crate) fn outlet(unknown: fn() -> View, broken: fn(Callback<()>) -> View) -> View {
    let router: Router = expect_context();
    let before = StoredValue::new(None);
    let at = Memo::new(move || {
        let wanted = router.find().map(|(at, _)| at);
        match wanted.and_then(|at| router.missing(at)) {
            Some((part, state)) if state.get() == State::Unasked => part.fetch(state),
            Some((_, state)) if state.get() == State::Loading => {}
            _ => before.set_value(Some(Shown(wanted))),
        }
        before.get_value()
    });
    let outer = Owner::current().unwrap_or_default();
    let kept = StoredValue::new(None::<Owner>);
    let show = move || {
        let Some(shown) = at.get() else {
            return View::none();
        };
        let place = shown.0.and_then(|at| router.places.with_value(|all| all.get(at).copied()));
        let failed = shown.0.and_then(|at| router.missing(at));
        let owner = outer.child();
        let view = owner.with(|| {
            provide_context(shown);
            untrack(|| match (place, failed) {
                (_, Some((part, state))) => broken(Callback::new(move |()| part.fetch(state))),
                (None, _) => unknown(),
                (Some(Place { screen: Screen::Here(make), .. }), _) => make(),
                (Some(Place { screen: Screen::Apart(part, at, _), .. }), _) => part.screen(at),
            })
        });
        let left = kept.try_update_value(|kept| kept.replace(owner.clone()));
        untrack(|| drop(left));
        View::owned(owner, view)
    };
    show.view()
}

/// Gives what leads to another path.
pub(crate) fn use_navigate() -> impl Fn(&str, NavigateOptions) + Clone + Send + Sync + 'static {
    let router: Router = expect_context();
    move |path: &str, options: NavigateOptions| router.go(path, options)
}

/// Where the app is.
pub(crate) fn use_location() -> Location {
    expect_context::<Router>().location
}

/// What the path of this screen names; an identifier that nothing has, where it is none.
pub(crate) fn id_in_path<T: FromStr>(name: &str, none: T) -> T {
    let text = use_params_map().with_untracked(|params| params.get(name));
    text.and_then(|text| text.parse().ok()).unwrap_or(none)
}

/// What the path of this screen gives for the names in its route.
pub(crate) fn use_params_map() -> Memo<Pairs> {
    use_pairs(|_, params| params)
}

/// The query of this screen's address.
pub(crate) fn use_query_map() -> Memo<Pairs> {
    use_pairs(|address, _| address.query.clone())
}

fn use_pairs(read: fn(&Address, Pairs) -> Pairs) -> Memo<Pairs> {
    let router: Router = expect_context();
    let shown = use_context::<Shown>();
    let before = StoredValue::new(Pairs::default());
    Memo::new(move || {
        let (at, params) = router.find().unzip();
        // A screen that is being left goes on showing what it showed.
        if shown.is_none_or(|shown| shown.0 == at) {
            let pairs = router.location.address.with(|now| read(now, params.unwrap_or_default()));
            before.set_value(pairs);
        }
        before.get_value()
    })
}

impl Router {
    /// The first route that the present path fits; tracked.
    fn find(self) -> Option<(usize, Pairs)> {
        let path = self.location.pathname.get();
        let fit = |(at, place): (usize, &Place)| Some((at, pattern::fit(place.path, &path)?));
        self.places.with_value(|places| places.iter().enumerate().find_map(fit))
    }

    /// The part that a screen is still missing, and how far it is; tracked.
    fn missing(self, at: usize) -> Option<(Part, RwSignal<State>)> {
        let place = self.places.with_value(|all| all.get(at).copied())?;
        match place.screen {
            Screen::Apart(part, _, state) if state.get() != State::Here => Some((part, state)),
            _ => None,
        }
    }

    fn go(self, path: &str, options: NavigateOptions) {
        let address = self.location.address;
        let stays = address.with_untracked(|now| *now == Address::parse(path));
        if options.replace || !stays {
            browser::show(path, options.replace);
            address.set(browser::address());
        }
        if !options.still {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}
