//! Account numbers of banks: IBAN (ISO 13616), and the code of a bank, BIC (ISO 9362).

use super::check_digits::mod_97;
use crate::error::Error;

/// Countries of the register of IBANs, each with the length of its numbers.
const LENGTHS: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27\
    DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27\
    JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24\
    PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24\
    XK20YE30";

/// Reads an IBAN as people type it, and answers it without spaces, in capitals.
///
/// # Errors
/// `Invalid`: the country has none, the length is not its country's, or the check digits are wrong.
pub fn read_iban(text: &str) -> Result<String, Error> {
    let iban = bare(text);
    let country = iban.get(..2).unwrap_or_default();
    let Some(length) = length_of(country) else {
        return Err(Error::invalid("error.bank.iban_country"));
    };
    if iban.len() != length {
        return Err(Error::invalid("error.bank.iban_length")
            .with("country", country)
            .with("length", i64::try_from(length).unwrap_or_default()));
    }
    let checked = iban.split_at(4);
    let digits = iban.as_bytes()[2..4].iter().all(u8::is_ascii_digit);
    if !digits || mod_97(&[checked.1, checked.0]) != Some(1) {
        return Err(Error::invalid("error.bank.iban_check"));
    }
    Ok(iban)
}

/// Reads the code of a bank, and answers it in capitals.
///
/// # Errors
/// `Invalid` if it is none.
pub fn read_bic(text: &str) -> Result<String, Error> {
    let bic = bare(text);
    let bytes = bic.as_bytes();
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_uppercase);
    let rest = |part: &[u8]| part.iter().all(u8::is_ascii_alphanumeric);
    let good = matches!(bytes.len(), 8 | 11) && letters(&bytes[..6]) && rest(&bytes[6..]);
    if good { Ok(bic) } else { Err(Error::invalid("error.bank.bic")) }
}

/// The number in groups of four, as it stands on paper.
#[must_use]
pub fn in_fours(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// Without the spaces and dashes that people write, in capitals.
pub(super) fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{200b}'));
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

fn length_of(country: &str) -> Option<usize> {
    let found = LENGTHS.as_bytes().chunks(4).find(|entry| &entry[..2] == country.as_bytes())?;
    std::str::from_utf8(&found[2..]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_from_the_register_are_taken() {
        for iban in [
            "DE89 3704 0044 0532 0130 00",
            "GB29 NWBK 6016 1331 9268 19",
            "fr14 2004 1010 0505 0001 3M02 606",
            "NO93-8601-1117-947",
            "MT84MALT011000012345MTLCAST001S",
            "XK051212012345678906",
        ] {
            let read = read_iban(iban).expect("an example of the register");
            assert!(read.bytes().all(|b| b.is_ascii_alphanumeric()), "{read} is bare");
        }
        assert_eq!(in_fours("DE8937040"), "DE89 3704 0", "groups of four");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let key = |text: &str| read_iban(text).unwrap_or_else(|e| e.key);
        assert_eq!(key("DE89370400440532013001"), "error.bank.iban_check", "one digit off");
        assert_eq!(key("DE8937040044053201300"), "error.bank.iban_length", "one digit short");
        assert_eq!(key("CN8937040044053201300"), "error.bank.iban_country", "China has none");
        for text in ["", "D", "DE", "陈美陈美", "DE89陈040044053201300"] {
            assert!(read_iban(text).is_err(), "{text:?} is no IBAN");
        }
    }

    #[test]
    fn banks_have_eight_or_eleven_letters() {
        assert_eq!(read_bic("deutdeff").as_deref(), Ok("DEUTDEFF"), "the head office");
        assert_eq!(read_bic("DEUT DE FF 500").as_deref(), Ok("DEUTDEFF500"), "a branch");
        for text in ["", "DEUTDEF", "DEUTDEFF50", "DEU1DEFF", "DEUT12FF", "DEUTDEFFÄÄÄ"] {
            assert!(read_bic(text).is_err(), "{text:?} names no bank");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(text in "\\PC*") {
            let _ = read_iban(&text);
            let _ = read_bic(&text);
        }

        #[test]
        fn one_wrong_digit_is_always_found(at in 4usize..22, by in 1u8..10) {
            let mut digits: Vec<u8> = b"DE89370400440532013000".to_vec();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            let typed = String::from_utf8(digits).expect("digits");
            prop_assert!(read_iban(&typed).is_err());
        }
    }
}
