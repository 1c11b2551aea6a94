//! KHQR, Cambodia: the account itself stands where others put their identifier.

use alloc::{string::String, vec::Vec};

use super::{MerchantAccount, may, must};
use crate::{id::Id, tlv::Object};

const INFORMATION: Id = Id::of(1);
const BANK: Id = Id::of(2);

/// A KHQR template; since it has no identifier of its own, decoding knows it as no scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Khqr {
    account: String,
    merchant_id: Option<String>,
    information: Option<String>,
    bank: Option<String>,
}

impl Khqr {
    /// Pays a person's Bakong account, such as `john_smith@devb`.
    #[must_use]
    pub fn individual(account: &str) -> Khqr {
        Khqr { account: account.into(), merchant_id: None, information: None, bank: None }
    }

    /// Pays a merchant's Bakong account under a number given by a bank.
    #[must_use]
    pub fn merchant(account: &str, merchant_id: &str, bank: &str) -> Khqr {
        Khqr { merchant_id: Some(merchant_id.into()), ..Khqr::individual(account) }.bank(bank)
    }

    /// Adds what the bank needs to know of a person's account, such as its number.
    #[must_use]
    pub fn information(self, information: &str) -> Khqr {
        Khqr { information: Some(information.into()), ..self }
    }

    /// Names the bank.
    #[must_use]
    pub fn bank(self, bank: &str) -> Khqr {
        Khqr { bank: Some(bank.into()), ..self }
    }
}

impl MerchantAccount for Khqr {
    fn usual_id(&self) -> Id {
        if self.merchant_id.is_some() { Id::of(30) } else { Id::of(29) }
    }

    fn objects(&self) -> Vec<Object> {
        must(Id::GUID, Some(&self.account))
            .into_iter()
            .chain(may(INFORMATION, self.merchant_id.as_ref().or(self.information.as_ref())))
            .chain(may(BANK, self.bank.as_ref()))
            .collect()
    }
}
