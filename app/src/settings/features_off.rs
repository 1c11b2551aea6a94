//! Switching features off, where there are any that can be.

use crate::prelude::*;
use crate::session::{change_settings, use_live, use_session};
use crate::t;
use crate::ui::*;
use sampan_protocol::features::{ALL, ALWAYS_ON};

/// The features that a person may switch off; nothing while there are none.
#[component]
pub(crate) fn FeaturesOff() -> View {
    let (session, live) = (use_session(), use_live());
    let switchable: Vec<&'static str> =
        ALL.iter().copied().filter(|name| !ALWAYS_ON.contains(name)).collect();
    (!switchable.is_empty()).then(|| {
        let row = move |name: &'static str| {
            let by_operator = Signal::derive(move || session.with(|s| {
                s.service.as_ref().is_some_and(|service| service.settings.features_off.iter().any(|off| off == name))
            }));
            let on = Signal::derive(move || !by_operator.get() && session.with(|s| !s.settings.features_off.iter().any(|off| off == name)));
            let detail = Signal::derive(move || by_operator.get().then(|| t!("settings.feature_off_here")));
            let change = move |on: bool| change_settings(live, |settings| {
                settings.features_off.retain(|off| off != name);
                if !on {
                    settings.features_off.push(name.to_owned());
                }
            });
            view! { <Switch label=t!(&format!("feature.{name}")) detail checked=on disabled=by_operator on_change=change test="feature" /> }
        };
        view! {
            <ListSection title=t!("settings.features") foot=t!("settings.features_text")>
                {switchable.into_iter().map(row).collect_view()}
            </ListSection>
        }
    })
}
