//! Screen `bank-house`: the service's own account for a currency, to pay in to and out of.

use super::DESK;
use crate::features::wallet::bank::{AccountFields, Typed};
use crate::operate::{Proposal, ProposeSheet, Proposer};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::operate::{CONFIGURE, Configure, differences};
use sampan_protocol::service::Settings;
use sampan_protocol::wallet::HouseBank;
use sampan_protocol::wallet::bank::house;

/// The accounts of the service.
#[component]
pub(crate) fn BankHouseScreen() -> View {
    let session = use_session();
    let settings = Memo::new(move || {
        session.with(|session| session.service.as_ref().map(|service| service.settings.clone()))
    });
    let body = move || match settings.get() {
        Some(settings) => view! { <Houses settings /> },
        None => view! { <SkeletonBlock lines=4 /> },
    };
    view! { <Screen name="bank-house" title=t!("wallet.desk.house") back=DESK>{body}</Screen> }
}

#[component]
fn Houses(settings: Settings) -> View {
    let currencies = settings.currencies.clone();
    let Some(first) = currencies.first().copied() else { return View::none() };
    let chosen = RwSignal::new(first);
    let options = currencies.iter().map(|c| (*c, c.to_string())).collect::<Vec<_>>();
    let settings = StoredValue::new(settings);
    view! {
        <div class="stack bank">
            <p class="lead">{t!("wallet.desk.house.text")}</p>
            <Select label=t!("wallet.desk.house.currency") options value=chosen test="house-currency" />
            {move || {
                let currency = chosen.get();
                view! { <House settings=settings.get_value() currency /> }
            }}
        </div>
    }
}

#[component]
fn House(settings: Settings, currency: Currency) -> View {
    let known = house::of(&settings.bank, currency).cloned();
    let bank = RwSignal::new(known.as_ref().map_or(String::new(), |known| known.bank.clone()));
    let typed = Typed::new(settings.name.clone(), known.as_ref().map(|known| &known.account));
    let proposer = Proposer::new();
    let settings = StoredValue::new(settings);
    let wanted = move || {
        let account = typed.account()?;
        HouseBank { currency, bank: bank.get(), account }.tidied()
    };
    let unchanged = Signal::derive(move || wanted().map_or(true, |w| Some(w) == known));
    let save = move |()| {
        let Ok(wanted) = untrack(wanted) else { return };
        let old = settings.get_value();
        let mut new = old.clone();
        new.bank.retain(|house| house.currency != currency);
        new.bank.push(wanted);
        let changes = differences(&old, &new);
        proposer.ask(Proposal::new(CONFIGURE, &Configure { changes }));
    };
    view! {
        <div class="form">
            <Field label=t!("wallet.bank.name") value=bank max=70 test="house-bank" />
            <AccountFields typed />
            <Button block=true disabled=unchanged on_press=save test="house-save">{t!("ui.save")}</Button>
            <ProposeSheet proposer />
        </div>
    }
}
