//! Reads and checks what is added to an amount.

use alloc::string::String;

use crate::{
    currency::Currency,
    decimal::Decimal,
    id::Id,
    tlv::{self, Object, text},
};

/// What is added to the amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tip {
    /// The payer is asked for a tip (`01`).
    Prompt,
    /// A fixed fee (`02`), which should be there.
    Fixed(Option<String>),
    /// A fee in percent (`03`), which should be there.
    Percent(Option<String>),
}

impl Tip {
    pub(crate) fn read(objects: &[Object]) -> Option<Tip> {
        match tlv::value(objects, Id::TIP)? {
            "01" => Some(Tip::Prompt),
            "02" => Some(Tip::Fixed(text(objects, Id::FEE_FIXED))),
            "03" => Some(Tip::Percent(text(objects, Id::FEE_PERCENT))),
            _ => None,
        }
    }

    /// Whether its number is one that EMVCo allows: not zero, at most 13 characters and as precise
    /// as the currency; or from 0.01 to 99.99 percent, at most 5 characters.
    pub(crate) fn is_valid(&self, currency: Option<Currency>) -> bool {
        let places = currency.and_then(Currency::exponent).unwrap_or_default();
        match self {
            Tip::Prompt => true,
            Tip::Fixed(fee) => minor(fee.as_deref(), 13, places).is_some_and(|fee| fee > 0),
            Tip::Percent(fee) => {
                minor(fee.as_deref(), 5, 2).is_some_and(|fee| (1..=9999).contains(&fee))
            }
        }
    }
}

fn minor(fee: Option<&str>, max: usize, places: u8) -> Option<i64> {
    Decimal::parse(fee.filter(|fee| fee.len() <= max)?)?.minor(places)
}
