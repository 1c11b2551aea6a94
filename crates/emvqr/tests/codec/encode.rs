//! What the builder refuses.

use sampan_emvqr::{
    Builder, DuitNow,
    EncodeError::{self, AmountTooPrecise, BadId, BadValue, Duplicate, Empty, TooLong},
    GuidAccount, HkFps, Id, Label, MerchantAccount, Mpm, PayNow, Pix, Place, PromptPay, Tip,
    VietQr, decode,
};

use super::{complete, currency};

fn id(number: u8) -> Id {
    Id::new(number).expect("two digits")
}

fn root(number: u8) -> Place {
    Place::root(id(number))
}

fn sub(root: u8, sub: u8) -> Place {
    Place::sub(id(root), id(sub))
}

fn long(place: Place, max: usize) -> EncodeError {
    TooLong { place, max }
}

#[test]
fn emvcos_mandatory_objects_are_asked_for_one_by_one() {
    let mut builder = Mpm::builder();
    assert_eq!(builder.clone().encode(), Err(EncodeError::NoMerchantAccount));
    builder = builder.account(&DuitNow::new("501664", "1"));
    assert_eq!(builder.clone().encode(), Err(EncodeError::Missing(Id::MCC)));
    builder = builder.mcc("5812");
    assert_eq!(builder.clone().encode(), Err(EncodeError::Missing(Id::CURRENCY)));
    builder = builder.currency(currency("MYR"));
    assert_eq!(builder.clone().encode(), Err(EncodeError::Missing(Id::COUNTRY)));
    builder = builder.country("MY");
    assert_eq!(builder.clone().encode(), Err(EncodeError::Missing(Id::NAME)));
    builder = builder.name("Kedai");
    assert_eq!(builder.clone().encode(), Err(EncodeError::Missing(Id::CITY)));
    assert!(builder.city("Kangar").encode().is_ok());
}

#[test]
fn promptpay_and_vietqr_may_leave_out_who_is_paid() {
    let vietqr = Mpm::builder().account(&VietQr::account("970416", "1"));
    let vietqr = vietqr.currency(currency("VND")).country("VN");
    assert!(vietqr.clone().encode().is_ok());
    let mixed = vietqr.account(&PayNow::uen("1"));
    assert_eq!(mixed.encode(), Err(EncodeError::Missing(Id::MCC)));
}

/// A builder that lacks nothing, of a currency without decimals.
fn open() -> Builder {
    Mpm::builder()
        .account(&PayNow::uen("201912345A"))
        .mcc("0000")
        .currency(currency("JPY"))
        .country("JP")
        .name("Kissa")
        .city("Tokyo")
}

fn refused(cases: impl IntoIterator<Item = (Builder, EncodeError)>) {
    for (builder, error) in cases {
        assert_eq!(builder.encode(), Err(error), "{error}");
    }
}

#[test]
fn values_are_of_their_form() {
    let tip = |tip| open().tip(tip);
    refused([
        (open().name("again"), Duplicate(root(59))),
        (open().country("jp"), Duplicate(root(58))),
        (open().postal_code(""), Empty(root(61))),
        (open().postal_code("12345678901"), long(root(61), 10)),
        (open().postal_code("1\n2"), BadValue(root(61))),
        (open().amount("1.0"), AmountTooPrecise),
        (open().amount("0"), BadValue(root(54))),
        (open().amount("1,0"), BadValue(root(54))),
        (open().amount("12345678901234"), long(root(54), 13)),
        (open().amount_minor(0), BadValue(root(54))),
        (open().amount_minor(-5), BadValue(root(54))),
        (open().amount("5").amount_minor(5), Duplicate(root(54))),
        (tip(Tip::Fixed(None)), BadValue(root(56))),
        (tip(Tip::Fixed(Some("1.5".into()))), BadValue(root(56))),
        (tip(Tip::Percent(Some("100".into()))), BadValue(root(57))),
        (tip(Tip::Percent(Some("0.00".into()))), BadValue(root(57))),
    ]);
}

#[test]
fn letters_and_digits_are_of_their_kind() {
    let but = |mcc: &str, country: &str| {
        let open = Mpm::builder().account(&PayNow::uen("1")).currency(currency("JPY"));
        open.name("Kissa").city("Tokyo").mcc(mcc).country(country)
    };
    refused([
        (but("000", "JP"), BadValue(root(52))),
        (but("000x", "JP"), BadValue(root(52))),
        (but("0000", "jp"), BadValue(root(58))),
        (but("0000", "JPN"), BadValue(root(58))),
    ]);
    assert!(but("0000", "JP").encode().is_ok());
}

