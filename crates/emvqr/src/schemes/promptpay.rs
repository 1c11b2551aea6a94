//! PromptPay, Thailand: a transfer to whoever registered a proxy.

use alloc::{format, string::String, vec::Vec};

use super::{Fact, MerchantAccount, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The application of credit transfers, merchant-presented.
pub(super) const GUID: &str = "A000000677010111";

/// A PromptPay credit transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromptPay {
    /// Kind and text of the proxy; of several, the one with the lowest data object.
    pub proxy: Option<(PromptPayProxy, String)>,
}

/// The kinds of proxies that PromptPay knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptPayProxy {
    /// A mobile number of 13 digits, such as `0066812345678` (`01`).
    Mobile,
    /// A citizen's or taxpayer's number of 13 digits (`02`).
    TaxId,
    /// An e-wallet of 15 digits (`03`).
    EWallet,
    /// A bank code and account (`04`).
    BankAccount,
}

impl PromptPay {
    /// Pays whoever registered a mobile number, written as people write it: `081-234-5678` or
    /// `+66 81 234 5678`.
    #[must_use]
    pub fn mobile(number: &str) -> PromptPay {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let national = digits.strip_prefix("0066").or_else(|| digits.strip_prefix("66"));
        let national = national.unwrap_or(&digits);
        let national = national.strip_prefix('0').unwrap_or(national);
        PromptPay::to(PromptPayProxy::Mobile, format!("{:0>13}", format!("66{national}")))
    }

    /// Pays a citizen or taxpayer by a number of 13 digits.
    #[must_use]
    pub fn tax_id(number: &str) -> PromptPay {
        PromptPay::to(PromptPayProxy::TaxId, number.into())
    }

    /// Pays an e-wallet by a number of 15 digits.
    #[must_use]
    pub fn ewallet(number: &str) -> PromptPay {
        PromptPay::to(PromptPayProxy::EWallet, number.into())
    }

    /// Pays a bank account: the bank's code of three digits, then the account.
    #[must_use]
    pub fn bank_account(number: &str) -> PromptPay {
        PromptPay::to(PromptPayProxy::BankAccount, number.into())
    }

    pub(super) fn read(sub: &[Object]) -> PromptPay {
        let proxy = PromptPayProxy::ALL
            .into_iter()
            .find_map(|kind| text(sub, kind.id()).map(|proxy| (kind, proxy)));
        PromptPay { proxy }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        let (kind, proxy) = self.proxy.as_ref().map(|(kind, proxy)| (kind, proxy)).unzip();
        [("proxy_type", Fact::Text(kind.map(|kind| kind.as_str())))]
            .into_iter()
            .chain(told("proxy", proxy))
            .collect()
    }

    fn to(kind: PromptPayProxy, proxy: String) -> PromptPay {
        PromptPay { proxy: Some((kind, proxy)) }
    }
}

impl PromptPayProxy {
    const ALL: [PromptPayProxy; 4] = [
        PromptPayProxy::Mobile,
        PromptPayProxy::TaxId,
        PromptPayProxy::EWallet,
        PromptPayProxy::BankAccount,
    ];

    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PromptPayProxy::Mobile => "mobile",
            PromptPayProxy::TaxId => "tax_id",
            PromptPayProxy::EWallet => "ewallet",
            PromptPayProxy::BankAccount => "bank_account",
        }
    }

    const fn id(self) -> Id {
        match self {
            PromptPayProxy::Mobile => Id::of(1),
            PromptPayProxy::TaxId => Id::of(2),
            PromptPayProxy::EWallet => Id::of(3),
            PromptPayProxy::BankAccount => Id::of(4),
        }
    }
}

impl MerchantAccount for PromptPay {
    fn usual_id(&self) -> Id {
        Id::of(29)
    }

    fn objects(&self) -> Vec<Object> {
        let proxy = match &self.proxy {
            Some((kind, proxy)) => Object::new(kind.id(), proxy.as_str()),
            None => Object::new(PromptPayProxy::Mobile.id(), ""),
        };
        [Object::new(Id::GUID, GUID), proxy].into()
    }

    fn may_be_anonymous(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobile_numbers_are_written_in_thirteen_digits() {
        for number in ["0801234567", "080-123-4567", "+66 80 123 4567", "0066801234567"] {
            let proxy = PromptPay::mobile(number).proxy.map(|(_, proxy)| proxy);
            assert_eq!(proxy.as_deref(), Some("0066801234567"), "{number}");
        }
    }

    #[test]
    fn the_lowest_of_several_proxies_is_read() {
        let sub = [Object::new(Id::of(3), "wallet"), Object::new(Id::of(2), "tax")];
        let read = PromptPay::read(&sub);
        assert_eq!(read.proxy, Some((PromptPayProxy::TaxId, "tax".into())));
    }
}
