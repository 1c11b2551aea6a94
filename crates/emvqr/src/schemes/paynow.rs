//! PayNow, Singapore: a transfer to whoever registered a proxy.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, may, must, noted, told};
use crate::{
    id::Id,
    tlv::{self, Object, text},
};

/// The identifier of the template.
pub(super) const GUID: &str = "SG.PAYNOW";

const PROXY_TYPE: Id = Id::of(1);
const PROXY: Id = Id::of(2);
const EDITABLE: Id = Id::of(3);
const EXPIRY: Id = Id::of(4);

/// A PayNow template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayNow {
    /// What kind of proxy it is.
    pub proxy_type: Option<PayNowProxy>,
    /// The proxy: `+6591234567`, `201912345A`, …
    pub proxy: Option<String>,
    /// Whether the payer may change the amount.
    pub amount_editable: Option<bool>,
    /// When the code ends, as `YYYYMMDD` or `YYYYMMDDHHMMSS`.
    pub expiry: Option<String>,
}

/// The kinds of proxies that PayNow codes use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayNowProxy {
    /// A mobile number with country code (`0`).
    Mobile,
    /// A company's unique entity number (`2`).
    Uen,
}

impl PayNow {
    /// Pays whoever registered a mobile number, such as `+6591234567`.
    #[must_use]
    pub fn mobile(number: &str) -> PayNow {
        PayNow::to(PayNowProxy::Mobile, number)
    }

    /// Pays a company by its unique entity number, such as `201912345A`.
    #[must_use]
    pub fn uen(number: &str) -> PayNow {
        PayNow::to(PayNowProxy::Uen, number)
    }

    /// Says whether the payer may change the amount; a new template says no.
    #[must_use]
    pub fn editable(self, editable: bool) -> PayNow {
        PayNow { amount_editable: Some(editable), ..self }
    }

    /// Sets when the code ends, as `YYYYMMDD` or `YYYYMMDDHHMMSS`.
    #[must_use]
    pub fn expiry(self, expiry: &str) -> PayNow {
        PayNow { expiry: Some(expiry.into()), ..self }
    }

    pub(super) fn read(sub: &[Object]) -> PayNow {
        PayNow {
            proxy_type: tlv::value(sub, PROXY_TYPE).and_then(PayNowProxy::read),
            proxy: text(sub, PROXY),
            amount_editable: match tlv::value(sub, EDITABLE) {
                Some("0") => Some(false),
                Some("1") => Some(true),
                _ => None,
            },
            expiry: text(sub, EXPIRY),
        }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        let kind = self.proxy_type.map(PayNowProxy::as_str);
        [("proxy_type", Fact::Text(kind))]
            .into_iter()
            .chain(told("proxy", self.proxy.as_ref()))
            .chain([("amount_editable", Fact::Flag(self.amount_editable))])
            .chain(noted("expiry", self.expiry.as_ref()))
            .collect()
    }

    fn to(proxy_type: PayNowProxy, proxy: &str) -> PayNow {
        PayNow {
            proxy_type: Some(proxy_type),
            proxy: Some(proxy.into()),
            amount_editable: Some(false),
            expiry: None,
        }
    }
}

impl MerchantAccount for PayNow {
    fn usual_id(&self) -> Id {
        Id::of(26)
    }

    fn objects(&self) -> Vec<Object> {
        let kind = self.proxy_type.map_or("", PayNowProxy::digit);
        let editable = self.amount_editable.map(|yes| if yes { "1" } else { "0" });
        [Object::new(Id::GUID, GUID), Object::new(PROXY_TYPE, kind)]
            .into_iter()
            .chain(must(PROXY, self.proxy.as_ref()))
            .chain([Object::new(EDITABLE, editable.unwrap_or_default())])
            .chain(may(EXPIRY, self.expiry.as_ref()))
            .collect()
    }
}

impl PayNowProxy {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PayNowProxy::Mobile => "mobile",
            PayNowProxy::Uen => "uen",
        }
    }

    const fn digit(self) -> &'static str {
        match self {
            PayNowProxy::Mobile => "0",
            PayNowProxy::Uen => "2",
        }
    }

    fn read(digit: &str) -> Option<PayNowProxy> {
        [PayNowProxy::Mobile, PayNowProxy::Uen].into_iter().find(|kind| kind.digit() == digit)
    }
}
