//! Every error, every warning, and what calls for it.

use sampan_emvqr::{Verdict, decode};

use super::{BODY, errors, sealed, warnings};

#[test]
fn a_complete_payload_is_accepted_without_a_word() {
    let decoded = decode(&sealed(BODY));
    assert_eq!(decoded.verdict, Verdict::Accept);
    assert_eq!((errors(&decoded), warnings(&decoded)), (vec![], vec![]));
}

#[test]
fn structure_and_checksum_are_judged_together() {
    let good = sealed(BODY);
    let end = good.chars().count();
    let crc = "CRC_MISSING_OR_NOT_LAST".to_string();
    for (payload, structure) in [
        (format!("{good} "), format!("TRUNCATED_HEADER at {end}")),
        (format!("{good}\r"), format!("TRUNCATED_HEADER at {end}")),
        (format!("{good}\n"), format!("TRUNCATED_HEADER at {end}")),
        (format!("{good}\0\0\0\0"), format!("BAD_TAG at {end}")),
        (" ".into(), "TRUNCATED_HEADER at 0".into()),
        ("\t \u{a0}\r\n".into(), "BAD_TAG at 0".into()),
        ("０００２０１".into(), "BAD_TAG at 0".into()),
        ("000201６３０４ABCD".into(), "BAD_TAG at 6".into()),
        ("00020163０４ABCD".into(), "BAD_LENGTH at 8".into()),
        ("0002016304".into(), "VALUE_OVERRUN at 6".into()),
        ("0002016304ABC".into(), "VALUE_OVERRUN at 6".into()),
        ("hQVDUFYwMWETTwegAAAAVVVVUA==".into(), "BAD_TAG at 0".into()),
    ] {
        let decoded = decode(&payload);
        assert_eq!(errors(&decoded), [structure, crc.clone()], "{payload:?}");
        assert_eq!(decoded.verdict, Verdict::Reject);
        assert!(decoded.meaning.is_none() && decoded.tlv.is_none());
        assert!(warnings(&decoded).is_empty());
    }
}

#[test]
fn nothing_is_trimmed_from_the_front() {
    for blank in [" ", "\t", "\r\n", "\u{feff}", "\u{3000}", "\0"] {
        let payload = format!("{blank}{}", sealed(BODY));
        assert_eq!(errors(&decode(&payload)), ["BAD_TAG at 0", "CRC_MISMATCH"], "{blank:?}");
    }
}

#[test]
fn a_checksum_is_found_by_its_place_even_if_the_structure_is_broken() {
    let wrong = decode(&sealed("0002010Z0211"));
    assert_eq!(errors(&wrong), ["BAD_TAG at 6"]);
    assert!(wrong.crc.is_ok());
    assert_eq!(errors(&decode("0002010Z02116304abcd")), ["BAD_TAG at 6", "CRC_MISMATCH"]);
}

#[test]
fn the_checksum_is_four_characters_and_last() {
    for body in [
        // In the middle, with another length, inside another value, nowhere.
        "0002016304ABCD5802SG",
        "0002016302AB",
        "0002016308630463A1",
        "000201630965304ABCD",
        "00020162126304ABCD0200",
        "000201",
    ] {
        let decoded = decode(body);
        let missing = errors(&decoded).contains(&"CRC_MISSING_OR_NOT_LAST".to_string());
        assert!(missing && decoded.crc.given.is_none() && decoded.meaning.is_some(), "{body}");
    }
    let hidden = "0002015908";
    let hidden = format!("{hidden}6304{:04X}", sampan_emvqr::checksum(b"00020159086304"));
    assert_eq!(errors(&decode(&hidden)), ["CRC_MISSING_OR_NOT_LAST"]);
}

#[test]
fn letters_of_the_checksum_may_be_small_but_must_be_right() {
    let good = sealed(&BODY.replace("Kopi", "Kop2"));
    let (body, crc) = good.split_at(good.len() - 4);
    assert!(crc.bytes().any(|byte| byte.is_ascii_alphabetic()), "choose another body: {crc}");
    let small = decode(&format!("{body}{}", crc.to_lowercase()));
    assert_eq!((small.verdict, warnings(&small)), (Verdict::Accept, vec!["CRC_LOWERCASE".into()]));
    for wrong in ["0000", "zzzz", "    ", "é12f", "\0\0\0\0"] {
        let decoded = decode(&format!("{body}{wrong}"));
        assert_eq!(errors(&decoded), ["CRC_MISMATCH"], "{wrong:?}");
        assert_eq!(decoded.crc.given.as_deref(), Some(wrong));
        assert!(warnings(&decoded).is_empty());
    }
}

