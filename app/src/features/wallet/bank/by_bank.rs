//! The way in and out by bank, shown where the service has an account for the currency.

use super::{TOP_UP, WITHDRAW};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::rails::Way;
use sampan_protocol::wallet::bank::house;

/// Leads to the bank, if there is one.
#[component]
pub(crate) fn ByBank(
    /// Which way money goes.
    way: Way,
    /// In which currency.
    currency: RwSignal<Currency>,
) -> View {
    let session = use_session();
    let there = move || {
        session.with(|session| {
            let service = session.service.as_ref();
            service.is_some_and(|s| house::of(&s.settings.bank, currency.get()).is_some())
        })
    };
    let (href, words, why) = match way {
        Way::In => (TOP_UP, "wallet.bank.top_up.short", "wallet.bank.top_up.lead"),
        Way::Out => (WITHDRAW, "wallet.bank.withdraw.short", "wallet.bank.withdraw.hint"),
    };
    move || {
        there().then(|| {
            view! {
                <a class="rail-card" href=href data-test="by-bank">
                    <Icon name="landmark" size=20 />
                    <span class="rail-card-text">
                        <strong>{t!(words)}</strong>
                        <span>{t!(why)}</span>
                    </span>
                    <Icon name="chevron-right" size=20 />
                </a>
            }
        })
    }
}
