//! The text of a code by which a banking app fills in a transfer in euros: the European Payments
//! Council's guideline EPC069-12, version 002, identification `SCT`.

use super::{BankAccount, BankNumber, HouseBank};
use crate::money::Money;

/// The most characters of the payee's name.
const NAME: usize = 70;
/// The most bytes of the whole.
const MOST: usize = 331;
/// The least and the most that a transfer can be, in cents.
const CENTS: std::ops::RangeInclusive<i64> = 1..=99_999_999_999;

/// The text of a code that pays in to one of the service's accounts, with a reference (ISO 11649) as
/// the remittance; without an amount, the payer types it. None where the account is not in euros, has
/// no IBAN, or the amount is none that can be transferred.
#[must_use]
pub fn text(house: &HouseBank, reference: &str, amount: Option<Money>) -> Option<String> {
    let BankAccount { holder, number, bic } = &house.account;
    let BankNumber::Iban(iban) = number else { return None };
    let fits = |money: &Money| money.currency == house.currency && CENTS.contains(&money.minor);
    if house.currency.code() != "EUR" || !amount.iter().all(fits) {
        return None;
    }
    let name: String = holder.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name: String = name.trim().chars().take(NAME).collect();
    let amount = amount.map_or(String::new(), |money| format!("EUR{}", money.to_plain()));
    let bic = bic.as_deref().unwrap_or_default();
    // Service tag, version, UTF-8, identification; BIC, name, account, amount; no purpose; reference.
    let lines =
        ["BCD", "002", "1", "SCT", bic, name.trim_end(), iban, &amount, "", reference.trim()];
    let whole = lines.join("\n");
    let whole = whole.trim_end_matches('\n');
    (!name.is_empty() && whole.len() <= MOST).then(|| whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn house(code: &str, number: BankNumber, bic: Option<&str>) -> HouseBank {
        let account = BankAccount {
            holder: "Sampan \u{5c0f}\u{9547}".to_owned(),
            number,
            bic: bic.map(str::to_owned),
        };
        let currency = Currency::new(code).expect("listed");
        HouseBank { currency, bank: "Town Bank".to_owned(), account }
    }

    fn iban() -> BankNumber {
        BankNumber::Iban("DE89370400440532013000".to_owned())
    }

    fn euros(minor: i64) -> Option<Money> {
        Some(Money::new(minor, Currency::new("EUR").expect("listed")))
    }

    #[test]
    fn the_lines_stand_where_the_guideline_has_them() {
        let known = house("EUR", iban(), Some("COBADEFFXXX"));
        let whole = text(&known, "RF18539007547034", euros(12_345)).expect("it can be paid");
        let lines: Vec<&str> = whole.split('\n').collect();
        let expected = [
            "BCD",
            "002",
            "1",
            "SCT",
            "COBADEFFXXX",
            "Sampan \u{5c0f}\u{9547}",
            "DE89370400440532013000",
            "EUR123.45",
            "",
            "RF18539007547034",
        ];
        assert_eq!(lines, expected, "ten lines, and none after the reference");
    }

    #[test]
    fn what_is_not_known_is_an_empty_line_and_nothing_trails() {
        let whole = text(&house("EUR", iban(), None), "RF18539007547034", None).expect("it can");
        let lines: Vec<&str> = whole.split('\n').collect();
        assert_eq!((lines[4], lines[7], lines[8]), ("", "", ""), "no BIC, amount or purpose");
        assert_eq!(lines[9], "RF18539007547034", "the reference stands in its place");
        let bare = text(&house("EUR", iban(), None), "", None).expect("it can");
        assert!(bare.ends_with("DE89370400440532013000"), "empty lines at the end are left out");
    }

    #[test]
    fn only_euros_to_an_iban_within_the_scheme_have_a_code() {
        let other = BankNumber::Other { number: "1".to_owned(), bank: "2".to_owned() };
        assert_eq!(text(&house("EUR", other, None), "", None), None, "no IBAN");
        assert_eq!(text(&house("GBP", iban(), None), "", None), None, "no euros");
        for minor in [i64::MIN, -1, 0, 100_000_000_000] {
            assert_eq!(text(&house("EUR", iban(), None), "", euros(minor)), None, "{minor} cents");
        }
        let most = text(&house("EUR", iban(), None), "", euros(99_999_999_999));
        assert!(most.is_some_and(|text| text.ends_with("EUR999999999.99")), "the scheme's most");
        let yen = Some(Money::new(5, Currency::new("JPY").expect("listed")));
        assert_eq!(text(&house("EUR", iban(), None), "", yen), None, "another currency");
    }

    #[test]
    fn a_long_name_is_cut_and_the_whole_is_never_too_long() {
        let mut long = house("EUR", iban(), Some("COBADEFFXXX"));
        long.account.holder = "\u{9648}".repeat(90);
        let whole = text(&long, "RF18539007547034", euros(99_999_999_999)).expect("it fits");
        let name = whole.split('\n').nth(5).expect("the sixth line");
        assert_eq!(name.chars().count(), NAME, "as many characters as there may be");
        assert!(whole.len() <= MOST, "{} bytes", whole.len());
    }
}
