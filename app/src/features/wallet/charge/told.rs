//! How a charge stands, as both sides are told.

use crate::clock::now;
use crate::features::wallet::countdown::{Left, clock};
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::{Charge, ChargeState};
use std::time::Duration;

/// A charge with how it stands, and below it what can be done next.
pub(crate) fn told(
    charge: &Charge,
    (paid, side, test): (&'static str, &'static str, &'static str),
    other: Option<Person>,
    inside: Option<View>,
    next: View,
) -> View {
    let (icon, class, title) = match &charge.state {
        ChargeState::Paid(_) => ("check", "done", paid),
        ChargeState::Asking => ("clock", "waiting", "wallet.charge.asking"),
        ChargeState::Pending => ("clock", "waiting", "wallet.receipt.pending"),
        ChargeState::Declined => ("x", "bad", "wallet.charge.declined"),
        ChargeState::Expired => ("clock", "bad", "wallet.charge.expired"),
        ChargeState::Failed(_) => ("x", "bad", "wallet.state.failed"),
    };
    let text = match &charge.state {
        ChargeState::Failed(error) => Some(tell(error)),
        ChargeState::Asking => Some(t!("wallet.charge.asking.hint")),
        ChargeState::Pending => Some(t!("wallet.charge.pending.hint")),
        _ => None,
    };
    let bill = match &charge.state {
        ChargeState::Paid(bill) => Some(links::bill(*bill)),
        _ => None,
    };
    let other = other.map(|person| {
        let name = person.name.clone();
        view! {
            <div class="receipt-other">
                <span class="receipt-to">{t!(side)}</span>
                <PersonAvatar person size=24 />
                <span>{name}</span>
            </div>
        }
    });
    view! {
        <div class=format!("receipt {class}") role="status" data-test=test>
            <span class="receipt-icon"><Icon name=icon size=36 /></span>
            <p class="receipt-title">{t!(title)}</p>
            <p class="receipt-amount"><MoneyText money=charge.amount size=MoneySize::Display /></p>
            {text.map(|text| view! { <p class="receipt-text">{text}</p> })}
            {inside}
            {other}
            {(!charge.note.is_empty()).then(|| view! { <p class="receipt-note">{charge.note.clone()}</p> })}
        </div>
        <div class="receipt-actions">
            {next}
            {bill.map(|href| view! { <Button block=true kind=ButtonKind::Soft href test="view-bill">{t!("wallet.receipt.view")}</Button> })}
        </div>
    }
}

/// How long somebody has to answer.
pub(crate) fn time_left(charge: &Charge, over: impl Fn() + 'static) -> View {
    let expires = charge.expires;
    let left = every_second(move || Left::at(Some(expires), now()));
    Effect::new(move |_| {
        if left.get() == Left::Over {
            over();
        }
    });
    view! {
        <p class="collect-left" role="timer">
            <Icon name="clock" size=16 />
            {move || match left.get() {
                Left::Seconds(seconds) => t!("wallet.code.asks.left", left = clock(seconds)),
                Left::Always | Left::Over => t!("wallet.charge.expired"),
            }}
        </p>
    }
}

/// A value that is looked at every second.
fn every_second<T: Clone + PartialEq + Send + Sync + 'static>(
    look: impl Fn() -> T + Send + Sync + 'static,
) -> RwSignal<T> {
    let value = RwSignal::new(look());
    let tick = move || {
        let new = look();
        if value.try_get_untracked().is_some_and(|old| old != new) {
            value.try_set(new);
        }
    };
    if let Ok(ticker) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || ticker.clear());
    }
    value
}
