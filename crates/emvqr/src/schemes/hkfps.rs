//! FPS, Hong Kong: the Faster Payment System.

use alloc::{string::String, vec::Vec};

use super::{Fact, MerchantAccount, may, must, noted, told};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The identifier of the template.
pub(super) const GUID: &str = "HK.COM.HKICL";

const CLEARING_CODE: Id = Id::of(1);
const FPS_ID: Id = Id::of(2);
const MOBILE: Id = Id::of(3);
const EMAIL: Id = Id::of(4);
const TIMEOUT: Id = Id::of(5);

/// An FPS template, which names its payee by FPS number, mobile number or e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HkFps {
    /// Clearing code of the payee's bank.
    pub clearing_code: Option<String>,
    /// FPS identifier.
    pub fps_id: Option<String>,
    /// Mobile number, such as `+852-91234567`.
    pub mobile: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// When the code ends, as `YYYYMMDDHHMMSS`.
    pub timeout: Option<String>,
}

impl HkFps {
    /// Pays an FPS identifier.
    #[must_use]
    pub fn fps_id(number: &str) -> HkFps {
        HkFps { fps_id: Some(number.into()), ..HkFps::default() }
    }

    /// Pays a mobile number, such as `+852-91234567`.
    #[must_use]
    pub fn mobile(number: &str) -> HkFps {
        HkFps { mobile: Some(number.into()), ..HkFps::default() }
    }

    /// Pays an e-mail address.
    #[must_use]
    pub fn email(address: &str) -> HkFps {
        HkFps { email: Some(address.into()), ..HkFps::default() }
    }

    pub(super) fn read(sub: &[Object]) -> HkFps {
        HkFps {
            clearing_code: text(sub, CLEARING_CODE),
            fps_id: text(sub, FPS_ID),
            mobile: text(sub, MOBILE),
            email: text(sub, EMAIL),
            timeout: text(sub, TIMEOUT),
        }
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        told("fps_id", self.fps_id.as_ref())
            .into_iter()
            .chain(noted("mobile", self.mobile.as_ref()))
            .chain(noted("email", self.email.as_ref()))
            .collect()
    }
}

impl MerchantAccount for HkFps {
    fn usual_id(&self) -> Id {
        Id::of(26)
    }

    fn objects(&self) -> Vec<Object> {
        let named = self.mobile.is_some() || self.email.is_some();
        let fps_id = self.fps_id.as_ref();
        [Object::new(Id::GUID, GUID.to_ascii_lowercase())]
            .into_iter()
            .chain(may(CLEARING_CODE, self.clearing_code.as_ref()))
            .chain(if named { may(FPS_ID, fps_id) } else { must(FPS_ID, fps_id) })
            .chain(may(MOBILE, self.mobile.as_ref()))
            .chain(may(EMAIL, self.email.as_ref()))
            .chain(may(TIMEOUT, self.timeout.as_ref()))
            .collect()
    }
}
