//! The addresses of the wallet's screens, and what is handed over in them.

use crate::link::encode;
use sampan_protocol::ids::{BillId, OpId, PersonId, RequestId};
use sampan_protocol::messages::Place;
use sampan_protocol::wallet::{Code, MoneyRequest};
use sampan_protocol::{Currency, Money};

/// Address of the wallet.
pub(crate) const WALLET: &str = "/wallet";
/// Address of choosing whom to pay.
pub(crate) const PAY: &str = "/wallet/pay";
/// Address of reading a code.
pub(crate) const SCAN: &str = "/wallet/scan";
/// Address of reading a code out of text.
pub(crate) const SCAN_TEXT: &str = "/wallet/scan?by=text";
/// Address of my own code.
pub(crate) const COLLECT: &str = "/wallet/collect";
/// Address of the bills.
pub(crate) const BILLS: &str = "/wallet/bills";
/// Address of the code that I show at a till.
pub(crate) const PAY_CODE: &str = "/wallet/code";
/// Address of charging a payer's code.
pub(crate) const CHARGE: &str = "/wallet/charge";
/// Address of what may leave.
pub(crate) const LIMITS: &str = "/wallet/limits";
/// Address of the order of payment methods.
pub(crate) const METHODS: &str = "/wallet/methods";
/// Address of changing one currency into another.
pub(crate) const EXCHANGE: &str = "/wallet/exchange";
/// Address of the rates.
pub(crate) const RATES: &str = "/wallet/rates";
/// Address of all mandates.
pub(crate) const MANDATES: &str = "/wallet/mandates";
/// Address of asking for a mandate.
pub(crate) const ASK_MANDATE: &str = "/wallet/mandates/new";
/// Address of what a month's money was spent on.
pub(crate) const SPENDING: &str = "/wallet/spending";
/// Address of statements.
pub(crate) const STATEMENT: &str = "/wallet/statement";
/// Address of the budgets.
pub(crate) const BUDGETS: &str = "/wallet/budgets";
/// Address of putting money in.
pub(crate) const TOP_UP: &str = "/wallet/top-up";
/// Address of taking money out.
pub(crate) const WITHDRAW: &str = "/wallet/withdraw";
/// Address of asking for money.
pub(crate) const REQUEST: &str = "/wallet/request";
/// Address of all open requests.
pub(crate) const REQUESTS: &str = "/wallet/requests";

/// Whom to pay, and what is known about it beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PayLink {
    /// Whom.
    pub(crate) to: PersonId,
    /// How much, in plain digits.
    pub(crate) amount: Option<String>,
    /// The currency.
    pub(crate) currency: Option<Currency>,
    /// What for.
    pub(crate) note: String,
    /// The code that it pays.
    pub(crate) code: Option<String>,
    /// The request that it answers.
    pub(crate) request: Option<RequestId>,
    /// The chat that it is sent from.
    pub(crate) chat: Option<Place>,
}

impl PayLink {
    /// Nothing is known but whom.
    pub(crate) const fn to(to: PersonId) -> Self {
        let note = String::new();
        Self { to, amount: None, currency: None, note, code: None, request: None, chat: None }
    }

    /// What answers a request for money.
    pub(crate) fn answer(request: &MoneyRequest) -> Self {
        Self {
            amount: Some(request.amount.to_plain()),
            currency: Some(request.amount.currency),
            note: request.note.clone(),
            request: Some(request.id),
            ..Self::to(request.asker.id)
        }
    }

    /// What a code asks for, if it is one of this service.
    pub(crate) fn of_code(code: &Code) -> Option<Self> {
        match code {
            Code::Payee { payee, amount, currency, note, code, .. } => Some(Self {
                amount: amount.map(Money::to_plain),
                currency: amount.map(|a| a.currency).or(*currency),
                note: note.clone(),
                code: code.clone(),
                ..Self::to(payee.id)
            }),
            Code::Packet { .. }
            | Code::Coupon { .. }
            | Code::Foreign { .. }
            | Code::PayCode { .. } => None,
        }
    }

    /// What a query says; what makes no sense is left out.
    pub(crate) fn from_query(to: PersonId, get: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |name: &str| get(name).filter(|value| !value.is_empty());
        Self {
            to,
            amount: filled("amount"),
            currency: filled("currency").and_then(|code| code.parse().ok()),
            note: filled("note").unwrap_or_default(),
            code: filled("code"),
            request: filled("request").and_then(|id| id.parse().ok()),
            chat: filled("chat").and_then(|place| place.parse().ok()),
        }
    }

