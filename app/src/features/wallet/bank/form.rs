//! The form of an account at a bank, checked while it is typed.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Error;
use sampan_protocol::wallet::bank::{
    BankAccount, BankNumber, HOLDER_LIMIT, in_fours, read_bic, read_iban,
};

/// From how many characters on a number is looked at: before, it is only begun.
const BEGUN: usize = 15;

/// What is being typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    holder: RwSignal<String>,
    by_iban: RwSignal<bool>,
    iban: RwSignal<String>,
    number: RwSignal<String>,
    bank: RwSignal<String>,
    bic: RwSignal<String>,
}

impl Typed {
    /// A form that begins with this.
    pub(crate) fn new(holder: String, begun: Option<&BankAccount>) -> Self {
        let text = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
        let (iban, number, bank) = match begun.map(|account| &account.number) {
            Some(BankNumber::Iban(iban)) => (Some(in_fours(iban)), None, None),
            Some(BankNumber::Other { number, bank }) => (None, Some(number), Some(bank)),
            None => (None, None, None),
        };
        let by_iban = RwSignal::new(number.is_none());
        let holder = begun.map_or(holder, |account| account.holder.clone());
        Self {
            holder: RwSignal::new(holder),
            by_iban,
            iban: text(iban.as_deref()),
            number: text(number.map(String::as_str)),
            bank: text(bank.map(String::as_str)),
            bic: text(begun.and_then(|account| account.bic.as_deref())),
        }
    }

    /// The account, if it is one.
    pub(crate) fn account(self) -> Result<BankAccount, Error> {
        let number = match self.by_iban.get() {
            true => BankNumber::Iban(self.iban.get()),
            false => BankNumber::Other { number: self.number.get(), bank: self.bank.get() },
        };
        BankAccount { holder: self.holder.get(), number, bic: Some(self.bic.get()) }.tidied()
    }
}

/// The fields of an account.
#[component]
pub(crate) fn AccountFields(
    /// What is typed.
    typed: Typed,
) -> View {
    let kinds = vec![(true, t!("wallet.bank.iban")), (false, t!("wallet.bank.other"))];
    let wrong_iban = Signal::derive(move || {
        let text = typed.iban.get();
        let whole = text.chars().filter(|c| !c.is_whitespace()).count() >= BEGUN;
        whole.then(|| read_iban(&text).err().map(|e| tell(&e))).flatten()
    });
    let wrong_bic = Signal::derive(move || {
        let text = typed.bic.get();
        (text.trim().len() >= 8).then(|| read_bic(&text).err().map(|e| tell(&e))).flatten()
    });
    let number = move || match typed.by_iban.get() {
        true => view! {
            <Field label=t!("wallet.bank.iban") value=typed.iban max=50 placeholder="DE89 3704 0044 0532 0130 00" error=wrong_iban test="bank-iban" />
        },
        false => view! {
            <Field label=t!("wallet.bank.number") value=typed.number max=40 mode="numeric" test="bank-number" />
            <Field label=t!("wallet.bank.code") value=typed.bank max=40 hint=t!("wallet.bank.code.hint") test="bank-code" />
        },
    };
    view! {
        <Segmented label=t!("wallet.bank.kind") options=kinds value=typed.by_iban test="bank-kind" />
        {number}
        <Field label=t!("wallet.bank.holder") value=typed.holder max=HOLDER_LIMIT as u32 hint=t!("wallet.bank.holder.hint") autocomplete="name" test="bank-holder" />
        <Field label=t!("wallet.bank.bic") value=typed.bic max=16 hint=t!("wallet.bank.bic.hint") error=wrong_bic test="bank-bic" />
    }
}
