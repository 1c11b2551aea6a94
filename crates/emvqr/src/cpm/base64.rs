//! Decodes base64 as RFC 4648 writes it: the standard alphabet, with padding, in one way only.

use alloc::vec::Vec;

/// Decodes a text, or says which of its bytes is wrong.
///
/// Blanks, missing padding, and bits that no byte needs are wrong, so that each payload has a
/// single text.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, usize> {
    let text = text.as_bytes();
    let padding = text.iter().rev().take(2).take_while(|&&byte| byte == b'=').count();
    let digits = text.get(..text.len() - padding).unwrap_or_default();
    if !text.len().is_multiple_of(4) {
        return Err(bad_digit(digits).unwrap_or(text.len()));
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for (at, &byte) in digits.iter().enumerate() {
        bits = (bits << 6) | u32::from(sextet(byte).ok_or(at)?);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held).map_err(|_| at)?);
            bits &= (1 << held) - 1;
        }
    }
    if bits == 0 { Ok(bytes) } else { Err(digits.len().saturating_sub(1)) }
}

fn bad_digit(digits: &[u8]) -> Option<usize> {
    digits.iter().position(|&byte| sextet(byte).is_none())
}

fn sextet(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn reads_the_examples_of_the_rfc() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(decode(text).as_deref(), Ok(bytes.as_bytes()));
        }
        assert_eq!(decode("+/+/").as_deref(), Ok(&[0xFB, 0xFF, 0xBF][..]));
    }

    #[test]
    fn refuses_every_other_spelling() {
        for (text, at) in [
            ("Zg", 2),
            ("Zg=", 3),
            ("Zh==", 1),
            ("Zm9=", 2),
            ("====", 0),
            ("Z===", 1),
            ("Zg==Zg==", 2),
            (" Zg==", 0),
            ("Zg==\n", 2),
            ("-_-_", 0),
            ("Zé==", 1),
        ] {
            assert_eq!(decode(text), Err(at), "{text:?}");
        }
    }
}
