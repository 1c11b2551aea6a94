//! Looks for bytes that make the merchant-presented decoder panic or contradict itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sampan_emvqr::{Verdict, checksum, decode, decode_bytes, tlv};

fuzz_target!(|bytes: &[u8]| {
    let decoded = decode_bytes(bytes);
    assert_eq!(decoded.verdict, Verdict::of(&decoded.errors));
    assert_eq!(decoded.meaning.is_some(), decoded.tlv.is_some());
    let Ok(text) = core::str::from_utf8(bytes) else {
        assert!(!decoded.is_accepted());
        return;
    };
    rewrites(text);
    // Chance seldom finds a checksum, so each text is tried with the right one too.
    let body = format!("{text}6304");
    rewrites(&format!("{body}{:04X}", checksum(body.as_bytes())));
});

/// What could be read is written the same; and so is what was accepted, with its checksum.
fn rewrites(payload: &str) {
    let decoded = decode(payload);
    if let Some(objects) = &decoded.tlv {
        assert_eq!(tlv::write(objects), payload);
    }
    if let Some(mpm) = decoded.mpm() {
        let again = mpm.encode();
        assert!(
            again.eq_ignore_ascii_case(payload),
            "{payload:?} became {again:?}"
        );
        assert_eq!(decode(&again).meaning, decoded.meaning);
    }
}
