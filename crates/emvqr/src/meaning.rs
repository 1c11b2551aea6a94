//! Says what a payload asks for, in words rather than numbers.

use alloc::{borrow::Cow, string::String, string::ToString, vec::Vec};
use core::fmt;

use crate::{
    account::Account,
    currency::Currency,
    id::Id,
    label::Label,
    rules,
    tip::Tip,
    tlv::{self, Object, text},
};

/// What a payload asks for; of data objects that stand twice, the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Whether the code is for one payment or for many.
    pub initiation: Initiation,
    /// The currency asked for.
    pub currency: Option<CurrencyCode>,
    /// The amount asked for; the payer chooses one if it is absent.
    pub amount: Option<Amount>,
    /// Merchant category code.
    pub mcc: Option<String>,
    /// Country of the merchant.
    pub country: Option<String>,
    /// Name of the merchant.
    pub merchant_name: Option<String>,
    /// City of the merchant.
    pub merchant_city: Option<String>,
    /// Postal code of the merchant.
    pub postal_code: Option<String>,
    /// What is added to the amount.
    pub tip: Option<Tip>,
    /// Bill number, terminal and so on; see [`Label`].
    pub additional: Option<Fields>,
    /// `language`, `name` and `city` for readers of another language.
    pub alt_language: Option<Fields>,
    /// Where the money may go, in the payload's order.
    pub accounts: Vec<Account>,
}

/// Whether a code is for one payment or for many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Initiation {
    /// The payload does not say, or says something unknown.
    #[default]
    Unspecified,
    /// The same code for every payer (`11`).
    Static,
    /// A new code for each payment (`12`).
    Dynamic,
}

/// A currency as the payload names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyCode {
    /// The text of the payload, which should be three digits.
    pub numeric: String,
    /// The active currency of that number.
    pub currency: Option<Currency>,
}

/// An amount as the payload writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The text of the payload.
    pub text: String,
    /// The same in minor units, if the text is a number no more precise than its known currency.
    ///
    /// A wallet must not pay an amount whose text is there and whose minor units are not.
    pub minor: Option<i64>,
}

/// Named texts of a template, in the payload's order; what has no name keeps its two digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(Cow<'static, str>, String)>);

impl Meaning {
    /// Reads the meaning of data objects whose templates are open.
    #[must_use]
    pub fn read(objects: &[Object]) -> Meaning {
        let sub = |id| tlv::find(objects, id).and_then(Object::sub);
        Meaning {
            initiation: Initiation::read(objects),
            currency: text(objects, Id::CURRENCY)
                .map(|numeric| CurrencyCode { currency: Currency::from_digits(&numeric), numeric }),
            amount: text(objects, Id::AMOUNT).map(|text| Amount {
                minor: rules::currency(objects).and_then(|currency| currency.parse_minor(&text)),
                text,
            }),
            mcc: text(objects, Id::MCC),
            country: text(objects, Id::COUNTRY),
            merchant_name: text(objects, Id::NAME),
            merchant_city: text(objects, Id::CITY),
            postal_code: text(objects, Id::POSTAL_CODE),
            tip: Tip::read(objects),
            additional: sub(Id::ADDITIONAL)
                .map(|sub| Fields::read(sub, |id| Label::of(id).map(Label::as_str))),
            alt_language: sub(Id::ALT_LANGUAGE).map(|sub| Fields::read(sub, alt_language_name)),
            accounts: objects.iter().filter_map(Account::read).collect(),
        }
    }
}

impl Initiation {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Initiation::Unspecified => "unspecified",
            Initiation::Static => "static",
            Initiation::Dynamic => "dynamic",
        }
    }

    fn read(objects: &[Object]) -> Initiation {
        match tlv::value(objects, Id::INITIATION) {
            Some("11") => Initiation::Static,
            Some("12") => Initiation::Dynamic,
            _ => Initiation::Unspecified,
        }
    }
}

impl Fields {
    /// The text of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// Names and texts, in the payload's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_ref(), text.as_str()))
    }

    fn read(sub: &[Object], name: impl Fn(Id) -> Option<&'static str>) -> Fields {
        let mut fields = Fields::default();
        for object in sub {
            let name = name(object.id())
                .map_or_else(|| Cow::Owned(object.id().to_string()), Cow::Borrowed);
            if fields.get(&name).is_none() {
                fields.0.push((name, object.value().to_string()));
            }
        }
        fields
    }
}

impl fmt::Display for Initiation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn alt_language_name(id: Id) -> Option<&'static str> {
    match id.get() {
        0 => Some("language"),
        1 => Some("name"),
        2 => Some("city"),
        _ => None,
    }
}
