//! The licences of what the app is made of.

use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{Licence, ListLicences};

/// Height of a row.
const ROW: f64 = 60.0;

/// The licences of what the app is made of.
#[component]
pub(crate) fn LicencesScreen() -> View {
    let licences = read(&[], || ListLicences {});
    let state = Signal::derive(move || ScreenState::of(&licences.get(), Vec::is_empty));
    let content = move || {
        loaded(
            licences.get(),
            move |()| licences.refetch(),
            |licences: Vec<Licence>| {
                let groups = Signal::stored(vec![Group { header: 0.0, rows: licences.len() }]);
                let row = move |at: usize| licences.get(at).map(row).view();
                view! { <div class="list"><VirtualList groups row_height=ROW row test="licences" /></div> }
            },
        )
    };
    view! {
        <Screen name="settings.licences" title=t!("licences.title") back="/settings/about" state reading=true>
            <div class="stack">
                <p class="hint">{t!("licences.text")}</p>
                {content}
            </div>
        </Screen>
    }
}

fn row(licence: &Licence) -> View {
    view! {
        <div class="item-row licence">
            <span class="item-text">
                <span class="item-title">{licence.name.clone()}</span>
                <span class="item-detail">{licence.licence.clone()}</span>
            </span>
            <span class="item-tail">{licence.version.clone()}</span>
        </div>
    }
}
