//! Screen `pay-code`: the code of this minute; it says by itself what became of it.

use super::asked::Asked;
use super::card::CodeCard;
use super::outcome::outcome;
use crate::answer::{Answer, read};
use crate::clock::now;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::ev;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::coupon::{COUPON, ListCoupons, Shelf, on_shelf};
use sampan_protocol::wallet::{Charge, ChargeState, MakePayCode, PayCode, rows};
use std::time::Duration;

/// My pay code.
#[component]
pub(crate) fn PayCodeScreen() -> View {
    let code = read(&[CHARGE, rows::ACCOUNT], || MakePayCode {});
    let state = Signal::derive(move || ScreenState::of(&code.get(), |_| false));
    let first = Memo::new(move || code.get().map(|answer| answer.map(drop)));
    let body =
        move || loaded(first.get(), move |()| code.refetch(), move |()| view! { <Live code /> });
    view! { <Screen name="pay-code" title=t!("wallet.code.title") back=links::WALLET state>{body}</Screen> }
}

#[component]
fn Live(code: Answer<PayCode>) -> View {
    let now = Memo::new(move || code.get().and_then(Result::ok));
    let latest = Memo::new(move || now.with(|c| c.as_ref().and_then(|c| c.latest.clone())));
    // What was over when the screen was opened is no news.
    let seen =
        RwSignal::new(latest.with_untracked(|c| {
            c.as_ref().filter(|c| c.state != ChargeState::Asking).map(|c| c.id)
        }));
    let news = Memo::new(move || latest.get().filter(|c| Some(c.id) != seen.get()));
    let left = seconds_left(code, now);
    let hidden = hides();
    let next = Callback::new(move |id: OpId| {
        seen.set(Some(id));
        code.refetch();
    });
    move || match news.get() {
        Some(charge) => became(charge, next),
        None => view! {
            <CodeCard code=now left hidden />
            <NoCoupons />
        },
    }
}

/// That a till takes no coupons off: it is the shop's code that does, when the payer scans it.
#[component]
fn NoCoupons() -> View {
    let coupons = read(&[COUPON], || ListCoupons {});
    let some = Memo::new(move || {
        let all = coupons.get().and_then(Result::ok).unwrap_or_default();
        !on_shelf(&all, Shelf::Usable, now()).is_empty()
    });
    move || match some.get() {
        true => {
            view! { <p class="list-foot" data-test="code-no-coupons">{t!("wallet.code.no_coupons")}</p> }
        }
        false => View::none(),
    }
}

fn became(charge: Charge, next: Callback<OpId>) -> View {
    match charge.state {
        ChargeState::Asking => view! { <Asked charge /> },
        _ => outcome(&charge, next),
    }
}

/// How many seconds the code has left; asks for the next one when there are none.
fn seconds_left(code: Answer<PayCode>, now: Memo<Option<PayCode>>) -> RwSignal<u32> {
    let left = RwSignal::new(0);
    Effect::new(move |_| {
        if let Some(seconds) = now.with(|c| c.as_ref().map(|c| c.seconds)) {
            left.set(seconds);
        }
    });
    let tick = move || {
        let rest = left.try_update(|n| {
            *n = n.saturating_sub(1);
            *n
        });
        if rest == Some(0) {
            code.refetch();
        }
    };
    if let Ok(ticker) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || ticker.clear());
    }
    left
}

/// Whether the code is covered: from the moment the window is left until it is come back to.
fn hides() -> RwSignal<bool> {
    let hidden = RwSignal::new(false);
    let leave = window_event_listener(ev::blur, move |_| {
        hidden.try_set(true);
    });
    let back = window_event_listener(ev::focus, move |_| {
        hidden.try_set(false);
    });
    on_cleanup(move || {
        leave.remove();
        back.remove();
    });
    hidden
}
