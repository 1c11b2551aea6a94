//! PromptPay, Thailand: payment of a bill.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, may, must, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The application of bill payments, domestic.
pub(super) const GUID: &str = "A000000677010112";

const BILLER: Id = Id::of(1);
const REF1: Id = Id::of(2);
const REF2: Id = Id::of(3);

/// A PromptPay bill payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillPayment {
    /// Tax number of the biller with a suffix of two digits.
    pub biller_id: Option<String>,
    /// First reference, such as the customer.
    pub ref1: Option<String>,
    /// Second reference, such as the invoice.
    pub ref2: Option<String>,
}

impl BillPayment {
    /// Pays a biller under a first reference.
    #[must_use]
    pub fn new(biller_id: &str, ref1: &str) -> BillPayment {
        BillPayment { biller_id: Some(biller_id.into()), ref1: Some(ref1.into()), ref2: None }
    }

    /// Adds a second reference.
    #[must_use]
    pub fn ref2(self, ref2: &str) -> BillPayment {
        BillPayment { ref2: Some(ref2.into()), ..self }
    }

    pub(super) fn read(sub: &[Object]) -> BillPayment {
        BillPayment { biller_id: text(sub, BILLER), ref1: text(sub, REF1), ref2: text(sub, REF2) }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("biller_id", self.biller_id.as_ref())
            .into_iter()
            .chain(told("ref1", self.ref1.as_ref()))
            .chain(told("ref2", self.ref2.as_ref()))
            .collect()
    }
}

impl MerchantAccount for BillPayment {
    fn usual_id(&self) -> Id {
        Id::of(30)
    }

    fn objects(&self) -> Vec<Object> {
        [Object::new(Id::GUID, GUID)]
            .into_iter()
            .chain(must(BILLER, self.biller_id.as_ref()))
            .chain(must(REF1, self.ref1.as_ref()))
            .chain(may(REF2, self.ref2.as_ref()))
            .collect()
    }

    fn may_be_anonymous(&self) -> bool {
        true
    }
}
