//! Names data objects by their two digits.

use core::fmt;

/// The two digits that name a data object, `00` to `99`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u8);

impl Id {
    /// Payload format indicator, which is always first.
    pub const PAYLOAD_FORMAT: Id = Id(0);
    /// Globally unique identifier, where it stands inside a template.
    pub const GUID: Id = Id(0);
    /// Point of initiation method: `11` static, `12` dynamic.
    pub const INITIATION: Id = Id(1);
    /// Merchant category code (ISO 18245).
    pub const MCC: Id = Id(52);
    /// Transaction currency (ISO 4217 numeric).
    pub const CURRENCY: Id = Id(53);
    /// Transaction amount.
    pub const AMOUNT: Id = Id(54);
    /// Tip or convenience fee indicator.
    pub const TIP: Id = Id(55);
    /// Convenience fee as an amount.
    pub const FEE_FIXED: Id = Id(56);
    /// Convenience fee as a percentage.
    pub const FEE_PERCENT: Id = Id(57);
    /// Country (ISO 3166-1 alpha-2).
    pub const COUNTRY: Id = Id(58);
    /// Merchant name.
    pub const NAME: Id = Id(59);
    /// Merchant city.
    pub const CITY: Id = Id(60);
    /// Postal code.
    pub const POSTAL_CODE: Id = Id(61);
    /// Additional data, a template.
    pub const ADDITIONAL: Id = Id(62);
    /// Checksum, which is always last.
    pub const CRC: Id = Id(63);
    /// Merchant name and city in another language, a template.
    pub const ALT_LANGUAGE: Id = Id(64);

    /// Takes 0 to 99; nothing else names a data object.
    #[must_use]
    pub const fn new(number: u8) -> Option<Id> {
        if number < 100 { Some(Id(number)) } else { None }
    }

    /// The number that the two digits write.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Whether it names a merchant account at the root (`02` to `51`).
    #[must_use]
    pub const fn is_account(self) -> bool {
        matches!(self.0, 2..=51)
    }

    /// Whether its value at the root is itself made of data objects.
    ///
    /// These are the merchant accounts `26` to `51`, the templates `62` and `64`, and the
    /// unreserved templates `80` to `99`. `02` to `25` belong to card networks and `65` to `79` are
    /// not yet defined, so both stay plain text.
    #[must_use]
    pub const fn is_template(self) -> bool {
        matches!(self.0, 26..=51 | 62 | 64 | 80..=99)
    }

    /// Names a data object in a constant, where a number above 99 does not compile.
    pub(crate) const fn of(number: u8) -> Id {
        assert!(number < 100);
        Id(number)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}
