//! Banks: accounts to be paid out to, taking money out to them, and paying in by transfer.

mod by_bank;
mod form;
mod kept;
mod top_up;
mod withdraw;

pub(crate) use by_bank::ByBank;
pub(crate) use form::{AccountFields, Typed};
pub(crate) use kept::BanksScreen;
pub(crate) use top_up::BankTopUpScreen;
pub(crate) use withdraw::BankWithdrawScreen;

use crate::answer::{Answer, read};
use crate::prelude::*;
use crate::ui::*;
use sampan_protocol::wallet::bank::{BANK, BankAccount, Banks, ListBanks, REFERENCE};

/// Address of the kept accounts.
pub(crate) const BANKS: &str = "/wallet/banks";
/// Address of paying in by transfer.
pub(crate) const TOP_UP: &str = "/wallet/top-up/bank";
/// Address of taking money out to a bank.
pub(crate) const WITHDRAW: &str = "/wallet/withdraw/bank";

/// Reads what there is of banks.
fn read_banks() -> Answer<Banks> {
    read(&[BANK, REFERENCE], || ListBanks {})
}

/// What an account is called where there is little room.
fn named(account: &BankAccount) -> String {
    format!("{} ·· {}", account.holder, account.tail())
}

/// A fact that can be copied.
pub(crate) fn copied(label: String, shown: String, text: String, test: &'static str) -> View {
    let toasts = use_toasts();
    let said = label.clone();
    let copy = move |()| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            match super::clipboard::copy(&text).await {
                Ok(()) => toasts.say(crate::t!("ui.copied")),
                Err(error) => toasts.fail(&error),
            }
        });
    };
    view! {
        <div class="fact">
            <dt>{label}</dt>
            <dd class="bank-fact">
                <span data-test=test>{shown}</span>
                <IconButton icon="copy" label=crate::t!("wallet.bank.copy", what = said) on_press=copy test="bank-copy" />
            </dd>
        </div>
    }
}
