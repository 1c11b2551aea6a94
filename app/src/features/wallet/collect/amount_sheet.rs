//! What a collect code asks for, and the sheet in which that is set.

use crate::features::wallet::links::with_query;
use crate::features::wallet::money::{Confirmation, Form, Place};
use crate::features::wallet::reads::{Read, accounts};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Wallet;
use sampan_protocol::wallet::code::TEXT_LIMIT;
use sampan_protocol::{Currency, Money};

/// What a code asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// In which currency.
    pub(crate) currency: Currency,
    /// How much, or whatever the payer types.
    pub(crate) amount: Option<Money>,
    /// What for.
    pub(crate) note: String,
}

impl Asked {
    /// Asks for whatever the payer types.
    pub(crate) fn clear(&mut self) {
        self.amount = None;
        self.note.clear();
    }

    /// The same as a link, which is not signed and does not expire.
    pub(crate) fn link(&self, handle: &str) -> String {
        let pairs = [
            ("amount", self.amount.map(Money::to_plain)),
            ("currency", Some(self.currency.to_string())),
            ("note", Some(self.note.clone()).filter(|note| !note.is_empty())),
        ];
        with_query(&format!("sampan://pay/{handle}"), &pairs)
    }
}

/// Sets amount and note of a code.
#[component]
pub(crate) fn AmountSheet(
    /// The wallet.
    wallet: Read<Wallet>,
    /// What the code asks for.
    asked: RwSignal<Asked>,
    /// Whether the sheet is open.
    open: RwSignal<bool>,
) -> View {
    view! {
        <Sheet open title=t!("wallet.collect.set") test="amount-sheet">
            <AmountBody wallet asked open />
        </Sheet>
    }
}

#[component]
fn AmountBody(wallet: Read<Wallet>, asked: RwSignal<Asked>, open: RwSignal<bool>) -> View {
    let before = asked.get_untracked();
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts(wallet), limits, before.currency, false);
    form.typed.set(before.amount.map(Money::to_plain).unwrap_or_default());
    form.note.set(before.note);
    let error = Signal::derive(move || form.verdict.with(|v| v.error().map(crate::words::tell)));
    let apply = move |()| {
        if let Some(money) = form.money() {
            let note = form.note.with_untracked(|note| note.trim().to_owned());
            asked.set(Asked { currency: money.currency, amount: Some(money), note });
            open.set(false);
        }
    };
    let left = Signal::derive(move || {
        let left = TEXT_LIMIT.saturating_sub(form.note.with(|note| note.chars().count()));
        (left <= 10).then(|| t!("wallet.note.left", n = left))
    });
    let confirmation = move |place| {
        view! {
            <Confirmation form place confirm=t!("wallet.collect.apply") short=t!("wallet.collect.apply") on_confirm=apply />
        }
    };
    view! {
        <div class="amount-form">
            <AmountField value=form.typed currency=form.currency error on_enter=apply />
            <Field label=t!("wallet.note") value=form.note max=TEXT_LIMIT as u32 hint=left on_enter=apply test="note" />
        </div>
        {confirmation(Place::Foot)}
        {confirmation(Place::Behind)}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;

    #[test]
    fn a_link_asks_for_what_the_code_asks_for() {
        let currency = Currency::new("CNY").expect("a listed currency");
        let mut asked = Asked {
            currency,
            amount: Some(Money::new(1_250, currency)),
            note: "茶 & cake".to_owned(),
        };
        let link = Link::parse(&asked.link("mei")).expect("a link of ours");
        assert_eq!((link.word.as_str(), link.rest.as_str()), ("pay", "mei"), "whom");
        assert_eq!(link.get("amount"), Some("12.50"), "how much");
        assert_eq!(link.get("currency"), Some("CNY"), "of what");
        assert_eq!(link.get("note"), Some("茶 & cake"), "what for");
        asked.clear();
        assert_eq!(asked.link("mei"), "sampan://pay/mei?currency=CNY", "and no more than that");
    }
}
