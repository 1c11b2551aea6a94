//! The two caps of a mandate, as they are typed.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::mandate::check_caps;
use sampan_protocol::{Currency, Error, Money};

/// What is typed.
#[derive(Clone, Copy)]
pub(crate) struct Caps {
    each: RwSignal<String>,
    month: RwSignal<String>,
    currency: Currency,
}

impl Caps {
    /// Caps to begin with; nothing typed where there are none.
    pub(crate) fn new(currency: Currency, from: Option<(Money, Money)>) -> Self {
        let text =
            |money: Option<Money>| RwSignal::new(money.map(Money::to_plain).unwrap_or_default());
        let (each, month) = (from.map(|(each, _)| each), from.map(|(_, month)| month));
        Self { each: text(each), month: text(month), currency }
    }

    /// Both, if they make sense.
    pub(crate) fn get(self) -> Result<(Money, Money), Error> {
        let parse = |typed: RwSignal<String>| typed.with(|text| Money::parse(text, self.currency));
        let (each, month) = (parse(self.each)?, parse(self.month)?);
        check_caps(each, month)?;
        Ok((each, month))
    }
}

/// The fields.
#[component]
pub(crate) fn CapsFields(
    /// What is typed.
    caps: Caps,
) -> View {
    let currency = caps.currency.to_string();
    let typed = move || caps.each.with(|t| !t.is_empty()) && caps.month.with(|t| !t.is_empty());
    let wrong = Signal::derive(move || {
        typed().then(|| caps.get().err().map(|error| tell(&error))).flatten()
    });
    view! {
        <Field label=t!("wallet.mandates.each", currency = currency) value=caps.each mode="decimal" max=16 test="mandate-each" />
        <Field label=t!("wallet.mandates.month", currency = currency) value=caps.month mode="decimal" max=16 error=wrong test="mandate-month" />
    }
}
