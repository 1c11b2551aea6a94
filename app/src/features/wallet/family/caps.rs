//! The caps of a card, as they are typed.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::family::Allowance;
use sampan_protocol::wallet::family::allowance::check_caps;
use sampan_protocol::{Currency, Error, Money};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Caps {
    month: RwSignal<String>,
    each: RwSignal<String>,
    currency: Currency,
}

impl Caps {
    /// Those of a card.
    pub(super) fn of(allowance: &Allowance) -> Self {
        let each = allowance.each.map(Money::to_plain).unwrap_or_default();
        Self {
            month: RwSignal::new(allowance.month.to_plain()),
            each: RwSignal::new(each),
            currency: allowance.month.currency,
        }
    }

    /// A month's and, if one is typed, a payment's.
    pub(super) fn get(self) -> Result<(Money, Option<Money>), Error> {
        let month = self.month.with(|month| Money::parse(month, self.currency))?;
        let each = each_of(&self.each.get(), self.currency)?;
        check_caps(month, each)?;
        Ok((month, each))
    }
}

/// The cap of one payment, if one is typed.
pub(super) fn each_of(typed: &str, currency: Currency) -> Result<Option<Money>, Error> {
    match typed.trim() {
        "" => Ok(None),
        typed => Money::parse(typed, currency).map(Some),
    }
}

/// The fields.
#[component]
pub(super) fn CapsFields(
    /// What is typed.
    caps: Caps,
) -> View {
    let code = caps.currency.to_string();
    let typed = move || caps.month.with(|month| !month.is_empty());
    let wrong = Signal::derive(move || {
        typed().then(|| caps.get().err().map(|error| tell(&error))).flatten()
    });
    view! {
        <Field label=t!("wallet.family.month", currency = code) value=caps.month mode="decimal" max=16 test="family-month" />
        <Field label=t!("wallet.family.each", currency = code) value=caps.each mode="decimal" max=16 hint=t!("wallet.family.each.hint") error=wrong test="family-each" />
    }
}
