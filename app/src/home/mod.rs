//! The home screen: what is done most at the head, what there is below, what happened last.

mod banners;
mod hero;
mod services;

use crate::features;
use crate::prelude::*;
use crate::t;
use crate::ui::{Roomy, Screen};

/// The home screen.
#[component]
pub(crate) fn HomeScreen() -> View {
    let roomy = expect_context::<Roomy>();
    let top =
        || features::on().into_iter().filter_map(|f| f.home_top).map(|make| make()).collect_view();
    let cards =
        || features::on().into_iter().filter_map(|f| f.home).map(|make| make()).collect_view();
    // Each card stands once: beside on a wide window, below on a narrow one.
    let side =
        move || roomy.aside.get().then(|| view! { <div class="home-side stack">{cards()}</div> });
    let below = move || (!roomy.aside.get()).then(cards);
    view! {
        <Screen name="home" bare=true wide=true>
            <h1 class="sr-only">{t!("nav.home")}</h1>
            <div class="home">
                <div class="home-main">
                    <hero::Hero />
                    <div class="home-cards stack">
                        <banners::FrozenBanner />
                        {top()}
                        <banners::DemoBanner />
                        <services::Services />
                        {below}
                    </div>
                </div>
                {side}
            </div>
        </Screen>
    }
}