#[test]
fn an_id_stands_once_at_the_root_and_once_in_each_template() {
    for (from, to) in [
        ("5802SG", "5802SG5802SG"),
        ("5802SG", "5802SG5802MY"),
        ("5802SG", "260400005802SG"),
        ("26370009SG.PAYNOW", "26520009SG.PAYNOW0211+6591234567"),
        ("5802SG", "62100101A0101B5802SG"),
        ("5802SG", "8008000000005802SG"),
    ] {
        let decoded = decode(&sealed(&BODY.replace(from, to)));
        assert_eq!(errors(&decoded), ["DUPLICATE_ID"], "{to}");
    }
    let twice = decode("00020101021101021263040000");
    assert_eq!(errors(&twice), ["CRC_MISMATCH", "DUPLICATE_ID"]);
    // The same ID on different levels is no duplicate, nor is one inside a value that stays closed.
    for fine in ["62050101A", "65100101A0101A", "6212010801000100"] {
        let body = BODY.replace("5802SG", &format!("{fine}5802SG"));
        assert!(errors(&decode(&sealed(&body))).is_empty(), "{fine}");
    }
}

#[test]
fn of_two_values_the_first_is_told() {
    let body = BODY.replace("5904Kopi", "5904Kopi5904Thee62200101A0101B9801C9801D");
    let meaning = decode(&sealed(&body)).meaning.expect("a meaning");
    assert_eq!(meaning.merchant_name.as_deref(), Some("Kopi"));
    let additional = meaning.additional.expect("additional data");
    let fields: Vec<_> = additional.iter().collect();
    assert_eq!(fields, [("bill_number", "A"), ("98", "C")]);
}

#[test]
fn the_format_is_first_and_known() {
    let rest = BODY.strip_prefix("000201").expect("a format");
    for (body, error) in [
        (format!("000202{rest}"), "BAD_PFI"),
        (format!("0000{rest}"), "BAD_PFI"),
        (format!("0002０1{rest}"), "BAD_PFI"),
        (format!("{rest}000201"), "PFI_NOT_FIRST"),
        (format!("{rest}000202"), "PFI_NOT_FIRST"),
        (rest.to_string(), "PFI_NOT_FIRST"),
    ] {
        let decoded = decode(&sealed(&body));
        assert_eq!(errors(&decoded), [error], "{body}");
        let lenient = decoded.verdict == Verdict::AcceptWithWarning;
        assert_eq!(lenient, error == "BAD_PFI");
    }
    let both = decode(&sealed(&format!("000202{rest}5802SG")));
    assert_eq!(errors(&both), ["DUPLICATE_ID", "BAD_PFI"]);
    assert_eq!(both.verdict, Verdict::Reject);
}

#[test]
fn an_empty_payload_has_neither_format_nor_checksum() {
    let decoded = decode("");
    assert_eq!(errors(&decoded), ["CRC_MISSING_OR_NOT_LAST", "PFI_NOT_FIRST"]);
    assert_eq!(decoded.verdict, Verdict::Reject);
    assert_eq!(
        warnings(&decoded),
        [
            "MISSING_52",
            "MISSING_53",
            "MISSING_58",
            "MISSING_59",
            "MISSING_60",
            "NO_MERCHANT_ACCOUNT"
        ]
    );
}

