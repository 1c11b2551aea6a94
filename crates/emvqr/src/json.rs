//! Serialises every result in the terms of the test vectors.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::{
    account::{Account, AccountKind},
    cpm,
    crc::Crc,
    currency::Currency,
    decode::Decoded,
    fault::{ErrorCode, Fault, Verdict, Warning},
    id::Id,
    meaning::{CurrencyCode, Fields, Initiation, Meaning},
    schemes::{Fact, Scheme},
    tip::Tip,
    tlv::Object,
};

/// What is written as its name.
macro_rules! as_text {
    ($($kind:ty),*) => {
        $(impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        })*
    };
}

as_text!(Id, Verdict, ErrorCode, Warning, Initiation, cpm::ErrorCode, cpm::Tag);

impl Serialize for Decoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(9))?;
        map.serialize_entry("verdict", &self.verdict)?;
        map.serialize_entry("schemes", &self.schemes())?;
        map.serialize_entry("length_chars", &self.length_chars)?;
        map.serialize_entry("length_bytes", &self.length_bytes)?;
        map.serialize_entry("crc", &self.crc)?;
        map.serialize_entry("errors", &self.errors)?;
        map.serialize_entry("warnings", &self.warnings)?;
        map.serialize_entry("meaning", &self.meaning)?;
        map.serialize_entry("tlv", &self.tlv)?;
        map.end()
    }
}

impl Serialize for Crc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("given", &self.given)?;
        map.serialize_entry("computed", &self.computed_text())?;
        map.serialize_entry("ok", &self.is_ok())?;
        map.end()
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &self.code)?;
        entry(&mut map, "offset", self.offset.as_ref())?;
        map.end()
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id())?;
        map.serialize_entry("value", self.value())?;
        entry(&mut map, "sub", self.sub())?;
        map.end()
    }
}

impl Serialize for Meaning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("initiation", &self.initiation)?;
        entry(&mut map, "currency", self.currency.as_ref())?;
        if let Some(amount) = &self.amount {
            map.serialize_entry("amount", &amount.text)?;
            map.serialize_entry("amount_minor", &amount.minor)?;
        }
        entry(&mut map, "mcc", self.mcc.as_ref())?;
        entry(&mut map, "country", self.country.as_ref())?;
        entry(&mut map, "merchant_name", self.merchant_name.as_ref())?;
        entry(&mut map, "merchant_city", self.merchant_city.as_ref())?;
        entry(&mut map, "postal_code", self.postal_code.as_ref())?;
        entry(&mut map, "tip", self.tip.as_ref())?;
        entry(&mut map, "additional", self.additional.as_ref())?;
        entry(&mut map, "alt_language", self.alt_language.as_ref())?;
        map.serialize_entry("accounts", &self.accounts)?;
        map.end()
    }
}

impl Serialize for CurrencyCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("numeric", &self.numeric)?;
        map.serialize_entry("alpha", &self.currency.map(Currency::alpha))?;
        map.end()
    }
}

impl Serialize for Tip {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, value) = match self {
            Tip::Prompt => ("prompt", None),
            Tip::Fixed(fee) => ("fixed", fee.as_ref()),
            Tip::Percent(fee) => ("percent", fee.as_ref()),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", kind)?;
        entry(&mut map, "value", value)?;
        map.end()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl Serialize for Account {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("tag", &self.id)?;
        match &self.kind {
            AccountKind::Card { network, value } => {
                map.serialize_entry("network", network.as_str())?;
                map.serialize_entry("value", value)?;
            }
            AccountKind::Template { guid, scheme } => {
                map.serialize_entry("guid", guid)?;
                map.serialize_entry("scheme", &scheme.as_ref().map(Scheme::name))?;
                for (name, fact) in scheme.iter().flat_map(Scheme::facts) {
                    map.serialize_entry(name, &fact)?;
                }
            }
        }
        map.end()
    }
}

impl Serialize for Fact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Fact::Text(text) => text.serialize(serializer),
            Fact::Flag(flag) => flag.serialize(serializer),
        }
    }
}

impl Serialize for cpm::Decoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict", &self.verdict)?;
        if let Some(fault) = &self.error {
            map.serialize_entry("error", &fault.code)?;
            map.serialize_entry("offset", &fault.offset)?;
        }
        if let Some(tlv) = &self.tlv {
            map.serialize_entry("tlv", tlv)?;
            map.serialize_entry("aids", &self.aids())?;
        }
        map.end()
    }
}

impl Serialize for cpm::Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("tag", &self.tag)?;
        match &self.content {
            cpm::Content::Bytes(bytes) => map.serialize_entry("hex", &cpm::hex(bytes))?,
            cpm::Content::Objects(objects) => map.serialize_entry("children", objects)?,
        }
        map.end()
    }
}

/// An entry that is left out if there is nothing to say.
fn entry<M: SerializeMap, T: Serialize + ?Sized>(
    map: &mut M,
    name: &'static str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, value))
}
