//! Pix, Brazil: the BR Code.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, may, must, noted, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The identifier of the template, in capitals.
pub(super) const GUID: &str = "BR.GOV.BCB.PIX";

const KEY: Id = Id::of(1);
const INFO: Id = Id::of(2);
const URL: Id = Id::of(25);

/// A Pix template: a key for static codes, a location for dynamic ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pix {
    /// Key of the payee: tax number, mobile number, e-mail or random.
    pub key: Option<String>,
    /// Message to the payer.
    pub info: Option<String>,
    /// Where the charge is described, without `https://`.
    pub url: Option<String>,
}

impl Pix {
    /// Pays a key.
    #[must_use]
    pub fn key(key: &str) -> Pix {
        Pix { key: Some(key.into()), ..Pix::default() }
    }

    /// Pays the charge that a location describes.
    #[must_use]
    pub fn url(url: &str) -> Pix {
        Pix { url: Some(url.into()), ..Pix::default() }
    }

    /// Adds a message to the payer.
    #[must_use]
    pub fn info(self, info: &str) -> Pix {
        Pix { info: Some(info.into()), ..self }
    }

    pub(super) fn read(sub: &[Object]) -> Pix {
        Pix { key: text(sub, KEY), info: text(sub, INFO), url: text(sub, URL) }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("key", self.key.as_ref())
            .into_iter()
            .chain(noted("info", self.info.as_ref()))
            .chain(noted("url", self.url.as_ref()))
            .collect()
    }
}

impl MerchantAccount for Pix {
    fn usual_id(&self) -> Id {
        Id::of(26)
    }

    fn objects(&self) -> Vec<Object> {
        let key = self.key.as_ref();
        [Object::new(Id::GUID, GUID.to_ascii_lowercase())]
            .into_iter()
            .chain(if self.url.is_some() { may(KEY, key) } else { must(KEY, key) })
            .chain(may(INFO, self.info.as_ref()))
            .chain(may(URL, self.url.as_ref()))
            .collect()
    }
}
