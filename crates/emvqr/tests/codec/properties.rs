//! What holds for every payload that chance can think of.

use proptest::{collection::vec, option, prelude::*, sample::select};
use sampan_emvqr::{
    Builder, Currency, Decoded, DuitNow, EncodeError, GuidAccount, Id, Initiation, Label, Mpm,
    PayNow, Pix, PromptPay, QrPh, Qris, Tip, VietQr, cpm, decode, decode_bytes,
    tlv::{self, Object},
};

use super::sealed;

/// Text without control characters, of at least one character.
fn text(max: usize) -> impl Strategy<Value = String> {
    let ascii = proptest::char::range(' ', '~').boxed();
    let other = any::<char>().prop_map(|c| if c.is_control() { '最' } else { c }).boxed();
    let line = move |c| vec(c, 1..=max).prop_map(String::from_iter);
    prop_oneof![line(ascii), line(other)]
}

/// Data objects with any names and any values.
fn objects() -> impl Strategy<Value = Vec<Object>> {
    let value = prop_oneof![text(12), text(99), Just(String::new())];
    let object = (0..100_u8, value)
        .prop_filter_map("an id", |(id, value)| Some(Object::new(Id::new(id)?, value)));
    vec(object, 0..12)
}

/// Adds one of the accounts that there are.
fn with_account(builder: Builder, kind: u8, a: &str, b: &str) -> Builder {
    match kind {
        0 => builder.account(&PayNow::uen(a).editable(true).expiry(b)),
        1 => builder.account(&PromptPay::tax_id(a)),
        2 => builder.account(&Qris::new(a, b)),
        3 => builder.account(&QrPh::merchant(a, b)),
        4 => builder.account(&DuitNow::new(a, b)),
        5 => builder.account(&VietQr::account(a, b)),
        6 => builder.account(&Pix::key(a).info(b)),
        7 => builder.card(15, a),
        _ => builder.account(&GuidAccount::new(a).with(1, b)),
    }
}

prop_compose! {
    /// A builder that the encoder should take, unless it grows too long.
    fn builders()(
        (kind, a, b) in (0..9_u8, text(20), text(20)),
        (name, city, mcc, country) in (text(25), text(15), "[0-9]{4}", "[A-Z]{2}"),
        currency in select(Currency::all()),
        minor in option::of(1..1_000_000_000_i64),
        initiation in select(vec![
            Initiation::Static, Initiation::Dynamic, Initiation::Unspecified,
        ]),
        tip in option::of(select(vec![
            Tip::Prompt, Tip::Fixed(Some("5".into())), Tip::Percent(Some("9.99".into())),
        ])),
        label in option::of((select(Label::ALL.to_vec()), text(3))),
        alt in option::of(("[a-zA-Z]{2}", text(10), option::of(text(10)))),
    ) -> Builder {
        let builder = Mpm::builder().initiation(initiation);
        let mut builder = with_account(builder, kind, &a, &b)
            .mcc(&mcc).currency(currency).country(&country).name(&name).city(&city);
        if let (Some(minor), Some(_)) = (minor, currency.exponent()) {
            builder = builder.amount_minor(minor);
        }
        if let Some(tip) = tip {
            builder = builder.tip(tip);
        }
        if let Some((label, text)) = label {
            builder = builder.additional(label, &text);
        }
        if let Some((language, name, city)) = alt {
            builder = builder.alt_language(&language, &name, city.as_deref());
        }
        builder
    }
}

/// What the builder makes, if it is short enough.
fn built() -> impl Strategy<Value = Mpm> {
    builders().prop_filter_map("short enough", |builder| match builder.build() {
        Ok(mpm) => Some(mpm),
        Err(EncodeError::PayloadTooLong(_)) => None,
        Err(error) => panic!("{error}"),
    })
}

/// If it is accepted, writing it again gives the same, but for the checksum's letter case.
fn rewrites(payload: &str, decoded: &Decoded) -> bool {
    decoded.mpm().is_none_or(|mpm| {
        let again = mpm.encode();
        again == payload
            || again.eq_ignore_ascii_case(payload)
                && again.get(..again.len() - 4) == payload.get(..payload.len() - 4)
    })
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(mpm in built()) {
        let payload = mpm.encode();
        let decoded = decode(&payload);
        prop_assert_eq!(&decoded.errors, &vec![]);
        prop_assert_eq!(&decoded.warnings, &vec![]);
        prop_assert_eq!(decoded.mpm(), Some(mpm));
    }

    #[test]
    fn data_objects_are_written_as_they_are_read(objects in objects()) {
        let text = tlv::write(&objects);
        prop_assert_eq!(tlv::read(&text), Ok(objects));
    }

    #[test]
    fn sealed_data_objects_are_rewritten_if_accepted(objects in objects(), tail in text(4)) {
        let format = "000201".to_string();
        for payload in [sealed(&(format + &tlv::write(&objects))), tlv::write(&objects) + &tail] {
            prop_assert!(rewrites(&payload, &decode(&payload)));
        }
    }

    #[test]
    fn no_text_makes_the_decoder_panic(text in any::<String>(), digits in "[0-9]{0,80}") {
        let begun = format!("000201{text}");
        for payload in [&text, &digits, &begun, &sealed(&digits), &sealed(&text)] {
            let decoded = decode(payload);
            prop_assert_eq!(decoded.length_chars, payload.chars().count());
            prop_assert!(rewrites(payload, &decoded));
            let placed = decoded.errors.iter().any(|error| error.offset.is_some());
            prop_assert_eq!(decoded.tlv.is_none(), placed);
            prop_assert!(cpm::decode(payload).error.is_some());
        }
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in vec(any::<u8>(), 0..200)) {
        let decoded = decode_bytes(&bytes);
        prop_assert!(!decoded.is_accepted() || core::str::from_utf8(&bytes).is_ok());
        let _ = cpm::decode_bytes(&bytes);
    }

    #[test]
    fn one_changed_character_never_changes_what_is_accepted(
        mpm in built(), at in any::<prop::sample::Index>(), to in any::<char>(), ascii in 0..128_u8,
    ) {
        let payload = mpm.encode();
        let characters: Vec<char> = payload.chars().collect();
        let at = at.index(characters.len());
        for to in [char::from(ascii), to] {
            let mut mutated = characters.clone();
            mutated[at] = to;
            let mutated = decode(&String::from_iter(mutated));
            // A byte for a byte always breaks the checksum; longer changes may happen to match it.
            if mutated.is_accepted() && (to.is_ascii() && characters[at].is_ascii()) {
                prop_assert_eq!(mutated.meaning, decode(&payload).meaning);
            } else if mutated.is_accepted() {
                prop_assert!(mutated.crc.is_ok());
            }
        }
    }

    #[test]
    fn no_beginning_of_a_payload_is_accepted(mpm in built()) {
        let payload = mpm.encode();
        for (end, _) in payload.char_indices() {
            prop_assert!(!decode(&payload[..end]).is_accepted());
        }
    }
}
