//! Consumer-presented payloads, good and bad.

use sampan_emvqr::{
    Verdict,
    cpm::{ErrorCode, decode, decode_bytes},
};

/// `CPV01` and one application.
const GOOD: &[u8] = b"\x85\x05CPV01\x61\x09\x4f\x07\xa0\0\0\0\x55\x55\x55";

#[test]
fn a_minimal_payload_is_accepted() {
    let decoded = decode_bytes(GOOD);
    assert_eq!((decoded.verdict, decoded.error), (Verdict::Accept, None));
    assert_eq!(decoded.aids(), ["A0000000555555"]);
}

#[test]
fn each_error_has_its_name_and_its_place() {
    use ErrorCode::{
        BadLength, BadPfi, BadTag, MissingAid, NestedTooDeep, PfiNotFirst, TruncatedHeader,
        ValueOverrun,
    };
    let nested: Vec<u8> = (0..20).rev().flat_map(|left| [0x61, left * 2]).collect();
    for (bytes, code, offset) in [
        (&b""[..], PfiNotFirst, 0),
        (&GOOD[7..], PfiNotFirst, 0),
        (&GOOD[..7], MissingAid, 0),
        (b"\x85\x05CPV01\x61\x00", MissingAid, 0),
        (b"\x85\x05CPV01\x61\x02\x4f\x00", MissingAid, 0),
        (b"\x85\x05CPV02\x61\x03\x4f\x01\xa0", BadPfi, 0),
        (b"\x85", TruncatedHeader, 1),
        (b"\x9f", TruncatedHeader, 0),
        (b"\x85\x82\x01", TruncatedHeader, 1),
        (b"\x85\x05CPV0", ValueOverrun, 2),
        (b"\x85\x83\xff\xff\xff", ValueOverrun, 5),
        (b"\x61\x03\x4f\x05\xa0", ValueOverrun, 4),
        (b"\x00\x00", BadTag, 0),
        (b"\x9f\x80\x01\x00", BadTag, 0),
        (b"\x9f\x00\x00", BadTag, 0),
        (b"\x9f\x81\x82\x03\x00", BadTag, 0),
        (b"\x85\x80", BadLength, 1),
        (b"\x85\x84\x00\x00\x00\x01\x00", BadLength, 1),
        (&nested, NestedTooDeep, 16),
    ] {
        let decoded = decode_bytes(bytes);
        let fault = decoded.error.expect("an error");
        assert_eq!((fault.code, fault.offset), (code, offset), "{bytes:02x?}");
        let lenient = decoded.verdict == Verdict::AcceptWithWarning;
        assert_eq!(lenient, code == BadPfi);
    }
}

#[test]
fn long_lengths_and_tags_are_read() {
    let long = [&b"\x85\x81\x05CPV01\x61\x82\x00\x09"[..], &GOOD[9..]].concat();
    assert_eq!(decode_bytes(&long).verdict, Verdict::Accept);
    let tags = [GOOD, b"\x9f\x26\x00\x5f\x20\x00\xdf\x81\x02\x00"].concat();
    let tlv = decode_bytes(&tags).tlv.expect("data objects");
    let tags: Vec<_> = tlv.iter().map(|object| object.tag.to_string()).collect();
    assert_eq!(tags, ["85", "61", "9F26", "5F20", "DF8102"]);
}

#[test]
fn text_that_is_not_base64_is_placed_in_the_text() {
    let fault = decode("hQVDUFYw*WET").error.expect("an error");
    assert_eq!((fault.code, fault.offset), (ErrorCode::BadBase64, 8));
    assert_eq!(decode("hQVDUFYwMWEJTwegAAAAVVVV").verdict, Verdict::Accept);
    assert_eq!(decode("hQVDUFYwMWEJTwegAAAAVVVV\n").verdict, Verdict::Reject);
}
