//! Screen `requests`: every open request for money, to me and from me.

use super::links;
use super::overview::{my_person, open, request_row};
use super::reads::read_wallet;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::MoneyRequest;

/// All open requests.
#[component]
pub(crate) fn RequestsScreen() -> View {
    let wallet = read_wallet();
    let state = wallet.state(|w| open(&w.requests).is_empty());
    let requests = wallet.part(|w| open(&w.requests));
    let me = my_person();
    let list = move || {
        let mine =
            |r: &MoneyRequest| me.with(|me| me.as_ref().is_some_and(|me| r.asker.id == me.id));
        let (from_me, to_me): (Vec<_>, Vec<_>) = requests.get().into_iter().partition(mine);
        view! {
            <div class="requests">
                {section("wallet.requests.to_me", &to_me)}
                {section("wallet.requests.from_me", &from_me)}
            </div>
        }
    };
    let body = move || match state.get() {
        ScreenState::Ready => list(),
        ScreenState::Loading => view! { <SkeletonRows count=4 /> },
        ScreenState::Empty => view! {
            <StateView
                icon="hand-coins"
                title=t!("wallet.requests.empty")
                text=t!("wallet.requests.empty.hint")
                action=t!("wallet.requests.new")
                href=links::REQUEST
                test="new-request"
            />
        },
        ScreenState::Offline | ScreenState::Error => wallet.answer.with(|answer| match answer {
            Some(Err(error)) => failed(error, wallet.again),
            _ => View::none(),
        }),
    };
    let actions = move || view! { <IconButton icon="plus" label=t!("wallet.requests.new") href=links::REQUEST test="request-new" /> };
    view! {
        <Screen name="requests" title=t!("wallet.requests.title") back=links::WALLET state actions>{body}</Screen>
    }
}

fn section(title: &'static str, requests: &[MoneyRequest]) -> Option<View> {
    (!requests.is_empty()).then(|| {
        let rows = requests.iter().map(request_row).collect_view();
        view! { <ListSection title=t!(title)>{rows}</ListSection> }
    })
}
