//! Looks for bytes that make the consumer-presented decoder panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sampan_emvqr::{Verdict, cpm};

fuzz_target!(|bytes: &[u8]| {
    let decoded = cpm::decode_bytes(bytes);
    let accepted = decoded.verdict != Verdict::Reject;
    assert!(!accepted || decoded.tlv.is_some() && !decoded.aids().is_empty());
    if let Some(fault) = decoded.error {
        assert!(fault.offset <= bytes.len());
    }
    if let Ok(text) = core::str::from_utf8(bytes) {
        let _ = cpm::decode(text);
    }
});