#[test]
fn accounts_name_whom_they_pay() {
    let at = |account: &dyn MerchantAccount| open().account_at(27, account);
    let guid = "g".repeat(33);
    refused([
        (open().card(26, "x"), BadId(26)),
        (open().card(1, "x"), BadId(1)),
        (open().card(2, ""), Empty(root(2))),
        (open().account_at(52, &PayNow::uen("1")), BadId(52)),
        (open().account_at(25, &PayNow::uen("1")), BadId(25)),
        (open().account(&HkFps::fps_id("1")), Duplicate(root(26))),
        (at(&PayNow::default()), Empty(sub(27, 1))),
        (at(&PromptPay::default()), Empty(sub(27, 1))),
        (at(&Pix::default()), Empty(sub(27, 1))),
        (at(&HkFps::default()), Empty(sub(27, 2))),
        (at(&VietQr::account("", "1")), Empty(sub(27, 1))),
        (at(&VietQr::account("970416", "")), Empty(sub(27, 1))),
        (at(&Pix::key(&"k".repeat(99))), long(root(27), 99)),
        (at(&GuidAccount::new("")), Empty(sub(27, 0))),
        (at(&GuidAccount::new(&guid)), long(sub(27, 0), 32)),
    ]);
}

#[test]
fn templates_hold_what_they_may() {
    let template = GuidAccount::new("g");
    let twice = template.clone().with(1, "a").with(1, "b");
    let bill = "1".repeat(26);
    let city = "城".repeat(16);
    refused([
        (open().unreserved(80, &twice), Duplicate(sub(80, 1))),
        (open().unreserved(80, &template.clone().with(100, "a")), Duplicate(sub(80, 0))),
        (open().unreserved(79, &template), BadId(79)),
        (open().additional(Label::BillNumber, &bill), long(sub(62, 1), 25)),
        (open().alt_language("zho", "名", None), BadValue(sub(64, 0))),
        (open().alt_language("zh", "名", Some(&city)), long(sub(64, 2), 15)),
    ]);
}

#[test]
fn a_payload_has_at_most_512_bytes() {
    let of_length = |last: usize| {
        let full = |builder: Builder, id| builder.card(id, &"x".repeat(99));
        (2..=4).fold(complete(), full).card(5, &"x".repeat(last)).encode()
    };
    assert_eq!(of_length(88).map(|payload| payload.len()), Ok(512));
    assert_eq!(of_length(89), Err(EncodeError::PayloadTooLong(513)));
    let bytes = complete().card(2, &"é".repeat(99)).card(3, &"é".repeat(99)).encode();
    assert_eq!(bytes, Err(EncodeError::PayloadTooLong(515)), "bytes count, not characters");
}

#[test]
fn amounts_in_minor_units_are_written_by_their_currency() {
    for (alpha, minor, text) in [("JPY", 5, "5"), ("SGD", 5, "0.05"), ("KWD", 12_345, "12.345")] {
        let paynow = PayNow::uen("1");
        let payload = Mpm::builder()
            .account(&paynow)
            .mcc("0000")
            .currency(currency(alpha))
            .amount_minor(minor)
            .country("SG")
            .name("Kopi")
            .city("Singapore")
            .encode();
        let meaning = decode(&payload.expect("a payload")).meaning.expect("a meaning");
        let amount = meaning.amount.expect("an amount");
        assert_eq!((amount.text.as_str(), amount.minor), (text, Some(minor)));
    }
}

#[test]
fn everything_that_is_said_is_understood() {
    let payload = complete()
        .card(4, "5406000000000000")
        .tip(Tip::Percent(Some("10".into())))
        .postal_code("058602")
        .additional(Label::BillNumber, "***")
        .additional(Label::MerchantChannel, "000")
        .alt_language("zh", "咖啡", Some("新加坡"))
        .unreserved(91, &GuidAccount::new("A0112233449988770").with(7, "12345678"))
        .encode()
        .expect("a payload");
    let decoded = decode(&payload);
    assert!(decoded.is_accepted() && decoded.warnings.is_empty());
    let meaning = decoded.meaning.expect("a meaning");
    assert_eq!(meaning.tip, Some(Tip::Percent(Some("10".into()))));
    assert_eq!(meaning.postal_code.as_deref(), Some("058602"));
    let additional = meaning.additional.expect("additional data");
    assert_eq!(additional.get("bill_number"), Some("***"));
    assert_eq!(additional.get("merchant_channel"), Some("000"));
    let alt = meaning.alt_language.expect("another language");
    let texts: Vec<_> = alt.iter().collect();
    assert_eq!(texts, [("language", "zh"), ("name", "咖啡"), ("city", "新加坡")]);
    assert_eq!(meaning.accounts.len(), 2);
}

#[test]
fn errors_are_told_in_words() {
    assert_eq!(EncodeError::Empty(sub(26, 2)).to_string(), "26.02 is empty");
    assert_eq!(EncodeError::Missing(Id::MCC).to_string(), "52 is mandatory");
}
