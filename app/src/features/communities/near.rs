//! The place near which communities are looked for: a coarse cell that stays on this device.

use super::interests::cell_of;
use super::reads::read_memberships;
use crate::draft::Draft;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::gatherings::spot;

/// Near which place one looks.
#[derive(Clone, Copy)]
pub(super) struct Near {
    /// The cell that is asked for; empty for anywhere.
    pub(super) cell: Memo<String>,
    /// What the place is called, and its cell; kept as what one writes is, on this device alone.
    name: RwSignal<String>,
    kept: RwSignal<String>,
    open: RwSignal<bool>,
}

impl Near {
    /// The place that was chosen last on this device.
    pub(super) fn kept() -> Self {
        let (name, kept) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        Draft::of("communities/near".to_owned(), vec![name, kept]);
        Self { cell: Memo::new(move || kept.get()), name, kept, open: RwSignal::new(false) }
    }

    fn choose(self, name: String, cell: String) {
        self.name.set(name);
        self.kept.set(cell);
        self.open.set(false);
    }
}

/// Says near what one looks, and leads to choosing.
#[component]
pub(super) fn NearRow(
    /// Near which place.
    near: Near,
) -> View {
    let label = Signal::derive(move || match near.cell.with(String::is_empty) {
        true => t!("communities.near"),
        false => t!("communities.near.place", place = near.name.get()),
    });
    let is_near = Signal::derive(move || near.cell.with(|cell| !cell.is_empty()));
    let anywhere = move || {
        is_near.get().then(|| {
            let end = move |()| near.choose(String::new(), String::new());
            view! { <IconButton icon="x" label=t!("communities.near.end") on_press=end test="near-end" /> }
        })
    };
    view! {
        <div class="near">
            <Chip label selected=is_near icon="map-pin" on_press=move |()| near.open.set(true) test="near" />
            {anywhere}
        </div>
    }
}

/// Chooses a place: one of one's communities, or one that is typed.
#[component]
pub(super) fn NearSheet(
    /// Near which place.
    near: Near,
) -> View {
    let mine = read_memberships();
    let typed = RwSignal::new(String::new());
    let cell = Memo::new(move || typed.with(|typed| cell_of(typed)));
    let wrong = Signal::derive(move || !cell.with(|cell| spot::is_coarse(cell)));
    let take = move |()| {
        let cell = untrack(|| cell.get());
        near.choose(cell.clone(), cell);
        typed.set(String::new());
    };
    let known = move || {
        let all = mine.get().and_then(Result::ok).unwrap_or_default();
        let mut places: Vec<(String, String)> = all
            .into_iter()
            .map(|one| (one.community.place, one.community.spot))
            .filter(|(place, spot)| !place.is_empty() && !spot.is_empty())
            .collect();
        places.sort();
        places.dedup();
        let chip = |(place, spot): (String, String)| {
            let (label, is_down) = (place.clone(), {
                let spot = spot.clone();
                Signal::derive(move || near.cell.with(|cell| *cell == spot))
            });
            let choose = move |()| near.choose(place.clone(), spot.clone());
            view! { <Chip label selected=is_down on_press=choose test="near-known" /> }
        };
        (!places.is_empty()).then(|| {
            view! {
                <div class="field">
                    <span class="field-label">{t!("communities.near.known")}</span>
                    <div class="tag-pick">{places.into_iter().map(chip).collect_view()}</div>
                </div>
            }
        })
    };
    let inside = move || {
        view! {
            <div class="form">
                <p class="hint">{t!("communities.near.text")}</p>
                {known}
                <Field label=t!("communities.near.typed") value=typed max=40 hint=t!("communities.spot.hint") test="near-typed" />
                <Button block=true disabled=wrong on_press=take test="near-take">{t!("communities.near.take")}</Button>
            </div>
        }
    };
    view! { <Sheet open=near.open title=t!("communities.near.title") test="near-sheet">{inside}</Sheet> }
}
