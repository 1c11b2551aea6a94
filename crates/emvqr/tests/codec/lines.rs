//! Bytes and lines, as a terminal or a camera delivers them.

use sampan_emvqr::{Verdict, decode, decode_bytes, decode_lines};

use super::{BODY, errors, sealed};

#[test]
fn bytes_that_are_text_are_decoded_as_such() {
    let payload = sealed(BODY);
    assert_eq!(decode_bytes(payload.as_bytes()), decode(&payload));
}

#[test]
fn a_payload_ends_for_good_at_its_first_bad_byte() {
    let good = sealed(BODY).into_bytes();
    for (bytes, error) in [
        (&b"\xff"[..], "TRUNCATED_HEADER at 0"),
        (b"0\xff0201", "TRUNCATED_HEADER at 0"),
        (b"000201\xff10211", "TRUNCATED_HEADER at 6"),
        (b"0002010\xff0211", "TRUNCATED_HEADER at 6"),
        (b"00020101\xff211", "TRUNCATED_HEADER at 6"),
        (b"0002015904Ko\xffi6304ABCD", "VALUE_OVERRUN at 6"),
        (b"5902\xe6\x9c\x80\xe4\xbd\xb39902\xc3\x28", "VALUE_OVERRUN at 6"),
        (b"0A02\xff", "BAD_TAG at 0"),
        (b"000201\xed\xa0\x80", "TRUNCATED_HEADER at 6"),
        (&[&good[..], b"\xff"].concat(), &format!("TRUNCATED_HEADER at {}", good.len())),
    ] {
        let decoded = decode_bytes(bytes);
        assert_eq!(errors(&decoded), [error, "CRC_MISSING_OR_NOT_LAST"]);
        assert_eq!(decoded.verdict, Verdict::Reject);
        assert_eq!(decoded.length_bytes, bytes.len());
        assert!(decoded.meaning.is_none() && decoded.tlv.is_none());
    }
}

#[test]
fn no_bad_byte_anywhere_makes_a_payload_acceptable() {
    let good = sealed(BODY).into_bytes();
    for at in 0..=good.len() {
        for bad in [0x80, 0xC0, 0xFF] {
            let mut inserted = good.clone();
            inserted.insert(at, bad);
            assert_eq!(decode_bytes(&inserted).verdict, Verdict::Reject);
            if let Some(byte) = inserted.get_mut(at + 1) {
                *byte = bad;
                assert_eq!(decode_bytes(&inserted).verdict, Verdict::Reject);
            }
        }
    }
}

#[test]
fn lines_end_with_lf_and_nothing_is_trimmed() {
    let good = sealed(BODY);
    let text = format!("{good}\n\n{good}\r\n {good}\n{good}");
    let verdicts: Vec<_> = decode_lines(text.as_bytes()).map(|line| line.verdict).collect();
    use Verdict::{Accept, Reject};
    assert_eq!(verdicts, [Accept, Reject, Reject, Reject, Accept]);
    let counts = |text: &[u8]| decode_lines(text).count();
    assert_eq!((counts(b""), counts(b"\n"), counts(b"\n\n"), counts(b"a\nb")), (0, 1, 2, 2));
}

#[cfg(feature = "serde")]
#[test]
fn a_line_is_one_object_in_the_vectors_terms() {
    let line = serde_json::to_string(&decode_bytes(b"\xff")).expect("JSON");
    assert_eq!(
        line,
        r#"{"verdict":"reject","schemes":[],"length_chars":0,"length_bytes":1,"#.to_owned()
            + r#""crc":{"given":null,"computed":null,"ok":false},"#
            + r#""errors":[{"code":"TRUNCATED_HEADER","offset":0},"#
            + r#"{"code":"CRC_MISSING_OR_NOT_LAST"}],"warnings":[],"meaning":null,"tlv":null}"#
    );
}
