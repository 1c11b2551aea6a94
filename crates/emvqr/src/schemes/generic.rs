//! Any template that begins with a globally unique identifier.

use alloc::{string::String, vec::Vec};

use super::MerchantAccount;
use crate::{id::Id, tlv::Object};

/// A template of a scheme that has no type of its own here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidAccount {
    guid: String,
    fields: Vec<(u8, String)>,
}

impl GuidAccount {
    /// A template with this identifier: an application (`A000000677010111`), a domain backwards
    /// (`com.example.pay`) or a UUID without hyphens.
    #[must_use]
    pub fn new(guid: &str) -> GuidAccount {
        GuidAccount { guid: guid.into(), fields: Vec::new() }
    }

    /// A template in the manner of Alipay+: its identifier and the merchant's token in `01`.
    ///
    /// Alipay+ publishes no template of its own and rides on the countries' codes, so this is a
    /// shape that acquirers use, not a standard.
    #[must_use]
    pub fn alipay_plus(token: &str) -> GuidAccount {
        GuidAccount::new("COM.ALIPAY").with(1, token)
    }

    /// Adds a data object `01` to `99`; another number is refused when the payload is encoded.
    #[must_use]
    pub fn with(mut self, id: u8, value: &str) -> GuidAccount {
        self.fields.push((id, value.into()));
        self
    }
}

impl MerchantAccount for GuidAccount {
    fn usual_id(&self) -> Id {
        Id::of(26)
    }

    /// A number above 99 is written as a second identifier, which the encoder refuses as a
    /// duplicate.
    fn objects(&self) -> Vec<Object> {
        let fields = self.fields.iter().map(|(number, value)| {
            Object::new(Id::new(*number).unwrap_or(Id::GUID), value.as_str())
        });
        [Object::new(Id::GUID, self.guid.as_str())].into_iter().chain(fields).collect()
    }
}
