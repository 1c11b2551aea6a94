//! QRIS, Indonesia: the merchant's entry in the national repository.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, must, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The identifier of the template.
pub(super) const GUID: &str = "ID.CO.QRIS.WWW";

const NMID: Id = Id::of(2);
const CRITERIA: Id = Id::of(3);

/// A QRIS template; the acquirers' own templates stand beside it in `26` to `45`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qris {
    /// National merchant ID, such as `ID2020034073193`.
    pub nmid: Option<String>,
    /// Size of the merchant: `UMI`, `UKE`, `UME`, `UBE` or `URE`.
    pub merchant_criteria: Option<String>,
}

impl Qris {
    /// Pays a merchant of the national repository.
    #[must_use]
    pub fn new(nmid: &str, merchant_criteria: &str) -> Qris {
        Qris { nmid: Some(nmid.into()), merchant_criteria: Some(merchant_criteria.into()) }
    }

    pub(super) fn read(sub: &[Object]) -> Qris {
        Qris { nmid: text(sub, NMID), merchant_criteria: text(sub, CRITERIA) }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("nmid", self.nmid.as_ref())
            .into_iter()
            .chain(told("merchant_criteria", self.merchant_criteria.as_ref()))
            .collect()
    }
}

impl MerchantAccount for Qris {
    fn usual_id(&self) -> Id {
        Id::of(51)
    }

    fn objects(&self) -> Vec<Object> {
        [Object::new(Id::GUID, GUID)]
            .into_iter()
            .chain(must(NMID, self.nmid.as_ref()))
            .chain(must(CRITERIA, self.merchant_criteria.as_ref()))
            .collect()
    }
}