/// What is replaced in the body, with what, and the only warning that follows.
const ODD: [(&str, &str, &str); 27] = [
    ("52040000", "", "MISSING_52"),
    ("5303702", "", "MISSING_53"),
    ("5802SG", "", "MISSING_58"),
    ("5904Kopi", "", "MISSING_59"),
    (CITY, "", "MISSING_60"),
    ("5904Kopi", "5900", "BAD_NAME_LEN"),
    ("5904Kopi", "5926ABCDEFGHIJKLMNOPQRSTUVWXYZ", "BAD_NAME_LEN"),
    (CITY, "6000", "BAD_CITY_LEN"),
    (CITY, "6016ABCDEFGHIJKLMNOP", "BAD_CITY_LEN"),
    ("52040000", "520358a", "BAD_MCC"),
    ("52040000", "5200", "BAD_MCC"),
    ("52040000", "5205００００0", "BAD_MCC"),
    ("52040000", "5204００００", "BAD_MCC"),
    ("5802SG", "5802sg", "BAD_COUNTRY"),
    ("5802SG", "5803SGP", "BAD_COUNTRY"),
    ("5802SG", "5802新加", "BAD_COUNTRY"),
    ("54041.00", "54051.000", "AMOUNT_TOO_PRECISE"),
    ("5303702", "5303392", "AMOUNT_TOO_PRECISE"),
    ("010211", "010213", "NONSTANDARD_POI"),
    ("010211", "0100", "NONSTANDARD_POI"),
    ("010211", "0102１１", "NONSTANDARD_POI"),
    (ACCOUNT, "", "NO_MERCHANT_ACCOUNT"),
    (ACCOUNT, "2603abc", "TEMPLATE_NOT_TLV:26"),
    (CITY, "6009Singapore62040199", "TEMPLATE_NOT_TLV:62"),
    (CITY, "6009Singapore64040A00", "TEMPLATE_NOT_TLV:64"),
    (CITY, "6009Singapore80010", "TEMPLATE_NOT_TLV:80"),
    (CITY, "6009Singapore9904０１00", "TEMPLATE_NOT_TLV:99"),
];
const ACCOUNT: &str = "26370009SG.PAYNOW010120210201912345A03010";
const CITY: &str = "6009Singapore";

#[test]
fn odd_values_are_warned_of() {
    for (from, to, warning) in ODD {
        assert!(BODY.contains(from), "{from}");
        let decoded = decode(&sealed(&BODY.replace(from, to)));
        assert_eq!(warnings(&decoded), [warning], "{to}");
        assert_eq!(decoded.verdict, Verdict::Accept, "{to}");
    }
}

#[test]
fn limits_count_characters() {
    let name = BODY.replace("5904Kopi", "5925ร้านกาแฟร้านกาแฟร้านกาแฟ1");
    assert_eq!(warnings(&decode(&sealed(&name))), [""; 0]);
    let city = BODY.replace("6009Singapore", "6015最佳运输最佳运输最佳运输最佳运");
    assert_eq!(warnings(&decode(&sealed(&city))), [""; 0]);
}

#[test]
fn any_of_02_to_51_is_an_account() {
    for id in 2..=51 {
        let account = format!("{id:02}040000");
        let body = BODY.replace(ACCOUNT, &account);
        assert_eq!(warnings(&decode(&sealed(&body))), [""; 0], "{id}");
    }
}

#[test]
fn amounts_keep_their_text_and_gain_minor_units_if_that_is_exact() {
    for (amount, currency, minor) in [
        ("1.00", "702", Some(100)),
        ("98.", "702", Some(9800)),
        (".5", "702", Some(50)),
        ("0", "986", Some(0)),
        ("50000.0", "116", Some(5_000_000)),
        ("888888.3", "704", None),
        ("100.00", "392", None),
        ("1.000", "414", Some(1000)),
        ("98,73", "702", None),
        ("3 705", "702", None),
        ("-1.00", "702", None),
        ("", "702", None),
        ("１", "702", None),
        ("1.00", "000", None),
        ("1.00", "70２", None),
        ("1", "959", None),
        ("99999999999999999999999", "702", None),
    ] {
        let body = BODY.replace("54041.00", &format!("54{:02}{amount}", amount.chars().count()));
        let body = body.replace("5303702", &format!("5303{currency}"));
        let told = decode(&sealed(&body)).meaning.and_then(|meaning| meaning.amount);
        let told = told.expect("an amount");
        assert_eq!((told.text.as_str(), told.minor), (amount, minor), "{amount} {currency}");
    }
    let open = decode(&sealed(&BODY.replace("54041.00", "")));
    assert_eq!(open.meaning.expect("a meaning").amount, None);
}

#[test]
fn a_huge_payload_is_judged_too() {
    let body = format!("{BODY}{}", "6599".to_owned() + &"é".repeat(99));
    assert_eq!(decode(&sealed(&body)).verdict, Verdict::Accept);
    let many = format!("000201{}", "6500".repeat(200_000));
    assert_eq!(errors(&decode(&sealed(&many))), ["DUPLICATE_ID"]);
}
