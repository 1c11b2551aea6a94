//! QR Ph, Philippines: to merchants and to people.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, may, must, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The identifier of payments to merchants, in capitals.
pub(super) const P2M: &str = "PH.PPMI.P2M";
/// The identifier of payments to people, in capitals.
pub(super) const P2P: &str = "COM.P2PQRPAY";

const BANK: Id = Id::of(1);
const PAYMENT_TYPE: Id = Id::of(2);
const MERCHANT: Id = Id::of(3);
const ACCOUNT: Id = Id::of(4);
const NOTIFY: Id = Id::of(5);

/// A QR Ph template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPh {
    /// Whom it pays.
    pub to: QrPhUse,
    /// Code of the receiving bank, such as `BNORPHMMXXX`.
    pub bank_code: Option<String>,
    /// Kind of transfer, such as `99964403` for InstaPay.
    pub payment_type: Option<String>,
    /// Number of the merchant at the bank.
    pub merchant_id: Option<String>,
    /// Account to be credited.
    pub account: Option<String>,
    /// Mobile number (to people) or flags (to merchants) for the notice of payment.
    pub notify: Option<String>,
}

/// Whom a QR Ph code pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrPhUse {
    /// A merchant.
    Merchant,
    /// A person.
    Person,
}

impl QrPh {
    /// Pays a merchant by number.
    #[must_use]
    pub fn merchant(bank_code: &str, merchant_id: &str) -> QrPh {
        QrPh { merchant_id: Some(merchant_id.into()), ..QrPh::at(QrPhUse::Merchant, bank_code) }
    }

    /// Pays a person's account through InstaPay.
    #[must_use]
    pub fn person(bank_code: &str, account: &str) -> QrPh {
        QrPh {
            payment_type: Some("99964403".into()),
            account: Some(account.into()),
            ..QrPh::at(QrPhUse::Person, bank_code)
        }
    }

    /// Sets the mobile number or the flags for the notice of payment.
    #[must_use]
    pub fn notify(self, notify: &str) -> QrPh {
        QrPh { notify: Some(notify.into()), ..self }
    }

    pub(super) fn read(to: QrPhUse, sub: &[Object]) -> QrPh {
        QrPh {
            to,
            bank_code: text(sub, BANK),
            payment_type: text(sub, PAYMENT_TYPE),
            merchant_id: text(sub, MERCHANT),
            account: text(sub, ACCOUNT),
            notify: text(sub, NOTIFY),
        }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("bank_code", self.bank_code.as_ref()).into_iter().collect()
    }

    fn at(to: QrPhUse, bank_code: &str) -> QrPh {
        QrPh {
            to,
            bank_code: Some(bank_code.into()),
            payment_type: None,
            merchant_id: None,
            account: None,
            notify: None,
        }
    }
}

impl MerchantAccount for QrPh {
    fn usual_id(&self) -> Id {
        match self.to {
            QrPhUse::Merchant => Id::of(28),
            QrPhUse::Person => Id::of(27),
        }
    }

    fn objects(&self) -> Vec<Object> {
        let guid = match self.to {
            QrPhUse::Merchant => P2M,
            QrPhUse::Person => P2P,
        };
        let (merchant_id, account) = match self.to {
            QrPhUse::Merchant => {
                (must(MERCHANT, self.merchant_id.as_ref()), may(ACCOUNT, self.account.as_ref()))
            }
            QrPhUse::Person => {
                (may(MERCHANT, self.merchant_id.as_ref()), must(ACCOUNT, self.account.as_ref()))
            }
        };
        [Object::new(Id::GUID, guid.to_ascii_lowercase())]
            .into_iter()
            .chain(must(BANK, self.bank_code.as_ref()))
            .chain(may(PAYMENT_TYPE, self.payment_type.as_ref()))
            .chain(merchant_id)
            .chain(account)
            .chain(may(NOTIFY, self.notify.as_ref()))
            .collect()
    }
}
