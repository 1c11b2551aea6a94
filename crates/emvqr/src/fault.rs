//! Names what is wrong with a payload, and the verdict that follows.

use core::fmt;

use crate::id::Id;

/// Whether a wallet may go on with a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No errors; warnings may remain.
    Accept,
    /// The only error is an unknown payload format indicator, which some countries' own codes ship.
    AcceptWithWarning,
    /// Not to be paid.
    Reject,
}

impl Verdict {
    /// The verdict that these errors ask for.
    #[must_use]
    pub fn of(errors: &[Fault]) -> Verdict {
        if errors.is_empty() {
            Verdict::Accept
        } else if errors.iter().all(|fault| fault.code == ErrorCode::BadPfi) {
            Verdict::AcceptWithWarning
        } else {
            Verdict::Reject
        }
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::AcceptWithWarning => "accept_with_warning",
            Verdict::Reject => "reject",
        }
    }
}

/// A kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// The checksum given is not the one computed.
    CrcMismatch,
    /// There is no checksum of four characters as the last data object.
    CrcMissingOrNotLast,
    /// A length is not two ASCII digits.
    BadLength,
    /// An ID is not two ASCII digits.
    BadTag,
    /// A value ends before its announced length.
    ValueOverrun,
    /// An ID stands twice at the root or inside a template.
    DuplicateId,
    /// Fewer than four characters are left for ID and length.
    TruncatedHeader,
    /// The payload format indicator is not `01`.
    BadPfi,
    /// The first data object is not the payload format indicator.
    PfiNotFirst,
}

impl ErrorCode {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ErrorCode::CrcMismatch => "CRC_MISMATCH",
            ErrorCode::CrcMissingOrNotLast => "CRC_MISSING_OR_NOT_LAST",
            ErrorCode::BadLength => "BAD_LENGTH",
            ErrorCode::BadTag => "BAD_TAG",
            ErrorCode::ValueOverrun => "VALUE_OVERRUN",
            ErrorCode::DuplicateId => "DUPLICATE_ID",
            ErrorCode::TruncatedHeader => "TRUNCATED_HEADER",
            ErrorCode::BadPfi => "BAD_PFI",
            ErrorCode::PfiNotFirst => "PFI_NOT_FIRST",
        }
    }
}

/// An error, and where it is if it has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub code: ErrorCode,
    /// Where, in characters from the start; only structural errors have a place.
    pub offset: Option<usize>,
}

impl Fault {
    /// An error of the payload as a whole.
    #[must_use]
    pub const fn whole(code: ErrorCode) -> Fault {
        Fault { code, offset: None }
    }

    /// An error at a place.
    #[must_use]
    pub const fn at(code: ErrorCode, offset: usize) -> Fault {
        Fault { code, offset: Some(offset) }
    }
}

/// Something odd that leaves the verdict alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A template's value is not data objects.
    TemplateNotTlv(Id),
    /// A mandatory data object is absent; PromptPay and VietQR leave some out.
    Missing(Id),
    /// No data object `02` to `51`.
    NoMerchantAccount,
    /// The merchant's name has not 1 to 25 characters.
    BadNameLen,
    /// The merchant's city has not 1 to 15 characters.
    BadCityLen,
    /// The merchant category code is not four digits.
    BadMcc,
    /// The country is not two capital letters.
    BadCountry,
    /// The amount has more decimals than its currency.
    AmountTooPrecise,
    /// The point of initiation method is neither `11` nor `12`.
    NonstandardPoi,
    /// The checksum is right, but written in small letters.
    CrcLowercase,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(offset) => write!(f, "{} at {offset}", self.code),
            None => write!(f, "{}", self.code),
        }
    }
}

impl core::error::Error for Fault {}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::TemplateNotTlv(id) => write!(f, "TEMPLATE_NOT_TLV:{id}"),
            Warning::Missing(id) => write!(f, "MISSING_{id}"),
            Warning::NoMerchantAccount => f.write_str("NO_MERCHANT_ACCOUNT"),
            Warning::BadNameLen => f.write_str("BAD_NAME_LEN"),
            Warning::BadCityLen => f.write_str("BAD_CITY_LEN"),
            Warning::BadMcc => f.write_str("BAD_MCC"),
            Warning::BadCountry => f.write_str("BAD_COUNTRY"),
            Warning::AmountTooPrecise => f.write_str("AMOUNT_TOO_PRECISE"),
            Warning::NonstandardPoi => f.write_str("NONSTANDARD_POI"),
            Warning::CrcLowercase => f.write_str("CRC_LOWERCASE"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bad_pfi_alone_is_forgiven() {
        let pfi = Fault::whole(ErrorCode::BadPfi);
        let crc = Fault::whole(ErrorCode::CrcMismatch);
        assert_eq!(Verdict::of(&[]), Verdict::Accept);
        assert_eq!(Verdict::of(&[pfi]), Verdict::AcceptWithWarning);
        assert_eq!(Verdict::of(&[crc]), Verdict::Reject);
        assert_eq!(Verdict::of(&[pfi, crc]), Verdict::Reject);
    }
}
