//! SGQR, Singapore: the label that one code for many schemes carries.

use alloc::{string::String, vec::Vec};

use super::{MerchantAccount, may, must};
use crate::{
    id::Id,
    tlv::{Object, text},
};

/// The identifier of the template.
pub(super) const GUID: &str = "SG.SGQR";

const NUMBER: Id = Id::of(1);
const VERSION: Id = Id::of(2);
const POSTAL_CODE: Id = Id::of(3);
const LEVEL: Id = Id::of(4);
const UNIT: Id = Id::of(5);
const MISCELLANEOUS: Id = Id::of(6);
const DATE: Id = Id::of(7);

/// An SGQR label; the schemes to be paid stand beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sgqr {
    /// Number of the label.
    pub number: Option<String>,
    /// Version of the label, such as `01.0001`.
    pub version: Option<String>,
    /// Postal code of the place.
    pub postal_code: Option<String>,
    /// Floor.
    pub level: Option<String>,
    /// Unit on the floor.
    pub unit: Option<String>,
    /// Anything else about the place.
    pub miscellaneous: Option<String>,
    /// Date of the version, as `YYYYMMDD`.
    pub date: Option<String>,
}

impl Sgqr {
    pub(super) fn read(sub: &[Object]) -> Sgqr {
        Sgqr {
            number: text(sub, NUMBER),
            version: text(sub, VERSION),
            postal_code: text(sub, POSTAL_CODE),
            level: text(sub, LEVEL),
            unit: text(sub, UNIT),
            miscellaneous: text(sub, MISCELLANEOUS),
            date: text(sub, DATE),
        }
    }
}

impl MerchantAccount for Sgqr {
    fn usual_id(&self) -> Id {
        Id::of(51)
    }

    fn objects(&self) -> Vec<Object> {
        [Object::new(Id::GUID, GUID)]
            .into_iter()
            .chain(must(NUMBER, self.number.as_ref()))
            .chain(must(VERSION, self.version.as_ref()))
            .chain(may(POSTAL_CODE, self.postal_code.as_ref()))
            .chain(may(LEVEL, self.level.as_ref()))
            .chain(may(UNIT, self.unit.as_ref()))
            .chain(may(MISCELLANEOUS, self.miscellaneous.as_ref()))
            .chain(may(DATE, self.date.as_ref()))
            .collect()
    }
}
