//! Collects what a payload shall say, and checks it at the end.

use alloc::{string::String, vec::Vec};
use core::ops::RangeInclusive;

use super::{EncodeError, Mpm, Place, check::check};
use crate::{
    currency::Currency,
    id::Id,
    label::Label,
    meaning::Initiation,
    rules,
    schemes::{GuidAccount, MerchantAccount},
    tip::Tip,
    tlv::Object,
};

/// The longest payload, in bytes.
const MAX_PAYLOAD: usize = 512;

/// Collects what a payload shall say.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    objects: Vec<Object>,
    additional: Vec<Object>,
    alt_language: Vec<Object>,
    tip: Option<Tip>,
    minor: Option<i64>,
    named: bool,
    bad_id: Option<u8>,
}

impl Builder {
    /// Says whether the code is for one payment or for many; unspecified leaves it out.
    #[must_use]
    pub fn initiation(self, initiation: Initiation) -> Builder {
        match initiation {
            Initiation::Unspecified => self,
            Initiation::Static => self.with(Id::INITIATION, "11"),
            Initiation::Dynamic => self.with(Id::INITIATION, "12"),
        }
    }

    /// Adds an account where its scheme usually puts it.
    #[must_use]
    pub fn account(self, account: &(impl MerchantAccount + ?Sized)) -> Builder {
        let id = account.usual_id().get();
        self.account_at(id, account)
    }

    /// Adds an account at a data object `26` to `51`.
    #[must_use]
    pub fn account_at(mut self, id: u8, account: &(impl MerchantAccount + ?Sized)) -> Builder {
        self.named |= !account.may_be_anonymous();
        self.template(id, 26..=51, account.objects())
    }

    /// Adds a card network's own text at a data object `02` to `25`.
    #[must_use]
    pub fn card(mut self, id: u8, value: &str) -> Builder {
        self.named = true;
        match Id::new(id).filter(|id| (2..=25).contains(&id.get())) {
            Some(id) => self.with(id, value),
            None => Builder { bad_id: self.bad_id.or(Some(id)), ..self },
        }
    }

    /// Sets the merchant category code, four digits; `0000` if there is none.
    #[must_use]
    pub fn mcc(self, mcc: &str) -> Builder {
        self.with(Id::MCC, mcc)
    }

    /// Sets the currency.
    #[must_use]
    pub fn currency(self, currency: Currency) -> Builder {
        self.with(Id::CURRENCY, &currency.digits())
    }

    /// Sets the amount as a decimal number such as `12.34`; the payer chooses one if it is left
    /// out.
    #[must_use]
    pub fn amount(self, amount: &str) -> Builder {
        self.with(Id::AMOUNT, amount)
    }

    /// Sets the amount in minor units of the currency.
    #[must_use]
    pub fn amount_minor(self, minor: i64) -> Builder {
        Builder { minor: Some(minor), ..self }
    }

    /// Sets what is added to the amount.
    #[must_use]
    pub fn tip(self, tip: Tip) -> Builder {
        Builder { tip: Some(tip), ..self }
    }

    /// Sets the merchant's country, two capital letters.
    #[must_use]
    pub fn country(self, country: &str) -> Builder {
        self.with(Id::COUNTRY, country)
    }

    /// Sets the merchant's name, at most 25 characters.
    #[must_use]
    pub fn name(self, name: &str) -> Builder {
        self.with(Id::NAME, name)
    }

    /// Sets the merchant's city, at most 15 characters.
    #[must_use]
    pub fn city(self, city: &str) -> Builder {
        self.with(Id::CITY, city)
    }

    /// Sets the merchant's postal code, at most 10 characters.
    #[must_use]
    pub fn postal_code(self, postal_code: &str) -> Builder {
        self.with(Id::POSTAL_CODE, postal_code)
    }

    /// Adds a bill number, a terminal and so on.
    #[must_use]
    pub fn additional(mut self, label: Label, value: &str) -> Builder {
        self.additional.push(Object::new(label.id(), value));
        self
    }

    /// Sets the merchant's name, and perhaps city, in another language of two letters (ISO 639).
    #[must_use]
    pub fn alt_language(mut self, language: &str, name: &str, city: Option<&str>) -> Builder {
        let texts = [Some(language), Some(name), city];
        for (id, text) in ALT_LANGUAGE.into_iter().zip(texts) {
            let object = text.map(|text| Object::new(id, text));
            self.alt_language.extend(object);
        }
        self
    }

    /// Adds an unreserved template, `80` to `99`.
    #[must_use]
    pub fn unreserved(self, id: u8, template: &GuidAccount) -> Builder {
        self.template(id, 80..=99, template.objects())
    }

    /// Checks it all.
    ///
    /// # Errors
    /// The first rule of EMVCo that the payload would break.
    pub fn build(mut self) -> Result<Mpm, EncodeError> {
        if let Some(id) = self.bad_id {
            return Err(EncodeError::BadId(id));
        }
        self.objects.push(Object::new(Id::PAYLOAD_FORMAT, "01"));
        for (id, sub) in [(Id::ADDITIONAL, self.additional), (Id::ALT_LANGUAGE, self.alt_language)]
        {
            if !sub.is_empty() {
                self.objects.push(Object::template(id, sub));
            }
        }
        let currency = rules::currency(&self.objects);
        if let Some(minor) = self.minor {
            let amount = currency.and_then(|currency| currency.format_minor(minor));
            let amount = amount.ok_or(EncodeError::BadValue(Place::root(Id::AMOUNT)))?;
            self.objects.push(Object::new(Id::AMOUNT, amount));
        }
        if let Some(tip) = self.tip {
            self.objects.extend(tip_objects(&tip, currency)?);
        }
        self.objects.sort_by_key(Object::id);
        check(&self.objects, !self.named)?;
        let mpm = Mpm { objects: self.objects };
        match mpm.encode().len() {
            0..=MAX_PAYLOAD => Ok(mpm),
            bytes => Err(EncodeError::PayloadTooLong(bytes)),
        }
    }

    /// Checks it all and writes the payload.
    ///
    /// # Errors
    /// The first rule of EMVCo that the payload would break.
    pub fn encode(self) -> Result<String, EncodeError> {
        self.build().map(|mpm| mpm.encode())
    }

    fn with(mut self, id: Id, value: &str) -> Builder {
        self.objects.push(Object::new(id, value));
        self
    }

    fn template(mut self, id: u8, allowed: RangeInclusive<u8>, sub: Vec<Object>) -> Builder {
        match Id::new(id).filter(|id| allowed.contains(&id.get())) {
            Some(id) => self.objects.push(Object::template(id, sub)),
            None => self.bad_id = self.bad_id.or(Some(id)),
        }
        self
    }
}

/// Language, name and city inside their template.
const ALT_LANGUAGE: [Id; 3] = [Id::of(0), Id::of(1), Id::of(2)];

fn tip_objects(tip: &Tip, currency: Option<Currency>) -> Result<Vec<Object>, EncodeError> {
    let (kind, id, fee) = match tip {
        Tip::Prompt => ("01", Id::TIP, &None),
        Tip::Fixed(fee) => ("02", Id::FEE_FIXED, fee),
        Tip::Percent(fee) => ("03", Id::FEE_PERCENT, fee),
    };
    if !tip.is_valid(currency) {
        return Err(EncodeError::BadValue(Place::root(id)));
    }
    let fee = fee.as_ref().map(|fee| Object::new(id, fee.as_str()));
    Ok([Object::new(Id::TIP, kind)].into_iter().chain(fee).collect())
}
