//! VietQR, Vietnam: a NAPAS transfer to a bank account or card.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, must, told};
use crate::{
    id::Id,
    tlv::{self, Object, text},
};

/// The identifier of the template.
pub(super) const GUID: &str = "A000000727";

const BENEFICIARY: Id = Id::of(1);
const SERVICE: Id = Id::of(2);
/// Inside the beneficiary.
const BANK: Id = Id::of(0);
/// Inside the beneficiary.
const ACCOUNT: Id = Id::of(1);

/// A VietQR template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VietQr {
    /// Number of the bank, such as `970416`.
    pub bank_bin: Option<String>,
    /// Account or card.
    pub account: Option<String>,
    /// Kind of transfer: `QRIBFTTA` to an account, `QRIBFTTC` to a card.
    pub service: Option<String>,
}

impl VietQr {
    /// Pays a bank account.
    #[must_use]
    pub fn account(bank_bin: &str, account: &str) -> VietQr {
        VietQr::by("QRIBFTTA", bank_bin, account)
    }

    /// Pays a card.
    #[must_use]
    pub fn card(bank_bin: &str, card: &str) -> VietQr {
        VietQr::by("QRIBFTTC", bank_bin, card)
    }

    /// Reads the template and the beneficiary inside it, which is a template of its own: if that is
    /// not data objects, or names one twice, bank and account are not known.
    pub(super) fn read(sub: &[Object]) -> VietQr {
        let beneficiary = tlv::value(sub, BENEFICIARY)
            .and_then(|value| tlv::read(value).ok())
            .filter(|objects| tlv::duplicate(objects).is_none())
            .unwrap_or_default();
        VietQr {
            bank_bin: text(&beneficiary, BANK),
            account: text(&beneficiary, ACCOUNT),
            service: text(sub, SERVICE),
        }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("bank_bin", self.bank_bin.as_ref())
            .into_iter()
            .chain(told("account", self.account.as_ref()))
            .chain(told("service", self.service.as_ref()))
            .collect()
    }

    fn by(service: &str, bank_bin: &str, account: &str) -> VietQr {
        VietQr {
            bank_bin: Some(bank_bin.into()),
            account: Some(account.into()),
            service: Some(service.into()),
        }
    }
}

impl MerchantAccount for VietQr {
    fn usual_id(&self) -> Id {
        Id::of(38)
    }

    fn objects(&self) -> Vec<Object> {
        // A beneficiary without bank or account is left out whole, so that the encoder sees it.
        let beneficiary = match (&self.bank_bin, &self.account) {
            (Some(bank), Some(account)) if !bank.is_empty() && !account.is_empty() => {
                tlv::write(&[
                    Object::new(BANK, bank.as_str()),
                    Object::new(ACCOUNT, account.as_str()),
                ])
            }
            _ => String::new(),
        };
        [Object::new(Id::GUID, GUID), Object::new(BENEFICIARY, beneficiary)]
            .into_iter()
            .chain(must(SERVICE, self.service.as_ref()))
            .collect()
    }

    fn may_be_anonymous(&self) -> bool {
        true
    }
}
