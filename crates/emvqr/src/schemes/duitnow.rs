//! DuitNow, Malaysia: to a merchant of an acquirer.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, must, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The identifier of the template.
pub(super) const GUID: &str = "A0000006150001";

const ACQUIRER: Id = Id::of(1);
const MERCHANT: Id = Id::of(2);

/// A DuitNow template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DuitNow {
    /// Number of the acquirer, such as `501664`.
    pub acquirer_id: Option<String>,
    /// Number of the merchant at the acquirer.
    pub merchant_id: Option<String>,
}

impl DuitNow {
    /// Pays a merchant of an acquirer.
    #[must_use]
    pub fn new(acquirer_id: &str, merchant_id: &str) -> DuitNow {
        DuitNow { acquirer_id: Some(acquirer_id.into()), merchant_id: Some(merchant_id.into()) }
    }

    pub(super) fn read(sub: &[Object]) -> DuitNow {
        DuitNow { acquirer_id: text(sub, ACQUIRER), merchant_id: text(sub, MERCHANT) }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("acquirer_id", self.acquirer_id.as_ref())
            .into_iter()
            .chain(told("merchant_id", self.merchant_id.as_ref()))
            .collect()
    }
}

impl MerchantAccount for DuitNow {
    fn usual_id(&self) -> Id {
        Id::of(26)
    }

    fn objects(&self) -> Vec<Object> {
        [Object::new(Id::GUID, GUID)]
            .into_iter()
            .chain(must(ACQUIRER, self.acquirer_id.as_ref()))
            .chain(must(MERCHANT, self.merchant_id.as_ref()))
            .collect()
    }
}
