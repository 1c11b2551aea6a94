//! Screen `scan`: a code becomes a payment, or a clear word why not.

use super::camera::Viewfinder;
use super::foreign::OutcomeCard;
use super::reader::Reader;
use super::ways::{PictureWay, TextWay, dropped, pasted};
use crate::features::wallet::links;
use crate::prelude::*;
use crate::router::use_query_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::ReadCode;

/// Reads codes: `/wallet/scan?text=<code>` reads that one at once.
#[component]
pub(crate) fn ScanScreen() -> View {
    let reader = Reader::new();
    let query = use_query_map();
    let given = query.with_untracked(|q| q.get("text")).unwrap_or_default();
    if !given.is_empty() {
        reader.read(ReadCode::Text(given.clone()));
    }
    let outcome = reader.outcome;
    let again = Callback::new(move |()| outcome.set(None));
    let told = Memo::new(move || outcome.with(Option::is_some));
    let state = Signal::derive(move || match told.get() {
        true => ScreenState::Error,
        false => ScreenState::Ready,
    });
    view! {
        <Screen name="scan" title=t!("wallet.scan.title") back=links::WALLET state wide=true>
            <div class="scan" on:paste=move |event| pasted(reader, &event) on:drop=move |event| dropped(reader, &event) on:dragover=|event| event.prevent_default()>
                {move || match outcome.get() {
                    Some(outcome) => view! { <OutcomeCard outcome again /> },
                    None => ways(reader, &given),
                }}
            </div>
        </Screen>
    }
}

fn ways(reader: Reader, given: &str) -> View {
    view! {
        <Viewfinder reader=reader />
        <div class="scan-ways">
            <PictureWay reader=reader label=t!("wallet.scan.picture") />
            <p class="scan-drop">{t!("wallet.scan.drop")}</p>
            <TextWay reader=reader first=given />
        </div>
    }
}