    /// The address.
    pub(crate) fn path(&self) -> String {
        let currency = self.currency.map(|c| c.code().to_owned());
        let request = self.request.map(|r| r.to_string());
        let note = Some(self.note.clone()).filter(|note| !note.is_empty());
        let pairs = [
            ("amount", self.amount.clone()),
            ("currency", currency),
            ("note", note),
            ("code", self.code.clone()),
            ("request", request),
            ("chat", self.chat.map(|place| place.to_string())),
        ];
        with_query(&format!("{PAY}/{}", self.to), &pairs)
    }

    /// Whether the amount is the other side's and not to be changed.
    pub(crate) fn is_fixed(&self) -> bool {
        self.amount.is_some() && (self.request.is_some() || self.code.is_some())
    }
}

/// The address of one bill.
pub(crate) fn bill(id: BillId) -> String {
    format!("{BILLS}/{id}")
}

/// The address of one mandate.
pub(crate) fn mandate(id: OpId) -> String {
    format!("{MANDATES}/{id}")
}

/// The address of asking `payer` for a mandate.
pub(crate) fn mandate_from(payer: PersonId) -> String {
    with_query(ASK_MANDATE, &[("from", Some(payer.to_string()))])
}

/// The address of one charge.
pub(crate) fn charge(id: OpId) -> String {
    format!("{CHARGE}/{id}")
}

/// The address of one bill's receipt.
pub(crate) fn receipt(id: BillId) -> String {
    format!("{WALLET}/receipt/{id}")
}

/// Address of getting an amount of a currency for another one.
pub(crate) fn exchange_into(buy: Currency, get: String) -> String {
    let get = Some(get).filter(|get| !get.is_empty());
    with_query(EXCHANGE, &[("buy", Some(buy.to_string())), ("get", get)])
}

/// The address of asking `payer` for money.
pub(crate) fn request_from(payer: PersonId) -> String {
    with_query(REQUEST, &[("from", Some(payer.to_string()))])
}

/// An address with those of the pairs that have a value.
pub(crate) fn with_query(path: &str, pairs: &[(&str, Option<String>)]) -> String {
    let mut address = path.to_owned();
    let filled = pairs.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    for (n, (name, value)) in filled.enumerate() {
        address.push(if n == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::decode;

    fn person() -> PersonId {
        "01890000-0000-7000-8000-000000000001".parse().expect("a UUID")
    }

    fn read(path: &str) -> PayLink {
        let (_, query) = path.split_once('?').unwrap_or((path, ""));
        PayLink::from_query(person(), |name| {
            query.split('&').find_map(|pair| {
                let (key, value) = pair.split_once('=')?;
                (key == name).then(|| decode(value))?
            })
        })
    }

    #[test]
    fn what_is_handed_over_arrives() {
        let link = PayLink {
            amount: Some("12.50".to_owned()),
            currency: Currency::new("CNY").ok(),
            note: "火锅 & beer = 100% +1?".to_owned(),
            code: Some("000201…6304ABCD#".to_owned()),
            request: Some(RequestId(person().0)),
            ..PayLink::to(person())
        };
        assert_eq!(read(&link.path()), link, "a query says what was put into it");
        let bare = PayLink::to(person());
        assert_eq!(bare.path(), format!("/wallet/pay/{}", person()), "nothing adds nothing");
        assert_eq!(read(&bare.path()), bare, "and nothing is read out of it");
    }

    #[test]
    fn nonsense_in_an_address_is_left_out() {
        let link = read("/wallet/pay/x?currency=XQQ&request=7&amount=");
        assert_eq!(link, PayLink::to(person()), "no currency, no request, no amount");
    }

    #[test]
    fn only_the_other_side_fixes_an_amount() {
        let mut link = PayLink { amount: Some("1".to_owned()), ..PayLink::to(person()) };
        assert!(!link.is_fixed(), "an amount in a link can be changed");
        link.code = Some("0002".to_owned());
        assert!(link.is_fixed(), "an amount in a code cannot: the code is signed");
        link.amount = None;
        assert!(!link.is_fixed(), "a code without amount lets the payer type");
    }
}
