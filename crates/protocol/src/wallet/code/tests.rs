//! Tests of collect codes: they read back, stay within EMVCo's lengths, and cannot be altered.

use super::*;
use proptest::prelude::*;

fn sample() -> Terms {
    Terms {
        person: PersonId(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001)),
        device: DeviceId(Uuid::from_u128(u128::MAX)),
        name: "陈美".to_owned(),
        mcc: None,
        service_id: "0123abcd".to_owned(),
        currency: Currency::new("CNY").expect("listed"),
        minor: Some(1_250),
        note: "lunch".to_owned(),
        reference: Uuid::from_u128(7),
        expires: Some(Timestamp::from_seconds(1_800_000_000)),
    }
}

fn whole(terms: &Terms) -> String {
    attach(&terms.unsigned().expect("fits"), &[0xA5; 64])
}

#[test]
fn a_code_is_a_valid_payload_of_emvco() {
    for terms in [sample(), Terms { minor: None, expires: None, note: String::new(), ..sample() }] {
        let decoded = sampan_emvqr::decode(&whole(&terms));
        assert!(decoded.errors.is_empty(), "no errors: {:?}", decoded.errors);
        assert!(decoded.warnings.is_empty(), "no warnings: {:?}", decoded.warnings);
    }
}

#[test]
fn a_code_without_amount_stays_good_and_lets_the_payer_type() {
    let terms = Terms { minor: None, expires: None, ..sample() };
    let read = read(&whole(&terms)).expect("ours");
    assert_eq!(read.terms, terms, "nothing is lost");
    let far = Timestamp::from_micros(i64::MAX);
    let any = Money::new(1, terms.currency);
    assert_eq!(terms.check("0123abcd", far, Some(any)), Ok(()), "any amount, at any time");
}

#[test]
fn a_code_is_refused_elsewhere_later_and_for_another_amount() {
    let terms = sample();
    let end = terms.expires.expect("it expires");
    let before = end.plus_seconds(-1);
    let key = |service: &str, now, paying| terms.check(service, now, paying).map_err(|e| e.key);
    let asked = terms.amount();
    let other = Some(Money::new(1_251, terms.currency));
    let foreign = Some(Money::new(1_250, Currency::new("USD").expect("listed")));
    let refusal = |what: &str| Err(format!("error.wallet.{what}"));
    assert_eq!(key("0123abcd", before, asked), Ok(()), "as it says");
    assert_eq!(key("ffffffff", before, asked), refusal("code_other_service"), "elsewhere");
    assert_eq!(key("0123abcd", end, asked), refusal("code_expired"), "too late");
    assert_eq!(key("0123abcd", before, other), refusal("code_amount"), "another amount");
    assert_eq!(key("0123abcd", before, foreign), refusal("code_currency"), "another currency");
}

#[test]
fn an_added_data_object_is_covered_by_the_signature() {
    let unsigned = sample().unsigned().expect("fits");
    let honest = read(&attach(&unsigned, &[1; 64])).expect("ours");
    let more = read(&attach(&format!("{unsigned}6105ABCDE"), &[1; 64])).expect("ours");
    assert_ne!(honest.signed, more.signed, "what is added must be signed too");
    assert_eq!(honest.signed, signing_bytes(&unsigned), "what was signed reads back");
}

#[test]
fn a_code_that_lost_its_signature_is_forged() {
    let open = format!("{}6304", sample().unsigned().expect("fits"));
    let bare = format!("{open}{:04X}", checksum(open.as_bytes()));
    assert!(is_ours(&bare), "it still names us");
    let key = read(&bare).expect_err("no signature").key;
    assert_eq!(key, "error.wallet.code_forged", "it says what is wrong");
}

#[test]
fn amounts_that_do_not_fit_are_refused() {
    for minor in [i64::MIN, -1, 0, i64::MAX, 10_000_000_000_000] {
        let terms = Terms { minor: Some(minor), ..sample() };
        assert!(terms.unsigned().is_err(), "{minor} has no place in a code");
    }
}

fn any_terms() -> impl Strategy<Value = Terms> {
    let ids = (any::<u128>(), any::<u128>(), any::<u128>());
    let texts = ("[^\\p{C}]{0,25}", "[^\\p{C}]{0,25}");
    let money = (
        prop::option::of(1..9_999_999_999i64),
        prop::sample::select(vec!["CNY", "JPY", "KWD", "USD"]),
        prop::option::of(1..9_999u16),
    );
    (ids, texts, money, prop::option::of(1..9_999_999_999i64)).prop_map(
        |((person, device, reference), (name, note), (minor, currency, mcc), expires)| Terms {
            person: PersonId(Uuid::from_u128(person)),
            device: DeviceId(Uuid::from_u128(device)),
            name,
            mcc,
            service_id: "89abcdef".to_owned(),
            currency: Currency::new(currency).expect("listed"),
            minor,
            note,
            reference: Uuid::from_u128(reference),
            expires: expires.map(Timestamp::from_seconds),
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_reads_back(terms in any_terms(), signature in any::<[u8; 32]>()) {
        let mut whole = [0; 64];
        whole[..32].copy_from_slice(&signature);
        whole[32..].copy_from_slice(&signature);
        let unsigned = terms.unsigned().expect("fits");
        let payload = attach(&unsigned, &whole);
        prop_assert!(is_ours(&payload));
        let read = read(&payload).expect("ours");
        prop_assert_eq!(read.signature, whole);
        prop_assert_eq!(read.signed, signing_bytes(&unsigned));
        prop_assert_eq!(read.terms, terms);
    }

    #[test]
    fn every_template_fits_into_two_digits_of_length(terms in any_terms()) {
        let payload = attach(&terms.unsigned().expect("fits"), &[0xFF; 64]);
        for object in tlv::read(&payload).expect("data objects") {
            prop_assert!(object.value().chars().count() <= tlv::MAX_VALUE);
        }
    }

    #[test]
    fn nothing_makes_it_panic(text in ".*", at in 0..400usize, with in any::<char>()) {
        let _ = read(&text);
        let broken: String = whole(&sample())
            .chars()
            .enumerate()
            .map(|(place, c)| if place == at { with } else { c })
            .collect();
        let _ = (is_ours(&broken), read(&broken));
    }

    #[test]
    fn a_changed_character_never_passes_as_the_same_code(at in 0..400usize, with in "[0-9A-Za-z_-]") {
        let payload = whole(&sample());
        prop_assume!(at < payload.chars().count());
        let changed: String = payload
            .chars()
            .enumerate()
            .map(|(place, c)| if place == at { with.clone() } else { c.to_string() })
            .collect();
        // A checksum in lower case is the same checksum: readers warn of it (CRC_LOWERCASE), no more.
        prop_assume!(!changed.eq_ignore_ascii_case(&payload) || at + 4 < payload.chars().count());
        prop_assume!(changed != payload);
        let same = read(&payload).expect("ours");
        prop_assert_ne!(read(&changed).ok(), Some(same));
    }
}
