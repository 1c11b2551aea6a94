//! Payment methods: accounts, rails and family cards, in the order in which a person wants them used.

use crate::ids::{CardId, OpId};
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// Kind of the [`Methods`] row, key: `methods`.
pub const METHODS: &str = "wallet.methods";
/// Key of the [`Methods`] row.
pub const METHODS_KEY: &str = "methods";
/// The most methods that an order may name.
pub const MOST: usize = 40;

/// A way to pay.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Out of the account in this currency.
    Account(Currency),
    /// By the rail of this name, through the account: what is paid comes in first.
    Rail(String),
    /// By a family card that somebody gave: out of their account.
    Card(CardId),
}

/// The order that a person has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Methods {
    /// First comes what is used by default.
    pub order: Vec<Method>,
}

/// What there is, in the order that was chosen; what that does not name comes after: accounts, then
/// rails, then what is somebody else's.
#[must_use]
pub fn ordered(
    chosen: &[Method],
    accounts: &[Currency],
    rails: &[&str],
    cards: &[CardId],
) -> Vec<Method> {
    let accounts = accounts.iter().map(|currency| Method::Account(*currency));
    let rails = rails.iter().map(|rail| Method::Rail((*rail).to_owned()));
    let cards = cards.iter().map(|card| Method::Card(*card));
    let all: Vec<Method> = accounts.chain(rails).chain(cards).collect();
    let mut order: Vec<Method> = Vec::with_capacity(all.len());
    for method in chosen.iter().filter(|method| all.contains(method)).chain(&all) {
        if !order.contains(method) {
            order.push(method.clone());
        }
    }
    order
}

/// The first method that can pay an amount: an account of its currency that has it, a card that
/// has it left, or a rail.
///
/// `available` says what a method has in a currency, if it has that at all; rails are not asked.
#[must_use]
pub fn first_fit(
    methods: &[Method],
    amount: Money,
    available: impl Fn(&Method, Currency) -> Option<i64>,
) -> Option<&Method> {
    let has = |method: &Method| available(method, amount.currency);
    methods.iter().find(|method| match method {
        Method::Rail(_) => true,
        Method::Account(currency) if *currency != amount.currency => false,
        Method::Account(_) | Method::Card(_) => has(method).is_some_and(|it| it >= amount.minor),
    })
}

/// The currency of the first account in an order.
#[must_use]
pub fn first_currency(methods: &[Method]) -> Option<Currency> {
    methods.iter().find_map(|method| match method {
        Method::Account(currency) => Some(*currency),
        Method::Rail(_) | Method::Card(_) => None,
    })
}

/// Operations in scope `wallet:<me>`, re-exported by [`super::ops`].
pub mod ops {
    use super::super::ops::Transfer;
    use super::{Deserialize, Method, Money, Serialize};
    use crate::ids::{PersonId, RequestId};
    use crate::messages::Place;

    /// Sets the order of payment methods. `wallet.set_methods`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SetMethods {
        /// First comes what is used by default.
        pub order: Vec<Method>,
    }

    /// Pays by a rail: the amount comes in through it and goes on, both or neither; needs the PIN.
    /// The transfer to the payee has the operation's id. `wallet.pay_via`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct PayVia {
        /// Which rail.
        pub rail: String,
        /// To whom.
        pub to: PersonId,
        /// How much; positive.
        pub amount: Money,
        /// What for.
        pub note: String,
        /// The request that it answers.
        pub request: Option<RequestId>,
        /// The collect code that it pays, so that the backend can check it.
        pub code: Option<String>,
        /// The chat from which it is sent, and in which it shows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub chat: Option<Place>,
    }

    impl PayVia {
        /// This transfer, by a rail.
        #[must_use]
        pub fn by(rail: String, transfer: Transfer) -> Self {
            let Transfer { to, amount, note, request, code, chat } = transfer;
            Self { rail, to, amount, note, request, code, chat }
        }

        /// The transfer to the payee.
        #[must_use]
        pub fn transfer(&self) -> Transfer {
            let Self { to, amount, request, chat, .. } = *self;
            let (note, code) = (self.note.clone(), self.code.clone());
            Transfer { to, amount, note, request, code, chat }
        }
    }

    /// Name of [`SetMethods`].
    pub const SET_METHODS: &str = "wallet.set_methods";
    /// Name of [`PayVia`].
    pub const PAY_VIA: &str = "wallet.pay_via";
}

/// Sets the order of payment methods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetMethods {
    /// Idempotency key.
    pub op: OpId,
    /// First comes what is used by default.
    pub order: Vec<Method>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::new(code).expect("listed")
    }

    fn account(code: &str) -> Method {
        Method::Account(currency(code))
    }

    fn sandbox() -> Method {
        Method::Rail("sandbox".to_owned())
    }

    #[test]
    fn the_order_is_what_was_chosen_of_what_there_is() {
        let there = [currency("CNY"), currency("USD")];
        let all = |chosen: &[Method]| ordered(chosen, &there, &["sandbox"], &[]);
        assert_eq!(all(&[]), [account("CNY"), account("USD"), sandbox()], "accounts first");
        let chosen = [sandbox(), account("EUR"), account("USD"), sandbox()];
        let expected = [sandbox(), account("USD"), account("CNY")];
        assert_eq!(all(&chosen), expected, "what is gone is left out, what is new comes last");
        assert_eq!(first_currency(&all(&chosen)), Some(currency("USD")), "rails have none");
    }

    #[test]
    fn the_first_that_can_pay_is_used() {
        let methods = [account("USD"), account("CNY"), sandbox()];
        let available =
            |_: &Method, c: Currency| Some(if c == currency("CNY") { 1_000 } else { 5_000 });
        let fit = |minor, code| first_fit(&methods, Money::new(minor, currency(code)), available);
        assert_eq!(fit(1_000, "CNY"), Some(&account("CNY")), "the account that has it");
        assert_eq!(fit(1_001, "CNY"), Some(&sandbox()), "what it has not comes by the rail");
        assert_eq!(fit(9_999, "USD"), Some(&sandbox()), "in any currency");
        let none = first_fit(&methods[..2], Money::new(1_001, currency("CNY")), available);
        assert_eq!(none, None, "another currency is no help");
    }

    #[test]
    fn what_is_somebody_elses_comes_last_and_pays_what_is_left_of_it() {
        let card = Method::Card(CardId(uuid::Uuid::from_u128(7)));
        let Method::Card(id) = card else { panic!("a card") };
        let all = ordered(&[], &[currency("CNY")], &["sandbox"], &[id]);
        assert_eq!(all, [account("CNY"), sandbox(), card.clone()], "nobody spends it by accident");
        let methods = [card.clone(), account("CNY")];
        let available = |method: &Method, _: Currency| match method {
            Method::Card(_) => Some(300),
            _ => Some(1_000),
        };
        let fit = |minor| first_fit(&methods, Money::new(minor, currency("CNY")), available);
        assert_eq!(fit(300), Some(&card), "what is left of it");
        assert_eq!(fit(301), Some(&account("CNY")), "and not beyond");
    }
}
